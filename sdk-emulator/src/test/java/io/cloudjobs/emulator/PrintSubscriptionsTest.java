package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Order(1) // long, so it starts first
class PrintSubscriptionsTest {
    private final ManualTime time = new ManualTime();
    private WebhookReceiver receiver;
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private HeldJob held;

    @BeforeEach
    void start() throws IOException {
        // First, so that the emulator creates the first server of this JVM and can set TCP_NODELAY.
        // Receivers have so long that a busy machine does not matter.
        emulator = CloudJobsEmulator.builder().time(time).webhookMillis(60_000).start();
        receiver = new WebhookReceiver();
        print = emulator.print();
        held = print.holdJob();
    }

    @AfterEach
    void close() {
        emulator.close();
        receiver.close();
    }

    private Reply send(String method, String path, String body) {
        return Reply.toPrint(print, method, path, body);
    }

    private String in(Duration duration) {
        return PrintTenant.timestamp(time.now().plus(duration));
    }

    private ObjectNode forTasks() {
        var request = (ObjectNode) json(documented("print/subscription-create-tasks-request"));
        return request.put("resource", "print/taskDefinitions/" + held.taskDefinitionId() + "/tasks")
                .put("notificationUrl", receiver.url())
                .put("expirationDateTime", in(Duration.ofMinutes(4230)));
    }

    private ObjectNode forJobs() {
        var request = (ObjectNode) json(documented("print/subscription-create-jobs-request"));
        return request.put("resource", "print/printers/" + print.printerId() + "/jobs")
                .put("notificationUrl", receiver.url())
                .put("expirationDateTime", in(Duration.ofHours(1)));
    }

    private String created(ObjectNode request) {
        Reply reply = send("POST", "/subscriptions", request.toString());
        assertThat(reply.status()).isEqualTo(201);
        return "/subscriptions/" + reply.json().get("id").textValue();
    }

    @Test
    void aSubscriptionIsCreatedAfterItsUrlHasPassedTheHandshake() {
        Reply reply = send("POST", "/subscriptions", forTasks().toString());

        assertThat(reply.status()).isEqualTo(201);
        assertThat(receiver.handshakes()).isEqualTo(1);
        JsonNode subscription = reply.json();
        assertThat(shape(subscription)).isEqualTo(shape(json(documented("print/subscription-create-tasks"))));
        assertThat(subscription.get("resource")).isEqualTo(forTasks().get("resource"));
        assertThat(subscription.get("clientState").textValue()).isEqualTo("secret");
        assertThat(subscription.get("applicationId").textValue())
                .isEqualTo(emulator.entra().clientId());
    }

    @Test
    void theLifecycleUrlIsValidatedToo() {
        created(forTasks()
                .put("notificationUrl", receiver.url() + "?a=b")
                .put("lifecycleNotificationUrl", receiver.url()));

        assertThat(receiver.handshakes()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"400, text/plain, ''", "200, application/json, ''", "200, text/plain, x", "202, text/plain, ''"})
    void aHandshakeThatFailsMakesNoSubscription(int status, String contentType, String suffix) {
        receiver.status = status;
        receiver.contentType = contentType;
        receiver.response = token -> token + suffix;

        Reply reply = send("POST", "/subscriptions", forTasks().toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("ValidationError");
        assertThat(receiver.handshakes()).isEqualTo(1);
    }

    @Test
    void nobodyAtTheUrlIsAHandshakeThatFails() {
        receiver.close();

        assertThat(send("POST", "/subscriptions", forTasks().toString()).status())
                .isEqualTo(400);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theServiceRespondsToOthersDuringAHandshake() throws Exception {
        var inHandshake = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        receiver.response = token -> {
            inHandshake.countDown();
            await(goOn);
            return token;
        };
        var thread = new Thread(() -> created(forTasks()));
        thread.start();
        inHandshake.await();

        assertThat(send("GET", "/print/taskDefinitions", "").status()).isEqualTo(200);
        goOn.countDown();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    resource                 | print/taskDefinitions/none/tasks    | 404
                    resource                 | print/shares/s/jobs                 | 400
                    changeType               | updated                             | 400
                    changeType               | created,updated                     | 400
                    notificationQueryOptions | $filter = isFetchable eq true       | 400
                    notificationUrl          | http://contoso.com/hook             | 400
                    notificationUrl          | ftp://127.0.0.1/hook                | 400
                    notificationUrl          | not a url                           | 400
                    lifecycleNotificationUrl | https://contoso.com/hook            | 400
                    expirationDateTime       | tomorrow                            | 400
                    expirationDateTime       | 1999-12-31T00:00:00Z                | 400
                    expirationDateTime       | 2999-12-31T00:00:00Z                | 400
                    """)
    void aSubscriptionThatCannotBeIsRefused(String member, String value, int status) {
        assertThat(send("POST", "/subscriptions", forTasks().put(member, value).toString())
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeType", "resource", "notificationUrl", "expirationDateTime"})
    void whatASubscriptionNeedsIsAskedFor(String member) {
        ObjectNode request = forTasks();
        request.remove(member);

        assertThat(send("POST", "/subscriptions", request.toString()).status()).isEqualTo(400);
        assertThat(receiver.handshakes()).isZero();
    }

    @Test
    void theClientStateHasAtMost128Characters() {
        created(forTasks().put("clientState", "x".repeat(128)));

        assertThat(send(
                                "POST",
                                "/subscriptions",
                                forTasks().put("clientState", "x".repeat(129)).toString())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aNewTaskIsTold() throws Exception {
        String subscription = created(forTasks());

        HeldJob second = print.holdJob();

        JsonNode body = receiver.next();
        assertThat(body.get("value")).hasSize(1);
        var notification = (ObjectNode) body.at("/value/0");
        String resource = "print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + second.taskId();
        var data = (ObjectNode) notification.get("resourceData");
        assertThat(data.remove("@odata.etag").textValue()).isNotEmpty();
        assertThat(data)
                .isEqualTo(JsonTrees.object()
                        .put("@odata.type", "#Microsoft.Graph.PrintTask")
                        .put("@odata.id", resource)
                        .put("id", second.taskId())
                        .put(
                                "parentUrl",
                                print.endpoint() + "/print/printers/" + second.printerId() + "/jobs/"
                                        + second.jobId()));
        notification.remove("resourceData");
        assertThat(notification)
                .isEqualTo(JsonTrees.object()
                        .put("subscriptionId", subscription.substring("/subscriptions/".length()))
                        .put("subscriptionExpirationDateTime", in(Duration.ofMinutes(4230)))
                        .put("clientState", "secret")
                        .put("changeType", "created")
                        .put("resource", resource)
                        .put("tenantId", emulator.entra().tenantId()));
    }

    @Test
    void aJobThatCanBeFetchedIsTold() throws Exception {
        created(forJobs());

        String jobId = print.submitJob("ann@contoso.com");

        JsonNode notification = receiver.next().at("/value/0");
        String resource = "print/printers/" + print.printerId() + "/jobs/" + jobId;
        assertThat(notification.get("changeType").textValue()).isEqualTo("updated");
        assertThat(notification.get("resource").textValue()).isEqualTo(resource);
        assertThat(notification.get("clientState").textValue()).isEqualTo("mysecret");
        assertThat(notification.at("/resourceData/@odata.id").textValue()).isEqualTo(resource);
        assertThat(notification.at("/resourceData/id").textValue()).isEqualTo(jobId);
        assertThat(notification.get("resourceData").has("parentUrl")).isFalse();

        String task = "/print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + held.taskId();
        send("PATCH", task, "{\"status\":{\"state\":\"completed\"}}");
        send("PATCH", task, "{\"status\":{\"state\":\"completed\"}}");
        JsonNode told = receiver.next().at("/value/0");
        assertThat(told.at("/resourceData/id").textValue()).isEqualTo(held.jobId());
        assertThat(send("GET", "/" + told.get("resource").textValue(), "")
                        .json()
                        .get("isFetchable")
                        .booleanValue())
                .isTrue();

        Reply redirected = send(
                "POST",
                "/print/printers/" + print.printerId() + "/jobs/"
                        + print.holdJob().jobId() + "/redirect",
                "{\"destinationPrinterId\":\"" + print.printerId() + "\"}");
        assertThat(receiver.next().at("/value/0/resourceData/id"))
                .isEqualTo(redirected.json().get("id"));
        assertThat(receiver.waiting()).isZero();
    }

    /** Spellings of the path of one printer, with different characters of its id encoded. */
    @ParameterizedTest
    @ValueSource(strings = {"floor 1:A+", "floor%201:A+", "floor%201%3AA%2B", "%66loor 1%3aA%2b"})
    void aPrinterIsTheSameHoweverItsIdIsEncoded(String encoded) throws Exception {
        print.addPrinter("floor 1:A+", "s");
        created(forJobs().put("resource", "print/printers/" + encoded + "/jobs"));

        String jobId = print.submitJob("s", "ann@contoso.com");

        JsonNode notification = receiver.next();
        assertThat(notification).isNotNull();
        assertThat(notification.at("/value/0/resourceData/id").textValue()).isEqualTo(jobId);
        assertThat(notification.at("/value/0/resource").textValue())
                .isEqualTo("print/printers/floor%201%3AA%2B/jobs/" + jobId);
    }

    private String newDefinition() {
        String body = "{\"displayName\":\"another\",\"createdBy\":{\"displayName\":\"a\"}}";
        return send("POST", "/print/taskDefinitions", body).json().get("id").textValue();
    }

    @Test
    void onlyWhoHasSubscribedIsTold() throws Exception {
        created(forTasks().put("clientState", "one"));
        String two = created(forJobs().put("clientState", "two"));
        created(forTasks().put("resource", "print/taskDefinitions/" + newDefinition() + "/tasks"));
        assertThat(send("DELETE", two, "").status()).isEqualTo(204);
        assertThat(send("DELETE", two, "").status()).isEqualTo(404);

        print.submitJob("ann@contoso.com");
        print.holdJob();
        print.holdJob();

        assertThat(receiver.next().at("/value/0/clientState").textValue()).isEqualTo("one");
        assertThat(receiver.next().at("/value/0/clientState").textValue()).isEqualTo("one");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void aSubscriptionEndsWhenItIsNotRenewed() throws Exception {
        String renewed = created(forTasks().put("clientState", "renewed"));
        String left = created(forJobs()
                .put("clientState", "left")
                .put("expirationDateTime", in(Duration.ofMinutes(4230)))
                .put("lifecycleNotificationUrl", receiver.url()));
        time.advance(Duration.ofMinutes(4229));
        JsonNode last = receiver.next().at("/value/0");
        assertThat(last.get("clientState").textValue()).isEqualTo("left");
        assertThat(last.get("lifecycleEvent").textValue()).isEqualTo("reauthorizationRequired");
        String next = in(Duration.ofMinutes(4230));

        Reply reply = send("PATCH", renewed, "{\"expirationDateTime\":\"" + next + "\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("expirationDateTime").textValue()).isEqualTo(next);
        assertThat(reply.json().get("clientState").textValue()).isEqualTo("renewed");
        time.advance(Duration.ofMinutes(1));
        for (String gone : List.of(left, "/subscriptions/none")) {
            Reply refused = send("PATCH", gone, "{\"expirationDateTime\":\"" + in(Duration.ofHours(1)) + "\"}");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.json().at("/error/code").textValue()).isEqualTo("itemNotFound");
        }
        assertThat(send("PATCH", renewed, "{\"expirationDateTime\":\"" + in(Duration.ofHours(99)) + "\"}")
                        .status())
                .isEqualTo(400);
        print.submitJob("ann@contoso.com");
        print.holdJob();
        print.holdJob();
        assertThat(receiver.next().at("/value/0/clientState").textValue()).isEqualTo("renewed");
        assertThat(receiver.next().at("/value/0/clientState").textValue()).isEqualTo("renewed");
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void aReceiverThatIsGoneStopsNobody() {
        created(forTasks());
        receiver.close();

        assertThat(print.holdJob().jobId()).isEqualTo("2");
        assertThat(print.holdJob().jobId()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"print/", "/print/"})
    void aSecondSubscriptionToTheSameChangesIs409(String start) throws Exception {
        String first = created(forTasks());
        created(forJobs());
        ObjectNode same = forTasks()
                .put("resource", start + "taskDefinitions/" + held.taskDefinitionId() + "/tasks")
                .put("notificationUrl", receiver.url() + "?other");

        Reply refused = send("POST", "/subscriptions", same.toString());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/error/message").textValue())
                .isEqualTo("Subscription Id " + first.substring("/subscriptions/".length())
                        + " already exists for the requested combination");
        assertThat(receiver.handshakes()).isEqualTo(2);
        assertThat(send("DELETE", first, "").status()).isEqualTo(204);
        created(same);
        time.advance(Duration.ofMinutes(4230));
        created(forTasks());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void theKeyOfAResourceCanBeInParentheses(String start) throws Exception {
        ObjectNode tasks =
                forTasks().put("resource", start + "print/taskDefinitions('" + held.taskDefinitionId() + "')/tasks");
        ObjectNode jobs = forJobs().put("resource", start + "print/printers(%27" + print.printerId() + "%27)/jobs");
        created(tasks);
        created(jobs);

        print.holdJob();
        print.submitJob("ann@contoso.com");

        assertThat(receiver.next().at("/value/0/changeType").textValue()).isEqualTo("created");
        assertThat(receiver.next().at("/value/0/changeType").textValue()).isEqualTo("updated");
        for (ObjectNode same : List.of(tasks, jobs, forTasks(), forJobs())) {
            assertThat(send("POST", "/subscriptions", same.toString()).status()).isEqualTo(409);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            print/printers('none')/jobs         | 404
            print/printers('')/jobs             | 400
            print/printers(none)/jobs           | 400
            print/printers('none'/jobs          | 400
            print/printers/('none')/jobs        | 404
            print/printers/%zz/jobs             | 400
            print/printers('%zz')/jobs          | 400
            print/printers('none')/tasks        | 400
            print/taskDefinitions('none')/jobs  | 400
            """)
    void anotherResourceIsRefused(String resource, int status) {
        Reply reply = send(
                "POST", "/subscriptions", forJobs().put("resource", resource).toString());

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"includeResourceData\":true",
                "\"encryptionCertificate\":\"MII\"",
                "\"notificationurl\":\"http://localhost\"",
                "\"id\":\"1\"",
            })
    void aMemberThatTheEmulatorDoesNotSupportIsRefused(String member) {
        String request = forTasks().toString();

        Reply reply = send("POST", "/subscriptions", "{" + member + "," + request.substring(1));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(receiver.handshakes()).isZero();
        assertThat(send("GET", "/subscriptions", "").json().get("value")).isEmpty();
    }

    @Test
    void aRenewalChangesTheExpirationOnly() {
        String subscription = created(forTasks());
        String expiration = "\"expirationDateTime\":\"" + in(Duration.ofHours(1)) + "\"";

        assertThat(send("PATCH", subscription, "{\"notificationUrl\":\"http://localhost\"," + expiration + "}")
                        .status())
                .isEqualTo(400);
        assertThat(send("PATCH", subscription, "{\"@odata.type\":\"#microsoft.graph.subscription\"," + expiration + "}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void subscriptionsAreListedAndReadWithoutTheirClientStates() {
        String tasks = created(forTasks());
        String jobs = created(forJobs());
        print.pageSize(1);

        Reply page = send("GET", "/subscriptions", "");

        assertThat(page.json().get("@odata.context").textValue()).endsWith("/v1.0/$metadata#subscriptions");
        String next = page.json().get("@odata.nextLink").textValue();
        Reply last = send("GET", next.substring(print.endpoint().length()), "");
        assertThat(last.json().has("@odata.nextLink")).isFalse();
        JsonNode listed = page.json().at("/value/0");
        assertThat("/subscriptions/" + listed.get("id").textValue()).isEqualTo(tasks);
        assertThat("/subscriptions/" + last.json().at("/value/0/id").textValue())
                .isEqualTo(jobs);
        assertThat(listed.get("clientState").isNull()).isTrue();
        assertThat(listed.get("notificationUrl").textValue()).isEqualTo(receiver.url());
        var read = (ObjectNode) send("GET", tasks, "").json();
        assertThat(read.remove("@odata.context").textValue()).endsWith("/v1.0/$metadata#subscriptions/$entity");
        assertThat(read).isEqualTo(listed);
        time.advance(Duration.ofHours(1));
        assertThat(send("GET", jobs, "").status()).isEqualTo(404);
        assertThat(send("GET", "/subscriptions", "").json().get("value")).hasSize(1);
    }

    @Test
    void aSubscriptionIsReauthorized() {
        String subscription = created(forTasks());

        assertThat(send("POST", subscription + "/reauthorize", "").status()).isEqualTo(204);
        assertThat(send("POST", "/subscriptions/none/reauthorize", "").status()).isEqualTo(404);
    }

    @Test
    void lessThan45MinutesAreRaised() {
        Reply reply = send(
                "POST",
                "/subscriptions",
                forTasks().put("expirationDateTime", in(Duration.ofMinutes(44))).toString());

        assertThat(reply.json().get("expirationDateTime").textValue()).isEqualTo(in(Duration.ofMinutes(45)));
        time.advance(Duration.ofMinutes(30));
        String subscription = "/subscriptions/" + reply.json().get("id").textValue();
        Reply renewed = send("PATCH", subscription, "{\"expirationDateTime\":\"" + in(Duration.ofSeconds(1)) + "\"}");
        assertThat(renewed.json().get("expirationDateTime").textValue()).isEqualTo(in(Duration.ofMinutes(45)));
    }

    private static final String HUB =
            "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=contoso.com";
    private static final String VAULT = "EventHub:https://contoso.vault.azure.net/secrets/hub?tenantId=contoso.com";
    private static final String TOPIC = "EventGrid:?azuresubscriptionid=8ee44408-0679-472c-bc2a-692812af3437"
            + "&resourcegroup=group&partnertopic=topic&location=westeurope";

    @ParameterizedTest
    @ValueSource(strings = {HUB, VAULT})
    void anEventHubGetsAValidationMessageAndThenTheNotifications(String url) {
        String id = created(forTasks().put("notificationUrl", url)).substring("/subscriptions/".length());

        HeldJob second = print.holdJob();

        List<String> messages = print.deliveries(url);
        assertThat(messages).hasSize(2);
        JsonNode validation = json(messages.get(0)).at("/value/0");
        assertThat(validation.get("changeType").textValue())
                .startsWith("Validation: Testing client application reachability for subscription Request-Id: ");
        assertThat(validation.toString().replaceFirst("Validation: [^\"]*", "NA"))
                .isEqualTo(
                        "{\"subscriptionId\":\"NA\",\"subscriptionExpirationDateTime\":\"NA\",\"clientState\":\"NA\","
                                + "\"changeType\":\"NA\",\"resource\":\"NA\",\"resourceData\":{\"@odata.type\":\"NA\","
                                + "\"@odata.id\":\"NA\",\"id\":\"NA\"}}");
        JsonNode notification = json(messages.get(1));
        assertThat(notification.get("value")).hasSize(1);
        assertThat(notification.at("/value/0/subscriptionId").textValue()).isEqualTo(id);
        assertThat(notification.at("/value/0/resourceData/id").textValue()).isEqualTo(second.taskId());
        assertThat(receiver.handshakes()).isZero();
        assertThat(print.deliveries(TOPIC)).isEmpty();
    }

    @Test
    void aPartnerTopicGetsOneCloudEventForEachNotification() {
        created(forTasks().put("notificationUrl", TOPIC).put("lifecycleNotificationUrl", TOPIC));
        created(forJobs().put("notificationUrl", TOPIC));

        HeldJob second = print.holdJob();
        String jobId = print.submitJob("ann@contoso.com");

        List<String> messages = print.deliveries(TOPIC);
        assertThat(messages).hasSize(2);
        JsonNode task = json(messages.get(0));
        String resource = "print/taskDefinitions/" + held.taskDefinitionId() + "/tasks/" + second.taskId();
        assertThat(task.get("type").textValue()).isEqualTo("Microsoft.Graph.PrintTaskDefinitionCreated");
        assertThat(task.get("source").textValue()).isEqualTo(resource);
        assertThat(task.get("subject").textValue()).isEqualTo(resource);
        assertThat(task.get("time").textValue()).isEqualTo(in(Duration.ZERO));
        assertThat(task.get("specversion").textValue()).isEqualTo("1.0");
        assertThat(task.at("/data/clientState").textValue()).isEqualTo("secret");
        assertThat(task.at("/data/resourceData/id").textValue()).isEqualTo(second.taskId());
        JsonNode job = json(messages.get(1));
        assertThat(job.get("type").textValue()).isEqualTo("Microsoft.Graph.PrinterUpdated");
        assertThat(job.at("/data/resourceData/id").textValue()).isEqualTo(jobId);
        assertThat(job.get("id")).isNotEqualTo(task.get("id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EventHub:",
                "EventHub:https://contoso.servicebus.windows.net/jobs?tenantId=contoso.com",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=",
                "EventHub:http://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=contoso.com",
                "EventHub:https://contoso.vault.azure.net/secrets/?tenantId=contoso.com",
                "EventGrid:",
                "EventGrid:?azuresubscriptionid=a&resourcegroup=b&partnertopic=c",
                "EventGrid:?azuresubscriptionid=a&resourcegroup=b&partnertopic=c&location=",
                "EventGrid:azuresubscriptionid=a&resourcegroup=b&partnertopic=c&location=d",
            })
    void anIncompleteEventHubOrTopicIs400(String url) {
        assertThat(send(
                                "POST",
                                "/subscriptions",
                                forTasks().put("notificationUrl", url).toString())
                        .status())
                .isEqualTo(400);
        assertThat(print.deliveries(url)).isEmpty();
    }

    @Test
    void aPartnerTopicGetsTheLifecycleEventsToo() {
        for (String other : List.of(TOPIC + "2", receiver.url(), HUB)) {
            assertThat(send(
                                    "POST",
                                    "/subscriptions",
                                    forTasks()
                                            .put("notificationUrl", TOPIC)
                                            .put("lifecycleNotificationUrl", other)
                                            .toString())
                            .status())
                    .isEqualTo(400);
        }
        created(forTasks().put("notificationUrl", TOPIC).put("lifecycleNotificationUrl", TOPIC));

        print.requireReauthorization();

        JsonNode event = json(print.deliveries(TOPIC).get(0));
        assertThat(event.get("type").textValue()).isEqualTo("microsoft.graph.subscriptionReauthorizationRequired");
        assertThat(event.at("/data/lifecycleEvent").textValue()).isEqualTo("reauthorizationRequired");
    }

    @Test
    void aTestRequiresAReauthorization() throws Exception {
        String tasks = created(forTasks().put("lifecycleNotificationUrl", receiver.url()));
        created(forJobs());

        print.requireReauthorization();

        assertThat(receiver.next())
                .isEqualTo(json("{\"value\":[{\"subscriptionId\":\"" + tasks.substring("/subscriptions/".length())
                        + "\",\"subscriptionExpirationDateTime\":\"" + in(Duration.ofMinutes(4230))
                        + "\",\"clientState\":\"secret\",\"tenantId\":\""
                        + emulator.entra().tenantId() + "\",\"lifecycleEvent\":\"reauthorizationRequired\"}]}"));
        time.advance(Duration.ofMinutes(4230));
        print.requireReauthorization();
        created(forJobs());
        print.submitJob("ann@contoso.com");
        assertThat(receiver.next().at("/value/0/changeType").textValue()).isEqualTo("updated");
    }
}
