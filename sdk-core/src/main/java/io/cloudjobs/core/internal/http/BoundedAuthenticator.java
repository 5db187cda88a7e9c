package io.cloudjobs.core.internal.http;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often the user's authenticator responds to a proxy. OkHttp continues as long as the authenticator returns
 * a request: a proxy that refuses every password and keeps the connection open would receive tens of thousands of
 * requests in one attempt.
 *
 * <p>This is a record, because OkHttp shares connections among clients with equal authenticators. So our clients share
 * them, but not with the user's own calls on the same client, which do not use our sockets (see {@link WireSocket}).
 */
record BoundedAuthenticator(Authenticator users) implements Authenticator {
    /** More than any scheme needs. OkHttp's own preemptive request counts as one. */
    private static final int MAX_ANSWERS = 5;

    /** The number of authentications of a request, kept in its tags. */
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
