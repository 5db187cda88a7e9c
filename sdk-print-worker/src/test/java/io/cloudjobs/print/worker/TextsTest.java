package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.testkit.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts for logs are one line each, whatever they contain. */
class TextsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @Test
    void anEntryIsOneLine() {
        String text = new Entry(
                        new PrintTaskLink("definition", "task"),
                        new PrintJobLink("printer", "7"),
                        PrintTaskEntry.State.GIVEN_UP,
                        NOW,
                        null,
                        NOW,
                        OneLine.FORGED,
                        OneLine.FORGED,
                        3,
                        OneLine.FORGED,
                        Decision.abort(OneLine.FORGED))
                .toString();
        OneLine.check(text);
        assertThat(text).startsWith("PrintTaskEntry[task=PrintTaskLink[definitionId=definition, taskId=task], job=");
    }

    /** The name of a user and of a document are personal data, and not for logs. */
    @Test
    void aJobShowsItsIdsOnly() {
        PrintJob job = PrintJob.fromJson(
                "{\"id\":\"7\",\"status\":{\"state\":\"paused\"},\"createdBy\":{\"displayName\":\"Ada\"}}");
        PrintTask task = PrintTask.fromJson("{\"id\":\"task\",\"status\":{\"state\":\"processing\"}}");
        assertThat(HeldPrintJob.of("printer", job, task, 2))
                .hasToString("HeldPrintJob[printerId=printer, job=7, task=task, attempt=2]");
        OneLine.check(HeldPrintJob.of(OneLine.FORGED, job, task, 1).toString());
    }

    @Test
    void anEventIsOneLine() {
        List<PrintTaskEvent> events = new ArrayList<>();
        TaskState state = TaskState.found("task", new PrintJobLink("printer", "7"), NOW);
        state.decision = Decision.abort(OneLine.FORGED);
        new Events("definition", events::add).failed(state, new RuntimeException(OneLine.FORGED));
        new Events("definition", events::add).done(PrintTaskEvent.Type.POLLED, Duration.ofSeconds(1), null);
        assertThat(events.get(0).toString())
                .startsWith("PrintTaskEvent[type=FAILED, task=PrintTaskLink[definitionId=definition, taskId=task], "
                        + "job=PrintJobLink[printerId=printer, jobId=7], decision=Decision[abort, reason=ok\\r\\n");
        assertThat(events.get(1))
                .hasToString("PrintTaskEvent[type=POLLED, task=null, job=null, decision=null, problem=null]");
        events.forEach(event -> OneLine.check(event.toString()));
    }

    /** A problem has at most 500 characters, and no half of a surrogate pair. */
    @Test
    void aProblemIsShort() {
        for (int length = 440; length < 520; length++) {
            String text = Failures.text(new RuntimeException("x".repeat(length) + "\uD83D\uDDA8".repeat(40)));
            assertThat(text).hasSizeLessThanOrEqualTo(500).endsWith("...");
            OneLine.check(text);
        }
        assertThat(Failures.text(
                        new TransportException("printJob.get", null, 1, false, OneLine.FORGED, new Exception())))
                .satisfies(OneLine::check);
        assertThat(Failures.text(new StackOverflowError())).isEqualTo("java.lang.StackOverflowError");
    }
}
