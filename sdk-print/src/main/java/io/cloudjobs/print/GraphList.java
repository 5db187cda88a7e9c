package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list as Graph answers it, one page of it. */
interface GraphList<T> {
    List<T> value();

    @Nullable String nextLink();

    /** All of the list: it goes on as long as a page names the next one. */
    static <T, L extends GraphList<T>> PagedIterable<T> all(ApiClient api, ApiRequest request, Class<L> type) {
        return new PagedIterable<>(request.operation(), link -> {
            L list = link == null ? api.send(request, type) : api.follow(request, link, type);
            return new Page<>(Json.list(list.value()), list.nextLink());
        });
    }
}
