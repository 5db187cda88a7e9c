package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.secret.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record GesEdgeRecord(
        String source,
        String target,
        @Nullable String index,
        @Nullable String label,
        Map<String, List<Object>> properties)
        implements GesEdge {

    static GesEdge read(RowParser row) throws IOException {
        String source = null;
        String target = null;
        String index = null;
        String label = null;
        Map<String, List<Object>> properties = Map.of();
        if (row.begin()) {
            for (String member = row.next(); member != null; member = row.next()) {
                switch (member) {
                    case "source" -> source = row.text();
                    case "target" -> target = row.text();
                    case "index" -> index = row.text();
                    case "label" -> label = row.text();
                    case "properties" -> properties = row.properties();
                    default -> row.skip();
                }
            }
        } else {
            row.skip();
        }
        return new GesEdgeRecord(Json.idOrEmpty(source), Json.idOrEmpty(target), index, label, properties);
    }

    /** Returns a short text for logs, without the properties. */
    @Override
    public String toString() {
        return Shown.record("GesEdge", "source", source, "target", target, "index", index, "label", label);
    }
}
