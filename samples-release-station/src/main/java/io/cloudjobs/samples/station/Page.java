package io.cloudjobs.samples.station;

import io.cloudjobs.print.worker.PrintTaskEntry;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The HTML of one station. It works without a script, which only keeps it up to date. */
final class Page {
    static final String AWAY = "The station does not respond. Your jobs are kept. It tries again.";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private static final String SKELETON = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            %s<title>%s: print your jobs</title>
            <link rel="stylesheet" href="/station.css">
            <script src="/station.js" defer></script>
            </head>
            <body>
            <header><h1>%s: print your jobs</h1></header>
            <main>
            <p id="away" role="alert" hidden>%s</p>
            <div id="results" role="status">%s</div>
            <div id="content">%s</div>
            </main>
            </body>
            </html>
            """;

    private static final String BADGE_FORM = """

            <form method="post" action="/badge" autocomplete="off">
            <label for="badge">Badge number</label>
            <input id="badge" name="badge" inputmode="numeric" required autofocus>
            <button>Show my jobs</button>
            </form>
            """;

    private final String name;

    Page(String name) {
        this.name = Html.text(name);
    }

    private String page(String refresh, String results, String content) {
        return SKELETON.formatted(refresh, name, name, AWAY, results, content);
    }

    /** The page on which users type their badge number. The message is one of a few words, never text of a request. */
    String badge(String message) {
        String result = switch (message) {
            case "unknown" -> "<p>This badge is unknown.</p>";
            case "ended" -> "<p>You are signed out, so nothing was done. Type your badge number again.</p>";
            case "done" -> "<p>You are signed out.</p>";
            default -> "";
        };
        return page("", result, BADGE_FORM);
    }

    String message(String text) {
        return page("", "<p>" + Html.text(text) + "</p>", "<p><a href=\"/\">Continue</a></p>");
    }

    /** The page of a signed-in user. */
    String jobs(Session session, List<PrintTaskEntry> entries, HeldJobs jobs) {
        Map<String, PrintTaskEntry> held = new HashMap<>();
        entries.forEach(entry -> held.put(entry.task().taskId(), entry));
        StringBuilder results = new StringBuilder();
        for (ShownJob shown : session.show(entries)) {
            PrintTaskEntry entry = held.get(shown.task.taskId());
            if (shown.isPressed || entry == null) {
                Outcome outcome = jobs.outcome(shown, entry);
                results.append("<p>%s: %s.</p>\n".formatted(Html.isolated(shown.name), outcome.text));
            }
        }
        StringBuilder content = new StringBuilder("\n<h2 id=\"heading\" tabindex=\"-1\" autofocus>Held jobs of "
                + Html.isolated(session.user) + "</h2>\n");
        if (jobs.isServiceAway()) {
            content.append("<p>The print service does not respond. New jobs may be missing. None is lost.</p>\n");
        }
        if (entries.isEmpty()) {
            content.append("<p>No job waits for you.</p>\n");
        } else {
            content.append("<ul>\n");
            entries.forEach(entry ->
                    content.append(row(entry, session.shown(entry.task().taskId()))));
            content.append("</ul>\n");
        }
        content.append("<form method=\"post\" action=\"/print-all\" class=\"all\">\n");
        if (entries.size() > 1) {
            content.append("<button id=\"print-all\">Print all</button>\n");
        }
        content.append("""
                <button id="stay" formaction="/stay">Stay signed in</button>
                <button id="done" formaction="/done">Done</button>
                </form>
                <p>You are signed out one minute after you last pressed a button.</p>
                """);
        return page(
                "<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>\n",
                results.toString(),
                content.toString());
    }

    private static String row(PrintTaskEntry entry, ShownJob shown) {
        String task = Html.text(entry.task().taskId());
        String documentName = ShownJob.nameOf(entry);
        StringBuilder row = new StringBuilder(
                """
                <li>
                <div><strong>%s</strong>
                <small>%s, here since <time datetime="%s">%s</time></small>
                """.formatted(Html.isolated(documentName), state(entry, shown), entry.since(), time(entry.since())));
        if (entry.problem() != null) {
            row.append("<small class=\"problem\">%s</small>\n".formatted(Html.isolated(entry.problem())));
        }
        row.append("</div>\n");
        if (HeldJobs.isUndecided(entry, shown)) {
            row.append("""
                    <form method="post" action="/print">
                    <input type="hidden" name="task" value="%1$s">
                    <button id="print-%1$s" aria-label="Print %2$s">Print</button>
                    <button id="delete-%1$s" aria-label="Delete %2$s" formaction="/delete">Delete</button>
                    </form>
                    """.formatted(task, Html.text(documentName)));
        }
        return row.append("</li>\n").toString();
    }

    private static String state(PrintTaskEntry entry, ShownJob shown) {
        return switch (entry.state()) {
            case DECIDING -> shown.asked == null ? "new" : "in progress";
            case HELD -> shown.asked == null ? "waits for you" : "in progress";
            case DECIDED -> HeldJobs.DELETE.equals(entry.decision()) ? "is being deleted" : "is being released";
            case SETTLING -> "not sure yet, because the response of the print service was lost";
            case GIVEN_UP -> "could not be done. Try again, or delete it";
        };
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
