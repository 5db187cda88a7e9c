package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintTaskListRecord(
        @JsonDeserialize(contentAs = PrintTaskRecord.class) List<PrintTask> value,
        @JsonProperty("@odata.nextLink") @Nullable String nextLink)
        implements GraphList<PrintTask> {
    PrintTaskListRecord {
        Json.required("value", value);
    }
}
