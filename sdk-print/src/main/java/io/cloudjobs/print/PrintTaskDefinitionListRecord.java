package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.StrictList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PrintTaskDefinitionListRecord(
        @JsonDeserialize(using = StrictList.class, contentAs = PrintTaskDefinitionRecord.class) @Nullable List<PrintTaskDefinition> value,

        @JsonProperty("@odata.nextLink") @Nullable Object nextLink)
        implements GraphList<PrintTaskDefinition> {
    PrintTaskDefinitionListRecord {
        GraphList.check(value, nextLink);
    }
}
