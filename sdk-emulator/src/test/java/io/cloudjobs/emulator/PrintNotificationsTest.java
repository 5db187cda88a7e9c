package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Order(1) // long, so it starts first
class PrintNotificationsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();
    private WebhookReceiver receiver;
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private HeldJob held;

    @BeforeEach
    void start() throws IOException {
        // First, so that the emulator creates the first server of this JVM and can set TCP_NODELAY.
        start(CloudJobsEmulator.builder(), 60_000);
        receiver = new WebhookReceiver();
    }

    /** Starts an emulator whose receivers usually have so long that a busy machine does not matter. */
    private void start(CloudJobsEmulator.Builder builder, int webhookMillis) {
        emulator = builder.time(time).webhookMillis(webhookMillis).start();
        print = emulator.print();
        held = print.holdJob();
    }

    @AfterEach
    void close() {
        emulator.close();
        receiver.close();
    }

    private void advance(Duration duration) {
        emulator.clock().advance(duration);
    }

    private String subscription(ObjectNode request) {
        Reply reply = Reply.toPrint(print, "POST", "/subscriptions", request.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("id").textValue();
    }

    private ObjectNode forTasks() {
        return request("print/taskDefinitions/" + held.taskDefinitionId() + "/tasks", "created", receiver.url());
    }

    private ObjectNode forJobs(String url) {
        return request("print/printers/" + print.printerId() + "/jobs", "updated", url)
                .put("notificationQueryOptions", "$filter = isFetchable eq true");
    }

    private ObjectNode request(String resource, String changeType, String url) {
        var request = (ObjectNode) json(documented("print/subscription-create-tasks-request"));
        return request.put("resource", resource)
                .put("changeType", changeType)
                .put("notificationUrl", url)
                .put(
                        "expirationDateTime",
                        PrintTenant.timestamp(emulator.clock().now().plus(Duration.ofMinutes(4230))));
    }

    private String nextTaskId() throws InterruptedException {
        return receiver.next().at("/value/0/resourceData/id").textValue();
    }

    /** Waits until the log has this many attempts. */
    private List<EmulatedDelivery> attempts(int count) {
        Eventually.await(() -> print.webhookDeliveries().size() >= count);
        assertThat(print.webhookDeliveries()).hasSize(count);
        return print.webhookDeliveries();
    }

    private EmulatedDelivery last(int count) {
        return attempts(count).get(count - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 500, 404, 410, 401, 403, 429, 302, 307, 0})
    void aNotificationIsSentAgainUntilTheReceiverAcceptsIt(int status) throws Exception {
        String id = subscription(forTasks());
        var refusals = new AtomicInteger(2);
        receiver.receipt = () -> refusals.getAndDecrement() > 0 ? status : 202;
        Instant start = emulator.clock().now();

        HeldJob job = print.holdJob();

        assertThat(last(1).nextAttempt()).isEqualTo(start.plusSeconds(5));
        advance(Duration.ofSeconds(4));
        advance(Duration.ofSeconds(1));
        assertThat(last(2).nextAttempt()).isEqualTo(start.plusSeconds(15));
        advance(Duration.ofSeconds(10));
        List<EmulatedDelivery> attempts = attempts(3);
        advance(HOUR);
        print.holdJob();
        assertThat(attempts(4)).startsWith(attempts.toArray(EmulatedDelivery[]::new));
        for (int i = 0; i < 3; i++) {
            assertThat(nextTaskId()).isEqualTo(job.taskId());
            assertThat(attempts.get(i).subscriptionId()).isEqualTo(id);
            assertThat(attempts.get(i).url()).isEqualTo(receiver.url());
            assertThat(attempts.get(i).attempt()).isEqualTo(i + 1);
            assertThat(attempts.get(i).status()).isEqualTo(i < 2 ? status : 202);
            assertThat(attempts.get(i).sent())
                    .isEqualTo(start.plusSeconds(List.of(0, 5, 15).get(i)));
        }
        assertThat(attempts.get(0).problem()).isNotEmpty();
        assertThat(attempts.get(2).problem()).isNull();
        assertThat(attempts.get(2).nextAttempt()).isNull();
        assertThat(nextTaskId()).isNotEqualTo(job.taskId());
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void thePausesGrowToAQuarterOfAnHourAndEndAfterFourHours() {
        subscription(forTasks());
        receiver.receipt = () -> 503;
        print.holdJob();
        Instant start = emulator.clock().now();
        List<Long> pauses = new ArrayList<>();

        for (int attempt = 1; attempt <= 23; attempt++) {
            Duration pause =
                    Duration.between(emulator.clock().now(), last(attempt).nextAttempt());
            pauses.add(pause.toSeconds());
            advance(pause);
        }

        assertThat(pauses.subList(0, 8)).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L);
        assertThat(pauses.subList(8, 23)).containsOnly(900L);
        assertThat(Duration.between(start, emulator.clock().now())).isGreaterThan(Duration.ofHours(4));
        EmulatedDelivery lost = last(24);
        assertThat(lost.problem()).isEqualTo("lost, because it could not be delivered in time");
        assertThat(lost.attempt()).isEqualTo(23);
        assertThat(lost.nextAttempt()).isNull();
        assertThat(receiver.waiting()).isEqualTo(23);
    }

    @Test
    void aNotificationThatIsRefusedDoesNotStopTheNext() throws Exception {
        subscription(forTasks());
        var refusals = new AtomicInteger(1);
        receiver.receipt = () -> refusals.getAndDecrement() > 0 ? 503 : 202;

        HeldJob first = print.holdJob();
        HeldJob second = print.holdJob();

        assertThat(nextTaskId()).isEqualTo(first.taskId());
        assertThat(nextTaskId()).isEqualTo(second.taskId());
        assertThat(receiver.waiting()).isZero();
        attempts(2);
        advance(Duration.ofSeconds(5));
        assertThat(nextTaskId()).isEqualTo(first.taskId());
    }

    @Test
    void aReceiverThatDoesNotRespondDelaysItsOwnNotificationsOnly() throws Exception {
        emulator.close();
        start(CloudJobsEmulator.builder(), 3_000);
        subscription(forTasks());
        var responded = new CountDownLatch(1);
        receiver.receipt = () -> {
            try {
                responded.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 202;
        };
        try (var other = new WebhookReceiver()) {
            subscription(forJobs(other.url()));
            long start = System.nanoTime();

            HeldJob first = print.holdJob();
            HeldJob second = print.holdJob();
            print.submitJob("ann@contoso.com");

            assertThat(other.next()).isNotNull();
            assertThat(nextTaskId()).isEqualTo(first.taskId());
            Eventually.await(() -> print.webhookDeliveries().size() == 2);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(2_900L, 30_000L);
            assertThat(attempts(2))
                    .filteredOn(one -> one.url().equals(receiver.url()))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.problem()).isEqualTo("no response within 3 s");
                        assertThat(one.status()).isZero();
                    });
            assertThat(receiver.waiting()).isZero();
            responded.countDown();
            advance(Duration.ofSeconds(5));
            assertThat(nextTaskId()).isEqualTo(first.taskId());
            assertThat(nextTaskId()).isEqualTo(second.taskId());
            assertThat(attempts(4)).extracting(EmulatedDelivery::status).containsExactlyInAnyOrder(202, 0, 202, 202);
        }
    }

    /** A receiver that accepts connections, and does what the test says with each notification. */
    private static final class Raw implements AutoCloseable {
        final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Raw() throws IOException {}

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Webhooks webhooks() {
        return new Webhooks(time, new EventTopics(time, (url, message) -> {}), false, 3_000);
    }

    private EmulatedDelivery delivery(String id, String url, int number) {
        Instant now = time.now();
        return new EmulatedDelivery(id, url, notification(number), false, now, now.plus(HOUR));
    }

    private static ObjectNode notification(int number) {
        return JsonTrees.object().put("number", number);
    }

    @Test
    void aResponseThatDripsEndsAfterThreeSeconds() throws Exception {
        try (var raw = new Raw();
                Webhooks webhooks = webhooks()) {
            webhooks.deliver(delivery("s", raw.url(), 1));
            long start = System.nanoTime();
            try (Socket connection = raw.socket.accept()) {
                OutputStream out = connection.getOutputStream();
                out.write("HTTP/1.1 202 Accepted\r\nX-Long: ".getBytes());
                CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
                    try {
                        while (webhooks.log().isEmpty()) {
                            out.write('a');
                            out.flush();
                            TimeUnit.MILLISECONDS.sleep(50);
                        }
                    } catch (IOException | InterruptedException e) {
                        // The emulator has ended the exchange.
                    }
                });
                Eventually.await(() -> !webhooks.log().isEmpty());
                dripping.join();
            }

            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isBetween(2_900L, 30_000L);
            assertThat(webhooks.log()).hasSize(1);
            assertThat(webhooks.log().get(0).problem()).isEqualTo("no response within 3 s");
        }
    }

    @Test
    void closingEndsWhatIsBeingSent() throws Exception {
        try (var raw = new Raw()) {
            Webhooks webhooks = webhooks();
            webhooks.deliver(delivery("s", raw.url(), 1));
            try (Socket connection = raw.socket.accept()) {
                InputStream in = connection.getInputStream();
                byte[] request = in.readNBytes("POST / HTTP/1.1".length());
                webhooks.close();

                in.readAllBytes(); // returns, because the connection is closed
                assertThat(new String(request)).isEqualTo("POST / HTTP/1.1");
            }
            webhooks.deliver(delivery("s", raw.url(), 2));
            assertThat(webhooks.pending()).isZero();
        }
    }

    @Test
    void aResetEndsTheRetries() throws Exception {
        subscription(forTasks());
        receiver.receipt = () -> 503;
        print.holdJob();
        attempts(1);

        emulator.reset();
        advance(Duration.ofSeconds(5));
        held = print.holdJob();
        receiver.receipt = () -> 202;
        subscription(forTasks());
        HeldJob next = print.holdJob();

        assertThat(receiver.next()).isNotNull();
        assertThat(nextTaskId()).isEqualTo(next.taskId());
        assertThat(last(1).attempt()).isEqualTo(1);
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void deletingASubscriptionEndsItsRetries() throws Exception {
        String id = subscription(forTasks());
        receiver.receipt = () -> 503;
        print.holdJob();
        attempts(1);
        assertThat(receiver.next()).isNotNull();

        assertThat(Reply.toPrint(print, "DELETE", "/subscriptions/" + id, "").status())
                .isEqualTo(204);
        advance(Duration.ofSeconds(5));
        subscription(forTasks());
        HeldJob next = print.holdJob();

        assertThat(nextTaskId()).isEqualTo(next.taskId());
        attempts(2);
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void twoHundredDeadReceiversAndTenThousandNotificationsAreBounded() throws Exception {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        try (Webhooks webhooks = webhooks()) {
            for (int i = 0; i < 12_000; i++) {
                webhooks.deliver(delivery("dead", "http://127.0.0.1:" + ports.get(i % 200) + "/", i));
            }
            webhooks.deliver(delivery("alive", receiver.url(), 12_000));

            assertThat(receiver.next()).isEqualTo(notification(12_000));
            Eventually.await(() ->
                    webhooks.log().stream().anyMatch(one -> one.subscriptionId().equals("alive")));
            assertThat(webhooks.pending()).isEqualTo(9_999);
            assertThat(webhooks.log()).hasSizeLessThanOrEqualTo(1_000);
            assertThat(webhooks.log())
                    .anyMatch(one -> "lost, because 10000 later notifications are pending".equals(one.problem()));
        }
    }

    @Test
    void aSubscriberIsToldToReauthorizeAQuarterOfAnHourBeforeItsHourEnds() throws Exception {
        String id = subscription(forTasks().put("lifecycleNotificationUrl", receiver.url()));
        advance(Duration.ofMinutes(44));
        assertThat(print.webhookDeliveries()).isEmpty();

        advance(Duration.ofMinutes(1));

        JsonNode event = receiver.next().at("/value/0");
        assertThat(event.get("lifecycleEvent").textValue()).isEqualTo("reauthorizationRequired");
        assertThat(event.get("subscriptionId").textValue()).isEqualTo(id);
        advance(Duration.ofMinutes(10));
        assertThat(Reply.toPrint(print, "POST", "/subscriptions/" + id + "/reauthorize", "")
                        .status())
                .isEqualTo(204);
        advance(Duration.ofMinutes(44));
        attempts(1);
        advance(Duration.ofMinutes(1));
        assertThat(receiver.next().at("/value/0/lifecycleEvent").textValue()).isEqualTo("reauthorizationRequired");
        attempts(2);
    }

    @Test
    void aSubscriberIsToldAQuarterOfAnHourBeforeTheSubscriptionEnds() throws Exception {
        ObjectNode request = forTasks().put("lifecycleNotificationUrl", receiver.url());
        request.put(
                "expirationDateTime",
                PrintTenant.timestamp(emulator.clock().now().plus(Duration.ofMinutes(50))));
        String id = subscription(request);
        advance(Duration.ofMinutes(34));
        assertThat(print.webhookDeliveries()).isEmpty();
        advance(Duration.ofMinutes(1));
        assertThat(receiver.next().at("/value/0/lifecycleEvent").textValue()).isEqualTo("reauthorizationRequired");
        Reply.toPrint(print, "POST", "/subscriptions/" + id + "/reauthorize", "");
        advance(Duration.ofMinutes(15));
        attempts(1);
        assertThat(Reply.toPrint(print, "GET", "/subscriptions/" + id, "").status())
                .isEqualTo(404);
    }

    @Test
    void withoutAReauthorizationNotificationsWaitForFourHours() throws Exception {
        String id = subscription(forTasks().put("lifecycleNotificationUrl", receiver.url()));
        advance(HOUR);
        assertThat(receiver.next().at("/value/0/lifecycleEvent").textValue()).isEqualTo("reauthorizationRequired");
        attempts(1);
        HeldJob lost = print.holdJob();
        advance(Duration.ofHours(4).plusSeconds(1));
        assertThat(last(2).problem()).isEqualTo("lost, because it could not be delivered in time");
        assertThat(last(2).attempt()).isZero();
        HeldJob waiting = print.holdJob();
        advance(HOUR);

        assertThat(Reply.toPrint(print, "POST", "/subscriptions/" + id + "/reauthorize", "")
                        .status())
                .isEqualTo(204);

        assertThat(nextTaskId()).isEqualTo(waiting.taskId()).isNotEqualTo(lost.taskId());
        attempts(3);
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void withoutALifecycleUrlNotificationsDoNotWait() throws Exception {
        subscription(forTasks());
        advance(Duration.ofHours(70));

        HeldJob job = print.holdJob();

        assertThat(nextTaskId()).isEqualTo(job.taskId());
        attempts(1);
    }

    @Test
    void theLogHasNoQueryAndNoUser() throws Exception {
        subscription(forTasks()
                .put("notificationUrl", "http://ann:secret@127.0.0.1:" + receiver.port() + "/a%20b?code=secret"));

        print.holdJob();

        assertThat(last(1).url()).isEqualTo("http://127.0.0.1:" + receiver.port() + "/a%20b");
    }

    @Test
    void aSecureReceiverMustBeTrusted() throws Exception {
        var context = LoopbackTls.handshake().sslContext();
        try (var secure = WebhookReceiver.secure(context)) {
            String url = "https://localhost:" + secure.port() + "/";
            Reply refused = Reply.toPrint(
                    print,
                    "POST",
                    "/subscriptions",
                    forTasks().put("notificationUrl", url).toString());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(secure.handshakes()).isZero();
        }
    }

    /** The host is this machine, spelt in a way that the emulator does not know as such. */
    @Test
    void anotherHostIsNotifiedOnlyIfTheBuilderAllowsIt() throws Exception {
        String url = "http://[::ffff:127.0.0.1]:" + receiver.port() + "/";
        Reply refused = Reply.toPrint(
                print,
                "POST",
                "/subscriptions",
                forTasks().put("notificationUrl", url).toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/message").textValue()).contains("notifyAnyHost()");
        assertThat(receiver.handshakes()).isZero();
        emulator.close();
        start(CloudJobsEmulator.builder().notifyAnyHost(), 60_000);

        subscription(forTasks().put("notificationUrl", url));
        HeldJob job = print.holdJob();

        assertThat(nextTaskId()).isEqualTo(job.taskId());
    }

    @Test
    void aListenerGetsTheMessagesOfTopicsInTheirOrder() {
        String hub = "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=contoso.com";
        List<String> told = new CopyOnWriteArrayList<>();
        Thread test = Thread.currentThread();
        print.onTopicMessage((url, message) -> {
            told.add(url + message);
            if (Thread.currentThread() == test) {
                throw new IllegalStateException("a mistake of the listener");
            }
        });
        Thread.UncaughtExceptionHandler before = test.getUncaughtExceptionHandler();
        List<Throwable> uncaught = new ArrayList<>();
        test.setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try {
            subscription(forTasks().put("notificationUrl", hub));
            print.holdJob();
            print.holdJob();

            assertThat(told)
                    .hasSize(3)
                    .containsExactlyElementsOf(print.deliveries(hub).stream()
                            .map(message -> hub + message)
                            .toList());
            assertThat(uncaught).hasSize(2); // the validation was sent by a thread of the server
            emulator.reset();
            held = print.holdJob();
            subscription(forTasks().put("notificationUrl", hub));
            assertThat(told).hasSize(4);
        } finally {
            test.setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void aTopicKeepsItsLastTenThousandMessages() {
        var topics = new EventTopics(time, (url, message) -> {});

        IntStream.rangeClosed(1, 10_002).forEach(number -> topics.add("hub", notification(number)));

        assertThat(topics.messages("hub"))
                .hasSize(10_000)
                .startsWith("{\"number\":3}")
                .endsWith("{\"number\":10002}");
    }
}
