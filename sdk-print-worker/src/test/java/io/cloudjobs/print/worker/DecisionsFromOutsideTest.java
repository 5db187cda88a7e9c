package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.worker.PrintTaskEntry.State;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person or another program decides. The worker polls once only, and its handler holds. */
class DecisionsFromOutsideTest {
    private final TestService service = new TestService();
    private volatile PrintTaskHandler handler = held -> Decision.hold();
    private PrintTaskWorker worker;

    @BeforeEach
    void open() {
        worker = service.start(PrintTaskWorker.builder(service.print)
                .taskDefinition(service.definitionId)
                .pollInterval(Duration.ofDays(1))
                .listener(service.events::add)
                .handler(held -> handler.decide(held)));
        Eventually.await(() -> entryStates().equals(List.of(State.HELD)));
        service.requests.clear();
        service.events.clear();
    }

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private List<State> entryStates() {
        return worker.entries().stream().map(PrintTaskEntry::state).toList();
    }

    private static PrintJobLink link(HeldJob job) {
        return new PrintJobLink(job.printerId(), job.jobId());
    }

    private List<PrintTaskEvent> awaitEnd() {
        Eventually.await(
                () -> service.events(PrintTaskEvent.Type.SETTLED) + service.events(PrintTaskEvent.Type.ENDED) > 0);
        return service.events;
    }

    private List<String> requests() {
        return service.requests.stream()
                .map(request -> request.method() + " "
                        + request.pathTemplate()
                                .substring(request.pathTemplate()
                                        .lastIndexOf('/', request.pathTemplate().length() - 3)))
                .toList();
    }

    /** The badge is faster than the notification. */
    @Test
    void aJobNeedNotBeKnown() {
        HeldJob held = service.hold(1).get(0);
        assertThat(worker.decide(link(held), Decision.release())).isTrue();
        assertThat(awaitEnd())
                .extracting(PrintTaskEvent::type)
                .containsExactly(PrintTaskEvent.Type.CLAIMED, PrintTaskEvent.Type.DECIDED, PrintTaskEvent.Type.SETTLED);
        assertThat(requests()).containsExactly("GET /{jobId}", "GET /{taskId}", "GET /{jobId}", "PATCH /{taskId}");
    }

    @Test
    void aHeldJobIsReleasedAtOnce() {
        PrintTaskEntry entry = worker.entries().get(0);
        assertThat(worker.decide(entry.job(), Decision.release())).isTrue();
        awaitEnd();
        assertThat(requests()).containsExactly("GET /{jobId}", "GET /{jobId}", "PATCH /{taskId}");
        Eventually.await(() -> worker.entries().isEmpty());
        assertThat(worker.entries()).isEmpty();
        assertThat(worker.decide(entry.job(), Decision.abort("too late"))).isFalse();
        assertThat(worker.decide(entry.task(), Decision.abort("too late"))).isFalse();
    }

    /** An entry needs no request, in whatever case its id is. */
    @Test
    void anEntryNeedsNoRead() {
        PrintTaskLink task = worker.entries().get(0).task();
        PrintTaskLink upper = new PrintTaskLink(
                task.definitionId().toUpperCase(), task.taskId().toUpperCase());
        assertThat(worker.decide(upper, Decision.abort("too large"))).isTrue();
        awaitEnd();
        assertThat(requests()).containsExactly("GET /{jobId}", "POST /abort");
    }

    @Test
    void whatIsNotHeldByThisDefinitionIsFalse() {
        String printer = service.emulator.print().printerId();
        String notHeld = service.emulator.print().submitJob("ada@contoso.com");
        assertThat(worker.decide(new PrintJobLink(printer, notHeld), Decision.release()))
                .isFalse();
        assertThat(worker.decide(new PrintJobLink(printer, "4711"), Decision.release()))
                .isFalse();
        assertThat(worker.decide(new PrintJobLink("unknown", "1"), Decision.release()))
                .isFalse();
        assertThat(worker.decide(new PrintTaskLink(service.definitionId, "unknown"), Decision.release()))
                .isFalse();
        assertThat(service.requests).hasSize(3);
        assertThat(entryStates()).containsExactly(State.HELD);
    }

    @Test
    void aWorkerOfAnotherDefinitionDecidesNothing() {
        String another = service.print.taskDefinitions().create("another").id();
        PrintTaskWorker other = service.start(
                PrintTaskWorker.builder(service.print).taskDefinition(another).handler(held -> Decision.release()));
        HeldJob held = service.hold(1).get(0);
        assertThat(other.decide(link(held), Decision.release())).isFalse();
        assertThatThrownBy(() -> other.decide(service.task(held), Decision.release()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the task belongs to the definition " + service.definitionId + ", but this worker serves "
                        + another);
    }

    static Stream<Decision> holds() {
        return Stream.of(
                Decision.hold(),
                Decision.hold(Duration.ofHours(4)),
                Decision.hold(Duration.ofDays(3)),
                Decision.hold(Instant.parse("2999-12-31T23:59:59Z")),
                Decision.hold(Duration.ofSeconds(Long.MAX_VALUE)),
                Decision.hold(Instant.MAX));
    }

    /** Returns the hours until a hold ends, rounded; null for a hold without an end. */
    private static @Nullable Long ends(PrintTaskEntry entry) {
        return hours(entry.since(), entry.heldUntil());
    }

    private static @Nullable Long ends(Decision hold) {
        Instant now = Instant.now();
        return hours(now, hold.madeAt(now).until());
    }

    private static @Nullable Long hours(Instant from, @Nullable Instant until) {
        return until == null
                ? null
                : Duration.between(from, until).plusMinutes(30).toHours();
    }

    /** A hold from outside keeps the handler from being asked. The entry shows its end, also if that is far away. */
    @ParameterizedTest
    @MethodSource("holds")
    void aHoldCanComeFromOutside(Decision hold) {
        handler = held -> Decision.abort("not asked");
        HeldJob held = service.hold(1).get(0);
        assertThat(worker.decide(link(held), hold)).isTrue();
        Eventually.await(() -> entryStates().equals(List.of(State.HELD, State.HELD)));
        assertThat(worker.entries())
                .filteredOn(entry -> entry.task().equals(service.task(held)))
                .singleElement()
                .satisfies(entry -> assertThat(ends(entry)).isEqualTo(ends(hold)));
        assertThat(worker.decide(service.task(held), Decision.release())).isTrue();
        awaitEnd();
        assertThat(service.releases()).isEqualTo(1);
    }

    /** Decisions wait while a step is in progress. Then exactly one is carried out, and the events say which. */
    @Test
    void decisionsDuringAStepWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        handler = held -> {
            asked.countDown();
            decided.await();
            return Decision.hold();
        };
        HeldJob held = service.hold(1).get(0);
        worker.accept(notification(held));
        asked.await();
        assertThat(worker.status().running()).isEqualTo(1);
        assertThat(worker.decide(link(held), Decision.abort("first"))).isTrue();
        assertThat(worker.decide(link(held), Decision.abort("second"))).isTrue();
        assertThat(worker.decide(service.task(held), Decision.hold(Duration.ofHours(1))))
                .isTrue();
        assertThat(worker.decide(service.task(held), Decision.release())).isTrue();
        assertThat(service.releases()).isZero();
        decided.countDown();
        awaitEnd();
        Eventually.await(() -> worker.entries().size() == 1);
        assertThat(worker.entries()).hasSize(1); // the job of the first poll
        assertThat(service.releases() + service.requests("POST", "/abort")).isEqualTo(1);
        assertThat(service.events)
                .filteredOn(event -> event.type() == PrintTaskEvent.Type.SETTLED)
                .singleElement()
                .satisfies(event -> assertThat(event.decision())
                        .isIn(Decision.release(), Decision.abort("first"), Decision.abort("second")));
    }

    static Stream<Decision> ofTheHandler() {
        return Stream.of(
                Decision.abort("too large"), Decision.redirect("floor-2"), Decision.hold(), Decision.hold(Instant.MAX));
    }

    /** The user shows a badge while the handler thinks. The decision of the handler is not carried out. */
    @ParameterizedTest
    @MethodSource("ofTheHandler")
    void aDecisionWhileTheHandlerThinksIsCarriedOut(Decision late) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        handler = held -> {
            asked.countDown();
            decided.await();
            return late;
        };
        service.emulator.print().addPrinter("floor-2", "floor-2-share");
        HeldJob held = service.hold(1).get(0);
        worker.accept(notification(held));
        asked.await();
        assertThat(worker.decide(service.task(held), Decision.abort("first"))).isTrue();
        assertThat(worker.decide(service.task(held), Decision.release())).isTrue();
        decided.countDown();
        awaitEnd();
        assertThat(service.releases()).isEqualTo(1);
        assertThat(service.requests("POST", "/abort") + service.requests("POST", "/redirect"))
                .isZero();
        assertThat(service.events)
                .filteredOn(event -> event.type() == PrintTaskEvent.Type.DECIDED)
                .extracting(PrintTaskEvent::decision)
                .containsOnly(Decision.release());
    }

    private static String notification(HeldJob held) {
        return "{\"value\":[{\"changeType\":\"created\",\"resource\":\"print/taskDefinitions/" + held.taskDefinitionId()
                + "/tasks/" + held.taskId() + "\"}]}";
    }

    @Test
    void aClosedWorkerDecidesNothing() {
        PrintTaskEntry entry = worker.entries().get(0);
        worker.close();
        service.requests.clear();
        assertThatThrownBy(() -> worker.decide(entry.job(), Decision.release()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the worker is closed");
        assertThatThrownBy(() -> worker.decide(entry.task(), Decision.release()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(worker::entries).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(worker::status).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> worker.accept("{\"value\":[]}")).isInstanceOf(IllegalStateException.class);
        assertThat(service.requests).isEmpty();
    }
}
