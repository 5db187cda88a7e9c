package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.PagedList;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.json.Promises;
import io.cloudjobs.core.internal.json.StrictList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as Graph sends it.
 *
 * @param nextLink the link to the next page, a string in a valid page. Its type is Object, because Jackson would
 *     convert a number to a String
 */
record GraphPage<T>(
        @JsonDeserialize(using = StrictList.class) @Nullable List<T> value,
        @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
        implements Promises, KeepsJson<GraphPage<T>> {
    /** Requires a value, unless there is a next page: then this page is empty. */
    @Override
    public void check() {
        if (nextLink == null || nextLink.toString().isBlank()) {
            Json.required("value", value);
        }
    }

    @Override
    public GraphPage<T> withJson(String json) {
        return value == null ? this : new GraphPage<>(Json.withTexts(value, json, "value"), nextLink);
    }

    /** Returns the whole list. The iteration reads pages until one has no link to a next page. */
    static <T> PagedIterable<T> all(ApiClient api, ApiRequest request, Class<? extends T> rows) {
        JavaType type = Json.type(GraphPage.class, rows);
        return new PagedList<>(
                request.operation(),
                request.resource(),
                (@Nullable String page) -> {
                    GraphPage<T> found = api.page(request, page, type);
                    return new Page<>(Json.list(found.value), api.next(request, page, link(request, found.nextLink)));
                },
                api.links(request));
    }

    private static @Nullable String link(ApiRequest request, @Nullable Object link) {
        if (link != null && !(link instanceof String)) {
            String problem = "the link to the next page is not a string";
            throw new InvalidResponseException(request.operation(), request.resource(), 1, false, problem, null);
        }
        return (String) link;
    }
}
