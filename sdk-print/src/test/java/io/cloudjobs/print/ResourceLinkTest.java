package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudjobs.core.internal.ResourcePath;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ids in links, also from untrusted sources. */
class ResourceLinkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    https://graph.microsoft.com/v1.0/print/printers/c05f3726/jobs/5182  | c05f3726 | 5182
                    https://graph.microsoft.com/beta/print/printers/c05f3726/jobs/5182  | c05f3726 | 5182
                    https://dod-graph.microsoft.us/v1.0/print/printers/p/jobs/1         | p        | 1
                    http://127.0.0.1:8080/v1.0/print/printers/p/jobs/1                  | p        | 1
                    https://[::1]:8080/prefix/v1.0/print/printers/p/jobs/1              | p        | 1
                    HTTPS://GRAPH.MICROSOFT.COM/V1.0/PRINT/PRINTERS/P/JOBS/1            | P        | 1
                    print/printers/p/jobs/1                                             | p        | 1
                    /print/printers/p/jobs/1                                            | p        | 1
                    v1.0/print/printers/p/jobs/1                                        | p        | 1
                    /v1.0/print/printers/p/jobs/1/                                      | p        | 1
                    print/printers/p/jobs/1?$expand=tasks                               | p        | 1
                    print/printers/p/jobs/1#top                                         | p        | 1
                    print/printers('p')/jobs('1')                                       | p        | 1
                    https://graph.microsoft.com/v1.0/print/printers('p')/jobs('1')      | p        | 1
                    print/printers(%27p%27)/jobs%28%271%27%29                           | p        | 1
                    print/printers('p')/jobs/1                                          | p        | 1
                    print/printers/p/jobs('1')                                          | p        | 1
                    print/printers('it''s')/jobs('''')                                  | it's     | '
                    print/printers/it's/jobs/('1')                                      | it's     | ('1')
                    print/printers/a%20b/jobs/%35182                                    | a b      | 5182
                    print/printers/a+b/jobs/%E2%82%AC                                   | a+b      | €
                    print/printers/@evil.example/jobs/a;b                               | @evil.example | a;b
                    https://graph.microsoft.com@evil.example/print/printers/p/jobs/1    | p        | 1
                    https://user:password@graph.microsoft.com/print/printers/p/jobs/1   | p        | 1
                    https://graph.microsoft.com.evil.example/print/printers/p/jobs/1    | p        | 1
                    http://169.254.169.254/print/printers/p/jobs/1                      | p        | 1
                    """)
    void aLinkToAJobGivesItsIdsWhateverItsHost(String link, String printerId, String jobId) {
        assertThat(PrintJobLink.parse(link)).isEqualTo(new PrintJobLink(printerId, jobId));
        assertThat(PrintTaskLink.parse(link)).isNull();
    }

    @Test
    void aModelGivesTheIdsBesideItsLink() {
        PrintJobLink there = new PrintJobLink("q", "77");
        String url = "https://graph.microsoft.com/v1.0/print/printers/q/jobs/77";
        String members = "\"id\":\"5182\",\"status\":{\"state\":\"completed\"}";

        PrintJob redirected = PrintJob.fromJson("{" + members + ",\"redirectedTo\":\"" + url + "\"}");
        assertThat(redirected.redirectedToJob()).isEqualTo(there);
        assertThat(redirected.redirectedFromJob()).isNull();
        assertThat(PrintJob.fromJson("{" + members + ",\"redirectedFrom\":\"" + url + "\"}")
                        .redirectedFromJob())
                .isEqualTo(there);
        assertThat(PrintTask.fromJson("{" + members + ",\"parentUrl\":\"" + url + "\"}")
                        .job())
                .isEqualTo(there);
        assertThat(PrintTask.fromJson("{" + members + ",\"parentUrl\":\"elsewhere\"}")
                        .job())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    print/taskDefinitions/fab143fd/tasks/d036638b                       | fab143fd | d036638b
                    /print/taskDefinitions/fab143fd/tasks/d036638b                      | fab143fd | d036638b
                    /print/taskdefinitions/fab143fd/tasks/d036638b                      | fab143fd | d036638b
                    /print/printtaskdefinition/fab143fd/tasks/d036638b                  | fab143fd | d036638b
                    print/printTaskDefinitions/fab143fd/tasks/d036638b                  | fab143fd | d036638b
                    print/taskDefinitions('fab143fd')/tasks('d036638b')                 | fab143fd | d036638b
                    https://graph.microsoft.com/v1.0/print/taskDefinitions/d/tasks/t    | d        | t
                    """)
    void aLinkToATaskGivesItsIds(String link, String definitionId, String taskId) {
        assertThat(PrintTaskLink.parse(link)).isEqualTo(new PrintTaskLink(definitionId, taskId));
        assertThat(PrintJobLink.parse(link)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "p",
                "https://graph.microsoft.com",
                "https://graph.microsoft.com/v1.0/print/printers/p",
                "https://graph.microsoft.com/v1.0/print/printers/p/jobs",
                "https://graph.microsoft.com/v1.0/print/printers/p/jobs/",
                "https://graph.microsoft.com/v1.0/print/printers//jobs/1",
                "https://graph.microsoft.com/v1.0/print/printers/p/jobs/1/documents/d",
                "https://graph.microsoft.com/v1.0/print/printers/p/jobs/1//",
                "https://graph.microsoft.com/v1.0/print/shares/s/jobs/1",
                "https://graph.microsoft.com/v1.0/print/taskDefinitions/d/tasks",
                "https://graph.microsoft.com/v1.0/printers/p/jobs/1",
                "https://graph.microsoft.com/v1.0/footprint/printers/p/jobs/1",
                "https://graph.microsoft.com/?print/printers/p/jobs/1",
                "https://graph.microsoft.com/#/print/printers/p/jobs/1",
                "https:/print/printers/p/jobs/1",
                "https:///print/printers/p/jobs/1",
                "//evil.example/print/printers/p/jobs/1",
                "ftp://evil.example/print/printers/p/jobs/1",
                "file:///print/printers/p/jobs/1",
                "javascript:print/printers/p/jobs/1",
                "javascript:alert(1)//print/printers/p/jobs/1",
                " https://graph.microsoft.com/v1.0/print/printers/p/jobs/1",
                "print\\printers\\p\\jobs\\1",
                "print/printers/p%2Fjobs%2F1",
                "print/printers('p'/jobs('1')",
                "print/printers('')/jobs('1')",
                "print/printers(p)/jobs(1)",
                "print/printers('p')('q')/jobs('1')"
            })
    void whatIsNoLinkGivesNothing(String link) {
        assertThat(PrintJobLink.parse(link)).isNull();
        assertThat(PrintTaskLink.parse(link)).isNull();
    }

    static Stream<String> badIds() {
        return Stream.of(
                ".",
                "..",
                "%2e%2e",
                ".%2e",
                "..%2f..",
                "..%5cx",
                "..\\x",
                "a%2Fb",
                "a%3Fx=1",
                "a%23f",
                "a%00b",
                "a%0d%0aX-Evil:%201",
                "a\r\nX-Evil: 1",
                "a\0b",
                "%252e%252e",
                "a%252Fb",
                "%7BjobId%7D",
                "{jobId}",
                "%20",
                "%09",
                "%",
                "%4",
                "%zz",
                "%+1",
                "%\uFF11\uFF11", // digits, but not of ASCII
                "%FF", // no UTF-8
                "%C0%AE%C0%AE", // overlong dots
                "%ED%A0%80", // half a surrogate pair
                "a\ud800b",
                "x".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("badIds")
    void anIdThatWouldBeRefusedGivesNothing(String id) {
        for (String link : List.of(
                "https://graph.microsoft.com/v1.0/print/printers/" + id + "/jobs/1",
                "https://graph.microsoft.com/v1.0/print/printers/p/jobs/" + id,
                "print/printers('" + id + "')/jobs('1')",
                "print/printers('p')/jobs('" + id + "')")) {
            assertThat(PrintJobLink.parse(link)).as(link).isNull();
            assertThat(PrintTaskLink.parse(
                            link.replace("printers", "taskDefinitions").replace("jobs", "tasks")))
                    .as(link)
                    .isNull();
        }
    }

    @Test
    void aLinkMadeByHandHasIdsThatCanBeSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintJobLink("..", "1"))
                .withMessageStartingWith("printerId must not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintJobLink("p", ""))
                .withMessageStartingWith("jobId must not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintTaskLink("a/b", "t"))
                .withMessageStartingWith("definitionId must not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintTaskLink("d", ""))
                .withMessageStartingWith("taskId must not");
    }

    static Stream<String> forms() {
        return Stream.of(
                "https://graph.microsoft.com/v1.0/print/printers/%s/jobs/%s",
                "/print/printers/%s/jobs/%s", "print/printers('%s')/jobs('%s')?$select=id");
    }

    /** Every id that the client would send is parsed from a link that contains it. */
    @ParameterizedTest
    @MethodSource("forms")
    void anyIdSurvivesTheWayThroughALink(String form) {
        Random random = new Random(5182);
        for (int i = 0; i < 2_000; i++) {
            String printerId = id(random);
            String jobId = id(random);
            boolean odata = form.contains("('");

            PrintJobLink link = PrintJobLink.parse(form.formatted(segment(printerId, odata), segment(jobId, odata)));

            assertThat(link).isEqualTo(new PrintJobLink(printerId, jobId));
        }
    }

    /** A truncated, doubled or otherwise damaged link returns valid ids or null, and throws no exception. */
    @ParameterizedTest
    @MethodSource("forms")
    @Timeout(60)
    void aDamagedLinkGivesIdsThatCanBeSentOrNothing(String form) {
        Random random = new Random(44353);
        String pieces = "/\\?#%'()&.:@ \t\r\n\0{}25eEfFpPjJ\uD83D\uDDA8\u202E";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder link = new StringBuilder(form.formatted(id(random), id(random)));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(link.length());
                switch (random.nextInt(4)) {
                    case 0 -> link.setLength(Math.max(1, at));
                    case 1 -> link.insert(at, link.substring(at));
                    case 2 -> link.deleteCharAt(at).append('x');
                    default -> link.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
                }
            }

            PrintJobLink found = PrintJobLink.parse(link.toString());

            if (found != null) {
                read++;
                assertThat(segment(found.printerId(), false) + segment(found.jobId(), false))
                        .doesNotContain("/", "\\", "?", "#");
            }
        }
        assertThat(read).isBetween(1, 19_999);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "print/", "print/printers/", "print/printers/p/jobs/1/", "print/printers('", "''", "%", "a"
            })
    @Timeout(60)
    void aLinkOfAMegabyteCostsNoTime(String piece) {
        assertThat(PrintJobLink.parse("https://graph.microsoft.com/" + piece.repeat(1_000_000 / piece.length()) + "?"))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        link -> assertThat(link.jobId()).isEqualTo("1"));
    }

    private static String id(Random random) {
        String letters = "abcXYZ0189-_.~!$&'()*+,;=:@ \u00E4\u20AC";
        return "x"
                + IntStream.range(0, random.nextInt(12))
                        .mapToObj(i -> letters.substring(i = random.nextInt(letters.length()), i + 1))
                        .reduce("", String::concat);
    }

    /** In the format of the client. */
    private static String segment(String id, boolean odata) {
        return ResourcePath.ROOT
                .resolve("/{id}", odata ? id.replace("'", "''") : id)
                .encoded()
                .substring(1);
    }
}
