package io.cloudjobs.print.worker;

import static io.cloudjobs.print.worker.HeldJobService.lost;
import static io.cloudjobs.print.worker.HeldJobService.status;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.DECIDED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.FAILED;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.GIVEN_UP;
import static io.cloudjobs.print.worker.PrintTaskEvent.Type.SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.print.worker.PrintTaskEntry.State;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A request fails clearly: the service refuses it, or is not available. */
class FailedStepTest {
    private final OneJob one = new OneJob(held -> Decision.redirect("target"));
    private final HeldJobService service = one.service;
    private final SimulatedRow row = one.row;

    @AfterEach
    void close() {
        one.close();
    }

    static Stream<Arguments> passing() {
        MockResponse page = new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body("<html>Sign in to the network</html>")
                .build();
        return Stream.of(
                arguments("GET job", status(429, "Retry-After", "30")),
                arguments("GET job", status(503)),
                arguments("GET job", status(408)),
                arguments("GET job", status(401)),
                arguments("GET job", lost()),
                arguments("GET job", page),
                arguments("POST redirect", status(429)),
                arguments("POST redirect", status(401)));
    }

    /** A failure that has nothing to do with the job never counts as an attempt, and the worker never gives up. */
    @ParameterizedTest
    @MethodSource("passing")
    void aFailureThatCanPassIsTriedForever(String request, MockResponse response) {
        service.always(request, response);
        one.steps(20);
        assertThat(one.takeEvents())
                .doesNotContain(GIVEN_UP)
                .filteredOn(FAILED::equals)
                .hasSize(20);
        assertThat(row.state().failedAttempts).isZero();
        assertThat(row.state().problem).isNotEmpty();
        assertThat(one.untilNext()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        service.always(request, null);
        service.takeRequests();
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(Collections.frequency(service.requests, "POST redirect")).isEqualTo(1);
    }

    /** A refusal by status 5xx of a redirection may come from a proxy that has forwarded it. */
    @Test
    void aFailedServerMakesTheOutcomeUnclear() {
        service.next("POST redirect", status(503));
        one.step();
        assertThat(one.state()).isEqualTo(State.SETTLING);
        assertThat(row.state().failedAttempts).isZero();
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "90000, 86400", "9223372036854775807, 86400"})
    void retryAfterIsObeyedUpToADay(String asked, long seconds) {
        service.next("GET job", status(429, "Retry-After", asked));
        one.step();
        assertThat(one.untilNext()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aClosedClientAndAMissingTokenPass() {
        one.print.close();
        one.steps(5);
        assertThat(row.state().failedAttempts).isZero();
        assertThat(one.takeEvents()).hasSize(5).containsOnly(FAILED);
        assertThat(row.state().problem).contains("closed");
        assertThat(service.requests).isEmpty();
    }

    static List<Integer> refusals() {
        return List.of(400, 403, 404, 409, 413);
    }

    /** The decision cannot be carried out: after the last attempt the job stays held, for a person. */
    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalCounts(int status) {
        service.always("POST redirect", status(status));
        one.steps(2);
        assertThat(row.state().failedAttempts).isEqualTo(2);
        assertThat(one.state()).isEqualTo(State.DECIDED);
        one.step();
        assertThat(service.takeRequests())
                .containsExactly("GET job", "POST redirect", "GET job", "POST redirect", "GET job", "POST redirect");
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, FAILED, GIVEN_UP, DECIDED);
        assertThat(one.state()).isEqualTo(State.GIVEN_UP);
        assertThat(row.state().problem).contains("Refused with " + status).doesNotContain("\n");
        assertThat(one.untilNext()).isEqualTo(Duration.ofDays(1));
        assertThat(one.attempts()).containsExactly(1);
        one.step(); // a look without news
        assertThat(one.state()).isEqualTo(State.GIVEN_UP);
        assertThat(row.state().problem).contains("Refused with " + status);

        row.request(Decision.release());
        one.step();
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, SETTLED);
    }

    /** The policy is carried out. If that fails, too, the job stays held. */
    @Test
    void thePolicyHasItsAttempts() {
        one.settings.afterLastAttempt(Decision.abort("given up"));
        service.always("POST redirect", status(400));
        service.always("POST abort", status(403));
        one.steps(3);
        assertThat(one.state()).isEqualTo(State.DECIDED);
        assertThat(one.untilNext()).isEqualTo(Duration.ZERO);
        one.steps(3);
        assertThat(one.state()).isEqualTo(State.GIVEN_UP);
        assertThat(row.state().problem).contains("403");
        assertThat(Collections.frequency(service.requests, "POST abort")).isEqualTo(3);
        assertThat(one.takeEvents())
                .containsExactly(DECIDED, FAILED, FAILED, GIVEN_UP, DECIDED, FAILED, FAILED, GIVEN_UP, DECIDED);
    }

    @Test
    void thePolicyIsCarriedOut() {
        one.settings.afterLastAttempt(Decision.release());
        service.always("POST redirect", status(400));
        one.steps(4);
        assertThat(row.hasEnded()).isTrue();
        assertThat(one.takeEvents()).containsExactly(DECIDED, FAILED, FAILED, GIVEN_UP, DECIDED, SETTLED);
    }

    /** The handler is asked again after each hold of the policy. */
    @Test
    void thePolicyCanHoldForSomeTime() {
        one.settings.maxAttempts(1).afterLastAttempt(Decision.hold(Duration.ofHours(1)));
        one.handler = held -> {
            throw new IllegalStateException("the rules are not loaded");
        };
        for (int i = 0; i < 3; i++) {
            one.step();
            assertThat(one.state()).isEqualTo(State.GIVEN_UP);
            assertThat(one.untilNext()).isEqualTo(Duration.ofHours(1));
        }
        assertThat(one.attempts()).containsExactly(1, 1, 1);
    }

    /** A job that is held waits for somebody. That its read is refused does not change that. */
    @Test
    void aHeldJobIsNotGivenUp() {
        one.settings.maxAttempts(1).afterLastAttempt(Decision.abort("given up"));
        one.handler = held -> Decision.hold();
        one.step();
        service.always("GET job", status(403));
        one.steps(5);
        assertThat(one.state()).isEqualTo(State.HELD);
        assertThat(row.state().problem).contains("403");
        assertThat(one.takeEvents()).doesNotContain(GIVEN_UP);
        service.always("GET job", null);
        one.step();
        assertThat(row.state().problem).isNull();
        assertThat(row.state().setbacks).isZero();
        assertThat(one.untilNext()).isEqualTo(Duration.ofDays(1));
    }

    /** The delays double from one second to five minutes. */
    @Test
    void theDelaysDouble() {
        service.always("GET job", status(503));
        List<Long> delays = IntStream.range(0, 12)
                .mapToObj(i -> {
                    one.step();
                    return one.untilNext().toMillis();
                })
                .toList();
        for (int i = 0; i < delays.size(); i++) {
            long expected = Math.min(1000L << i, 300_000);
            assertThat(delays.get(i)).isBetween(expected * 4 / 5 - 1, expected * 6 / 5 + 1);
        }
    }

    /** A database that fails leaves the row as it is, and the worker sends no request. */
    @Test
    void aDatabaseThatFailsSendsNothing() {
        TaskSteps steps = new TaskSteps(one.settings, new Events("definition", event -> {}), one.time);
        TaskState state = row.state();
        PrintWorkerException failure = new PrintWorkerException("no database", new RuntimeException());
        assertThatThrownBy(() -> steps.next(state, new TaskSteps.Claim() {
                    @Override
                    public boolean store(TaskState stored) {
                        throw failure;
                    }

                    @Override
                    public void takeRequested(TaskState stored) {}

                    @Override
                    public java.time.Instant now() {
                        return one.time.now();
                    }

                    @Override
                    public boolean isStopping() {
                        return false;
                    }
                }))
                .isSameAs(failure);
        assertThat(service.requests).containsExactly("GET job");
    }
}
