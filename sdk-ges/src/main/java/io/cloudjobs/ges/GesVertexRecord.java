package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record GesVertexRecord(String id, @Nullable String label, Map<String, List<Object>> properties) implements GesVertex {

    static GesVertex of(JsonNode vertex) {
        return new GesVertexRecord(check(vertex), Drifting.text(vertex.path("label")), Properties.of(vertex));
    }

    /** The id, which is all there is of a vertex in some results. */
    static String check(JsonNode vertex) {
        return Json.required("id", Drifting.text(vertex.isObject() ? vertex.path("id") : vertex));
    }

    /** Short, for a log: without the properties. */
    @Override
    public String toString() {
        return "GesVertex[id=" + id + ", label=" + label + "]";
    }
}
