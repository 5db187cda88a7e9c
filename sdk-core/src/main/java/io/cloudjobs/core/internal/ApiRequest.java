package io.cloudjobs.core.internal;

import org.jspecify.annotations.Nullable;

/**
 * What an operation is: its name, method, path, query and body, and whether it may be repeated. Immutable.
 *
 * @param operation the name, for people: {@code printJob.abort}
 * @param method the HTTP method
 * @param path the path below the endpoint
 * @param query the query with its values encoded, or null for none
 * @param body what is sent as JSON, or null for none
 * @param mayBeRepeated whether doing it twice is as good as doing it once
 */
public record ApiRequest(
        String operation,
        String method,
        ResourcePath path,
        @Nullable String query,
        @Nullable Object body,
        boolean mayBeRepeated) {

    /** An operation without query and body that must not be repeated when its outcome is unknown. */
    public ApiRequest(String operation, String method, ResourcePath path) {
        this(operation, method, path, null, null, false);
    }

    /** With a parameter of the query, unless its value is null. */
    public ApiRequest query(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        String parameter = name + "=" + PercentEncoding.queryValue(value);
        String longer = query == null ? parameter : query + "&" + parameter;
        return new ApiRequest(operation, method, path, longer, body, mayBeRepeated);
    }

    /** With a JSON body, unless it is null. */
    public ApiRequest body(@Nullable Object json) {
        return new ApiRequest(operation, method, path, query, json, mayBeRepeated);
    }

    /** Says that doing it twice is as good as doing it once. */
    public ApiRequest repeatable() {
        return new ApiRequest(operation, method, path, query, body, true);
    }
}
