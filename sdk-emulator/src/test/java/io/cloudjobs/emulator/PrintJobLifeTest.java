package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.missing;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.testkit.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintJobLifeTest {
    private static final String EMPTY_CONFIGURATION = "{\"configuration\":{}}";

    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private String printer;
    private String share;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(new ManualTime(Instant.parse("2020-02-04T01:02:03.004Z")));
        print = emulator.print();
        printer = "/print/printers/" + print.printerId();
        share = "/print/shares/" + print.shareId();
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

    private JsonNode job(String path) {
        return app("GET", path, "").json();
    }

    private String state(String path) {
        return job(path).at("/status/state").textValue();
    }

    /** Creates a job that waits for its document. */
    private String created() {
        return user("POST", share + "/jobs", EMPTY_CONFIGURATION)
                .json()
                .get("id")
                .textValue();
    }

    private String uploaded() {
        String jobId = created();
        print.uploadDocument(print.printerId(), jobId);
        return jobId;
    }

    private void addTrigger() {
        String definition = app("POST", "/print/taskDefinitions", "{\"displayName\":\"d\"}")
                .json()
                .get("id")
                .textValue();
        Reply reply = user(
                "POST",
                printer + "/taskTriggers",
                "{\"event\":\"jobStarted\",\"definition@odata.bind\":\"" + print.endpoint() + "/print/taskDefinitions/"
                        + definition + "\"}");
        assertThat(reply.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"printers", "shares"})
    void aCreatedJobWaitsForItsOneEmptyDocument(String where) {
        String id = where.equals("printers") ? print.printerId() : print.shareId();

        Reply reply = user("POST", "/print/" + where + "/" + id + "/jobs", documented("print/printjob-create-request"));

        assertThat(reply.status()).isEqualTo(201);
        JsonNode job = reply.json();
        assertThat(job.get("@odata.context").textValue())
                .isEqualTo(print.endpoint() + "/$metadata#print/" + where + "('" + id + "')/jobs/$entity");
        assertThat(job.get("id").textValue()).isEqualTo("1");
        assertThat(job.at("/createdBy/userPrincipalName").textValue()).isEqualTo(print.userPrincipalName());
        assertThat(job.at("/status/state").textValue()).isEqualTo("paused");
        assertThat(job.at("/status/details")).isEqualTo(json("[\"uploadPending\"]"));
        assertThat(job.get("isFetchable").booleanValue()).isFalse();
        assertThat(job.get("documents")).hasSize(1);
        var document = (ObjectNode) job.at("/documents/0").deepCopy();
        assertThat(document.remove("id").textValue()).hasSize(36);
        assertThat(document).isEqualTo(json("{\"displayName\":\"\",\"contentType\":\"\",\"size\":0}"));
        assertThat(job.get("configuration"))
                .isEqualTo(json(documented("print/printjob-redirect-request")).get("configuration"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"configuration\":null}", EMPTY_CONFIGURATION})
    void aJobMayBeCreatedWithoutSettings(String body) {
        Reply reply = user("POST", share + "/jobs", body);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().get("configuration")).isEmpty();
        assertThat(user("POST", share + "/jobs", documented("print/printjob-create-request-minimal"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"configuration\":[]}",
                "{\"configuration\":{\"colour\":\"auto\"}}",
                "{\"displayName\":\"a\"}",
                "{\"configuration\":{},\"id\":\"7\"}",
            })
    void whatNoJobCanHaveIs400(String body) {
        assertThat(user("POST", share + "/jobs", body).status()).isEqualTo(400);
        assertThat(user("POST", printer + "/jobs", body).status()).isEqualTo(400);
        HeldJob held = print.holdJob();
        assertThat(app("PATCH", printer + "/jobs/" + held.jobId(), body).status())
                .isEqualTo(400);
        assertThat(app("GET", printer + "/jobs", "").json().get("value")).hasSize(1);
    }

    @Test
    void aJobThatIsStartedWithoutATriggerIsPrinted() {
        String jobId = uploaded();

        Reply reply = user("POST", share + "/jobs/" + jobId + "/start", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(json(documented("print/printjob-start")));
        JsonNode first = job(printer + "/jobs/" + jobId);
        assertThat(first.at("/status/state").textValue()).isEqualTo("processing");
        assertThat(first.get("isFetchable").booleanValue()).isTrue();
        JsonNode second = job(printer + "/jobs/" + jobId + "?$expand=tasks");
        assertThat(second.at("/status/state").textValue()).isEqualTo("completed");
        assertThat(second.get("isFetchable").booleanValue()).isFalse();
        assertThat(second.get("tasks")).isEmpty();
        assertThat(second.at("/status/details")).isEqualTo(json("[\"completedSuccessfully\"]"));
    }

    @Test
    void aHeldJobPrintsAsItsPublicType() {
        HeldJob held = print.holdJob("printer-1", "share-1");

        assertThat(held)
                .hasToString("HeldJob[printerId=printer-1, shareId=share-1, jobId=1, taskDefinitionId="
                        + held.taskDefinitionId() + ", taskId=" + held.taskId() + ", documentId=" + held.documentId()
                        + "]");
    }

    @Test
    void aJobThatItsTaskLetsGoCanBeFetchedWhenItIsReadForTheFirstTime() {
        HeldJob held = print.holdJob();
        String job = printer + "/jobs/" + held.jobId();
        String task = "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + held.taskId();
        assertThat(job(job).get("isFetchable").booleanValue()).isFalse();

        app("PATCH", task, "{\"status\":{\"state\":\"completed\"}}");

        JsonNode listed = job(printer + "/jobs").at("/value/0");
        assertThat(listed.get("isFetchable").booleanValue()).isTrue();
        JsonNode first = job(job);
        assertThat(first).isEqualTo(((ObjectNode) listed).set("@odata.context", first.get("@odata.context")));
        assertThat(first.at("/status/state").textValue()).isEqualTo("completed");
        JsonNode second = job(job);
        assertThat(second.get("isFetchable").booleanValue()).isFalse();
        assertThat(second.get("status")).isEqualTo(first.get("status"));
        assertThat(user("POST", job + "/cancel", "").status()).isEqualTo(409);
    }

    @Test
    void aJobThatIsStartedIsHeldByTheTriggerOfItsPrinter() {
        addTrigger();
        String jobId = uploaded();

        Reply reply = user("POST", share + "/jobs/" + jobId + "/start", "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("state").textValue()).isEqualTo("paused");
        JsonNode job = job(printer + "/jobs/" + jobId + "?$expand=tasks");
        assertThat(job.at("/status/state").textValue()).isEqualTo("paused");
        assertThat(job.at("/tasks/0/status/state").textValue()).isEqualTo("processing");
        assertThat(job.at("/tasks/0/parentUrl").textValue()).isEqualTo(print.endpoint() + printer + "/jobs/" + jobId);
        assertThat(app("POST", printer + "/jobs/" + jobId + "/abort", "").status())
                .isEqualTo(204);
        assertThat(state(printer + "/jobs/" + jobId)).isEqualTo("aborted");
    }

    @Test
    void aJobIsStartedOnceAndNotBeforeItsUpload() {
        String jobId = created();
        String start = share + "/jobs/" + jobId + "/start";

        Reply early = user("POST", start, "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().at("/error/code").textValue()).isEqualTo("notAllowed");
        print.uploadDocument(print.printerId(), jobId);
        assertThat(job(printer + "/jobs/" + jobId).at("/status/details")).isEmpty();
        assertThat(user("POST", start, "").status()).isEqualTo(200);
        assertThat(user("POST", start, "").status()).isEqualTo(409);
        assertThatThrownBy(() -> print.uploadDocument(print.printerId(), jobId))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> print.uploadDocument(print.printerId(), "99"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUserCancelsAJobInAnyStateButAnEndedOne() {
        HeldJob held = print.holdJob();
        List<String> jobs = List.of(created(), uploaded(), print.submitJob("ann@contoso.com"), held.jobId());

        for (String jobId : jobs) {
            String cancel = printer + "/jobs/" + jobId + "/cancel";
            Reply reply = user("POST", cancel, "");
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.text()).isEmpty();
            assertThat(state(printer + "/jobs/" + jobId)).isEqualTo("canceled");
            assertThat(user("POST", cancel, "").status()).isEqualTo(409);
        }
        assertThat(job(printer + "/jobs/" + held.jobId() + "?$expand=tasks")
                        .at("/tasks/0/status/state")
                        .textValue())
                .isEqualTo("aborted");
    }

    @Test
    void redirectMakesTheJobOnTheOtherPrinterAndCompletesTheTask() {
        print.addPrinter("device", "s");
        HeldJob held = print.holdJob();
        String source = printer + "/jobs/" + held.jobId();
        var body = (ObjectNode) json(documented("print/printjob-redirect-request"));

        Reply reply = app(
                "POST",
                source + "/redirect",
                body.put("destinationPrinterId", "device").toString());

        assertThat(reply.status()).isEqualTo(200);
        JsonNode job = reply.json();
        assertThat(job.get("@odata.context").textValue()).endsWith("#print/printers('device')/jobs/$entity");
        assertThat(job.get("id").textValue()).isEqualTo("1");
        assertThat(job.get("redirectedFrom").textValue()).isEqualTo(print.endpoint() + source);
        assertThat(job.get("redirectedTo").isNull()).isTrue();
        assertThat(job.at("/status/state").textValue()).isEqualTo("processing");
        assertThat(job.get("configuration")).isEqualTo(body.get("configuration"));

        JsonNode old = job(source);
        JsonNode example = json(documented("print/printjob-get-redirected-source"));
        assertThat(shape(old)).isEqualTo(shape(example));
        assertThat(old.get("status")).isEqualTo(example.get("status"));
        assertThat(old.get("redirectedTo").textValue()).isEqualTo(print.endpoint() + "/print/printers/device/jobs/1");
        assertThat(job(source + "?$expand=tasks").at("/tasks/0/status/state").textValue())
                .isEqualTo("completed");

        JsonNode document =
                job("/print/printers/device/jobs/1?$expand=documents").at("/documents/0");
        assertThat(document.get("displayName").textValue()).isEqualTo("report.pdf");
        assertThat(document.get("size").intValue()).isEqualTo(276604);
        assertThat(document.get("id").textValue()).isNotEqualTo(held.documentId());
        assertThat(state("/print/printers/device/jobs/1")).isEqualTo("completed");

        assertThat(app("POST", source + "/redirect", body.toString()).status()).isEqualTo(409);
        assertThat(app("POST", source + "/abort", "").status()).isEqualTo(409);
        assertThat(user("POST", source + "/cancel", "").status()).isEqualTo(409);
        assertThat(app("GET", "/print/printers/device/jobs", "").json().get("value"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                      | 400
                    {"destinationPrinterId":7}                              | 400
                    {"destinationPrinterId":"device","configuration":7}     | 400
                    {"destinationPrinterId":"device","reason":"none"}       | 400
                    {"destinationPrinterId":"none"}                         | 404
                    """)
    void aRedirectThatCannotBeChangesNothing(String body, int status) {
        print.addPrinter("device", "s");
        HeldJob held = print.holdJob();

        assertThat(app("POST", printer + "/jobs/" + held.jobId() + "/redirect", body)
                        .status())
                .isEqualTo(status);
        assertThat(state(printer + "/jobs/" + held.jobId())).isEqualTo("paused");
        assertThat(app("GET", "/print/printers/device/jobs", "").json().get("value"))
                .isEmpty();
    }

    @Test
    void theSettingsOfAHeldJobAreChangedOneByOne() {
        HeldJob held = print.holdJob();
        String job = printer + "/jobs/" + held.jobId();
        String all = documented("print/printjob-create-request");

        Reply first = app("PATCH", job, all);
        Reply second = app("PATCH", job, documented("print/printjob-update-request"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(missing(first.json(), json(documented("print/printjob-update"))))
                .isEmpty();
        var expected = (ObjectNode) first.json().get("configuration");
        assertThat(second.json().get("configuration")).isEqualTo(expected.put("colorMode", "grayscale"));
        assertThat(job(job).get("configuration")).isEqualTo(expected);
    }

    @Test
    void aRedirectedJobKeepsItsCreatorAndSettingsAndIsNotHeldAgain() {
        addTrigger();
        String job = printer + "/jobs/" + print.submitJob("ann@contoso.com");
        app("PATCH", job, "{\"configuration\":{\"copies\":2,\"colorMode\":\"color\"}}");

        Reply reply = app(
                "POST",
                job + "/redirect",
                "{\"destinationPrinterId\":\"" + print.printerId() + "\",\"configuration\":{\"copies\":3}}");

        assertThat(reply.status()).isEqualTo(200);
        JsonNode successor = reply.json();
        assertThat(successor.get("id").textValue()).isEqualTo("2");
        assertThat(successor.at("/createdBy/userPrincipalName").textValue()).isEqualTo("ann@contoso.com");
        assertThat(successor.get("createdBy")).isEqualTo(job(job).get("createdBy"));
        assertThat(successor.get("configuration")).isEqualTo(json("{\"copies\":3,\"colorMode\":\"color\"}"));
        assertThat(successor.at("/status/state").textValue()).isEqualTo("processing");
        assertThat(job(printer + "/jobs/2?$expand=tasks").get("tasks")).isEmpty();
    }

    private String jobThatIs(String state) {
        return switch (state) {
            case "created" -> created();
            case "uploaded" -> uploaded();
            case "processing" -> print.submitJob("ann@contoso.com");
            case "held" -> print.holdJob().jobId();
            case "released" -> {
                HeldJob held = print.holdJob();
                String task = "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + held.taskId();
                app("PATCH", task, "{\"status\":{\"state\":\"completed\"}}");
                yield held.jobId();
            }
            default -> {
                HeldJob held = print.holdJob();
                perform(state, held.jobId());
                yield held.jobId();
            }
        };
    }

    private Reply perform(String operation, String jobId) {
        String job = printer + "/jobs/" + jobId;
        return switch (operation) {
            case "start" -> user("POST", share + "/jobs/" + jobId + "/start", "");
            case "cancel" -> user("POST", job + "/cancel", "");
            case "update" -> app("PATCH", job, EMPTY_CONFIGURATION);
            case "redirect" ->
                app("POST", job + "/redirect", "{\"destinationPrinterId\":\"" + print.printerId() + "\"}");
            case "abort" -> app("POST", job + "/abort", "");
            default -> throw new IllegalArgumentException(operation);
        };
    }

    /** A state that has the name of an operation is the state after that operation. */
    @ParameterizedTest
    @CsvSource({
        "created,    start update redirect abort",
        "uploaded,   update redirect abort",
        "processing, start update redirect abort",
        "held,       start",
        "released,   start update redirect abort cancel",
        "redirect,   start update redirect abort cancel",
        "abort,      start update redirect abort cancel",
        "cancel,     start update redirect abort cancel",
    })
    void whatTheStateDoesNotAllowIs409AndChangesNothing(String state, String refused) {
        String jobId = jobThatIs(state);
        JsonNode before = job(printer + "/jobs");

        for (String operation : refused.split(" ")) {
            Reply reply = perform(operation, jobId);

            assertThat(reply.status()).as(operation).isEqualTo(409);
            assertThat(reply.json().at("/error/code").textValue()).isEqualTo("notAllowed");
        }
        assertThat(job(printer + "/jobs")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"copies\":\"many\"}", "{\"colorMode\":null}", "{\"margin\":[1],\"dpi\":-1}"})
    void theValuesOfSettingsAreKeptUnchecked(String settings) {
        String body = "{\"configuration\":" + settings + "}";
        String created = user("POST", share + "/jobs", body).json().get("id").textValue();
        HeldJob held = print.holdJob();
        app("PATCH", printer + "/jobs/" + held.jobId(), body);

        for (String jobId : List.of(created, held.jobId())) {
            assertThat(job(printer + "/jobs/" + jobId).get("configuration")).isEqualTo(json(settings));
        }
    }

    @Test
    void eachShareHasAllJobsOfItsPrinterForEachUser() {
        print.addPrinter(print.printerId(), "another");
        created();
        user("POST", printer + "/jobs", EMPTY_CONFIGURATION);
        print.submitJob("ann@contoso.com");

        for (String path : List.of(printer, share, "/print/shares/another")) {
            assertThat(user("GET", path + "/jobs", "").json().get("value")).hasSize(3);
        }
    }

    /** The real service accepts 200 jobs of a user and 100 of a printer in 10 minutes. */
    @Test
    void theNumberOfJobsIsNotLimited() {
        for (int i = 1; i <= 200; i++) {
            created();
        }

        assertThat(created()).isEqualTo("201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom=1", "custom", "tops=1", "@p=1", "$format=json", "&"})
    void aParameterThatIsNoQueryOptionIsIgnored(String option) {
        print.submitJob("ann@contoso.com");
        print.submitJob("ann@contoso.com");

        assertThat(job(printer + "/jobs?" + option)).isEqualTo(job(printer + "/jobs"));
    }

    @ParameterizedTest
    @CsvSource({"printers, printjob-list", "shares, printjob-list-share"})
    void jobsAreListedInTheShapeOfTheDocumentedExample(String where, String example) {
        String id = where.equals("printers") ? print.printerId() : print.shareId();
        print.holdJob();
        print.submitJob("ann@contoso.com");

        Reply reply = app("GET", "/print/" + where + "/" + id + "/jobs", "");

        assertThat(reply.status()).isEqualTo(200);
        JsonNode list = reply.json();
        assertThat(missing(list, json(documented("print/" + example)))).isEmpty();
        assertThat(missing(
                        list.at("/value/0"),
                        json(documented("print/" + example)).at("/value/0")))
                .isEmpty();
        assertThat(list.has("@odata.nextLink")).isFalse();
        assertThat(list.get("value")).hasSize(2);
        assertThat(list.at("/value/0").has("documents")).isFalse();
    }

    @Test
    void aListDoesNotMoveAJobOn() {
        print.submitJob("ann@contoso.com");

        for (int i = 0; i < 2; i++) {
            assertThat(app("GET", printer + "/jobs", "")
                            .json()
                            .at("/value/0/status/state")
                            .textValue())
                    .isEqualTo("processing");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "createdBy/userPrincipalName%20eq%20'ann@contoso.com',    '2,4'",
        "createdBy/userPrincipalName+eq+'ANN@contoso.com',        '2,4'",
        "createdBy/userPrincipalName%20eq%20'o''neil@contoso.com', 3",
        "createdBy/userPrincipalName%20eq%20'none@contoso.com',   ''",
    })
    void jobsAreFilteredByTheirCreator(String filter, String ids) {
        print.holdJob();
        print.submitJob("ann@contoso.com");
        print.submitJob(print.shareId(), "o'neil@contoso.com");
        print.submitJob("ann@contoso.com");

        JsonNode list = app("GET", printer + "/jobs?$expand=documents&$filter=" + filter, "")
                .json();

        var found = new ArrayList<String>();
        list.get("value").forEach(job -> {
            found.add(job.get("id").textValue());
            assertThat(job.get("documents")).hasSize(1);
        });
        assertThat(String.join(",", found)).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter=",
                "$expand=tasks",
                "$count=true",
                "$count=false",
                "count=true",
                "$search=a",
                "$skiptoken=x",
                "$format=xml",
                "$apply=a",
                "$unknown=1",
                "$=1",
                "$top=-1",
                "$top=x",
                "$top=",
                "$skip=1.5",
                "$top=1&$top=1",
                "$top=1&TOP=2",
                "$orderby=none",
                "$orderby=status",
                "$orderby=id%20up",
                "$select=none",
                "$select=",
                "$select=id,,status",
                "$select=tasks",
                "$select=id/x",
                "$expand=documents(",
                "$expand=",
                "$expand=documents($count=true)",
                "$expand=documents($select=none)",
                "$expand=documents(id)",
            })
    void aQueryThatTheListsDoNotOfferIs400(String query) {
        for (String path : List.of(printer, share)) {
            Reply reply = app("GET", path + "/jobs?" + query, "");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().at("/error/code").textValue()).isEqualTo("invalidRequest");
        }
    }

    @Test
    void aLongListComesInPagesThatKeepTheQuery() {
        for (int i = 0; i < 5; i++) {
            print.submitJob(i == 2 ? "bob@contoso.com" : "ann@contoso.com");
        }
        print.pageSize(2);

        var ids = new ArrayList<String>();
        String url = print.endpoint() + share
                + "/jobs?$filter=createdBy/userPrincipalName%20eq%20'ann@contoso.com'&%24expand=documents";
        int pages = 0;
        while (url != null) {
            JsonNode page = Reply.to("GET", url, "", "Authorization", "Bearer " + print.userToken())
                    .json();
            if (page.has("@odata.nextLink")) {
                assertThat(missing(page, json(documented("print/printjob-list-page"))))
                        .isEmpty();
            }
            page.get("value").forEach(job -> {
                ids.add(job.get("id").textValue());
                assertThat(job.has("documents")).isTrue();
            });
            url = page.path("@odata.nextLink").textValue();
            pages++;
        }
        assertThat(ids).containsExactly("1", "2", "4", "5");
        assertThat(pages).isEqualTo(2);
        assertThatThrownBy(() -> print.pageSize(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pageSize must be at least 1, but is 0");
    }

    @Test
    void aPrinterAndItsShareAreRead() {
        JsonNode printerRead = user("GET", printer, "").json();
        JsonNode shareRead = user("GET", share + "?$expand=printer", "").json();
        JsonNode printerOfShare = app("GET", share + "/printer", "").json();

        assertThat(printerRead.get("id").textValue()).isEqualTo(print.printerId());
        assertThat(printerRead.get("registeredDateTime").textValue()).isEqualTo("2020-02-04T01:02:03.0040000Z");
        assertThat(printerRead.at("/status/state").textValue()).isEqualTo("idle");
        assertThat(printerOfShare).isEqualTo(printerRead);
        assertThat(shareRead.get("id").textValue()).isEqualTo(print.shareId());
        assertThat(shareRead.at("/printer/id").textValue()).isEqualTo(print.printerId());
        assertThat(user("GET", share, "").json().has("printer")).isFalse();
    }

    @Test
    void onlySelectedPropertiesAreReturned() {
        String context = "\"@odata.context\":\"" + print.endpoint() + "/$metadata#print/%s/$entity\"";
        assertThat(user("GET", share + "?$select=id&$expand=printer($select=id)", "")
                        .json())
                .isEqualTo(json("{" + context.formatted("shares") + ",\"id\":\"" + print.shareId()
                        + "\",\"printer\":{\"id\":\"" + print.printerId() + "\"}}"));
        assertThat(app("GET", printer + "?$select=model,isShared", "").json())
                .isEqualTo(json("{" + context.formatted("printers") + ",\"model\":\"Emulator\",\"isShared\":true}"));
        assertThat(app("GET", printer + "?$select=colour", "").status()).isEqualTo(400);
        assertThat(user("GET", share + "?$expand=jobs", "").status()).isEqualTo(400);
    }

    @Test
    void aShareThatIsNotThereIsRefusedAsTheServiceDoes() {
        Reply reply = user("GET", "/print/shares/f37141d9-0afb-484f-96d3-0ef0a679e6c1", "");

        assertThat(reply.status()).isEqualTo(404);
        JsonNode example = json(documented("print/error-404-share-not-found"));
        assertThat(shape(reply.json())).isEqualTo(shape(example));
        assertThat(reply.json().at("/error/message")).isEqualTo(example.at("/error/message"));
    }

    @Test
    void seedsNeedWhatTheyName() {
        assertThatThrownBy(() -> print.submitJob("none", "ann@contoso.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> print.submitJob(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> print.addPrinter("p", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> print.addPrinter("p", print.shareId())).isInstanceOf(IllegalArgumentException.class);
        assertThat(user("GET", "/print/printers/p", "").status()).isEqualTo(404);
    }
}
