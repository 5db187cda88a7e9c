package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "parameters", "summary");

    private final RunningControl running = new RunningControl();

    @AfterAll
    void close() {
        running.close();
    }

    @Test
    void theFileHasTheOperationsOfTheServer() {
        assertThat(OpenApiContract.operations())
                .containsExactlyInAnyOrderElementsOf(running.control.router().operations());
    }

    @Test
    void theServerReturnsTheFile() {
        assertThat(running.get("/_cloudjobs/openapi.json").json()).isEqualTo(OpenApiContract.FILE);
    }

    @Test
    void theFileIsConsistent() {
        JsonNode file = OpenApiContract.FILE;
        assertThat(file.path("openapi").asText()).isEqualTo("3.1.0");
        var references = new TreeSet<>(file.findValuesAsText("$ref"));
        assertThat(references)
                .allSatisfy(reference ->
                        assertThat(file.at(reference.substring(1)).isObject()).isTrue());
        assertThat(references.stream().map(reference -> reference.substring(2)).toList())
                .as("each component is used")
                .containsAll(components(file));
        var ids = new ArrayList<String>();
        file.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    assertThat(METHODS).contains(operation.getKey());
                    ids.add(operation.getValue().path("operationId").asText());
                    assertThat(file.findValuesAsText("name"))
                            .contains(operation.getValue().at("/tags/0").asText());
                    assertThat(operation.getValue().path("summary").asText())
                            .as(name)
                            .isNotBlank()
                            .doesNotEndWith(".");
                    assertThat(variablesIn(operation.getValue())).as(name).isEqualTo(variables(path.getKey()));
                    JsonNode responses = operation.getValue().path("responses");
                    assertThat(responses.has("default")).as(name).isTrue();
                    responses.forEach(response -> assertThat(OpenApiContract.resolved(response)
                                    .path("description")
                                    .asText())
                            .as(name)
                            .endsWith("."));
                }));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static List<String> components(JsonNode file) {
        var names = new ArrayList<String>();
        file.path("components")
                .properties()
                .forEach(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> names.add("components/" + kind.getKey() + "/" + name)));
        return names;
    }

    private static Set<String> variablesIn(JsonNode operation) {
        var names = new TreeSet<String>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved = OpenApiContract.resolved(parameter);
            if (resolved.path("in").asText().equals("path")) {
                names.add(resolved.path("name").asText());
            }
        }
        return names;
    }

    private static Set<String> variables(String path) {
        return path.lines()
                .flatMap(line -> java.util.regex.Pattern.compile("\\{(\\w+)\\}")
                        .matcher(line)
                        .results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theSchemasAreSchemas() {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema("{\"$ref\":\"https://json-schema.org/draft/2020-12/schema\"}");

        OpenApiContract.FILE
                .at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(metaSchema.validate(schema.getValue()))
                        .as(schema.getKey())
                        .isEmpty());
    }

    @Test
    void theResponseOfEachOperationIsAsDescribed() {
        running.emulator.reset();
        String printer = "/_cloudjobs/printers/" + running.emulator.print().printerId();
        running.emulator.print().addPrinter("other", "other-share");
        running.send(new okhttp3.Request.Builder().url(running.emulator.print().endpoint()));
        for (String path : List.of(
                "health",
                "about",
                "operations",
                "openapi.json",
                "state",
                "clock",
                "faults",
                "limits",
                "permissions",
                "requests",
                "printers",
                "deliveries",
                "messages?notificationUrl=EventHub:https://x.example")) {
            running.get("/_cloudjobs/" + path);
        }
        running.post("/_cloudjobs/clock/freeze");
        running.post("/_cloudjobs/clock/advance", "{\"duration\":\"PT1S\"}");
        running.post("/_cloudjobs/clock/unfreeze");
        JsonNode fault = running.post("/_cloudjobs/faults", "{\"service\":\"iam\",\"status\":503}")
                .json();
        running.send("DELETE /_cloudjobs/faults/iam/" + fault.path("id"), null);
        running.send("DELETE /_cloudjobs/faults", null);
        running.send("PUT /_cloudjobs/limits", "{\"enforced\":true}");
        running.send("PUT /_cloudjobs/permissions", "{\"permissive\":true}");
        running.post("/_cloudjobs/tokens", "{\"permissions\":[\".default\"]}");
        for (String action : List.of("jam", "paper-out", "stop", "resume")) {
            running.post(printer + "/" + action);
        }
        running.post(printer + "/jobs", "{\"user\":\"ada@contoso.com\",\"hold\":true}");
        running.post(hold() + "/release");
        running.post(hold() + "/abort");
        running.post(hold() + "/redirect", "{\"destinationPrinterId\":\"other\"}");
        running.get(hold() + "/document");
        running.post("/_cloudjobs/subscriptions/reauthorization");
        for (String action : List.of("start", "finish", "fail")) {
            running.post("/_cloudjobs/graphs/g/jobs/" + running.emulator.ges().submitJob("g", GesJobKind.ALGORITHM)
                    + "/" + action);
        }
        String dump = running.get("/_cloudjobs/state?documents=true").text();
        running.send("PUT /_cloudjobs/state", dump);
        running.post("/_cloudjobs/state", "{}");
        running.send("DELETE /_cloudjobs/state", null);
        running.send("DELETE /_cloudjobs/requests", null);

        Set<String> successful = running.contract.checked().stream()
                .filter(name -> name.endsWith(" 200") || name.endsWith(" 201") || name.endsWith(" 204"))
                .map(name -> name.substring(0, name.lastIndexOf(' ')))
                .collect(Collectors.toSet());
        assertThat(OpenApiContract.operations())
                .filteredOn(operation -> !operation.equals("GET /_cloudjobs/events")) // EventsTest
                .allMatch(successful::contains);
    }

    private String hold() {
        HeldJob held = running.emulator.print().holdJob();
        return "/_cloudjobs/printers/" + held.printerId() + "/jobs/" + held.jobId();
    }
}
