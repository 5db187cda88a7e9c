package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintTaskDefinitionsTest {
    private static final String DEFINITIONS = "/print/taskDefinitions";

    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private String triggers;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
        triggers = "/print/printers/" + print.printerId() + "/taskTriggers";
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply app(String method, String path, String body) {
        return Reply.toPrint(print, method, path, body);
    }

    private Reply user(String method, String path, String body) {
        return Reply.toPrintAsUser(print, method, path, body);
    }

    private String definition() {
        return app("POST", DEFINITIONS, documented("print/printtaskdefinition-create-request"))
                .json()
                .get("id")
                .textValue();
    }

    private String trigger(String definitionId) {
        var request = (ObjectNode) json(documented("print/printtasktrigger-create-request"));
        return request.put("definition@odata.bind", print.endpoint() + DEFINITIONS + "/" + definitionId)
                .toString();
    }

    @Test
    void aDefinitionIsCreatedReadAndListedAsDocumented() {
        Reply created = app("POST", DEFINITIONS, documented("print/printtaskdefinition-create-request"));

        assertThat(created.status()).isEqualTo(201);
        JsonNode example = json(documented("print/printtaskdefinition-get"));
        assertThat(shape(created.json())).isEqualTo(shape(example));
        assertThat(created.json().get("displayName")).isEqualTo(example.get("displayName"));
        assertThat(created.json().at("/createdBy/displayName")).isEqualTo(example.at("/createdBy/displayName"));
        assertThat(created.json().at("/createdBy/appId").textValue())
                .isEqualTo(emulator.entra().clientId());

        Reply read = app("GET", DEFINITIONS + "/" + created.json().get("id").textValue(), "");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(created.json());
        JsonNode list = app("GET", DEFINITIONS, "").json();
        assertThat(shape(list)).isEqualTo(shape(json(documented("print/printtaskdefinition-list"))));
        assertThat(list.get("value")).hasSize(1);
    }

    @Test
    void anUpdateChangesTheNamesThatAreSent() {
        String path = DEFINITIONS + "/" + definition();

        Reply reply = app("PATCH", path, "{\"displayName\":\"new\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("displayName").textValue()).isEqualTo("new");
        assertThat(reply.json().at("/createdBy/displayName").textValue()).isEqualTo("Requesting App Display Name");
        JsonNode both =
                app("PATCH", path, "{\"createdBy\":{\"displayName\":\"app\"}}").json();
        assertThat(both.at("/createdBy/displayName").textValue()).isEqualTo("app");
        assertThat(app("GET", path, "").json()).isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"displayName\":\"\"}",
                "{\"displayName\":1}",
                "{\"displayName\":\"a\",\"createdBy\":1}"
            })
    void aDefinitionNeedsAName(String body) {
        assertThat(app("POST", DEFINITIONS, body).status()).isEqualTo(400);
        assertThat(app("GET", DEFINITIONS, "").json().get("value")).isEmpty();
    }

    @Test
    void aDefinitionIsDeletedOnceNoTriggerIsBoundToIt() {
        String definitionId = definition();
        String path = DEFINITIONS + "/" + definitionId;
        String trigger =
                user("POST", triggers, trigger(definitionId)).json().get("id").textValue();

        assertThat(app("DELETE", path, "").status()).isEqualTo(409);
        assertThat(user("DELETE", triggers + "/" + trigger, "").status()).isEqualTo(204);
        assertThat(user("DELETE", triggers + "/" + trigger, "").status()).isEqualTo(404);
        assertThat(app("DELETE", path, "").status()).isEqualTo(204);
        assertThat(app("DELETE", path, "").status()).isEqualTo(404);
        assertThat(app("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    void aDeletedDefinitionLeavesItsJobsHeld() {
        HeldJob held = print.holdJob();
        String path = DEFINITIONS + "/" + held.taskDefinitionId();
        String job = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();

        assertThat(app("DELETE", path, "").status()).isEqualTo(204);

        assertThat(app("GET", path + "/tasks", "").status()).isEqualTo(404);
        assertThat(app("GET", path + "/tasks/" + held.taskId(), "").status()).isEqualTo(404);
        JsonNode read = app("GET", job + "?$expand=tasks", "").json();
        assertThat(read.at("/status/state").textValue()).isEqualTo("paused");
        assertThat(read.at("/tasks/0/status/state").textValue()).isEqualTo("processing");
        assertThat(app("POST", job + "/abort", "").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void aTriggerThatIsNotThereIs404(String method) {
        user("POST", triggers, trigger(definition()));

        Reply reply = user(method, triggers + "/none", "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("UnknownError");
    }

    @Test
    void aTriggerIsCreatedReadAndListedAsDocumented() {
        Reply created = user("POST", triggers, trigger(definition()));

        assertThat(created.status()).isEqualTo(201);
        assertThat(shape(created.json())).isEqualTo(shape(json(documented("print/printtasktrigger-create"))));
        assertThat(created.json().get("event").textValue()).isEqualTo("jobStarted");
        Reply read = user("GET", triggers + "/" + created.json().get("id").textValue(), "");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().get("id")).isEqualTo(created.json().get("id"));
        JsonNode list = user("GET", triggers, "").json();
        assertThat(shape(list)).isEqualTo(shape(json(documented("print/printtasktrigger-list"))));
        assertThat(list.at("/value/0/id")).isEqualTo(created.json().get("id"));
    }

    @Test
    void aTriggerAndItsTasksHaveTheirDefinition() {
        String definitionId = definition();
        String trigger = triggers + "/"
                + user("POST", triggers, trigger(definitionId)).json().get("id").textValue();
        print.submitJob("ann@contoso.com");
        String tasks = DEFINITIONS + "/" + definitionId + "/tasks";
        String task =
                tasks + "/" + app("GET", tasks, "").json().at("/value/0/id").textValue();

        JsonNode definition = app("GET", DEFINITIONS + "/" + definitionId, "").json();
        assertThat(user("GET", trigger + "/definition", "").json()).isEqualTo(definition);
        assertThat(app("GET", task + "/definition", "").json()).isEqualTo(definition);
        JsonNode ofTask = app("GET", task + "/trigger", "").json();
        assertThat(shape(ofTask)).isEqualTo(shape(json(documented("print/printtasktrigger-create"))));
        assertThat(trigger).endsWith("/" + ofTask.get("id").textValue());
        assertThat(app("GET", tasks + "/none/definition", "").status()).isEqualTo(404);
        assertThat(app("GET", tasks + "/none/trigger", "").status()).isEqualTo(404);
        assertThat(user("GET", triggers + "/none/definition", "").status()).isEqualTo(404);
    }

    @Test
    void aTaskWhoseTriggerIsNotThereHasNone() {
        HeldJob held = print.holdJob();
        String task = DEFINITIONS + "/" + held.taskDefinitionId() + "/tasks/" + held.taskId() + "/trigger";
        assertThat(app("GET", task, "").status()).isEqualTo(404);
        String trigger = triggers + "/"
                + user("POST", triggers, trigger(held.taskDefinitionId()))
                        .json()
                        .get("id")
                        .textValue();
        assertThat(app("GET", task, "").status()).isEqualTo(404);

        HeldJob triggered = print.holdJob();
        task = task.replace(held.taskId(), triggered.taskId());
        assertThat(app("GET", task, "").status()).isEqualTo(200);
        user("DELETE", trigger, "");
        assertThat(app("GET", task, "").status()).isEqualTo(404);
        assertThat(app("GET", task.replace("/trigger", "/definition"), "").status())
                .isEqualTo(200);
    }

    @Test
    void aPrinterHasOneTrigger() {
        String definitionId = definition();
        print.addPrinter("p", "s");

        assertThat(user("POST", triggers, trigger(definitionId)).status()).isEqualTo(201);
        Reply second = user("POST", triggers, trigger(definitionId));
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().at("/error/code").textValue()).isEqualTo("400");
        assertThat(second.json().at("/error/message").textValue())
                .isEqualTo("Invalid Operation: There is a task trigger already created for the printer "
                        + print.printerId() + ". Multiple task triggers per printer is not supported.");
        assertThat(user("POST", "/print/printers/p/taskTriggers", trigger(definitionId))
                        .status())
                .isEqualTo(201);
        assertThat(user("GET", triggers, "").json().get("value")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                                    | 400
                    {"event":"jobStarted"}                                                                | 400
                    {"event":"jobEnded","definition@odata.bind":"{e}/print/taskDefinitions/{d}"}          | 400
                    {"event":"jobStarted","definition@odata.bind":"{d}"}                                  | 400
                    {"event":"jobStarted","definition@odata.bind":"http://h/v1.0/print/taskDefinitions/{d}"} | 400
                    {"event":"jobStarted","definition@odata.bind":"{e}/print/taskDefinitions/none"}       | 404
                    """)
    void aTriggerNeedsItsEventAndItsDefinition(String body, int status) {
        String request = body.replace("{e}", print.endpoint()).replace("{d}", definition());

        assertThat(user("POST", triggers, request).status()).isEqualTo(status);
        assertThat(user("GET", triggers, "").json().get("value")).isEmpty();
    }

    @Test
    void theTasksOfATriggerAreThoseOfItsDefinition() {
        String definitionId = definition();
        user("POST", triggers, trigger(definitionId));
        HeldJob another = print.holdJob();
        String jobId = print.submitJob("ann@contoso.com");

        JsonNode list =
                app("GET", DEFINITIONS + "/" + definitionId + "/tasks", "").json();

        assertThat(list.get("value")).hasSize(1);
        assertThat(list.at("/value/0/parentUrl").textValue()).endsWith("/jobs/" + jobId);
        assertThat(another.taskDefinitionId()).isNotEqualTo(definitionId);
        assertThat(app("GET", DEFINITIONS, "").json().get("value")).hasSize(2);

        String task = list.at("/value/0/id").textValue();
        app("PATCH", DEFINITIONS + "/" + definitionId + "/tasks/" + task, "{\"status\":{\"state\":\"completed\"}}");
        assertThat(app("GET", "/print/printers/" + print.printerId() + "/jobs/" + jobId, "")
                        .json()
                        .at("/status/state")
                        .textValue())
                .isEqualTo("completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$count=true", "$format=json", "$search=a", "$select=id", "$skip=1", "$top=1", "%24top=1"})
    void aQueryThatTheListsDoNotOfferIs400(String query) {
        String definitionId = definition();

        for (Reply reply : new Reply[] {
            app("GET", DEFINITIONS + "?" + query, ""),
            app("GET", DEFINITIONS + "/" + definitionId + "/tasks?" + query, ""),
            user("GET", triggers + "?" + query, "")
        }) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().at("/error/code").textValue()).isEqualTo("invalidRequest");
        }
    }

    @Test
    void definitionsAndTasksComeInPagesToo() {
        print.pageSize(1);
        definition();
        definition();
        HeldJob held = print.holdJob();
        print.holdJob();

        for (String list : new String[] {DEFINITIONS, DEFINITIONS + "/" + held.taskDefinitionId() + "/tasks"}) {
            JsonNode page = app("GET", list, "").json();
            assertThat(page.get("value")).hasSize(1);
            assertThat(page.get("@odata.nextLink").textValue()).isEqualTo(print.endpoint() + list + "?$skiptoken=1");
        }
    }
}
