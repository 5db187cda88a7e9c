package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.StrictList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintJobListRecord(
        @JsonDeserialize(using = StrictList.class, contentAs = PrintJobRecord.class) @Nullable List<PrintJob> value,

        @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
        implements GraphList<PrintJob> {
    PrintJobListRecord {
        GraphList.check(value, nextLink);
    }
}
