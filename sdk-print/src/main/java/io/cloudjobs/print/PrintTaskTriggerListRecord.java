package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.StrictList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintTaskTriggerListRecord(
        @JsonDeserialize(using = StrictList.class, contentAs = PrintTaskTriggerRecord.class) @Nullable List<PrintTaskTrigger> value,

        @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
        implements GraphList<PrintTaskTrigger> {
    PrintTaskTriggerListRecord {
        GraphList.check(value, nextLink);
    }
}
