package io.cloudjobs.ges;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.secret.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record GesVertexRecord(String id, @Nullable String label, Map<String, List<Object>> properties) implements GesVertex {

    /** Reads a vertex, which is an object, or in some results only an id. */
    static GesVertex read(RowParser row) throws IOException {
        String id = null;
        String label = null;
        Map<String, List<Object>> properties = Map.of();
        if (row.begin()) {
            for (String member = row.next(); member != null; member = row.next()) {
                switch (member) {
                    case "id" -> id = row.text();
                    case "label" -> label = row.text();
                    case "properties" -> properties = row.properties();
                    default -> row.skip();
                }
            }
        } else {
            id = row.text();
        }
        return new GesVertexRecord(Json.idOrEmpty(id), label, properties);
    }

    /** Returns a short text for logs, without the properties. */
    @Override
    public String toString() {
        return Shown.record("GesVertex", "id", id, "label", label);
    }
}
