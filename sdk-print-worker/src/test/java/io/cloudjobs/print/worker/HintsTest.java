package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.worker.PrintTaskEntry.State;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LogListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notifications of all channels. The worker holds each job, and polls once only. */
class HintsTest {
    private static final String SECRET = "client-state-1";
    private static final Set<Thread> SENDERS = ConcurrentHashMap.newKeySet();
    private static final List<PrintTaskEvent.Type> EVENTS = new CopyOnWriteArrayList<>();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static CloudJobsEmulator emulator;
    private static PrintJobClient print;
    private static PrintTaskWorker worker;
    private static String definition;

    @BeforeAll
    static void open() {
        emulator = CloudJobsEmulator.start();
        print = PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(() -> emulator.print().token())
                .listener(new CallListener() {
                    @Override
                    public void attemptEnded(AttemptEvent event) {
                        SENDERS.add(Thread.currentThread());
                    }
                })
                .build();
        definition = emulator.print().holdJob().taskDefinitionId();
        worker = PrintTaskWorker.builder(print)
                .taskDefinition(definition)
                .clientState(SECRET)
                .pollInterval(Duration.ofDays(1))
                .listener(event -> EVENTS.add(event.type()))
                .handler(held -> {
                    ASKED.add(held.task().id());
                    return Decision.hold();
                })
                .start();
        Eventually.await(() -> EVENTS.contains(PrintTaskEvent.Type.POLLED));
    }

    @AfterAll
    static void close() {
        worker.close();
        print.close();
        emulator.close();
    }

    /** Returns a notification of a task. */
    private static String notification(String definition, String task, String job) {
        return ("{'subscriptionId':'s1','changeType':'created','clientState':'" + SECRET
                        + "','resource':'print/taskDefinitions/" + definition + "/tasks/" + task
                        + "','resourceData':{'@odata.type':'#Microsoft.Graph.PrintTask','id':'" + task
                        + "','parentUrl':" + job
                        + "}}")
                .replace('\'', '"');
    }

    private static String notification(HeldJob held) {
        return notification(
                held.taskDefinitionId(),
                held.taskId(),
                "'https://graph.microsoft.com/v1.0/print/printers/" + held.printerId() + "/jobs/" + held.jobId() + "'");
    }

    private static String value(String... notifications) {
        return "{\"value\":[" + String.join(",", notifications) + "]}";
    }

    private static String cloudEvent(String data) {
        return "{\"id\":\"1\",\"type\":\"Microsoft.Graph.PrintTaskDefinitionCreated\",\"source\":\"x\",\"specversion\":\"1.0\","
                + data + "}";
    }

    static Stream<Arguments> channels() {
        return Stream.of(
                arguments("webhook, Event Hubs", (UnaryOperator<String>) HintsTest::value),
                arguments("CloudEvents", (UnaryOperator<String>) one -> cloudEvent("\"data\":" + one)),
                arguments("CloudEvents, Base64", (UnaryOperator<String>) one -> cloudEvent("\"data_base64\":\""
                        + Base64.getEncoder().encodeToString(one.getBytes(StandardCharsets.UTF_8)) + "\"")),
                arguments("batch of CloudEvents", (UnaryOperator<String>)
                        one -> "[" + cloudEvent("\"data\":" + one) + "]"),
                arguments("Event Grid", (UnaryOperator<String>) one ->
                        "[{\"id\":\"1\",\"eventType\":\"Microsoft.Graph.PrintTaskDefinitionCreated\",\"subject\":\"x\","
                                + "\"eventTime\":\"2026-11-30T08:00:00Z\",\"dataVersion\":\"1\",\"data\":" + one
                                + "}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("channels")
    void aJobOfEachChannelIsHandled(String name, UnaryOperator<String> channel) {
        HeldJob held = emulator.print().holdJob();
        String body = channel.apply(notification(held));
        assertThat(worker.accept(body)).isEqualTo(1);
        Eventually.await(() -> entries(held).stream().anyMatch(entry -> entry.state() == State.HELD));
        assertThat(entries(held)).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(State.HELD);
            assertThat(entry.job().jobId()).isEqualTo(held.jobId());
            assertThat(entry.task()).isEqualTo(new PrintTaskLink(definition, held.taskId()));
        });
        // The same notification again, in another case: the job has an entry.
        assertThat(worker.accept(channel.apply(
                        notification(definition.toUpperCase(), held.taskId().toUpperCase(), "null"))))
                .isEqualTo(1);
        assertThat(entries(held)).hasSize(1);
        assertThat(ASKED).containsOnlyOnce(held.taskId());
        assertThat(SENDERS).doesNotContain(Thread.currentThread());
    }

    private static List<PrintTaskEntry> entries(HeldJob held) {
        return worker.entries().stream()
                .filter(entry -> entry.task().taskId().equalsIgnoreCase(held.taskId()))
                .toList();
    }

    static Stream<Arguments> ignored() {
        String ours = notification("DEFINITION", "task", "null");
        return Stream.of(
                arguments("an empty list of notifications", "{\"value\":[]}"),
                arguments("wrong client state", value(ours.replace(SECRET, "client-state-2"))),
                arguments("no client state", value(ours.replace("\"clientState\":\"" + SECRET + "\",", ""))),
                arguments("another definition", value(notification("another", "task", "null"))),
                arguments("deleted", value(ours.replace("created", "deleted"))),
                arguments(
                        "updated job",
                        value(ours.replace("taskDefinitions", "printers").replace("tasks", "jobs"))),
                arguments("an invalid id", value(notification("DEFINITION", "..", "null"))),
                arguments(
                        "lifecycle without a subscription",
                        value("{\"lifecycleEvent\":\"reauthorizationRequired\",\"clientState\":\"" + SECRET + "\"}")),
                arguments(
                        "validation of Event Hubs",
                        value(
                                "{\"subscriptionId\":\"NA\",\"subscriptionExpirationDateTime\":\"NA\",\"clientState\":\"NA\","
                                        + "\"changeType\":\"Validation: Testing client application reachability\",\"resource\":\"NA\","
                                        + "\"resourceData\":{\"id\":\"NA\"}}")),
                arguments(
                        "validation of Event Grid",
                        "[{\"id\":\"1\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"subject\":\"\","
                                + "\"data\":{\"validationCode\":\"a\"}}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ignored")
    void whatIsNotForThisWorkerIsIgnored(String name, String body) {
        assertThat(worker.accept(body.replace("DEFINITION", definition))).isZero();
        assertThat(worker.entries()).noneMatch(entry -> entry.task().taskId().equals("task"));
        assertThat(SENDERS).doesNotContain(Thread.currentThread());
    }

    static Stream<String> invalidIds() {
        // The row has the id in lower case, which may be longer.
        return Stream.of(
                "x".repeat(201), "%C4%B0".repeat(200), "\u0130".repeat(150), "a%00b", "%2e%2e", "a%2Fb", "\\ud800");
    }

    /** Otherwise the sender would retry it for hours, and a partition of Kafka would stop for ever. */
    @ParameterizedTest
    @MethodSource("invalidIds")
    void aTaskThatCannotHaveARowIsIgnored(String id) {
        int before = worker.entries().size();
        assertThat(worker.accept(value(notification(definition, id, "null")))).isZero();
        assertThat(worker.entries()).hasSize(before);
    }

    @Test
    void manyForgedNotificationsAreOneLine() {
        List<String> lines = new CopyOnWriteArrayList<>();
        String forged = notification(definition, "task", "null").replace(SECRET, "guess");
        LogListener log = new LogListener(line -> lines.add(line.getMessage()), "io.cloudjobs.print.worker");
        int accepted = worker.accept(value(Collections.nCopies(1000, forged).toArray(String[]::new)));
        log.close();
        assertThat(accepted).isZero();
        assertThat(lines).containsOnlyOnce("ignored notifications with a wrong client state: 1000");
    }

    /** The notifications of a body are independent of each other. */
    @Test
    void theOthersOfABodyCount() {
        HeldJob one = emulator.print().holdJob();
        HeldJob two = emulator.print().holdJob();
        String body = value(
                notification(one),
                "7",
                "null",
                notification("another", "task", "null"),
                notification(two),
                notification(two).replace(SECRET, "wrong"));
        assertThat(worker.accept(body)).isEqualTo(2);
        Eventually.await(() -> ASKED.contains(one.taskId()) && ASKED.contains(two.taskId()));
        assertThat(ASKED).contains(one.taskId(), two.taskId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "7", "\"text\"", "[]", "{}", "validationToken=x", "<html></html>"})
    void aBodyThatCannotBeReadIsAnError(String body) {
        assertThatThrownBy(() -> worker.accept(body)).isInstanceOf(IllegalArgumentException.class);
    }
}
