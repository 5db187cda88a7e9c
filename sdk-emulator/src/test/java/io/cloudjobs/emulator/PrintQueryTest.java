package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.testkit.ManualTime;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query options of lists and of single reads, and the spellings of paths and bodies. */
class PrintQueryTest {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[^\"]*");

    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private String printer;

    @BeforeEach
    void start() {
        var time = new ManualTime(Instant.parse("2026-11-30T08:00:00Z"));
        emulator = CloudJobsEmulator.start(time);
        print = emulator.print();
        printer = "/print/printers/" + print.printerId();
        for (String user : List.of("ann@contoso.com", "bob@contoso.com", "ann@contoso.com", "carl@contoso.com")) {
            print.submitJob(user);
            time.advance(Duration.ofMinutes(1));
        }
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply app(String path) {
        return Reply.toPrint(print, "GET", path, "");
    }

    private Reply user(String path) {
        return Reply.toPrintAsUser(print, "GET", path, "");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.get("value").forEach(entity -> ids.add(entity.path("id").asText()));
        return String.join(",", ids);
    }

    /** Returns the ids of each page. */
    private List<String> pages(String path) {
        var pages = new ArrayList<String>();
        String url = print.endpoint() + path;
        while (url != null) {
            Reply reply = Reply.to("GET", url, "", "Authorization", "Bearer " + print.userToken());
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            pages.add(ids(reply.json()));
            url = reply.json().path("@odata.nextLink").textValue();
        }
        return pages;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            createdBy/userPrincipalName eq 'ann@contoso.com'                                    | 1,3
            ('ann@contoso.com' eq createdBy/userPrincipalName)                                  | 1,3
            createdBy/userPrincipalName ne 'ann@contoso.com'                                    | 2,4
            startswith(createdBy/userPrincipalName,'b') or id eq '4'                            | 2,4
            not (createdBy/userPrincipalName eq 'ann@contoso.com' or id in ('2'))               | 4
            createdDateTime ge 2026-11-30T08:02:00Z                                             | 3,4
            isFetchable eq true and status/details/any(d:d eq 'interpreting')                   | 1,2,3,4
            status/state eq 'completed'                                                         | ""
            """)
    void jobsAreFiltered(String filter, String ids) {
        assertThat(pages(printer + "/jobs?$filter=" + encode(filter))).containsExactly(ids);
        assertThat(pages(printer + "/jobs?filter=" + encode(filter))).containsExactly(ids);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            createdDateTime desc                                    | 4,3,2,1
            createdDateTime asc                                     | 1,2,3,4
            createdBy/userPrincipalName desc,createdDateTime desc   | 4,2,3,1
            createdBy/userPrincipalName                             | 1,3,2,4
            redirectedTo, id desc                                   | 4,3,2,1
            """)
    void jobsAreOrdered(String order, String ids) {
        assertThat(pages(printer + "/jobs?$orderby=" + encode(order))).containsExactly(ids);
        assertThat(pages(printer + "/jobs?$top=3&$orderby=" + encode(order)))
                .containsExactly(ids.substring(0, 5), ids.substring(6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $top=2                                | 1,2 3,4
            top=2                                 | 1,2 3,4
            $Top=3                                | 1,2,3 4
            $top=4                                | 1,2,3,4
            $top=1000                             | 1,2,3,4
            $skip=1&$top=2                        | 2,3 4
            $skip=3                               | 4
            $skip=1&$filter=id%20ne%20'2'&$top=1  | 3 4
            """)
    void aListComesInPagesOfTheRequestedSize(String query, String pages) {
        assertThat(pages(printer + "/jobs?" + query)).containsExactly(pages.split(" "));
    }

    @Test
    void aPageIsNeverLargerThanThePagesOfTheService() {
        print.pageSize(1);
        assertThat(pages(printer + "/jobs?$top=2")).containsExactly("1", "2", "3", "4");
        assertThat(pages(printer + "/jobs?$top=0")).containsExactly("");
        assertThat(pages(printer + "/jobs?$skip=9")).containsExactly("");
    }

    @Test
    void aLinkToTheNextPageKeepsTheQuery() {
        String query = "?%24top=1&x=a%26b&$filter=id%20ne%20'2'";
        JsonNode page = app(printer + "/jobs" + query).json();
        String next = print.endpoint() + printer + "/jobs" + query + "&$skiptoken=";

        assertThat(page.get("@odata.nextLink").textValue()).isEqualTo(next + 1);
        Reply second = Reply.to("GET", next + 1, "", "Authorization", "Bearer " + print.token());
        assertThat(ids(second.json())).isEqualTo("3");
        assertThat(second.json().get("@odata.nextLink").textValue()).isEqualTo(next + 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $select=id                                            | {"id":"1"}
            select=id                                             | {"id":"1"}
            $select=id,status/state,createdBy/userPrincipalName   | {"id":"1","status":{"state":"processing"},"createdBy":{"userPrincipalName":"ann@contoso.com"}}
            $select=id,errorCode                                  | {"id":"1","errorCode":null}
            $select=id&$expand=documents($select=size)            | {"id":"1","documents":[{"size":276604}]}
            $select=id&expand=documents(select=size;top=0)        | {"id":"1","documents":[]}
            $select=id&$expand=documents($select=size;$filter=size gt 0;$orderby=size desc),tasks($select=id) | {"id":"1","documents":[{"size":276604}],"tasks":[]}
            $select=id,documents                                  | {"id":"1"}
            $select=documents&$expand=documents($select=size)     | {"documents":[{"size":276604}]}
            """)
    void onlySelectedMembersAreReturned(String query, String expected) {
        String encoded = query.replace(" ", "%20");
        if (!query.contains("tasks")) {
            assertThat(app(printer + "/jobs?" + encoded).json().at("/value/0")).isEqualTo(json(expected));
        }
        var job = (ObjectNode) app(printer + "/jobs/1?" + encoded).json();
        job.remove("@odata.context");

        assertThat(job).isEqualTo(json(expected));
    }

    @Test
    void anAsteriskSelectsAllMembers() {
        JsonNode all = app(printer + "/jobs").json();
        assertThat(app(printer + "/jobs?$select=*").json()).isEqualTo(all);
        assertThat(app(printer + "/jobs?$select=*,id").json()).isEqualTo(all);
    }

    @Test
    void aReadThatIsRefusedDoesNotMoveTheJobOn() {
        assertThat(app(printer + "/jobs/1?$select=none").status()).isEqualTo(400);

        assertThat(app(printer + "/jobs/1").json().at("/status/state").textValue())
                .isEqualTo("processing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$top=1", "$filter=id%20eq%20'1'", "$orderby=id", "$skip=1", "$count=true", "$skiptoken=1"})
    void anOptionOfListsIsRefusedForOneEntity(String query) {
        for (String path : List.of(
                printer,
                printer + "/jobs/1",
                "/print/shares/" + print.shareId(),
                "/print/shares/" + print.shareId() + "/printer")) {
            Reply reply = user(path + "?" + query);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().at("/error/message").textValue())
                    .isEqualTo("The query option '" + query.substring(0, query.indexOf('=')) + "' is not supported.");
        }
    }

    @Test
    void aChangeHasNoQueryOptions() {
        assertThat(Reply.toPrintAsUser(print, "POST", printer + "/jobs?$select=id", "{}")
                        .status())
                .isEqualTo(400);
        assertThat(Reply.toPrintAsUser(print, "POST", printer + "/jobs?custom=id", "{}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDocumentHasNoQueryOptions() {
        HeldJob held = print.holdJob();
        String value = printer + "/jobs/" + held.jobId() + "/documents/" + held.documentId() + "/$value";

        assertThat(app(value + "?custom=id").status()).isEqualTo(302);
        assertThat(app(value + "?$select=id").status()).isEqualTo(400);
        assertThat(app(value + "?filter=id%20eq%20'1'").status()).isEqualTo(400);
    }

    @Test
    void spacesAroundTheNameOfAnOptionDoNotCount() {
        assertThat(pages(printer + "/jobs?%20$top%20=3")).containsExactly("1,2,3", "4");
        assertThat(app(printer + "/jobs/1?$expand=documents(%20$top%20=0)")
                        .json()
                        .get("documents"))
                .isEmpty();
        assertThat(app(printer + "/jobs?%20$count=true").status()).isEqualTo(400);
    }

    @Test
    void aMemberIsExpandedOnce() {
        Reply reply = app(printer + "/jobs?$expand=documents,documents($top=0)");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/message").textValue())
                .isEqualTo("The property 'documents' is expanded more than once.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST  | app  | /print/taskDefinitions                                    | "displayName":"A"
            POST  | app  | /print/taskDefinitions                                    | "displayName":"A","createdBy":{"none":1}
            PATCH | app  | /print/taskDefinitions/{definition}                       | "displayName":"A"
            PATCH | app  | /print/taskDefinitions/{definition}                       | "displayName":"A","createdBy":{"none":1}
            PATCH | app  | /print/taskDefinitions/{definition}/tasks/{task}          | "status":{"state":"completed"}
            PATCH | app  | /print/taskDefinitions/{definition}/tasks/{task}          | "status":{"state":"completed","none":1}
            POST  | user | /print/printers/{printer}/taskTriggers                    | "event":"jobStarted","definition@odata.bind":"{url}"
            POST  | user | /print/printers/{printer}/jobs                            | "configuration":{}
            POST  | user | /print/printers/{printer}/jobs                            | "configuration":{"none":1}
            POST  | user | /print/printers/{printer}/jobs                            | "configuration":{"margin":{"none":1}}
            POST  | user | /print/printers/{printer}/jobs                            | "configuration":{"pageRanges":[{"start":1,"none":1}]}
            PATCH | app  | /print/printers/{printer}/jobs/{job}                      | "configuration":{}
            POST  | app  | /print/printers/{printer}/jobs/{job}/redirect             | "destinationPrinterId":"{printer}"
            POST  | app  | /print/printers/{printer}/jobs/{job}/abort                | "reason":"a"
            POST  | user | /print/printers/{printer}/jobs/{job}/cancel               | "@odata.type":"#a"
            POST  | user | /print/shares/{share}/jobs/{job}/start                    | "@odata.type":"#a"
            """)
    void anUnknownMemberOfABodyIsRefused(String method, String caller, String path, String members) {
        HeldJob held = print.holdJob();
        String url = print.endpoint() + "/print/taskDefinitions/" + held.taskDefinitionId();
        String body = members.contains("none") ? members : members + ",\"none\":null";
        String filled = (path + " {" + body + "}")
                .replace("{printer}", held.printerId())
                .replace("{share}", held.shareId())
                .replace("{job}", held.jobId())
                .replace("{definition}", held.taskDefinitionId())
                .replace("{task}", held.taskId())
                .replace("{url}", url);
        int space = filled.indexOf(' ');

        Reply reply = caller.equals("app")
                ? Reply.toPrint(print, method, filled.substring(0, space), filled.substring(space + 1))
                : Reply.toPrintAsUser(print, method, filled.substring(0, space), filled.substring(space + 1));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/error/message").textValue()).contains("'none'");
        assertThat(app(printer + "/jobs/" + held.jobId() + "?$expand=tasks")
                        .json()
                        .at("/tasks/0/status/state")
                        .textValue())
                .isEqualTo("processing");
    }

    @Test
    void definitionsTasksAndTriggersAreFilteredAndOrdered() {
        HeldJob first = print.holdJob();
        HeldJob second = print.holdJob();
        String definitions = "/print/taskDefinitions";
        String tasks = definitions + "/" + first.taskDefinitionId() + "/tasks";
        Reply.toPrint(print, "POST", definitions, "{\"displayName\":\"A\"}");
        Reply.toPrint(print, "PATCH", tasks + "/" + first.taskId(), "{\"status\":{\"state\":\"completed\"}}");

        assertThat(ids(app(tasks + "?$filter=status/state%20eq%20'processing'").json()))
                .isEqualTo(second.taskId());
        assertThat(ids(app(tasks + "?$orderby=status/state%20desc").json()))
                .isEqualTo(second.taskId() + "," + first.taskId());
        assertThat(app(definitions + "?orderby=displayName")
                        .json()
                        .at("/value/0/displayName")
                        .textValue())
                .isEqualTo("A");
        assertThat(app(tasks + "?$filter=none%20eq%201").status()).isEqualTo(400);
    }

    @Test
    void aTriggerShowsItsDefinition() {
        HeldJob held = print.holdJob();
        String triggers = printer + "/taskTriggers";
        String body = "{\"@odata.type\":\"#microsoft.graph.printTaskTrigger\",\"event@odata.type\":\"#String\","
                + "\"event\":\"jobStarted\",\"definition@odata.bind\":\"" + print.endpoint()
                + "/print/taskDefinitions('" + held.taskDefinitionId() + "')\"}";

        JsonNode created = Reply.toPrintAsUser(print, "POST", triggers, body).json();

        assertThat(created.has("definition")).isFalse();
        String trigger = triggers + "/" + created.get("id").textValue();
        assertThat(user(trigger).json().has("definition")).isFalse();
        assertThat(user(trigger + "?$expand=definition($select=id)").json().get("definition"))
                .isEqualTo(json("{\"id\":\"" + held.taskDefinitionId() + "\"}"));
        assertThat(user(triggers + "?$expand=definition")
                        .json()
                        .at("/value/0/definition/id")
                        .textValue())
                .isEqualTo(held.taskDefinitionId());
    }

    @Test
    void aRelatedTriggerOrDefinitionIsQueriedLikeAnyOther() {
        HeldJob held = print.holdJob();
        String triggers = printer + "/taskTriggers";
        String body = "{\"event\":\"jobStarted\",\"definition@odata.bind\":\"" + print.endpoint()
                + "/print/taskDefinitions/" + held.taskDefinitionId() + "\"}";
        JsonNode created = Reply.toPrintAsUser(print, "POST", triggers, body).json();
        String trigger = "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/"
                + print.holdJob().taskId() + "/trigger";

        assertThat(app(trigger).json().get("id")).isEqualTo(created.get("id"));
        assertThat(app(trigger).json().has("definition")).isFalse();
        assertThat(app(trigger + "?$expand=definition($select=id)").json().get("definition"))
                .isEqualTo(json("{\"id\":\"" + held.taskDefinitionId() + "\"}"));
        assertThat(app(trigger + "?$top=1").status()).isEqualTo(400);
        String definition = triggers + "/" + created.get("id").textValue() + "/definition";
        assertThat(user(definition + "?$select=id").json().has("displayName")).isFalse();
        assertThat(user(definition + "?$top=1").status()).isEqualTo(400);
    }

    @Test
    void aKeyCanBeInParentheses() {
        HeldJob held = print.holdJob("o'neil/1", "s(1)");
        String printers = "/print/printers('o''neil%2F1')";
        String task = "/print/taskDefinitions('" + held.taskDefinitionId() + "')/tasks('" + held.taskId() + "')";

        for (String path : List.of(
                printers + "/jobs('1')",
                "/print/printers(%27o%27%27neil%2F1%27)/jobs/1",
                "/print/printers/o'neil%2F1/jobs('1')",
                "/print/shares('s(1)')/jobs('1')",
                task)) {
            assertThat(app(path).status()).as(path).isEqualTo(200);
        }
        assertThat(ids(app(printers + "/jobs?$top=1").json())).isEqualTo("1");
        String action = printers + "/jobs('1')/abort";
        assertThat(Reply.toPrint(print, "POST", action, "").status()).isEqualTo(204);
        assertThat(Reply.toPrint(print, "DELETE", "/subscriptions('none')", "").status())
                .isEqualTo(404);
        assertThat(Reply.toPrint(print, "DELETE", "/subscriptions('none')", "")
                        .json()
                        .at("/error/message")
                        .textValue())
                .contains("'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/print/printers('')", "/print/printers(p)", "/print/printers('p)", "/print/printers(p')",
                "/print/printers('o'neil')", "/print/printers('p')x", "/print/printers()", "/print/printers''",
                "/print/printers('p')('q')", "/print/printers('p')/", "/print('p')", "/print/printers('p')/q",
            })
    void anythingElseInParenthesesIsNoKey(String path) {
        Reply reply = app(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("itemNotFound");
    }

    /** An error has no zone, and a document has no time. */
    @Test
    void everyTimeHasSevenDigits() throws Exception {
        HeldJob held = print.holdJob();
        String document = printer + "/jobs/" + held.jobId() + "/documents/" + held.documentId();
        String properties = "{\"properties\":{\"documentName\":\"a\",\"contentType\":\"application/pdf\",\"size\":1}}";
        Reply session = Reply.toPrint(print, "POST", document + "/createUploadSession", properties);
        try (var receiver = new WebhookReceiver()) {
            Reply subscription = Reply.toPrint(
                    print,
                    "POST",
                    "/subscriptions",
                    "{\"changeType\":\"created\",\"resource\":\"print/taskDefinitions/" + held.taskDefinitionId()
                            + "/tasks\",\"notificationUrl\":\"" + receiver.url()
                            + "\",\"expirationDateTime\":\"2026-12-01T00:00:00+01:00\"}");
            assertThat(subscription.status()).as(subscription.text()).isEqualTo(201);
            String one = "/subscriptions/" + subscription.json().get("id").textValue();
            String renewal = "{\"expirationDateTime\":\"2026-12-01T00:00:00.5Z\"}";
            List<Reply> replies = List.of(
                    user("/print/printers"),
                    user(printer + "?$expand=shares"),
                    user("/print/shares"),
                    app(printer + "/jobs"),
                    app(printer + "/jobs/1"),
                    session,
                    Reply.to("GET", session.json().get("uploadUrl").textValue(), ""),
                    subscription,
                    app("/subscriptions"),
                    app(one),
                    Reply.toPrint(print, "PATCH", one, renewal));
            for (Reply reply : replies) {
                assertThat(TIME.matcher(reply.text()).results().map(MatchResult::group))
                        .as(reply.text())
                        .isNotEmpty()
                        .allMatch(time -> time.matches(".{19}\\.\\d{7}Z"));
            }
        }
    }

    @Test
    void annotationsInABodyAreIgnored() {
        String configuration = "{\"@odata.type\":\"#microsoft.graph.printJobConfiguration\","
                + "\"finishings@odata.type\":\"#Collection(microsoft.graph.printFinishing)\","
                + "\"finishings\":[\"none\"],\"margin\":{\"@odata.type\":\"#m\",\"top@odata.type\":\"#Int32\",\"top\":1}}";
        String members =
                "\"configuration@odata.context\":\"#c\",\"@odata.type\":\"#j\",\"configuration\":" + configuration;
        JsonNode clean = json("{\"finishings\":[\"none\"],\"margin\":{\"top\":1}}");
        HeldJob held = print.holdJob();
        String job = printer + "/jobs/" + held.jobId();

        Reply created = Reply.toPrintAsUser(print, "POST", printer + "/jobs", "{" + members + "}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("configuration")).isEqualTo(clean);
        String session = printer + "/jobs/" + created.json().get("id").textValue() + "/documents/"
                + created.json().at("/documents/0/id").textValue() + "/createUploadSession";
        Reply opened = Reply.toPrintAsUser(
                print,
                "POST",
                session,
                "{\"properties@odata.type\":\"#p\",\"properties\":{\"@odata.type\":\"#p\",\"size@odata.type\":\"#Int64\","
                        + "\"documentName\":\"a\",\"contentType\":\"application/pdf\",\"size\":1}}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        Reply updated = Reply.toPrint(print, "PATCH", job, "{" + members + "}");
        assertThat(updated.json().get("configuration")).isEqualTo(clean);
        Reply task = Reply.toPrint(
                print,
                "PATCH",
                "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + held.taskId(),
                "{\"status@odata.type\":\"#s\",\"status\":{\"@odata.type\":\"#s\",\"state@odata.type\":\"#p\","
                        + "\"state\":\"processing\"}}");
        assertThat(task.status()).isEqualTo(200);
        Reply redirected = Reply.toPrint(
                print,
                "POST",
                job + "/redirect",
                "{\"destinationPrinterId@odata.type\":\"#String\",\"destinationPrinterId\":\"" + print.printerId()
                        + "\"," + members + "}");
        assertThat(redirected.status()).isEqualTo(200);
        assertThat(redirected.json().get("configuration")).isEqualTo(clean);
    }
}
