package io.cloudjobs.print.worker;

import static io.cloudjobs.print.worker.HeldJobService.lost;
import static io.cloudjobs.print.worker.HeldJobService.status;
import static io.cloudjobs.print.worker.OneJob.SETTLE;
import static io.cloudjobs.print.worker.OneJob.request;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.DECIDED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.FAILED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.GIVEN_UP;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.worker.PrintTaskEntry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The response to the request of a decision is lost. */
class UnclearOutcomeTest {
    private final OneJob one = new OneJob(held -> Decision.release());
    private final HeldJobService service = one.service;
    private final SimulatedRow row = one.row;

    @AfterEach
    void close() {
        one.close();
    }

    static Stream<Decision> onceOnly() {
        return Stream.of(
                Decision.redirect("target"),
                Decision.redirect(
                        "target", PrintJobConfiguration.builder().copies(2).build()),
                Decision.abort("too large"));
    }

    /** Loses the response to the first request of a decision, and returns when it was sent. */
    private Instant lose(Decision decision) {
        one.handler = held -> decision;
        service.next(request(decision), lost());
        one.step();
        assertThat(one.state()).isEqualTo(State.SETTLING);
        service.takeRequests();
        return one.time.now();
    }

    /** Makes the steps before settleTime is over. They only read. */
    private void settle(Instant sent) {
        Instant over = sent.plus(SETTLE);
        while (row.due.isBefore(over)) {
            one.step();
            assertThat(service.takeRequests()).containsExactly("GET job");
            assertThat(row.state().sentAt()).isEqualTo(sent);
        }
        assertThat(row.due).isEqualTo(over);
    }

    /** Nothing arrived: the request is sent again after settleTime, not before. */
    @ParameterizedTest
    @MethodSource("onceOnly")
    void aRequestIsNotSentAgainBeforeSettleTimeIsOver(Decision decision) {
        settle(lose(decision));
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job", request(decision));
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, SETTLED);
        assertThat(one.attempts()).containsExactly(1);
    }

    /** The request arrived: a read shows it, even if the task or the job still look as before. */
    @ParameterizedTest
    @CsvSource({
        "redirect, completed, completed",
        "redirect, completed, processing",
        "redirect, paused, processing",
        "abort, aborted, aborted",
        "abort, aborted, processing"
    })
    void aReadSettlesARequest(String action, String job, String task) {
        boolean redirects = action.equals("redirect");
        lose(redirects ? Decision.redirect("target") : Decision.abort("too large"));
        service.job = job;
        service.task(task);
        service.redirectedTo = redirects ? "https://elsewhere/v1.0/print/printers/TARGET/jobs/8" : null;
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job");
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, SETTLED);
        assertThat(row.hasEnded()).isEqualTo(task.equals("completed") || task.equals("aborted"));
    }

    @Test
    void aReleaseIsSentAgainAtOnce() {
        service.next("PATCH task", lost(), lost());
        one.step();
        assertThat(one.untilNext()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job", "PATCH task", "GET job", "PATCH task");
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, FAILED, SETTLED);
    }

    /** A release that cannot be sent again does not shorten the time of the first one. */
    @ParameterizedTest
    @ValueSource(ints = {429, 400})
    void aReleaseOnItsWayIsNotForgotten(int status) {
        Instant sent = lose(Decision.release());
        service.always("PATCH task", status(status));
        one.step();
        assertThat(row.state().sentAt()).isEqualTo(sent);
        row.request(Decision.abort("by a person"));
        service.takeRequests();
        settle(sent);
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job", "POST abort");
        assertThat(row.hasEnded()).isTrue();
    }

    /** No other decision may follow a request that is on its way, so giving up waits. */
    @Test
    void thePolicyWaits() {
        one.settings.maxAttempts(1).afterLastAttempt(Decision.abort("given up"));
        Instant sent = lose(Decision.release());
        service.always("PATCH task", status(400));
        while (one.time.now().isBefore(sent.plus(SETTLE))) {
            assertThat(service.takeRequests()).doesNotContain("POST abort");
            one.step();
        }
        one.step();
        assertThat(service.takeRequests()).endsWith("GET job", "POST abort");
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).endsWith(FAILED, GIVEN_UP, DECIDED, SETTLED);
    }

    /** The service refused the second release, because the first one had arrived. */
    @Test
    void aRefusedReleaseIsSettledByTheFirst() {
        lose(Decision.release());
        service.next("PATCH task", status(409));
        one.step();
        service.task("completed");
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, FAILED, SETTLED);
    }

    @ParameterizedTest
    @MethodSource("onceOnly")
    void aDecisionFromOutsideWaits(Decision decision) {
        Instant sent = lose(decision);
        row.request(Decision.release());
        settle(sent);
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job", "PATCH task");
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, DECIDED, SETTLED);
    }

    /** A hold from outside ends the settling without a request. */
    @Test
    void aHoldFromOutsideWaits() {
        Instant sent = lose(Decision.redirect("target"));
        row.request(Decision.hold());
        settle(sent);
        one.step();
        assertThat(service.takeRequests()).containsExactly("GET job");
        assertThat(one.state()).isEqualTo(State.HELD);
        assertThat(row.state().sentAt()).isNull();
    }

    /** The time counts from the failure, because a slow connection may fail late. */
    @Test
    void theTimeCountsFromTheFailure() {
        one.handler = held -> Decision.abort("too large");
        service.next("POST abort", lost());
        service.onRequest("POST abort", () -> one.time.advance(Duration.ofMinutes(10)));
        one.step();
        assertThat(row.state().sentAt()).isEqualTo(one.time.now());
    }
}
