package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintJobListRecord(
        @JsonDeserialize(contentAs = PrintJobRecord.class) List<PrintJob> value,
        @JsonProperty("@odata.nextLink") @Nullable String nextLink)
        implements GraphList<PrintJob> {
    PrintJobListRecord {
        Json.required("value", value);
    }
}
