package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.http.Attempt;
import io.cloudjobs.core.internal.http.Content;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP requests of one operation. What they have in common is made once, so an id that the service puts there belongs to
 * the operation.
 */
final class RequestFactory {
    private final ApiRequest operation;
    private final Service service;
    private final List<HttpUrl> endpoints;
    private final Request.Builder common;

    RequestFactory(ApiRequest operation, Service service, List<HttpUrl> endpoints, String userAgent) {
        this.operation = operation;
        this.service = service;
        this.endpoints = endpoints;
        this.common = new Request.Builder().header("Accept", "application/json").header("User-Agent", userAgent);
        service.describe(common);
        operation.headers().forEach(common::header);
    }

    /**
     * The request of an attempt.
     *
     * @param endpoint which endpoint it goes to
     */
    Request request(int endpoint, @Nullable String token, Attempt attempt) {
        common.url(target(endpoint)).method(operation.method(), body(attempt)).tag(Attempt.class, attempt);
        if (token != null && service instanceof ProtectedService guarded) {
            guarded.authorize(common, token);
        }
        return common.build();
    }

    private HttpUrl target(int endpoint) {
        HttpUrl link = operation.link();
        return link != null ? link : ApiClient.url(endpoints.get(endpoint), operation.path(), operation.query());
    }

    /**
     * An operation that must not be done twice always has a body, if only an empty one, that OkHttp must not send again: see
     * {@link Attempt}. So has a POST.
     */
    private @Nullable RequestBody body(Attempt attempt) {
        Content content = operation.content();
        boolean hasBody = content != null
                || !operation.isIdempotent()
                || operation.method().equals("POST");
        return hasBody ? attempt.body(content) : null;
    }
}
