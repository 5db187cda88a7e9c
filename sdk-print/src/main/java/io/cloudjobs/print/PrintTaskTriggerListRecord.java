package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintTaskTriggerListRecord(
        @JsonDeserialize(contentAs = PrintTaskTriggerRecord.class)
        List<PrintTaskTrigger> value,

        @JsonProperty("@odata.nextLink") @Nullable String nextLink)
        implements GraphList<PrintTaskTrigger> {
    PrintTaskTriggerListRecord {
        Json.required("value", value);
    }
}
