package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.EnsuredPrintSubscription;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintSubscription;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.notification.PrintNotification;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhook, with bodies from the documentation. */
@Timeout(60)
class NotificationSamplesTest {
    private static final String TASK = """
            {
              "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
              "subscriptionExpirationDateTime": "2022-05-24T23:21:19.3554403+00:00",
              "clientState": "%s",
              "changeType": "created",
              "resource": "print/taskDefinitions/fab143fd/tasks/%s",
              "tenantId": "138cb46e-4adc-4018-8263-d5b18cdd054e",
              "resourceData": {
                "@odata.type": "#Microsoft.Graph.PrintTask",
                "@odata.id": "print/taskDefinitions/fab143fd/tasks/%2$s",
                "@odata.etag": "W/\\"1\\"",
                "id": "%2$s",
                "parentUrl": "https://graph.microsoft.com/v1.0/print/printers/d5ef6ec4/jobs/%s"
              }
            }""";

    private static final String EVENT_GRID = """
            {
              "id": "00d8a100-2e92-4bfa-86e1-0056dacd0fce",
              "type": "Microsoft.Graph.PrinterUpdated",
              "source": "print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103",
              "subject": "print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103",
              "time": "2022-05-24T22:24:31.3062901Z",
              "datacontenttype": "application/json",
              "specversion": "1.0",
              "data": {
                "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
                "changeType": "updated",
                "clientState": "mysecret",
                "subscriptionExpirationDateTime": "2022-05-24T23:21:19.3554403+00:00",
                "resource": "print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103",
                "resourceData": {
                  "@odata.type": "#microsoft.graph.todoTask",
                  "@odata.id": "print/printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs/103",
                  "id": "103"
                },
                "tenantId": "138cb46e-4adc-4018-8263-d5b18cdd054e"
              }
            }""";

    @StartStop
    final MockWebServer graph = new MockWebServer();

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final BlockingQueue<PrintNotification> queue = new LinkedBlockingQueue<>();
    private final HttpClient service = HttpClient.newHttpClient();
    private HttpServer webhook;
    private PrintJobClient print;

    @BeforeEach
    void start() throws Exception {
        webhook = NotificationSamples.webhook(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "mysecret", threads, queue::add);
        print = PrintJobClient.builder()
                .endpoint(graph.url("/v1.0").toString())
                .tokenProvider(TokenProvider.of("token"))
                .build();
    }

    @AfterEach
    void stop() {
        print.close();
        webhook.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + webhook.getAddress().getPort() + "/notifications";
    }

    private HttpResponse<String> post(String query, String body) throws Exception {
        return service.send(
                HttpRequest.newBuilder(URI.create(url() + query))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String task(String clientState, String taskId, String jobId) {
        return TASK.formatted(clientState, taskId, jobId);
    }

    private static String body(String... notifications) {
        return "{\"value\":[" + String.join(",", notifications) + "]}";
    }

    @Test
    void theValidationIsAnsweredWithTheTokenAsItIs() throws Exception {
        HttpResponse<String> answer = post("?validationToken=Validation%3a+%3Cb%3E%26%20%E2%82%AC%2525", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(answer.body()).isEqualTo("Validation: <b>& €%25");
        assertThat(queue).isEmpty();
    }

    @Test
    void allNotificationsWithTheSecretAreQueuedAndAnsweredAtOnce() throws Exception {
        HttpResponse<String> answer = post(
                "",
                body(task("mysecret", "t-1", "1"), task("guessed", "t-2", "2"), task("mysecret", "t-3", "3"), "null"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(queue)
                .extracting(PrintNotification::task)
                .containsExactly(new PrintTaskLink("fab143fd", "t-1"), new PrintTaskLink("fab143fd", "t-3"));
        assertThat(queue)
                .extracting(PrintNotification::job)
                .containsExactly(new PrintJobLink("d5ef6ec4", "1"), new PrintJobLink("d5ef6ec4", "3"));
    }

    @Test
    void anEventOfEventGridIsQueued() throws Exception {
        assertThat(post("", EVENT_GRID).statusCode()).isEqualTo(202);

        assertThat(queue)
                .extracting(PrintNotification::job)
                .containsExactly(new PrintJobLink("2f3453b7-4686-4b5b-9575-4f1e5b909ba7", "103"));
    }

    @Test
    void aBatchOfEventGridIsQueuedWithoutItsUnreadableEvents() throws Exception {
        String stranger = EVENT_GRID.replace("mysecret", "guessed");

        HttpResponse<String> answer =
                post("", "\uFEFF[" + EVENT_GRID + ", null, " + stranger + ", " + EVENT_GRID + "]");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(queue).extracting(notification -> notification.job().jobId()).containsExactly("103", "103");
    }

    @Test
    void theValidationOfEventGridIsAnsweredWithItsCode() throws Exception {
        HttpResponse<String> answer = post("", """
                [{
                  "id": "2d1781af",
                  "topic": "/subscriptions/7f0a3b0c",
                  "subject": "",
                  "data": {
                    "validationCode": "512d38b6-c7b8-40c8-89fe-f46f9e9622b6",
                    "validationUrl": "https://rp-eastus2.eventgrid.azure.net:553/validate?token=1"
                  },
                  "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
                  "eventTime": "2022-10-28T04:23:35.1981776Z",
                  "metadataVersion": "1",
                  "dataVersion": "1"
                }]""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"validationResponse\":\"512d38b6-c7b8-40c8-89fe-f46f9e9622b6\"}");
        assertThat(queue).isEmpty();
    }

    /** The handshake in "HTTP 1.1 Web Hooks for Event Delivery", section 4. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            eventgrid.azure.net, eventgrid.azure.net, *
            -,                   -,                   -
            """)
    void theHandshakeOfCloudEventsIsAnswered(String origin, String allowed, String rate) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url())).method("OPTIONS", BodyPublishers.noBody());
        if (origin != null) {
            request.header("WebHook-Request-Origin", origin);
        }

        HttpResponse<String> answer = service.send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WebHook-Allowed-Origin")).isEqualTo(Optional.ofNullable(allowed));
        assertThat(answer.headers().firstValue("WebHook-Allowed-Rate")).isEqualTo(Optional.ofNullable(rate));
        assertThat(answer.headers().firstValue("Allow")).hasValue("OPTIONS, POST");
        assertThat(queue).isEmpty();
    }

    @Test
    void theValidationMessageOfEventHubsIsNotQueued() throws Exception {
        String message = task("mysecret", "t-1", "1").replace("created", "Validation: Testing client application");

        assertThat(post("", body(message)).statusCode()).isEqualTo(202);

        assertThat(queue).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "<html>", "{\"value\":[{\"clientState\":\"mysecret\"}"})
    void whatIsNoNotificationIsRefused(String body) throws Exception {
        HttpResponse<String> answer = post("", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEmpty();
        assertThat(queue).isEmpty();
    }

    @Test
    void whatIsTooLongOrNoPostIsRefused() throws Exception {
        assertThat(post("", " ".repeat(1024 * 1024 + 1)).statusCode()).isEqualTo(413);
        assertThat(service.send(HttpRequest.newBuilder(URI.create(url())).GET().build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
        assertThat(queue).isEmpty();
    }

    @Test
    void aTaskThatIsToldTwiceIsOne() throws Exception {
        post("", body(task("mysecret", "t-1", "1"), task("mysecret", "t-2", "2")));
        post("", body(task("mysecret", "t-1", "1")));
        Map<PrintTaskLink, PrintJobLink> held = new LinkedHashMap<>();

        queue.forEach(notification -> NotificationSamples.work(print, notification, held));

        assertThat(queue).hasSize(3);
        assertThat(held)
                .containsExactly(
                        Map.entry(new PrintTaskLink("fab143fd", "t-1"), new PrintJobLink("d5ef6ec4", "1")),
                        Map.entry(new PrintTaskLink("fab143fd", "t-2"), new PrintJobLink("d5ef6ec4", "2")));
        assertThat(graph.getRequestCount()).isZero();
    }

    @Test
    void aSubscriptionIsCreatedReauthorizedWhenAskedForAndDeleted() throws Exception {
        graph.enqueue(new MockResponse(200, okhttp3.Headers.EMPTY, "{\"value\":[]}"));
        graph.enqueue(new MockResponse(201, okhttp3.Headers.EMPTY, "{\"id\":\"s-1\"}"));
        graph.enqueue(new MockResponse(204, okhttp3.Headers.EMPTY, ""));
        graph.enqueue(new MockResponse(204, okhttp3.Headers.EMPTY, ""));

        PrintSubscription subscription = NotificationSamples.subscribe(print, "fab143fd", url(), "mysecret")
                .subscription();
        post("", body("""
                {"subscriptionId": "s-1", "clientState": "mysecret", "lifecycleEvent": "reauthorizationRequired"}"""));
        NotificationSamples.work(print, queue.remove(), Map.of());
        NotificationSamples.unsubscribe(print, subscription);

        List<RecordedRequest> requests =
                List.of(graph.takeRequest(), graph.takeRequest(), graph.takeRequest(), graph.takeRequest());
        assertThat(requests)
                .extracting(request -> request.getMethod() + " " + request.getTarget())
                .containsExactly(
                        "GET /v1.0/subscriptions",
                        "POST /v1.0/subscriptions",
                        "POST /v1.0/subscriptions/s-1/reauthorize",
                        "DELETE /v1.0/subscriptions/s-1");
        assertThat(requests.get(1).getBody().utf8())
                .contains("\"resource\":\"print/taskDefinitions/fab143fd/tasks\"", "\"notificationUrl\":\"" + url());
        assertThat(graph.getRequestCount()).isEqualTo(4);
    }

    @Test
    void theSubscriptionIsCheckedOnATimer() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient client = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(() -> emulator.print().token())
                        .build()) {
            String definitionId = emulator.print().holdJob().taskDefinitionId();
            CompletableFuture<EnsuredPrintSubscription> first = new CompletableFuture<>();

            NotificationSamples.keepSubscribed(timer, () -> {
                first.complete(NotificationSamples.subscribe(client, definitionId, url(), "mysecret"));
                return first.join();
            });

            assertThat(first.get().action()).isEqualTo(EnsuredPrintSubscription.Action.CREATED);
            assertThat(NotificationSamples.subscribe(client, definitionId, url(), "mysecret"))
                    .returns(EnsuredPrintSubscription.Action.UNCHANGED, EnsuredPrintSubscription::action)
                    .returns(
                            first.get().subscription().id(),
                            ensured -> ensured.subscription().id());
        } finally {
            timer.shutdownNow();
        }
    }

    @Test
    void aCheckThatFailsDoesNotEndTheSchedule() {
        assertThatNoException()
                .isThrownBy(() -> NotificationSamples.check(() -> {
                    throw new IllegalStateException("the service is down");
                }));
    }

    /** Two programs start at the same time and share one subscription. */
    @RepeatedTest(5)
    void twoProgramsShareASubscription() throws Exception {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient client = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(() -> emulator.print().token())
                        .build()) {
            String definitionId = emulator.print().holdJob().taskDefinitionId();
            CyclicBarrier start = new CyclicBarrier(2);
            Callable<EnsuredPrintSubscription> program = () -> {
                start.await();
                return NotificationSamples.subscribe(client, definitionId, url(), "mysecret");
            };
            ExecutorService programs = Executors.newFixedThreadPool(2);
            try {
                List<Future<EnsuredPrintSubscription>> both = programs.invokeAll(List.of(program, program));

                assertThat(both.get(0).get().subscription().id())
                        .isEqualTo(both.get(1).get().subscription().id());
                assertThat(both)
                        .extracting(done -> done.get().action())
                        .containsOnlyOnce(EnsuredPrintSubscription.Action.CREATED);
                assertThat(client.subscriptions().list().stream().toList()).hasSize(1);
            } finally {
                programs.shutdownNow();
            }
        }
    }

    /** From end to end: the service validates the webhook, and then sends a notification about a held job. */
    @Test
    void theEmulatorValidatesTheWebhookAndTellsItOfAHeldJob() throws Exception {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient client = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(() -> emulator.print().token())
                        .build()) {
            HeldJob before = emulator.print().holdJob();
            NotificationSamples.subscribe(client, before.taskDefinitionId(), url(), "mysecret");

            HeldJob held = emulator.print().holdJob();

            PrintNotification notification = queue.take();
            assertThat(notification.task()).isEqualTo(new PrintTaskLink(held.taskDefinitionId(), held.taskId()));
            assertThat(notification.job()).isEqualTo(new PrintJobLink(held.printerId(), held.jobId()));
        }
    }
}
