package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.StrictList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintTaskListRecord(
        @JsonDeserialize(using = StrictList.class, contentAs = PrintTaskRecord.class) @Nullable List<PrintTask> value,

        @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
        implements GraphList<PrintTask> {
    PrintTaskListRecord {
        GraphList.check(value, nextLink);
    }
}
