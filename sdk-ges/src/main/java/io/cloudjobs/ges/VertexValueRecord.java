package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.secret.Shown;

record VertexValueRecord(String vertexId, String value, double number) implements VertexValue {
    static VertexValue of(String vertexId, JsonNode value) {
        Double number = LenientValues.number(value);
        return new VertexValueRecord(
                vertexId,
                value.isTextual() ? value.textValue() : value.toString(),
                number == null ? Double.NaN : number);
    }

    /** Returns a short text for logs. */
    @Override
    public String toString() {
        return Shown.of(vertexId) + "=" + Shown.of(value);
    }
}
