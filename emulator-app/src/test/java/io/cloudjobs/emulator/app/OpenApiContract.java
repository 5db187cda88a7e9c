package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The OpenAPI file, against which each response in a test is checked. */
final class OpenApiContract {
    static final JsonNode FILE = Json.read(Resources.read("openapi.json"));

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** The operations with their statuses that were checked, such as {@code GET /_cloudjobs/clock 200}. */
    private final Set<String> checked = new ConcurrentSkipListSet<>();

    static List<String> operations() {
        var operations = new ArrayList<String>();
        FILE.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method ->
                                operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    Set<String> checked() {
        return checked;
    }

    /** Checks a response, and the body of a request that was successful. */
    void check(String method, String path, String requestBody, RunningControl.Answer answer) {
        String template = template(path);
        JsonNode operation = template == null
                ? Json.object()
                : FILE.path("paths")
                        .path(template)
                        .path(method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT));
        if (operation.isEmpty()) {
            assertThat(answer.status()).as(method + " " + path).isIn(204, 400, 403, 404, 405);
            if (answer.status() != 204 && answer.bytes().length > 0) {
                validate("problem", Json.object().put("$ref", "#/components/schemas/Problem"), answer.json());
            }
            return;
        }
        String name = method + " " + template + " " + answer.status();
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(answer.status())));
        assertThat(response.isObject()).as(name + " is described").isTrue();
        checked.add(name);
        checkContent(name, response.path("content"), answer);
        if (answer.status() < 300 && requestBody != null && !requestBody.isEmpty()) {
            JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
            validate(
                    name + ", request",
                    schema.isMissingNode() ? Json.read("{\"maxProperties\":0}".getBytes()) : schema,
                    Json.read(requestBody.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    private static void checkContent(String name, JsonNode content, RunningControl.Answer answer) {
        if (content.isMissingNode()) {
            assertThat(answer.bytes()).as(name).isEmpty();
            return;
        }
        String type = answer.headers().get("Content-Type");
        JsonNode media = content.has("*/*") ? content.path("*/*") : content.path(type);
        assertThat(media.isObject()).as(name + " has type " + type).isTrue();
        if (type.endsWith("json") && answer.bytes().length > 0) {
            validate(name, media.path("schema"), answer.json());
        }
    }

    private static void validate(String name, JsonNode schema, JsonNode value) {
        ObjectNode root = Json.object();
        root.set("components", FILE.path("components"));
        root.putArray("allOf").add(schema);
        assertThat(SCHEMAS.getSchema(root).validate(value))
                .as(name + ": " + value)
                .isEmpty();
    }

    static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : FILE.at(reference.substring(1));
    }

    /** Returns the path of the file that a real path belongs to, or null. Constant segments win over variables. */
    private static String template(String path) {
        int query = path.indexOf('?');
        List<String> segments = List.of((query < 0 ? path : path.substring(0, query)).split("/", -1));
        String found = null;
        for (var entry : FILE.path("paths").properties()) {
            List<String> template = List.of(entry.getKey().split("/", -1));
            boolean fits = template.size() == segments.size();
            for (int i = 0; fits && i < template.size(); i++) {
                fits = template.get(i).startsWith("{") || template.get(i).equals(segments.get(i));
            }
            if (fits) {
                found = entry.getKey();
            }
        }
        return found;
    }
}
