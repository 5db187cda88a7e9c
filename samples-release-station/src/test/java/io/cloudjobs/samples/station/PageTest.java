package io.cloudjobs.samples.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in states that last long or are rare. */
class PageTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private final Outcomes outcomes = new Outcomes();
    private final HeldJobs jobs = new HeldJobs(null, null, outcomes, "lobby");
    private final Session session = new Session("token-of-the-session", "ada@contoso.com", NOW);

    private record Entry(State state, String documentName, String problem, Decision decision)
            implements PrintTaskEntry {
        @Override
        public PrintTaskLink task() {
            return new PrintTaskLink("definition", "task");
        }

        @Override
        public PrintJobLink job() {
            return new PrintJobLink("lobby", "1");
        }

        @Override
        public Instant dueAt() {
            return NOW;
        }

        @Override
        public Instant heldUntil() {
            return null;
        }

        @Override
        public Instant since() {
            return NOW;
        }

        @Override
        public String createdBy() {
            return "ada@contoso.com";
        }

        @Override
        public int failedAttempts() {
            return 0;
        }
    }

    private record Event(Type type) implements PrintTaskEvent {
        @Override
        public PrintTaskLink task() {
            return null;
        }

        @Override
        public PrintJobLink job() {
            return null;
        }

        @Override
        public Decision decision() {
            return null;
        }

        @Override
        public Duration duration() {
            return Duration.ZERO;
        }

        @Override
        public Throwable problem() {
            return null;
        }
    }

    private String page(Entry entry) {
        return new Page("Lobby").jobs(session, List.of(entry), jobs);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DECIDING, , new, true
            HELD, , waits for you, true
            DECIDED, , is being released, false
            DECIDED, the service is away, is being released, true
            SETTLING, , 'not sure yet, because the response of the print service was lost', false
            SETTLING, the response is lost, not sure yet, false
            GIVEN_UP, 403 Forbidden, 'could not be done. Try again, or delete it', true
            """)
    void aStateHasWordsAndButtons(PrintTaskEntry.State state, String problem, String words, boolean buttons) {
        Decision decision = state == PrintTaskEntry.State.DECIDED ? Decision.release() : null;

        String html = page(new Entry(state, "plan.pdf", problem, decision));

        assertThat(html).contains("<small>" + words);
        assertThat(html.contains("action=\"/print\"")).isEqualTo(buttons);
        assertThat(html.contains("formaction=\"/delete\"")).isEqualTo(buttons);
        assertThat(html.contains("class=\"problem\"")).isEqualTo(problem != null);
        assertThat(html).contains(problem == null ? "plan.pdf" : "<bdi>" + problem + "</bdi>");
    }

    @Test
    void aJobThatIsBeingDeletedSaysSo() {
        assertThat(page(new Entry(PrintTaskEntry.State.DECIDED, "plan.pdf", null, HeldJobs.DELETE)))
                .contains("<small>is being deleted");
    }

    @ParameterizedTest
    @CsvSource({"GIVEN_UP, 'not done, see the list'", "SETTLING, not sure yet", "DECIDED, in progress"})
    void aPressedButtonHasAResult(PrintTaskEntry.State state, String result) {
        Entry entry = new Entry(state, "plan.pdf", null, Decision.release());
        session.show(List.of(entry));
        session.shown("task").isPressed = true;

        assertThat(page(entry)).contains("<p><bdi>plan.pdf</bdi>: " + result + ".</p>");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null", "''", "'  '"})
    void aDocumentMayHaveNoName(String documentName) {
        assertThat(page(new Entry(PrintTaskEntry.State.HELD, documentName, null, null)))
                .contains("<bdi>(without a name)</bdi>", "aria-label=\"Print (without a name)\"");
    }

    @Test
    void aProblemIsText() {
        assertThat(page(new Entry(PrintTaskEntry.State.GIVEN_UP, "plan.pdf", "<script>alert(1)</script>", null)))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void aListThatMayBeIncompleteSaysSoUntilItIsReadAgain() {
        Entry entry = new Entry(PrintTaskEntry.State.HELD, "plan.pdf", null, null);
        String warning = "The print service does not respond. New jobs may be missing. None is lost.";

        outcomes.accept(new Event(PrintTaskEvent.Type.POLL_FAILED));
        assertThat(page(entry)).contains(warning);
        outcomes.accept(new Event(PrintTaskEvent.Type.POLLED));
        assertThat(page(entry)).doesNotContain(warning);
    }

    @Test
    void thePageHasNoSecret() {
        assertThat(page(new Entry(PrintTaskEntry.State.HELD, "plan.pdf", null, null)))
                .doesNotContain("token-of-the-session");
    }
}
