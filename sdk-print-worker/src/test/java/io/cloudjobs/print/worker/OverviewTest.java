package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.worker.PrintTaskEntry.State;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {
    private final TestService service = new TestService();

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    /** Each entry says what its job waits for, and the numbers say the same. */
    @Test
    void entriesAndNumbersAgree() {
        List<HeldJob> jobs = service.hold(3);
        Map<String, PrintTaskHandler> handlers = new ConcurrentHashMap<>();
        CountDownLatch end = new CountDownLatch(1);
        handlers.put(jobs.get(0).taskId(), held -> Decision.hold(Duration.ofHours(4)));
        handlers.put(jobs.get(1).taskId(), held -> {
            throw new IllegalArgumentException("no rule for\nthis job");
        });
        handlers.put(jobs.get(2).taskId(), held -> {
            end.await();
            return Decision.hold();
        });
        PrintTaskWorker worker = service.start(PrintTaskWorker.builder(service.print)
                .taskDefinition(service.definitionId)
                .maxAttempts(1)
                .handler(held -> handlers.getOrDefault(held.task().id(), job -> Decision.hold())
                        .decide(held)));
        Eventually.await(() -> worker.status().count(State.GIVEN_UP) == 1
                && worker.status().count(State.HELD) == 2
                && worker.status().running() == 1);
        Map<String, PrintTaskEntry> entries = worker.entries().stream()
                .collect(Collectors.toMap(entry -> entry.task().taskId(), entry -> entry));
        PrintTaskEntry held = entries.get(jobs.get(0).taskId());
        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(Duration.between(held.since(), held.dueAt()))
                .isBetween(Duration.ofHours(4), Duration.ofHours(4).plusMinutes(1));
        assertThat(held.createdBy()).isNotBlank();
        assertThat(held.documentName()).isNotBlank();
        assertThat(held.job().jobId()).isEqualTo(jobs.get(0).jobId());
        assertThat(held.decision()).isNull();
        assertThat(held.problem()).isNull();
        PrintTaskEntry givenUp = entries.get(jobs.get(1).taskId());
        assertThat(givenUp.state()).isEqualTo(State.GIVEN_UP);
        assertThat(givenUp.problem()).isEqualTo("java.lang.IllegalArgumentException: no rule for\\nthis job");
        assertThat(givenUp.decision()).isNull();
        PrintTaskEntry running = entries.get(jobs.get(2).taskId());
        assertThat(running.state()).isEqualTo(State.DECIDING);

        PrintTaskWorkerStatus status = worker.status();
        assertThat(Arrays.stream(State.values()).mapToInt(status::count).sum())
                .isEqualTo(entries.size())
                .isEqualTo(4);
        assertThat(status.count(State.HELD)).isEqualTo(2);
        assertThat(status.count(State.DECIDING)).isEqualTo(1);
        assertThat(status.count(State.SETTLING)).isZero();
        assertThat(status.running()).isEqualTo(1);
        assertThat(status.oldestDueAt()).isNull();
        assertThat(status.lastPollAt()).isNotNull();
        assertThat(status.subscribedUntil()).isNull();
        end.countDown();
        Eventually.await(() -> worker.status().running() == 0);
        assertThat(worker.status().count(State.HELD)).isEqualTo(3);
        assertThat(worker.entries())
                .isSortedAccordingTo((one, other) -> one.dueAt().compareTo(other.dueAt()));
    }

    /** An entry is visible until its decision is carried out. */
    @Test
    void aJobThatWaitsForAThreadIsLate() {
        CountDownLatch end = new CountDownLatch(1);
        PrintTaskWorker worker = service.start(PrintTaskWorker.builder(service.print)
                .taskDefinition(service.definitionId)
                .concurrency(1)
                .handler(held -> {
                    end.await();
                    return Decision.release();
                }));
        Eventually.await(() -> worker.status().running() == 1);
        HeldJob late = service.hold(1).get(0);
        worker.decide(
                service.print
                        .taskDefinition(service.definitionId)
                        .task(late.taskId())
                        .get()
                        .job(),
                Decision.release());
        Eventually.await(() -> worker.status().oldestDueAt() != null);
        assertThat(worker.status().oldestDueAt()).isNotNull();
        assertThat(worker.status().count(State.DECIDED)).isEqualTo(1);
        assertThat(worker.entries())
                .filteredOn(entry -> entry.task().equals(service.task(late)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.decision()).isEqualTo(Decision.release()));
        end.countDown();
        service.awaitEnd(worker);
        assertThat(worker.entries()).isEmpty();
        assertThat(worker.status().oldestDueAt()).isNull();
    }

    /** The stored members decide the state. */
    @ParameterizedTest
    @CsvSource({
        "DECIDING, false, false, false, false",
        "HELD, true, false, false, false",
        "GIVEN_UP, true, true, false, false",
        "DECIDED, true, false, false, true",
        "DECIDED, true, true, false, true",
        "DECIDED, false, true, true, false",
        "DECIDING, false, true, false, false"
    })
    void theStateIsWhatTheJobWaitsFor(State state, boolean held, boolean givenUp, boolean decision, boolean requested) {
        Instant now = Instant.parse("2026-11-30T08:00:00Z");
        TaskState stored = TaskState.found("task", null, now);
        stored.held = held;
        stored.givenUp = givenUp;
        stored.decision = decision ? Decision.release() : null;
        stored.requested = requested ? Decision.release() : null;
        assertThat(stored.state(now)).isEqualTo(state);
        stored.sentAt = now.toString();
        assertThat(stored.state(now)).isEqualTo(State.SETTLING);
    }

    @Test
    void aHoldThatIsOverIsNoHold() {
        Instant now = Instant.parse("2026-11-30T08:00:00Z");
        TaskState stored = TaskState.found("task", null, now);
        stored.decide(Decision.hold(now.plusSeconds(1)));
        assertThat(stored.state(now)).isEqualTo(State.HELD);
        assertThat(stored.state(now.plusSeconds(1))).isEqualTo(State.DECIDING);
    }
}
