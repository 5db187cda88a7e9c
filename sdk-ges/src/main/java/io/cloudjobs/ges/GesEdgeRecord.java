package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Json;
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

    static GesEdge of(JsonNode edge) {
        return new GesEdgeRecord(
                required(edge, "source"),
                required(edge, "target"),
                Drifting.text(edge.path("index")),
                Drifting.text(edge.path("label")),
                Properties.of(edge));
    }

    static void check(JsonNode edge) {
        required(edge, "source");
        required(edge, "target");
    }

    private static String required(JsonNode edge, String member) {
        return Json.required(member, Drifting.text(edge.path(member)));
    }

    /** Short, for a log: without the properties. */
    @Override
    public String toString() {
        return "GesEdge[source=" + source + ", target=" + target + ", index=" + index + ", label=" + label + "]";
    }
}
