package io.cloudjobs.print.worker;

import static io.cloudjobs.print.worker.HeldJobService.status;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.DECIDED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.FAILED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.GIVEN_UP;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.worker.PrintTaskEntry.State;
import io.cloudjobs.testkit.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The handler is code of the user, and may do anything. */
class HandlerTest {
    private final OneJob one = new OneJob(held -> Decision.release());
    private final HeldJobService service = one.service;
    private final SimulatedRow row = one.row;

    @AfterEach
    void close() {
        one.close();
    }

    private interface Handling extends PrintTaskHandler {}

    static Stream<Handling> failing() {
        return Stream.of(
                held -> {
                    throw new Exception("checked");
                },
                held -> {
                    throw new IllegalStateException("not loaded");
                },
                held -> {
                    throw new TransportException("rules.get", null, 1, false, "no connection", new RuntimeException());
                },
                held -> {
                    throw new InterruptedException("by somebody");
                },
                held -> {
                    throw new StackOverflowError();
                },
                held -> {
                    throw new OutOfMemoryError("for the test");
                },
                held -> {
                    throw new NoClassDefFoundError("com/contoso/Rules");
                },
                held -> {
                    throw new TaskSteps.LostClaimException();
                },
                held -> {
                    throw new PrintWorkerException("of another worker", new RuntimeException());
                },
                held -> {
                    throw new RuntimeException("\r\n2026-11-30 forged\u202E") {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            throw new IllegalStateException("no message");
                        }
                    };
                },
                held -> null);
    }

    /** Whatever the handler throws is a failed attempt. */
    @ParameterizedTest
    @MethodSource("failing")
    void aFailureCounts(PrintTaskHandler handler) {
        one.handler = handler;
        one.steps(3);
        assertThat(one.attempts()).containsExactly(1, 2, 3);
        assertThat(service.requests).containsExactly("GET job", "GET job", "GET job");
        assertThat(one.takeEvents()).containsExactly(FAILED, FAILED, GIVEN_UP, DECIDED);
        assertThat(one.state()).isEqualTo(State.GIVEN_UP);
        assertThat(row.state().problem).isNotEmpty().hasSizeLessThanOrEqualTo(500);
        OneLine.check(row.state().problem);
    }

    /** A worker that stops gives the job back: the attempt does not count. */
    @ParameterizedTest
    @MethodSource("failing")
    void aFailureDuringAStopDoesNotCount(PrintTaskHandler handler) {
        one.handler = handler;
        row.stopping = true;
        one.step();
        assertThat(one.untilNext()).isEqualTo(Duration.ZERO);
        assertThat(row.state().failedAttempts).isZero();
        assertThat(one.takeEvents()).isEmpty();
        row.stopping = false;
        one.handler = held -> Decision.release();
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.attempts()).containsExactly(1, 1);
    }

    /** An interrupted thread sends nothing. Another worker continues. */
    @Test
    void anInterruptedThreadGivesTheJobBack() {
        one.handler = held -> {
            Thread.currentThread().interrupt();
            return Decision.redirect("target");
        };
        one.step();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(row.state().decision).isEqualTo(Decision.redirect("target"));
        assertThat(row.state().sentAt).isNull();
        assertThat(row.state().failedAttempts).isZero();
        assertThat(service.takeRequests()).containsExactly("GET job");
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job", "POST redirect");
        assertThat(row.hasEnded()).isTrue();
    }

    private Decision decideSlowly() {
        one.time.advance(Duration.ofHours(2));
        return Decision.redirect("target");
    }

    /** The job is read again after a slow handler. */
    @Test
    void aSlowHandlerActsOnAFreshJob() {
        one.handler = held -> {
            service.job = "canceled";
            service.task("aborted");
            return decideSlowly();
        };
        one.step();
        assertThat(service.requests).containsExactly("GET job", "GET job");
        assertThat(one.events)
                .filteredOn(event -> event.type() == DECIDED)
                .singleElement()
                .satisfies(event -> assertThat(event.duration()).isEqualTo(Duration.ofHours(2)));
        assertThat(row.hasEnded()).isTrue();
    }

    /** In a step of its own, the decision would wait behind all jobs that are due. */
    @Test
    void theDecisionOfASlowHandlerIsCarriedOutInTheSameStep() {
        one.handler = held -> decideSlowly();
        one.step();
        assertThat(service.requests).containsExactly("GET job", "GET job", "POST redirect");
        assertThat(one.asked).hasSize(1);
        assertThat(row.hasEnded()).isTrue();
    }

    @Test
    void theDecisionOfASlowHandlerSurvivesAFailedRead() {
        one.handler = held -> {
            service.next("GET job", status(503));
            return decideSlowly();
        };
        one.steps(2);
        assertThat(service.requests).containsExactly("GET job", "GET job", "GET job", "POST redirect");
        assertThat(one.asked).hasSize(1);
        assertThat(row.hasEnded()).isTrue();
    }

    @Test
    void aSlowHandlerThatHoldsNeedsNoSecondRead() {
        one.handler = held -> {
            one.time.advance(Duration.ofSeconds(5));
            return Decision.hold(Duration.ofHours(1));
        };
        one.step();
        assertThat(one.untilNext()).isEqualTo(Duration.ofHours(1));
        assertThat(service.requests).containsExactly("GET job");
    }

    /** The handler is asked again when a hold ends, with a new count of attempts. */
    @Test
    void aHoldEnds() {
        service.next("GET job", status(403));
        one.handler = held -> one.asked.size() == 1 ? Decision.hold(Duration.ofHours(4)) : Decision.release();
        one.steps(2);
        assertThat(one.state()).isEqualTo(State.HELD);
        assertThat(row.due).isEqualTo(row.state().heldUntil());
        row.due = one.time.now().plusSeconds(60); // the poll wakes the job
        one.step();
        assertThat(one.asked).hasSize(1);
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.attempts()).containsExactly(2, 1);
        assertThat(one.takeEvents()).containsExactly(FAILED, DECIDED, DECIDED, SETTLED);
    }

    static Stream<Decision> past() {
        return Stream.of(Decision.hold(Instant.MIN), Decision.hold(Instant.EPOCH), Decision.hold(Duration.ofNanos(1)));
    }

    /** A handler that holds until a time in the past is asked again, but not without a pause. */
    @ParameterizedTest
    @MethodSource("past")
    void aHoldInThePastEndsAtOnce(Decision decision) {
        one.handler = held -> decision;
        one.steps(3);
        assertThat(one.asked).hasSize(3);
        assertThat(one.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }

    static Stream<Decision> endless() {
        return Stream.of(
                Decision.hold(),
                Decision.hold(Instant.MAX),
                Decision.hold(Duration.ofSeconds(Long.MAX_VALUE)),
                Decision.hold(Duration.ofDays(400_000)));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aHoldCanBeEndless(Decision decision) {
        one.handler = held -> decision;
        one.steps(3);
        assertThat(one.asked).hasSize(1);
        assertThat(one.state()).isEqualTo(State.HELD);
        assertThat(one.untilNext()).isEqualTo(Duration.ofDays(1));
        assertThat(Collections.frequency(service.requests, "GET job")).isEqualTo(3);
    }

    /** A listener that fails changes nothing. */
    @Test
    void aListenerMayFail() {
        one.settings.listener(event -> {
            throw new StackOverflowError();
        });
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(service.requests).containsExactly("GET job", "PATCH task");
    }

    @Test
    void theHandlerSeesTheJobWithItsDocuments() {
        one.step();
        HeldPrintJob held = one.asked.get(0);
        assertThat(held.printerId()).isEqualTo("printer");
        assertThat(held.job().documents()).extracting("displayName").containsExactly("plan.pdf");
        assertThat(held.task().id()).isEqualTo("Task-1");
    }
}
