package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A notification that names a held task together with a job that is not its job, by mistake or on purpose. */
class WrongHintTest {
    private enum Named {
        ANOTHER_HELD_JOB,
        A_JOB_THAT_IS_NOT_HELD,
        AN_ENDED_JOB,
        NO_JOB
    }

    @Test
    void theTaskSaysWhichJobItHolds() throws Exception {
        for (Named named : Named.values()) {
            check(named);
        }
    }

    private static void check(Named named) throws Exception {
        try (TestService service = new TestService()) {
            List<String> asked = new CopyOnWriteArrayList<>();
            PrintTaskWorker worker = service.start(PrintTaskWorker.builder(service.print)
                    .taskDefinition(service.definitionId)
                    .pollInterval(Duration.ofDays(1))
                    .listener(service.events::add)
                    .handler(held -> {
                        asked.add(held.job().id());
                        return Decision.abort("not allowed");
                    }));
            Eventually.await(() -> service.events(PrintTaskEvent.Type.SETTLED) == 1);
            service.awaitEnd(worker);
            asked.clear();
            HeldJob held = service.hold(1).get(0);
            String other = switch (named) {
                case ANOTHER_HELD_JOB -> service.hold(1).get(0).jobId();
                case A_JOB_THAT_IS_NOT_HELD -> service.emulator.print().submitJob("ada@contoso.com");
                case AN_ENDED_JOB -> {
                    HeldJob ended = service.hold(1).get(0);
                    service.print.printer(ended.printerId()).job(ended.jobId()).abort("ended");
                    yield ended.jobId();
                }
                case NO_JOB -> "4711";
            };
            worker.accept("{\"value\":[{\"changeType\":\"created\",\"resource\":\"print/taskDefinitions('"
                    + held.taskDefinitionId() + "')/tasks('" + held.taskId()
                    + "')\",\"resourceData\":{\"parentUrl\":\"https://graph.microsoft.com/v1.0/print/printers/"
                    + held.printerId() + "/jobs/" + other + "\"}}]}");
            Eventually.await(() -> service.events(PrintTaskEvent.Type.SETTLED) == 2);
            assertThat(asked).as("%s", named).containsExactly(held.jobId());
            assertThat(service.print
                            .printer(held.printerId())
                            .job(held.jobId())
                            .get()
                            .status()
                            .state()
                            .value())
                    .isEqualTo("aborted");
            service.awaitEnd(worker);
        }
    }
}
