package io.cloudjobs.print;

import static io.cloudjobs.print.EnsuredPrintSubscription.Action.ADOPTED;
import static io.cloudjobs.print.EnsuredPrintSubscription.Action.CREATED;
import static io.cloudjobs.print.EnsuredPrintSubscription.Action.RECREATED;
import static io.cloudjobs.print.EnsuredPrintSubscription.Action.RENEWED;
import static io.cloudjobs.print.EnsuredPrintSubscription.Action.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of {@code ensure}. The clock is stopped at noon of 2026-11-22, and the lifetime is 60 hours. */
@Timeout(60)
class PrintSubscriptionEnsureTest {
    private static final String HOOK = "https://hooks.example/a?code=key";
    private static final String RESOURCE = "print/taskDefinitions/d/tasks";
    private static final String FRESH = "2026-11-25T00:00:00Z";
    private static final String DUE = "2026-11-22T20:00:00Z";
    private static final String NONE = "{\"value\":[]}";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private PrintJobClient print;

    /** Otherwise a request too many gets no response, and its test waits for the timeout. */
    @BeforeEach
    void refuseUnexpectedRequests() {
        QueueDispatcher responses = new QueueDispatcher();
        responses.setFailFast(new MockResponse.Builder().code(418).build());
        server.setDispatcher(responses);
    }

    @AfterEach
    void close() {
        if (print != null) {
            print.close();
        }
    }

    private EnsuredPrintSubscription ensure(NewPrintSubscription subscription) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        print = PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0").toString())
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(RetryPolicy.none())
                .build();
        return print.subscriptions().ensure(subscription);
    }

    private EnsuredPrintSubscription ensure() {
        return ensure(tasks().build());
    }

    private static NewPrintSubscription.Builder tasks() {
        return NewPrintSubscription.forTasks("d")
                .notificationUrl(HOOK)
                .clientState("secret")
                .lifetime(Duration.ofHours(60));
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static String subscription(String id, String end) {
        return subscription(id, end, RESOURCE, HOOK);
    }

    private static String subscription(String id, String end, String resource, String url) {
        return "{\"id\":\"" + id + "\",\"resource\":\"" + resource
                + "\",\"changeType\":\"created\",\"clientState\":null,"
                + "\"notificationUrl\":\"" + url + "\",\"notificationQueryOptions\":null,"
                + "\"lifecycleNotificationUrl\":null,\"expirationDateTime\":\"" + end + "\"}";
    }

    private void list(String... subscriptions) {
        answer(200, "{\"value\":[" + String.join(",", subscriptions) + "]}");
    }

    private List<String> requests() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < server.getRequestCount()) {
            RecordedRequest request = server.takeRequest();
            lines.add(request.getMethod() + " " + request.getTarget().replace("/v1.0/subscriptions", ""));
        }
        return lines;
    }

    private static void assertDid(EnsuredPrintSubscription.Action action, String id, EnsuredPrintSubscription ensured) {
        assertThat(ensured.action()).isEqualTo(action);
        assertThat(ensured.subscription().id()).isEqualTo(id);
    }

    @Test
    void aMissingSubscriptionIsCreated() throws Exception {
        list(subscription("other", FRESH, "Users", HOOK), "{\"id\":\"bare\"}");
        answer(201, subscription("1", "2026-11-25T00:00:00Z"));

        EnsuredPrintSubscription ensured = ensure();

        assertDid(CREATED, "1", ensured);
        assertThat(ensured.callAgainAt()).isEqualTo("2026-11-24T04:00:00Z");
        assertThat(ensured)
                .hasToString("EnsuredPrintSubscription[action=CREATED, subscription=1, callAgainAt=2026-11-24T04:00Z]");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /v1.0/subscriptions HTTP/1.1");
        assertThat(server.takeRequest().getBody().utf8())
                .isEqualTo("{\"changeType\":\"created\",\"resource\":\"" + RESOURCE + "\",\"notificationUrl\":\"" + HOOK
                        + "\",\"expirationDateTime\":\"2026-11-25T00:00:00Z\",\"clientState\":\"secret\"}");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** Spellings of the same resource. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                RESOURCE,
                "/print/taskDefinitions/d/tasks",
                "print/taskDefinitions/d/tasks/",
                "PRINT/TASKDEFINITIONS/D/TASKS",
                "print/taskDefinitions('d')/tasks",
                "/print/printTaskDefinition/d/tasks",
                "https://graph.microsoft.com/v1.0/print/taskDefinitions/%64/tasks"
            })
    void anExistingSubscriptionIsLeftAlone(String resource) throws Exception {
        list(subscription("1", FRESH, resource, HOOK));

        EnsuredPrintSubscription ensured = ensure();

        assertDid(UNCHANGED, "1", ensured);
        assertThat(ensured.callAgainAt()).isEqualTo("2026-11-24T04:00:00Z");
        assertThat(requests()).containsExactly("GET ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print/taskDefinitions/e/tasks",
                "print/taskDefinitions/d",
                "print/taskDefinitions/d/tasks/d/tasks",
                "print/printers/d/jobs",
                "",
                "/"
            })
    void aSubscriptionToSomethingElseIsNotAdopted(String resource) throws Exception {
        list(
                subscription("other", FRESH, resource, HOOK),
                subscription("updated", FRESH).replace("\"created\"", "\"updated\""),
                subscription("both", FRESH).replace("\"created\"", "\"created,updated\""));
        answer(201, subscription("1", FRESH));

        assertDid(CREATED, "1", ensure());

        assertThat(requests()).containsExactly("GET ", "POST ");
    }

    @ParameterizedTest
    @CsvSource({
        "PT60H, 2026-11-23T08:00:01Z, UNCHANGED",
        "PT60H, 2026-11-23T08:00:00Z, RENEWED",
        "PT60H, 2026-11-22T11:59:59Z, RENEWED", // our clock may be ahead
        "PT60H, -999999999-01-01T00:00:00+18:00, RENEWED",
        "PT10M, 2026-11-22T12:15:01Z, UNCHANGED", // the service raises the lifetime to 45 minutes
        "PT10M, 2026-11-22T12:15:00Z, RENEWED",
        "PT60H, tomorrow, RENEWED",
        "PT60H, '', RENEWED",
    })
    void aSubscriptionIsRenewedWhenAThirdOfItsLifeIsLeft(
            Duration lifetime, String end, EnsuredPrintSubscription.Action action) throws Exception {
        list(subscription("1", end));
        answer(200, subscription("1", "2026-11-25T00:00:00Z"));

        assertDid(action, "1", ensure(tasks().lifetime(lifetime).build()));

        assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
        if (action == RENEWED) {
            RecordedRequest renewal = server.takeRequest();
            assertThat(renewal.getRequestLine()).isEqualTo("PATCH /v1.0/subscriptions/1 HTTP/1.1");
            assertThat(renewal.getBody().utf8())
                    .isEqualTo("{\"expirationDateTime\":\"" + time.now().plus(lifetime) + "\"}");
        }
        assertThat(server.getRequestCount()).isEqualTo(action == RENEWED ? 2 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T00:00:00Z, 2026-11-24T04:00:00Z",
        "2026-11-30T00:00:00Z, 2026-11-24T04:00:00Z",
        "+999999999-12-31T23:59:59-18:00, 2026-11-24T04:00:00Z",
        "2026-11-23T08:00:30Z, 2026-11-22T12:01:00Z"
    })
    void theNextCallIsNeitherAtOnceNorLate(String end, OffsetDateTime next) {
        list(subscription("1", end));

        assertThat(ensure().callAgainAt()).isEqualTo(next);
    }

    @Test
    void aRenewalThatChangesNothingMakesNoBusyLoop() {
        list(subscription("1", DUE));
        answer(200, "{\"id\":\"1\"}");

        assertThat(ensure().callAgainAt()).isEqualTo("2026-11-22T12:01:00Z");
    }

    @Test
    void aSubscriptionThatHasEndedIsCreatedAgain() throws Exception {
        list(subscription("1", DUE));
        answer(404, "");
        answer(201, subscription("2", FRESH));

        assertDid(RECREATED, "2", ensure());

        assertThat(requests()).containsExactly("GET ", "PATCH /1", "POST ");
    }

    @Test
    void aRenewalThatFailsIsTold() throws Exception {
        list(subscription("1", DUE));
        answer(503, "");

        assertThatThrownBy(this::ensure).isInstanceOf(ApiException.class).hasMessageStartingWith("subscription.renew");

        assertThat(requests()).containsExactly("GET ", "PATCH /1");
    }

    @Test
    void theSubscriptionOfAnotherProgramIsAdopted() throws Exception {
        list(subscription("1", DUE));
        answer(404, "");
        answer(409, "");
        list(subscription("2", FRESH));

        assertDid(ADOPTED, "2", ensure());

        assertThat(requests()).containsExactly("GET ", "PATCH /1", "POST ", "GET ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201, 409, 500, 503})
    void aSubscriptionThatACreationLeavesBehindIsAdopted(int status) throws Exception {
        list();
        create(status);
        list(subscription("1", FRESH));

        assertDid(ADOPTED, "1", ensure());

        assertThat(requests()).containsExactly("GET ", "POST ", "GET ");
    }

    @ParameterizedTest
    @CsvSource({"0, 2026-11-22T12:10:00Z", "409, 2026-11-22T20:00:00Z", "503, ''"})
    void anAdoptedSubscriptionThatEndsSoonIsRenewed(int status, String end) throws Exception {
        list();
        create(status);
        list(subscription("1", end));
        answer(200, subscription("1", FRESH));

        EnsuredPrintSubscription ensured = ensure();

        assertDid(RENEWED, "1", ensured);
        assertThat(ensured.callAgainAt()).isEqualTo("2026-11-24T04:00:00Z");
        assertThat(requests()).containsExactly("GET ", "POST ", "GET ", "PATCH /1");
    }

    @Test
    void anAdoptedSubscriptionThatIsGoneIsNotCreatedInALoop() throws Exception {
        list(subscription("1", DUE));
        answer(404, "");
        answer(409, "");
        list(subscription("1", DUE));
        answer(404, "");

        assertThatThrownBy(this::ensure)
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("subscription.renew");

        assertThat(requests()).containsExactly("GET ", "PATCH /1", "POST ", "GET ", "PATCH /1");
    }

    /** Responds without a body. 0 closes the connection. */
    private void create(int status) {
        if (status == 0) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(new SocketEffect.CloseSocket())
                    .build());
        } else {
            answer(status, "");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 200", "409, 200", "500, 200", "0, 503", "409, 503", "500, 403"})
    void aCreationIsNotRepeatedIfTheListDoesNotHelp(int status, int listed) throws Exception {
        list();
        create(status);
        answer(listed, NONE);

        SdkException failure = catchThrowableOfType(SdkException.class, this::ensure);

        assertThat(failure.operation()).isEqualTo("subscription.create");
        assertThat(failure.mayHaveReachedService()).isEqualTo(status != 409);
        assertThat(failure.getSuppressed()).hasSize(listed == 200 ? 0 : 1);
        assertThat(requests()).containsExactly("GET ", "POST ", "GET ");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 429})
    void aRefusedCreationIsTold(int status) throws Exception {
        list();
        answer(status, "");

        assertThatThrownBy(this::ensure).isInstanceOf(ApiException.class).hasNoSuppressedExceptions();

        assertThat(requests()).containsExactly("GET ", "POST ");
    }

    @Test
    void aListThatFailsChangesNothing() throws Exception {
        answer(503, "");

        assertThatThrownBy(this::ensure).isInstanceOf(ApiException.class);

        assertThat(requests()).containsExactly("GET ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example/b?code=key, , notificationUrl",
        "https://hooks.example/a, , notificationUrl",
        "EventHub:https://n.servicebus.windows.net/eventhubname/h?tenantId=d, , notificationUrl",
        "https://hooks.example/a?code=key, https://hooks.example/l, lifecycleNotificationUrl"
    })
    void theSubscriptionOfADifferentProgramIsNotTouched(String url, String lifecycleUrl, String difference)
            throws Exception {
        list(subscription("1", DUE, RESOURCE, url));
        NewPrintSubscription.Builder builder = tasks();
        if (lifecycleUrl != null) {
            builder.lifecycleNotificationUrl(lifecycleUrl);
        }

        PrintSubscriptionConflictException failure =
                catchThrowableOfType(PrintSubscriptionConflictException.class, () -> ensure(builder.build()));

        assertThat(failure)
                .hasMessage("subscription.ensure of /subscriptions failed: the subscription 1 to the same resource and"
                        + " change type has another " + difference
                        + ": delete it, or set replaceOther() if no other"
                        + " program needs it")
                .hasNoCause();
        assertThat(failure.subscriptionId()).isEqualTo("1");
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(requests()).containsExactly("GET ");
    }

    @Test
    void aDifferentSubscriptionAfterTheCreationIsNotTouched() throws Exception {
        list();
        answer(409, "");
        list(subscription("1", FRESH, RESOURCE, "https://hooks.example/other"));

        PrintSubscriptionConflictException failure = catchThrowableOfType(
                PrintSubscriptionConflictException.class,
                () -> ensure(tasks().replaceOther().build()));

        assertThat(failure).hasCauseExactlyInstanceOf(ConflictException.class);
        assertThat(failure.subscriptionId()).isEqualTo("1");
        assertThat(requests()).containsExactly("GET ", "POST ", "GET ");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404})
    void aDifferentSubscriptionIsReplacedWhenAsked(int status) throws Exception {
        list(subscription("1", FRESH, RESOURCE, "https://hooks.example/other"));
        answer(status, "");
        answer(201, subscription("2", FRESH));

        assertDid(RECREATED, "2", ensure(tasks().replaceOther().build()));

        assertThat(requests()).containsExactly("GET ", "DELETE /1", "POST ");
    }

    @ParameterizedTest
    @CsvSource({FRESH + ", UNCHANGED, 'GET '", DUE + ", RENEWED, 'GET |PATCH /1'"})
    void aSubscriptionThatFitsIsNotReplaced(String end, EnsuredPrintSubscription.Action action, String requests)
            throws Exception {
        list(subscription("1", end));
        answer(200, subscription("1", FRESH));

        assertDid(action, "1", ensure(tasks().replaceOther().build()));

        assertThat(String.join("|", requests())).isEqualTo(requests);
    }

    @Test
    void aSubscriptionThatCannotBeDeletedIsNotReplaced() throws Exception {
        list(subscription("1", FRESH, RESOURCE, "https://hooks.example/other"));
        answer(503, "");

        assertThatThrownBy(() -> ensure(tasks().replaceOther().build()))
                .isInstanceOf(ApiException.class)
                .hasMessageStartingWith("subscription.delete");

        assertThat(requests()).containsExactly("GET ", "DELETE /1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example:443/a, https://hooks.example/a",
        "https://hooks.example, HTTPS://HOOKS.example/",
        "EventHub:https://n.vault.azure.net/secrets/h?tenantId=d, EventHub:https://n.vault.azure.net/secrets/h?tenantId=d"
    })
    void aUrlIsTheSameHoweverItIsSpelled(String url, String existing) throws Exception {
        list(subscription("1", FRESH, RESOURCE, existing)
                .replace("\"lifecycleNotificationUrl\":null", "\"lifecycleNotificationUrl\":\"" + existing + "\""));

        assertDid(
                UNCHANGED,
                "1",
                ensure(tasks().notificationUrl(url)
                        .lifecycleNotificationUrl(url)
                        .build()));
    }

    @Test
    void membersThatTheServiceOmitsCountAsEqual() {
        list("{\"id\":\"1\",\"resource\":\"" + RESOURCE + "\",\"changeType\":\"created\",\"expirationDateTime\":\""
                + FRESH + "\"}");

        assertDid(UNCHANGED, "1", ensure());
    }

    @ParameterizedTest
    @CsvSource({
        "null, UNCHANGED",
        "'\"$filter = isFetchable eq true\"', UNCHANGED",
        "'\"$filter=isfetchable eq true\"', UNCHANGED",
        "'\"$filter = isFetchable eq false\"', ",
        "'\"\"', "
    })
    void theConditionOfJobsIsCompared(String options, EnsuredPrintSubscription.Action action) throws Exception {
        list(subscription("1", FRESH, "print/printers/p/jobs", HOOK)
                .replace("\"created\"", "\"updated\"")
                .replace("\"notificationQueryOptions\":null", "\"notificationQueryOptions\":" + options));
        NewPrintSubscription jobs = NewPrintSubscription.forFetchableJobs("p")
                .notificationUrl(HOOK)
                .clientState("secret")
                .build();

        if (action == null) {
            assertThatThrownBy(() -> ensure(jobs))
                    .isExactlyInstanceOf(PrintSubscriptionConflictException.class)
                    .hasMessageContaining("has another notificationQueryOptions");
        } else {
            assertDid(action, "1", ensure(jobs));
        }
        assertThat(requests()).containsExactly("GET ");
    }

    /** The service refuses a second subscription today. Old ones may exist. */
    @Test
    void ofSeveralSubscriptionsTheOneThatFitsAndEndsLastIsUsed() throws Exception {
        answer(
                200,
                "{\"value\":[" + subscription("short", DUE) + ","
                        + subscription("other", "2026-11-25T09:00:00Z", RESOURCE, "https://hooks.example/other")
                        + "],\"@odata.nextLink\":\"" + server.url("/v1.0/subscriptions?page=2") + "\"}");
        list(subscription("long", FRESH), subscription("unknown", ""));

        assertDid(UNCHANGED, "long", ensure());

        assertThat(requests()).containsExactly("GET ", "GET ?page=2");
    }

    @Test
    void aPointInTimeIsRefusedBeforeAnyRequest() {
        NewPrintSubscription subscription = NewPrintSubscription.forTasks("d")
                .notificationUrl(HOOK)
                .clientState("secret")
                .expirationDateTime(OffsetDateTime.parse(FRESH))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ensure(subscription))
                .withMessage("ensure needs a subscription with lifetime(...), not expirationDateTime(...)");
        assertThat(server.getRequestCount()).isZero();
    }
}
