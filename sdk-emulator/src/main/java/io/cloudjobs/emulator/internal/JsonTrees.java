package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;

/** JSON trees. The services keep their state in the format of their responses. */
public final class JsonTrees {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private JsonTrees() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** Returns the JSON of lists, maps and texts. */
    public static JsonNode of(Object values) {
        return MAPPER.valueToTree(values);
    }

    /** Returns the object that a test passes as the argument {@code json}. */
    public static ObjectNode parse(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("json must be a JSON object, but is not JSON: " + e.getMessage(), e);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(
                "json must be a JSON object, but is " + (node.isArray() ? "an array" : node));
    }

    public static JsonNode read(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    public static void write(JsonNode node, OutputStream out) throws IOException {
        MAPPER.writeValue(out, node);
    }
}
