package io.cloudjobs.core.internal.http;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The user's answers to a proxy that asks who we are, up to a bound. OkHttp goes on asking as long as there is an answer: a
 * proxy that refuses every password and keeps the connection open would get tens of thousands of them in one attempt.
 *
 * <p>A value, because OkHttp shares connections among clients whose authenticators are equal: among ours, and not with the calls
 * that the user makes with the same client, whose sockets are not ours (see {@link WireSocket}).
 */
record BoundedAuthenticator(Authenticator users) implements Authenticator {
    /** More than any scheme needs; OkHttp's own first guess is one of them. */
    private static final int MAX_ANSWERS = 5;

    /** How often a request has been answered for; it travels with the request. */
    private record Answers(int count) {}

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        Answers before = response.request().tag(Answers.class);
        int count = before == null ? 1 : before.count() + 1;
        Request answer = count > MAX_ANSWERS ? null : users.authenticate(route, response);
        return answer == null
                ? null
                : answer.newBuilder().tag(Answers.class, new Answers(count)).build();
    }
}
