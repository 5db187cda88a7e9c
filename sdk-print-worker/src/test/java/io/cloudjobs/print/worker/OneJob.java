package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One held job: its service, its row, and a worker whose steps the test makes. */
final class OneJob implements AutoCloseable {
    static final Duration SETTLE = Duration.ofMinutes(2);

    final ManualTime time = new ManualTime();
    final HeldJobService service = new HeldJobService();
    final PrintJobClient print = service.client();
    final SimulatedRow row = new SimulatedRow(
            time,
            TaskState.found(
                    HeldJobService.TASK, new PrintJobLink(HeldJobService.PRINTER, HeldJobService.JOB), time.now()));
    final List<PrintTaskEvent> events = new ArrayList<>();
    final List<HeldPrintJob> asked = new ArrayList<>();
    final PrintTaskWorker.Builder settings = PrintTaskWorker.builder(print)
            .taskDefinition(HeldJobService.DEFINITION)
            .settleTime(SETTLE)
            .maxAttempts(3);

    PrintTaskHandler handler;

    OneJob(PrintTaskHandler handler) {
        this.handler = handler;
        settings.listener(events::add).handler(held -> {
            asked.add(held);
            return this.handler.decide(held);
        });
    }

    void step() {
        row.step(new TaskSteps(settings, new Events(HeldJobService.DEFINITION, settings.listener), time), null);
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Returns the events since the last call, without the claims. */
    List<PrintTaskEvent.Type> takeEvents() {
        List<PrintTaskEvent.Type> types = events.stream()
                .map(PrintTaskEvent::type)
                .filter(type -> type != PrintTaskEvent.Type.CLAIMED)
                .toList();
        events.clear();
        return types;
    }

    /** Returns how long the row waits for its next step. */
    Duration untilNext() {
        return Duration.between(time.now(), row.due);
    }

    PrintTaskEntry.State state() {
        return row.state().state(time.now());
    }

    List<Integer> attempts() {
        return asked.stream().map(HeldPrintJob::attempt).toList();
    }

    static String request(Decision decision) {
        return switch (decision.kind()) {
            case REDIRECT -> "POST redirect";
            case ABORT -> "POST abort";
            default -> "PATCH task";
        };
    }

    @Override
    public void close() {
        print.close();
        service.close();
    }
}
