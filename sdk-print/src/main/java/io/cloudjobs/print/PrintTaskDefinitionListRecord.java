package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintTaskDefinitionListRecord(
        @JsonDeserialize(contentAs = PrintTaskDefinitionRecord.class)
        List<PrintTaskDefinition> value,

        @JsonProperty("@odata.nextLink") @Nullable String nextLink)
        implements GraphList<PrintTaskDefinition> {
    PrintTaskDefinitionListRecord {
        Json.required("value", value);
    }
}
