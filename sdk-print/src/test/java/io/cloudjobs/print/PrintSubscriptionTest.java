package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests for subscriptions. The clock is stopped at noon of 2026-11-22. */
@Timeout(60)
class PrintSubscriptionTest {
    private static final String HOOK = "https://webhookappexample.azurewebsites.net/api/notifications";
    private static final String LIFECYCLE = "https://webhookappexample.azurewebsites.net/api/lifecycle";
    private static final String SECRET = "a-secret/that \"nobody\" may-see";
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T12:00:00Z");
    private static final OffsetDateTime END = NOW.plusDays(2);

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private PrintJobClient print() {
        return print(server.url("/v1.0/").toString(), TokenProvider.of("token"));
    }

    private PrintJobClient print(String endpoint, TokenProvider tokens) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintJobClient.builder(settings)
                .endpoint(endpoint)
                .tokenProvider(tokens)
                .httpClient(http)
                .build();
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private RecordedRequest assertOneRequest(String line) throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo(line + " HTTP/1.1");
        return request;
    }

    private static NewPrintSubscription tasks(
            String definitionId, String url, String clientState, OffsetDateTime expirationDateTime) {
        return with(NewPrintSubscription.forTasks(definitionId), url, clientState, expirationDateTime)
                .build();
    }

    private static NewPrintSubscription jobs(
            String printerId, String url, String clientState, OffsetDateTime expirationDateTime) {
        return with(NewPrintSubscription.forFetchableJobs(printerId), url, clientState, expirationDateTime)
                .build();
    }

    private static NewPrintSubscription tasks(
            String definitionId, String url, String clientState, OffsetDateTime expirationDateTime, String lifecycle) {
        return with(NewPrintSubscription.forTasks(definitionId), url, clientState, expirationDateTime)
                .lifecycleNotificationUrl(lifecycle)
                .build();
    }

    private static NewPrintSubscription jobs(
            String printerId, String url, String clientState, OffsetDateTime expirationDateTime, String lifecycle) {
        return with(NewPrintSubscription.forFetchableJobs(printerId), url, clientState, expirationDateTime)
                .lifecycleNotificationUrl(lifecycle)
                .build();
    }

    private static NewPrintSubscription.Builder with(
            NewPrintSubscription.Builder builder, String url, String clientState, OffsetDateTime expirationDateTime) {
        return builder.notificationUrl(url).clientState(clientState).expirationDateTime(expirationDateTime);
    }

    @Test
    void aSubscriptionToTasksIsTheDocumentedOne() throws Exception {
        answer(201, Fixture.text("subscription-create-tasks.json"));

        PrintSubscription subscription =
                print().subscriptions().create(tasks("fab143fd-ee61-4358-8558-2c7dee953982", HOOK, "secret", END));

        assertThat(subscription).isEqualTo(PrintSubscription.fromJson(Fixture.text("subscription-create-tasks.json")));
        assertThat(subscription.json()).isEqualTo(Fixture.text("subscription-create-tasks.json"));
        RecordedRequest request = assertOneRequest("POST /v1.0/subscriptions");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token");
        assertJson(request, Fixture.text("subscription-create-tasks-request.json"), "2020-01-30T22:42:09Z");
    }

    @Test
    void aSubscriptionToFetchableJobsIsTheDocumentedOne() throws Exception {
        answer(201, Fixture.text("subscription-create-tasks.json"));

        print().subscriptions().create(jobs("2f3453b7-4686-4b5b-9575-4f1e5b909ba7", HOOK, "mysecret", END));

        RecordedRequest request = assertOneRequest("POST /v1.0/subscriptions");
        assertThat(request.getBody().utf8()).contains("\"$filter = isFetchable eq true\"");
        assertJson(request, Fixture.text("subscription-create-jobs-request.json"), "2020-12-30T22:42:09Z");
    }

    @Test
    void aLifecycleNotificationUrlIsSentWhenThereIsOne() throws Exception {
        answer(201, "{\"id\":\"1\"}");
        answer(201, "{\"id\":\"1\"}");

        print().subscriptions().create(tasks("d", HOOK, SECRET, END, LIFECYCLE));
        print().subscriptions().create(jobs("a b", HOOK, SECRET, END, LIFECYCLE));

        String secret = SECRET.replace("\"", "\\\"");
        assertThat(server.takeRequest().getBody().utf8())
                .isEqualTo("{\"changeType\":\"created\",\"resource\":\"print/taskDefinitions/d/tasks\","
                        + "\"notificationUrl\":\"" + HOOK + "\",\"lifecycleNotificationUrl\":\"" + LIFECYCLE + "\","
                        + "\"expirationDateTime\":\"2026-11-24T12:00:00Z\",\"clientState\":\"" + secret + "\"}");
        assertThat(server.takeRequest().getBody().utf8())
                .isEqualTo("{\"changeType\":\"updated\",\"resource\":\"print/printers/a%20b/jobs\","
                        + "\"notificationQueryOptions\":\"$filter = isFetchable eq true\","
                        + "\"notificationUrl\":\"" + HOOK + "\",\"lifecycleNotificationUrl\":\"" + LIFECYCLE + "\","
                        + "\"expirationDateTime\":\"2026-11-24T12:00:00Z\",\"clientState\":\"" + secret + "\"}");
    }

    @Test
    void everyMemberOfASubscriptionIsRead() {
        String text = Fixture.text("subscription-create-tasks.json");

        PrintSubscription subscription = PrintSubscription.fromJson(text);

        assertThat(Members.of(subscription))
                .containsExactlyElementsOf("""
                        applicationId: 815f204f-c791-4ee6-9098-614ecdb003f6
                        changeType: created
                        creatorId: 8ee44408-0679-472c-bc2a-692812af3437
                        expirationDateTime: 2020-12-30T22:42:09Z
                        id: 7f105c7d-2dc5-4530-97cd-4e7ae6534c07
                        notificationUrl: https://webhookappexample.azurewebsites.net/api/notifications
                        resource: print/taskDefinitions/fab143fd-ee61-4358-8558-2c7dee953982/tasks
                        """.lines().toList());
        assertThat(PrintSubscription.fromJson(
                        "{\"id\":\"1\",\"lifecycleNotificationUrl\":\"l\",\"notificationQueryOptions\":\"q\"}"))
                .returns("l", PrintSubscription::lifecycleNotificationUrl)
                .returns("q", PrintSubscription::notificationQueryOptions);
        assertThat(subscription)
                .hasToString("PrintSubscription[id=7f105c7d-2dc5-4530-97cd-4e7ae6534c07,"
                        + " resource=print/taskDefinitions/fab143fd-ee61-4358-8558-2c7dee953982/tasks,"
                        + " expirationDateTime=2020-12-30T22:42:09Z]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrintSubscription.fromJson("{}"))
                .withMessage("PrintSubscription: id is missing");
    }

    @Test
    void aRenewalSendsTheNewEndAndNothingElse() throws Exception {
        answer(200, Fixture.text("subscription-create-tasks.json", "7f105c7d"));

        PrintSubscription renewed =
                print().subscription("7f105c7d").renew(OffsetDateTime.parse("2026-11-24T14:30:00.987654321+02:00"));

        assertThat(renewed.id()).isEqualTo("7f105c7d");
        assertThat(assertOneRequest("PATCH /v1.0/subscriptions/7f105c7d")
                        .getBody()
                        .utf8())
                .isEqualTo("{\"expirationDateTime\":\"2026-11-24T12:30:00Z\"}");
    }

    @Test
    void aDeletionIsADelete() throws Exception {
        answer(204, "");

        print().subscription("7f105c7d").delete();

        assertOneRequest("DELETE /v1.0/subscriptions/7f105c7d");
    }

    @Test
    void aDeletedSubscriptionMayBeGoneWhenTheDeletionIsRepeated() {
        answer(503, "");
        answer(404, "");

        print().subscription("s").delete();

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aSubscriptionThatNeverWasCannotBeDeleted() {
        answer(404, "");
        answer(429, "");
        answer(404, "");

        assertThatThrownBy(() -> print().subscription("s").delete()).isExactlyInstanceOf(NotFoundException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThatThrownBy(() -> print().subscription("s").delete()).isExactlyInstanceOf(NotFoundException.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aRenewalIsRepeated() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(503, "");
        answer(200, "{\"id\":\"1\"}");

        print().subscription("1").renew(END);

        RecordedRequest first = server.takeRequest();
        assertThat(server.takeRequest().getBody()).isEqualTo(first.getBody());
        assertThat(server.takeRequest().getBody()).isEqualTo(first.getBody());
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void aCreationIsNotRepeatedWhenTheOutcomeIsUnclear(int status) {
        answer(status, "");

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> print().subscriptions().create(tasks("d", HOOK, SECRET, END)));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    /** Some gateways quote the request that they refuse. */
    @Test
    void theClientStateIsSeenNowhereWhateverTheServiceAnswers() throws Exception {
        String body = new ObjectMapper()
                .createObjectNode()
                .set(
                        "error",
                        new ObjectMapper()
                                .createObjectNode()
                                .put("code", "ValidationError")
                                .put("message", "clientState '" + SECRET + "' is not nice"))
                .toString();
        answer(400, "{\"error\":" + body + "}");

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> print().subscriptions().create(tasks("d", HOOK, SECRET, END)));

        assertThat(failure.toString()
                        + failure.error()
                        + failure.error().body()
                        + failure.error().message())
                .doesNotContain(SECRET, SECRET.replace("\"", "\\\""), "nobody");
        NewPrintSubscription subscription = tasks("d", HOOK + "?code=key", SECRET, END);
        assertThat(subscription).hasToString("NewPrintSubscription[created print/taskDefinitions/d/tasks]");
        assertThat(subscription.body(NOW.toInstant())).hasToString(subscription.toString());
    }

    static Stream<Arguments> operations() {
        return Stream.of(
                argumentSet(
                        "tasks",
                        (Consumer<PrintJobClient>)
                                print -> print.subscriptions().create(tasks("d", HOOK, SECRET, END)),
                        "subscription.create needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All"),
                argumentSet(
                        "jobs",
                        (Consumer<PrintJobClient>)
                                print -> print.subscriptions().create(jobs("p", HOOK, SECRET, END)),
                        "subscription.create needs an application token, not a user token, with" + " Printer.Read.All"),
                argumentSet(
                        "renew",
                        (Consumer<PrintJobClient>)
                                print -> print.subscription("s").renew(END),
                        "subscription.renew needs a token of the application that created the subscription, not a"
                                + " user token, with PrintTaskDefinition.ReadWrite.All for tasks or Printer.Read.All for jobs"),
                argumentSet(
                        "list",
                        (Consumer<PrintJobClient>)
                                print -> print.subscriptions().list().stream().toList(),
                        "subscription.list needs an application token, not a user token, with"
                                + " PrintTaskDefinition.ReadWrite.All for tasks or Printer.Read.All for jobs"),
                argumentSet(
                        "get",
                        (Consumer<PrintJobClient>)
                                print -> print.subscription("s").get(),
                        "subscription.get needs a token of the application that created the subscription, not a"
                                + " user token, with PrintTaskDefinition.ReadWrite.All for tasks or Printer.Read.All for jobs"),
                argumentSet(
                        "reauthorize",
                        (Consumer<PrintJobClient>)
                                print -> print.subscription("s").reauthorize(),
                        "subscription.reauthorize needs a token of the application that created the subscription, not a"
                                + " user token, with PrintTaskDefinition.ReadWrite.All for tasks or Printer.Read.All for jobs"),
                argumentSet(
                        "delete",
                        (Consumer<PrintJobClient>)
                                print -> print.subscription("s").delete(),
                        "subscription.delete needs a token of the application that created the subscription, not a"
                                + " user token, with PrintTaskDefinition.ReadWrite.All for tasks or Printer.Read.All for jobs"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoIsForbiddenLearnsWhichTokenItNeeds(Consumer<PrintJobClient> operation, String needs) {
        answer(403, Fixture.text("error-403-authorization-denied.json"));

        assertThatThrownBy(() -> operation.accept(print()))
                .isExactlyInstanceOf(ForbiddenException.class)
                .hasMessageEndingWith("; " + needs);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "null", "{\"id\":null}", "{\"id\":\"\"}", "<html></html>"})
    void anAnswerWithoutAnIdIsNone(String body) {
        answer(201, body);

        assertThatThrownBy(() -> print().subscriptions().create(tasks("d", HOOK, SECRET, END)))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageNotContaining(SECRET);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private void assertRefused(String message, Consumer<PrintSubscriptionsResource> create) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> create.accept(offline().subscriptions()))
                .withMessageStartingWith(message)
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    private PrintJobClient offline() {
        return print("http://127.0.0.1:1", () -> {
            throw new AssertionError("asked for a token");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00:00Z, false",
        "2026-11-22T12:00:00.999Z, false", // the fraction is dropped
        "2026-11-22T12:00:01Z, true",
        "2026-11-25T10:30:00Z, true", // 4,230 minutes
        "2026-11-25T10:30:00.999Z, true",
        "2026-11-25T12:30:00+02:00, true",
        "2026-11-25T10:30:01Z, false",
        "2026-11-25T10:30:00-00:01, false",
        "2026-11-22T11:59:59Z, false",
        "2020-01-30T22:42:09Z, false",
        "+999999999-12-31T23:59:59Z, false",
        "+999999999-12-31T23:59:59-18:00, false", // OffsetDateTime.MAX, which is nowhere in UTC
        "-999999999-01-01T00:00:00Z, false",
        "-999999999-01-01T00:00:00+18:00, false"
    })
    void theEndIsWithinWhatTheServiceAllows(OffsetDateTime end, boolean allowed) {
        if (allowed) {
            answer(201, "{\"id\":\"1\"}");
            answer(201, "{\"id\":\"1\"}");
            answer(200, "{\"id\":\"1\"}");
            print().subscriptions().create(tasks("d", HOOK, SECRET, end));
            print().subscriptions().create(jobs("p", HOOK, SECRET, end));
            print().subscription("1").renew(end);
            assertThat(server.getRequestCount()).isEqualTo(3);
        } else {
            String message = "expirationDateTime must be within the next 4230 minutes, but is " + end;
            assertRefused(message, subscriptions -> subscriptions.create(tasks("d", HOOK, SECRET, end)));
            assertRefused(message, subscriptions -> subscriptions.create(jobs("p", HOOK, SECRET, end)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> offline().subscription("s").renew(end))
                    .withMessage(message);
        }
    }

    /** The default is the longest life, without half an hour for the difference of two clocks. */
    @ParameterizedTest
    @CsvSource({
        ", 2026-11-25T10:00:00Z",
        "PT70H30M, 2026-11-25T10:30:00Z",
        "PT1H, 2026-11-22T13:00:00Z",
        "PT1.5S, 2026-11-22T12:00:01Z"
    })
    void aLifetimeBeginsWithTheCreation(Duration lifetime, String end) throws Exception {
        answer(201, "{\"id\":\"1\"}");
        answer(201, "{\"id\":\"1\"}");
        NewPrintSubscription.Builder builder =
                NewPrintSubscription.forTasks("d").notificationUrl(HOOK).clientState(SECRET);
        if (lifetime != null) {
            builder.lifetime(lifetime);
        }
        NewPrintSubscription subscription = builder.build();

        print().subscriptions().create(subscription);
        time.advance(Duration.ofDays(365));
        print().subscriptions().create(subscription);

        assertThat(server.takeRequest().getBody().utf8()).contains("\"expirationDateTime\":\"" + end + "\"");
        assertThat(server.takeRequest().getBody().utf8())
                .contains("\"expirationDateTime\":\"" + end.replace("2026", "2027") + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 'lifetime must be more than zero, but is PT0S'",
        "PT-1S, 'lifetime must be more than zero, but is PT-1S'",
        "PT70H30M0.000000001S, 'lifetime must not exceed 4230 minutes, but is PT70H30M0.000000001S'"
    })
    void aLifetimeIsWithinWhatTheServiceAllows(Duration lifetime, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NewPrintSubscription.forTasks("d").lifetime(lifetime))
                .withMessage(message);
    }

    @Test
    void aSubscriptionHasAnEndOrALifetime() {
        NewPrintSubscription.Builder builder = with(NewPrintSubscription.forTasks("d"), HOOK, SECRET, END);

        assertThatIllegalStateException()
                .isThrownBy(builder.lifetime(Duration.ofHours(1))::build)
                .withMessage("expirationDateTime and lifetime must not both be set: remove one");
    }

    @Test
    void theEndIsMeasuredByTheClockOfTheClient() {
        OffsetDateTime end = NOW.plusDays(3);
        assertRefused("expirationDateTime", subscriptions -> subscriptions.create(tasks("d", HOOK, SECRET, end)));
        time.advance(Duration.ofHours(2));
        answer(201, "{\"id\":\"1\"}");

        print().subscriptions().create(tasks("d", HOOK, SECRET, end));

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "secret",
                "/secret",
                "//hooks.example/secret",
                "http://hooks.example/secret",
                "http://127.evil.example/secret",
                "http://127.0.0.1.evil.example/secret",
                "http://localhost.evil.example/secret",
                "http://10.0.0.7/secret",
                "http://169.254.169.254/secret",
                "https://user:secret@hooks.example/",
                "https://hooks.example@evil/secret",
                "https://hooks.example/#secret",
                "https:///secret",
                "https:secret",
                "https://hooks.example/a secret",
                "https://hooks.example/\r\nsecret",
                "https://hooks.example\\secret",
                " https://hooks.example/secret",
                "ftp://hooks.example/secret",
                "javascript:alert('secret')",
                "file:///secret"
            })
    void aUrlThatIsNotFitForNotificationsIsRefusedAndNotQuoted(String url) {
        assertRefused("notificationUrl must be", s -> s.create(tasks("d", url, SECRET, END)));
        assertRefused("notificationUrl must be", s -> s.create(jobs("p", url, SECRET, END)));
        assertRefused("lifecycleNotificationUrl must be", s -> s.create(tasks("d", HOOK, SECRET, END, url)));
        assertRefused("lifecycleNotificationUrl must be", s -> s.create(jobs("p", HOOK, SECRET, END, url)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.example",
                "HTTPS://hooks.example:8443/a/b?code=x%20y",
                "http://localhost:8080/notifications",
                "http://127.0.0.1:8080/notifications",
                "http://[::1]:8080/notifications"
            })
    void aUrlThatIsFitIsSentAsItIs(String url) throws Exception {
        answer(201, "{\"id\":\"1\"}");

        print().subscriptions().create(tasks("d", url, SECRET, END, url));

        assertThat(server.takeRequest().getBody().utf8())
                .contains("\"notificationUrl\":\"" + url + "\"", "\"lifecycleNotificationUrl\":\"" + url + "\"");
    }

    private static final String TOPIC =
            "EventGrid:?azuresubscriptionid=8ee4&resourcegroup=g&partnertopic=t&location=westeurope";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=contoso.com",
                "EventHub:https://contoso.servicebus.usgovcloudapi.net/eventhubname/jobs?tenantId=contoso.com",
                "EventHub:https://contoso.vault.azure.net/secrets/hub?tenantId=contoso.onmicrosoft.com",
                "EventHub:https://contoso.vault.azure.net/secrets/hub?x=y&tenantId=contoso.com&blobStoreUrl=z",
                TOPIC,
                "EventGrid:?location=a&partnertopic=b&resourcegroup=c&azuresubscriptionid=d"
            })
    void anEventHubAndATopicAreSentAsTheyAre(String url) throws Exception {
        answer(201, "{\"id\":\"1\"}");

        print().subscriptions().create(tasks("d", url, SECRET, END, url));

        assertThat(server.takeRequest().getBody().utf8())
                .contains("\"notificationUrl\":\"" + url + "\"", "\"lifecycleNotificationUrl\":\"" + url + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EventHub:",
                "EventHub:key",
                "EventHub:?tenantId=key",
                "EventHub:https:///eventhubname/jobs?tenantId=key",
                "EventHub:http://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=key",
                "EventHub:https://contoso.servicebus.windows.net/jobs?tenantId=key",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/?tenantId=key",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs/key?tenantId=key",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=&a=key",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantid=key",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=key#f",
                "EventHub:https://contoso.servicebus.windows.net/eventhubname/a key?tenantId=key",
                "EventHub:https://user:key@contoso.vault.azure.net/secrets/hub?tenantId=key",
                "EventHub:https://contoso.vault.azure.net/secrets/hub\r\n?tenantId=key",
                "eventhub:https://contoso.vault.azure.net/secrets/hub?tenantId=key"
            })
    void anEventHubHasOneOfTwoForms(String url) {
        assertForms(
                url,
                "EventHub:https://NAMESPACE.servicebus.windows.net/eventhubname/HUB?tenantId=DOMAIN, or"
                        + " EventHub:https://VAULT.vault.azure.net/secrets/SECRET?tenantId=DOMAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EventGrid:",
                "EventGrid:?",
                "EventGrid:azuresubscriptionid=key&resourcegroup=g&partnertopic=t&location=l",
                "EventGrid:?resourcegroup=key&partnertopic=t&location=l",
                "EventGrid:?azuresubscriptionid=key&resourcegroup=g&partnertopic=t&location=",
                "EventGrid:?azuresubscriptionid=key&resourcegroup=&partnertopic=t&location=l",
                "EventGrid:?azuresubscriptionid=key&resourcegroup=g&location=l",
                "EventGrid:?azuresubscriptionid=key&resourcegroup=g&partnertopic=t&location=west europe",
                "EventGrid:?azuresubscriptionid=key&resourcegroup=g&partnertopic=t&location=l#f",
                "EventGrid://host?azuresubscriptionid=key&resourcegroup=g&partnertopic=t&location=l",
                "EVENTGRID:?azuresubscriptionid=key&resourcegroup=g&partnertopic=t&location=l"
            })
    void aTopicHasFourParameters(String url) {
        assertForms(url, "EventGrid:?azuresubscriptionid=ID&resourcegroup=GROUP&partnertopic=TOPIC&location=REGION");
    }

    private static void assertForms(String url, String forms) {
        NewPrintSubscription.Builder builder = NewPrintSubscription.forTasks("d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.notificationUrl(url))
                .withMessage("notificationUrl must be " + forms)
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.lifecycleNotificationUrl(url))
                .withMessage("lifecycleNotificationUrl must be " + forms)
                .withNoCause();
    }

    @Test
    void bothUrlsOfATopicAreTheSame() {
        for (List<String> urls : List.of(List.of(TOPIC, HOOK), List.of(HOOK, TOPIC), List.of(TOPIC, TOPIC + "2"))) {
            NewPrintSubscription.Builder builder = with(NewPrintSubscription.forTasks("d"), urls.get(0), SECRET, END)
                    .lifecycleNotificationUrl(urls.get(1));
            assertThatIllegalStateException()
                    .isThrownBy(builder::build)
                    .withMessage(
                            "lifecycleNotificationUrl must be the same as notificationUrl if one of them begins with"
                                    + " EventGrid:");
        }
        assertThat(tasks("d", TOPIC, SECRET, END)).isNotNull();
    }

    @Test
    void aSubscriptionIsRead() throws Exception {
        answer(503, "");
        answer(200, Fixture.text("subscription-create-tasks.json", "7f105c7d"));

        assertThat(print().subscription("7f105c7d").get().expirationDateTime()).isEqualTo("2020-12-30T22:42:09Z");

        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /v1.0/subscriptions/7f105c7d HTTP/1.1");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aReauthorizationIsRepeated() throws Exception {
        answer(503, "");
        answer(204, "");

        print().subscription("7f105c7d").reauthorize();

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /v1.0/subscriptions/7f105c7d/reauthorize HTTP/1.1");
        assertThat(request.getBody().utf8()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void subscriptionsAreListedPageByPage() throws Exception {
        answer(
                200,
                "{\"value\":[" + Fixture.text("subscription-create-tasks.json") + "],\"@odata.nextLink\":\""
                        + server.url("/v1.0/subscriptions?$skiptoken=2") + "\"}");
        answer(200, "{\"value\":[{\"id\":\"2\",\"resource\":\"Users\",\"clientState\":null}]}");

        List<PrintSubscription> all = print().subscriptions().list().stream().toList();

        assertThat(all).extracting(PrintSubscription::id).containsExactly("7f105c7d-2dc5-4530-97cd-4e7ae6534c07", "2");
        assertThat(all.get(1).json()).isEqualTo("{\"id\":\"2\",\"resource\":\"Users\",\"clientState\":null}");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /v1.0/subscriptions HTTP/1.1");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /v1.0/subscriptions?$skiptoken=2 HTTP/1.1");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void theClientStateHasOneTo128Characters() {
        for (String bad : List.of("", " ", "\t\n", "secret".repeat(22))) {
            assertRefused(
                    "clientState must not be blank or longer than 128 characters",
                    s -> s.create(tasks("d", HOOK, bad, END)));
            assertRefused(
                    "clientState must not be blank or longer than 128 characters",
                    s -> s.create(jobs("p", HOOK, bad, END)));
        }
        for (String good : List.of("x", "x".repeat(128))) {
            answer(201, "{\"id\":\"1\"}");
            print().subscriptions().create(tasks("d", HOOK, good, END));
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aSubscriptionNeedsWhereToGoAndASecret() {
        NewPrintSubscription.Builder builder = NewPrintSubscription.forTasks("d");

        assertThatIllegalStateException().isThrownBy(builder::build).withMessage("notificationUrl is required: set it");
        builder.notificationUrl(HOOK);
        assertThatIllegalStateException().isThrownBy(builder::build).withMessage("clientState is required: set it");
        builder.clientState(SECRET);
        assertThat(builder.build()).isNotNull();
    }

    @Test
    void aNullIsRefusedByName() {
        NewPrintSubscription.Builder builder = NewPrintSubscription.forTasks("d");

        assertThatNullPointerException()
                .isThrownBy(() -> builder.notificationUrl(null))
                .withMessage("notificationUrl must not be null: is the environment variable set?");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.lifecycleNotificationUrl(null))
                .withMessage("lifecycleNotificationUrl must not be null: is the environment variable set?");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.expirationDateTime(null))
                .withMessage("expirationDateTime");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.lifetime(null))
                .withMessage("lifetime");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientState(null))
                .withMessage("clientState must not be null: is the environment variable set?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "%2e%2e", "../x", "a/b", "a\\b", "a?x=1", "a#f", "{id}", "a\r\nb"})
    void anIdThatCannotBeOneIsRefusedByName(String id) {
        assertRefused("definitionId must not", s -> s.create(tasks(id, HOOK, SECRET, END)));
        assertRefused("printerId must not", s -> s.create(jobs(id, HOOK, SECRET, END)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> offline().subscription(id))
                .withMessageStartingWith("subscriptionId must not");
    }

    @Test
    void whatIsPrintedIsThePath() {
        assertThat(offline().subscriptions()).hasToString("/subscriptions");
        assertThat(offline().subscription("s")).hasToString("/subscriptions/s");
    }

    /** The documented request, except for the time, which has passed. */
    private static void assertJson(RecordedRequest request, String documented, String time) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(request.getBody().utf8()))
                .isEqualTo(mapper.readTree(documented.replace(time, "2026-11-24T12:00:00Z")));
    }
}
