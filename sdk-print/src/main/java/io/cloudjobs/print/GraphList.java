package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.Page;
import io.cloudjobs.core.internal.Promises;
import io.cloudjobs.core.internal.StrictList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list as Graph answers it, one page of it. */
interface GraphList<T> extends Promises {
    @Nullable List<T> value();

    /** A string, unless the service errs: Jackson would make one of a number, and it would name a page. */
    @Nullable Object nextLink();

    /** Without a value it is an empty page, if the list goes on. */
    @Override
    default void check() {
        if (nextLink() == null || nextLink().toString().isBlank()) {
            Json.required("value", value());
        }
    }

    /** All of the list: it goes on as long as a page names the next one. */
    static <T, L extends GraphList<T>> PagedIterable<T> all(ApiClient api, ApiRequest request, Class<L> type) {
        return new PagedIterable<>(request.operation(), (@Nullable String page) -> {
            L list = page == null ? api.send(request, type) : api.follow(request, page, type);
            return new Page<>(Json.list(list.value()), api.next(request, page, link(request, list.nextLink())));
        });
    }

    private static @Nullable String link(ApiRequest request, @Nullable Object link) {
        if (link != null && !(link instanceof String)) {
            String problem = "the link to the next page is not a string";
            throw new InvalidResponseException(request.operation(), 1, false, problem, null);
        }
        return (String) link;
    }

    record Jobs(
            @JsonDeserialize(using = StrictList.class, contentAs = PrintJobRecord.class) @Nullable List<PrintJob> value,

            @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
            implements GraphList<PrintJob> {}

    record Tasks(
            @JsonDeserialize(using = StrictList.class, contentAs = PrintTaskRecord.class) @Nullable List<PrintTask> value,

            @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
            implements GraphList<PrintTask> {}

    record TaskDefinitions(
            @JsonDeserialize(using = StrictList.class, contentAs = PrintTaskDefinitionRecord.class) @Nullable List<PrintTaskDefinition> value,

            @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
            implements GraphList<PrintTaskDefinition> {}

    record TaskTriggers(
            @JsonDeserialize(using = StrictList.class, contentAs = PrintTaskTriggerRecord.class) @Nullable List<PrintTaskTrigger> value,

            @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
            implements GraphList<PrintTaskTrigger> {}
}
