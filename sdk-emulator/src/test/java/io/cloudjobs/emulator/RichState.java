package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A state with everything that a service can return, and all that they return of it. */
final class RichState {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final CloudJobsEmulator emulator;
    private final PrintEmulator print;
    private final GesEmulator ges;

    RichState(CloudJobsEmulator emulator) {
        this.emulator = emulator;
        print = emulator.print();
        ges = emulator.ges();
    }

    void make() throws Exception {
        emulator.clock().freeze();
        emulator.clock().advance(Duration.ofDays(400));
        print.addPrinter("printer é/2", "share 3");
        print.addPrinter("third", "share 4");
        print.addPrinter(print.printerId(), "share 5"); // after the shares of other printers
        print.addPrinter("printer é/2", "share 6");
        print.describePrinter("third", """
                {"displayName": "The third", "location": {"city": "Zürich", "latitude": 47.3700, "bay": 3},
                 "unusual": {"deep": [1.50, 1e3]}, "capabilities": null}
                """);
        print.describeShare("share 4", "{\"allowAllUsers\": false, \"location\": {\"floor\": \"2\"}}");
        tick();
        String definition = print.taskDefinitionId();
        String other =
                post("/print/taskDefinitions", "{\"displayName\": \"Scan\", \"createdBy\": {\"displayName\": \"Me\"}}");
        String gone = post("/print/taskDefinitions", "{\"displayName\": \"Gone\"}");
        jobs(definition, gone);
        trigger("third", other);
        String waiting = print.submitJob("share 4", "ada@contoso.com");
        print.submitJob("share 4", "ADA@contoso.com");
        assertThat(user("POST", "/print/printers/third/jobs/" + waiting + "/cancel", "")
                        .status())
                .isEqualTo(204);
        subscribe("created", "print/taskDefinitions/" + definition + "/tasks", "null");
        subscribe("updated", "print/printers/third/jobs", "\"$filter = isFetchable eq true\"");
        print.archive(
                "{\"createdBy\": {\"userPrincipalName\": \"bo@contoso.com\"}, \"copiesPrinted\": 7, \"odd\": [1]}");
        print.archive("{\"printerId\": \"third\", \"completionDateTime\": \"2026-02-04T08:03:02Z\"}");
        print.addToGroup("group 1", "ada@contoso.com");
        print.addToGroup("group 1", print.userPrincipalName());
        print.pageSize(3);
        print.enforceLimits();
        graphs();
        print.addPrinter("jammed", "share 7");
        print.submitJob("share 7", "bo@contoso.com");
        print.submitJob("share 7", "ada@contoso.com");
        print.device("jammed").start(Duration.ofSeconds(90));
        tick();
        print.device("jammed").jam();
        print.addPrinter("printing", "share 8");
        print.device("printing").start(Duration.ofSeconds(90));
        print.submitJob("share 8", "bo@contoso.com");
        print.submitJob("share 8", "ada@contoso.com");
        tick();
        emulator.entra().addUser("cy@contoso.com", "a password", "Printer Administrator");
    }

    private void tick() {
        emulator.clock().advance(Duration.ofSeconds(1));
    }

    private void jobs(String definition, String gone) throws Exception {
        String first = print.printerId();
        HeldJob aborted = print.holdJob();
        HeldJob redirected = print.holdJob();
        HeldJob released = print.holdJob();
        HeldJob elsewhere = print.holdJob("third", "share 4");
        HeldJob refused = print.holdJob();
        HeldJob still = print.holdJob();
        tick();
        app("POST", "/print/printers/" + first + "/jobs/" + aborted.jobId() + "/abort", "{}", 204);
        tick();
        app(
                "POST",
                "/print/printers/" + first + "/jobs/" + redirected.jobId() + "/redirect",
                "{\"destinationPrinterId\": \"third\", \"configuration\": {\"copies\": 2, \"margin\": {\"top\": 10}}}",
                200);
        tick();
        String tasks = "/print/taskDefinitions/" + definition + "/tasks/";
        app(
                "PATCH",
                tasks + released.taskId(),
                "{\"status\": {\"state\": \"completed\", \"description\": \"at the device\"}}",
                200);
        app(
                "PATCH",
                tasks + refused.taskId(),
                "{\"status\": {\"state\": \"aborted\", \"description\": \"no\\npaper\"}}",
                200);
        app(
                "PATCH",
                tasks + still.taskId(),
                "{\"status\": {\"state\": \"processing\", \"description\": \"at door 7\"}}",
                200);
        upload("third", elsewhere.jobId(), elsewhere.documentId(), "Ünïcode.pdf", new byte[3_000_001], true);
        String printed = print.submitJob("bo@contoso.com");
        assertThat(get(print.token(), "/print/printers/" + first + "/jobs/" + printed))
                .contains("processing");
        print.submitJob("bo@contoso.com"); // still processing
        for (int bytes : new int[] {-1, 0, 1}) {
            JsonNode job = user("POST", "/print/shares/share%203/jobs", "{\"configuration\": {\"copies\": 3}}")
                    .json();
            String id = job.path("id").textValue();
            if (bytes < 0) {
                continue; // pending
            }
            if (bytes == 0) {
                user("POST", "/print/printers/printer%20%C3%A9%2F2/jobs/" + id + "/cancel", "");
            } else {
                String documentId = job.path("documents").path(0).path("id").textValue();
                upload("printer%20%C3%A9%2F2", id, documentId, "1.txt", new byte[bytes], false);
            }
        }
        trigger("printer%20%C3%A9%2F2", gone);
        print.submitJob("share 6", "ada@contoso.com");
        String triggers = "/print/printers/printer%20%C3%A9%2F2/taskTriggers";
        String id = user("GET", triggers, "")
                .json()
                .path("value")
                .path(0)
                .path("id")
                .textValue();
        assertThat(user("DELETE", triggers + "/" + id, "").status()).isEqualTo(204);
        app("DELETE", "/print/taskDefinitions/" + gone, "", 204);
    }

    private void trigger(String printer, String definition) {
        Reply reply = user(
                "POST", "/print/printers/" + printer + "/taskTriggers", """
                {"event": "jobStarted", "definition@odata.bind": "%s/print/taskDefinitions/%s"}
                """.formatted(print.endpoint(), definition));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private void subscribe(String changeType, String resource, String options) {
        String hub = "EventHub:https://vault.example/secrets/hub?tenantId=contoso";
        Reply reply = Reply.toPrint(print, "POST", "/subscriptions", """
                {"changeType": "%s", "resource": "%s", "notificationUrl": "%s", "clientState": "a secret",
                 "notificationQueryOptions": %s, "expirationDateTime": "%s"}
                """.formatted(
                changeType, resource, hub, options, emulator.clock().now().plus(Duration.ofHours(2))));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    private void upload(String printer, String job, String document, String name, byte[] bytes, boolean byApplication)
            throws Exception {
        Arrays.fill(bytes, (byte) 'x');
        String token = byApplication ? print.token() : print.userToken();
        JsonNode session = Reply.to(
                        "POST",
                        print.endpoint() + "/print/printers/" + printer + "/jobs/" + job + "/documents/" + document
                                + "/createUploadSession",
                        "{\"properties\": {\"documentName\": \"" + name
                                + "\", \"contentType\": \"text/plain\", \"size\": " + bytes.length + "}}",
                        "Authorization",
                        "Bearer " + token)
                .json();
        var request = HttpRequest.newBuilder(
                        URI.create(session.path("uploadUrl").textValue()))
                .header("Content-Range", "bytes 0-" + (bytes.length - 1) + "/" + bytes.length)
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        assertThat(CLIENT.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    }

    private void graphs() {
        emulator.ges().jobsTake(Duration.ofHours(1), Duration.ofHours(2));
        ges.cancelsTake(Duration.ofMinutes(5));
        for (GesJobKind kind : GesJobKind.values()) {
            ges.submitJob("all kinds", kind);
            String running = ges.submitJob("all kinds", kind);
            ges.startJob("all kinds", running);
            tick();
            ges.finishJob("all kinds", ges.submitJob("all kinds", kind));
            ges.failJob("all kinds", ges.submitJob("all kinds", kind), "of \"a\" test");
        }
        String partly = ges.submitJob("all kinds", GesJobKind.IMPORT_GRAPH);
        ges.finishJob(
                "all kinds",
                ges.submitJob("all kinds", GesJobKind.VERTEX_QUERY),
                GesOutput.value("vertices", "[1.50]"));
        ges.startJob("all kinds", partly);
        ges.output(
                "all kinds", GesJobKind.VERTEX_QUERY, GesOutput.rows("vertices", 3, row -> "{\"id\":\"" + row + "\"}"));
        ges.output("all kinds", "pagerank", GesOutput.value("pagerank", "{\"a\":0.1234567890123456789}"));
        ges.addGraph("empty");
        ges(
                "POST",
                "/graphs/all%20kinds/indices",
                "{\"indexName\": \"age\", \"indexType\": \"GlobalCompositeVertexIndex\", \"hasLabel\": true}");
        String pagerank = ges(
                        "POST",
                        "/graphs/all%20kinds/action?action_id=execute-algorithm",
                        "{\"algorithmName\": \"pagerank\", \"parameters\": {\"document\": {\"content\": \"no document\"}}}")
                .json()
                .path("jobId")
                .textValue();
        ges(
                "POST",
                "/graphs/all%20kinds/action?action_id=import-graph",
                "{\"obsParameters\": {\"accessKey\": \"AK\"}, \"edgesetPath\": \"e.csv\"}");
        tick();
        ges("DELETE", "/graphs/all%20kinds/jobs/" + pagerank, "");
        ges.engine(GesEngine.MEMORY_2_2);
    }

    private Reply ges(String method, String path, String body) {
        Reply reply = Reply.to(
                method, ges.endpoint() + "/ges/v1.0/" + ges.projectId() + path, body, "X-Auth-Token", ges.token());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private String post(String path, String body) {
        return Reply.toPrint(print, "POST", path, body).json().path("id").textValue();
    }

    private Reply user(String method, String path, String body) {
        return Reply.toPrintAsUser(print, method, path, body);
    }

    private void app(String method, String path, String body, int status) {
        Reply reply = Reply.toPrint(print, method, path, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    private String get(String token, String path) {
        Reply reply = Reply.to("GET", print.endpoint() + path, "", "Authorization", "Bearer " + token);
        return reply.status() + (reply.status() == 200 ? " " + reply.text() : ""); // errors have ids of their own
    }

    /** Reads all that the services return: the lists first, because reading a job can change it. */
    Map<String, String> answers() throws Exception {
        var answers = new LinkedHashMap<String, String>();
        JsonNode state = JsonTrees.parse(emulator.state());
        String application = print.token();
        String user = print.userToken();
        pages(answers, user, "/print/printers?$expand=shares");
        pages(answers, user, "/print/shares?$expand=printer");
        pages(answers, application, "/print/taskDefinitions");
        pages(answers, application, "/subscriptions");
        for (JsonNode group : JsonTrees.array().add("group 1").add("group 2")) {
            read(
                    answers,
                    user,
                    "/reports/getGroupArchivedPrintJobs(groupId='"
                            + group.textValue().replace(" ", "%20") + "',startDateTime=null,endDateTime=null)");
        }
        for (String usage : new String[] {
            "dailyPrintUsageByUser", "dailyPrintUsageByPrinter", "monthlyPrintUsageByUser", "monthlyPrintUsageByPrinter"
        }) {
            pages(answers, user, "/reports/" + usage);
        }
        for (JsonNode subscription : state.path("print").path("subscriptions")) {
            read(
                    answers,
                    application,
                    "/subscriptions/" + subscription.path("id").textValue());
        }
        for (JsonNode printer : state.path("print").path("printers")) {
            String path = "/print/printers/" + encoded(printer);
            pages(answers, user, path + "/jobs?$expand=documents");
            pages(answers, user, path + "/shares");
            pages(answers, user, path + "/taskTriggers?$expand=definition");
            read(
                    answers,
                    user,
                    path + "?$select=id,displayName,capabilities,defaults,location,status,registeredDateTime");
            read(answers, user, path);
            read(
                    answers,
                    user,
                    "/reports/getPrinterArchivedPrintJobs(printerId='" + encoded(printer)
                            + "',startDateTime=null,endDateTime=null)");
            for (JsonNode share : printer.path("shares")) {
                read(answers, user, "/print/shares/" + encoded(share));
                read(answers, user, "/print/shares/" + encoded(share) + "/printer");
                pages(answers, user, "/print/shares/" + encoded(share) + "/jobs");
            }
        }
        for (JsonNode definition : state.path("print").path("taskDefinitions")) {
            pages(answers, application, "/print/taskDefinitions/" + encoded(definition) + "/tasks");
            read(answers, application, "/print/taskDefinitions/" + encoded(definition));
        }
        for (JsonNode printer : state.path("print").path("printers")) {
            for (JsonNode job : printer.path("jobs")) {
                String path = "/print/printers/" + encoded(printer) + "/jobs/" + encoded(job);
                read(answers, user, path + "?$expand=tasks,documents");
                read(answers, application, path); // fetched by now
                for (JsonNode task : job.path("tasks")) {
                    read(
                            answers,
                            application,
                            "/print/taskDefinitions/"
                                    + task.path("taskDefinitionId").asText() + "/tasks/" + encoded(task) + "/trigger");
                }
                answers.put(
                        path + " bytes",
                        document(path + "/documents/"
                                + job.path("document").path("id").textValue()));
            }
        }
        graphs(state, answers);
        return answers;
    }

    private static String encoded(JsonNode object) {
        return java.net.URLEncoder.encode(object.path("id").textValue(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private void graphs(JsonNode state, Map<String, String> answers) {
        for (JsonNode graph : state.path("ges").path("graphs")) {
            String path = "/graphs/" + graph.path("name").textValue().replace(" ", "%20");
            for (GesEngine engine : GesEngine.values()) {
                ges.engine(engine);
                answers.put(
                        engine + path,
                        Reply.toGes(ges, "GET", path + "/jobs/status").text());
                for (JsonNode job : graph.path("jobs")) {
                    String of = path + "/jobs/" + job.path("id").textValue() + "/status";
                    answers.put(engine + of, Reply.toGes(ges, "GET", of).text());
                }
            }
            answers.put(
                    path + " index",
                    String.valueOf(Reply.to(
                                    "DELETE",
                                    ges.endpoint() + "/ges/v1.0/" + ges.projectId() + path + "/indices/age",
                                    "",
                                    "X-Auth-Token",
                                    ges.token())
                            .status()));
        }
    }

    private void read(Map<String, String> answers, String token, String path) {
        answers.put(path, get(token, path));
    }

    private void pages(Map<String, String> answers, String token, String path) {
        String next = print.endpoint() + path;
        while (next != null) {
            Reply reply = Reply.to("GET", next, "", "Authorization", "Bearer " + token);
            assertThat(reply.status()).as(next + reply.text()).isEqualTo(200);
            answers.put(next, reply.text());
            next = reply.json().path("@odata.nextLink").textValue();
        }
    }

    private String document(String path) throws Exception {
        Reply reply = Reply.toPrint(print, "GET", path + "/$value", "");
        if (reply.status() != 302) {
            return reply.status() + "";
        }
        var request =
                HttpRequest.newBuilder(URI.create(reply.header("Location"))).build();
        byte[] bytes = CLIENT.send(request, BodyHandlers.ofByteArray()).body();
        return bytes.length + " " + Arrays.hashCode(bytes);
    }
}
