package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.retry.RetryDecision;
import java.io.IOException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The last interceptor before the connection, so it sees the request after the user's interceptors. It checks a reused
 * connection first, tells the {@link Attempt} about request and response, and hides one header from OkHttp.
 */
public final class WireInterceptor implements Interceptor {
    /** The header that keeps the {@code Retry-After} of a 503. */
    public static final String RETRY_AFTER_OF_503 = "CloudJobs-Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection == null) {
            throw new IllegalStateException("a network interceptor without a connection");
        }
        Wire wire = new Wire(connection);
        Attempt attempt = chain.call().request().tag(Attempt.class);
        boolean isFit = wire.isFit(attempt != null && attempt.isCareful());
        if (attempt == null) { // not our request: a callFactory sends it with our client
            return withoutRetryAfter(wire.counted(proceed(chain, wire), Long.MAX_VALUE));
        }
        if (!isFit) {
            wire.close();
            throw attempt.foundStale();
        }
        long received = wire.received();
        attempt.goesOut(wire);
        Response response = proceed(chain, wire, attempt);
        if (received >= 0 && wire.received() == received) {
            wire.callFailed();
            wire.close();
            throw new IOException("the response arrived before the request was sent");
        }
        wire.hasAnswered();
        attempt.answered(
                response.code(),
                RetryDecision.mayHaveActed(
                        response.code(), chain.call().request().method()));
        return withoutRetryAfter(wire.counted(response, attempt.maxResponseBytes()));
    }

    private static Response proceed(Chain chain, Wire wire, Attempt attempt) throws IOException {
        try {
            return proceed(chain, wire);
        } catch (Throwable e) { // any kind: Kotlin declares no exceptions, and an event listener may throw an Error
            attempt.failed(e);
            throw e;
        }
    }

    private static Response proceed(Chain chain, Wire wire) throws IOException {
        wire.callBegins();
        try {
            return chain.proceed(chain.request());
        } catch (Throwable e) {
            wire.callFailed();
            throw e;
        }
    }

    /**
     * Hides the header from OkHttp. OkHttp retries any request, also a POST, on {@code 503} with {@code Retry-After:
     * 0}, and fails on a number with twenty digits.
     */
    private static Response withoutRetryAfter(Response response) {
        if (response.code() != 503 || response.header("Retry-After") == null) {
            return response;
        }
        var headers = response.headers().newBuilder().removeAll("Retry-After");
        for (String value : response.headers("Retry-After")) {
            headers.addUnsafeNonAscii(RETRY_AFTER_OF_503, value);
        }
        return response.newBuilder().headers(headers.build()).build();
    }
}
