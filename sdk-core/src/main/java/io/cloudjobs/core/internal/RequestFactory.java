package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.http.Attempt;
import io.cloudjobs.core.internal.http.Content;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Builds the HTTP requests of one operation. It builds their common headers once, so an id in them is the same for all
 * attempts.
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
     * Builds the request of an attempt.
     *
     * @param endpoint the index of the endpoint
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
     * Returns the body. An operation that is not idempotent always has a body, perhaps an empty one, which OkHttp must
     * not send again: see {@link Attempt}. A POST always has a body too.
     */
    private @Nullable RequestBody body(Attempt attempt) {
        Content content = operation.content();
        boolean hasBody = content != null
                || !operation.isIdempotent()
                || operation.method().equals("POST");
        return hasBody ? attempt.body(content) : null;
    }
}
