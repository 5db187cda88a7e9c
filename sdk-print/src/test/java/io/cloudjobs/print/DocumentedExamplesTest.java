package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All examples of jobs and tasks, with the values of all accessors. */
class DocumentedExamplesTest {
    private static final String COMPLETED = """
            status.description: The print job has completed successfully and no further processing will take place.
            status.details: []
            status.isAcquiredByPrinter: %s
            status.state: completed
            """;

    private static final String JOHN_SMITH = """
            createdBy.displayName: John Smith
            createdBy.id: 87d349ed-44d7-43e1-9a83-5f2406dee5bd
            createdBy.userPrincipalName: john.smith@contoso.com
            """;

    private static final String NOBODY = """
            createdBy.displayName:
            createdBy.id:
            createdBy.userPrincipalName:
            """;

    private static final String NO_SETTINGS = """
            configuration.finishings: []
            configuration.pageRanges: []
            """;

    static Stream<Arguments> jobs() {
        return Stream.of(
                arguments("printjob-get", NO_SETTINGS + JOHN_SMITH + """
                        createdDateTime: 2020-02-04T00:00Z
                        id: 5182
                        isFetchable: false
                        """ + COMPLETED.formatted(true)),
                arguments("printjob-get-createdby-empty", NO_SETTINGS + """
                        createdBy: {}
                        createdDateTime: 2020-02-04T00:00Z
                        id: 5182
                        isFetchable: false
                        """ + COMPLETED.formatted(true)),
                arguments(
                        "printjob-get-expand-tasks", NO_SETTINGS + JOHN_SMITH + """
                        createdDateTime: 2020-02-04T00:00Z
                        id: 5182
                        isFetchable: false
                        """ + COMPLETED.formatted(true) + """
                        tasks[0].id: d036638b-1272-4bba-9227-732463823ed3
                        tasks[0].parentUrl: https://graph.microsoft.com/v1.0/print/printers/c05f3726-0d4b-4aa1-8fe9-2eb981bb26fb/jobs/5182
                        tasks[0].status.description: The task is being processed.
                        tasks[0].status.state: processing
                        """),
                arguments(
                        "printjob-get-expand-tasks-beta",
                        NO_SETTINGS + NOBODY + """
                        createdDateTime: 2020-06-30T17:18:52.393047200Z
                        id: 5182
                        isFetchable: false
                        """ + COMPLETED.formatted(false) + """
                        tasks[0].id: d036638b-1272-4bba-9227-732463823ed3
                        tasks[0].parentUrl: https://graph.microsoft.com/beta/print/printers/c05f3726-0d4b-4aa1-8fe9-2eb981bb26fb/jobs/5182
                        tasks[0].status.description: The task is being processed.
                        tasks[0].status.state: processing
                        """),
                arguments("printjob-get-expand-documents", NO_SETTINGS + JOHN_SMITH + """
                        createdDateTime: 2020-02-04T00:00Z
                        documents[0].contentType: application/oxps
                        documents[0].displayName:
                        documents[0].id: ca96c367-c3ad-478a-bbce-fbd1cd856e73
                        documents[0].size: 276604
                        id: 5182
                        isFetchable: false
                        """ + COMPLETED.formatted(true)),
                arguments(
                        "printjob-get-expand-documents-beta", NO_SETTINGS + NOBODY + """
                        createdDateTime: 2020-06-26T04:20:06.571554400Z
                        documents[0].contentType: application/oxps
                        documents[0].displayName:
                        documents[0].id: ca96c367-c3ad-478a-bbce-fbd1cd856e73
                        documents[0].size: 276604
                        id: 31216
                        isFetchable: false
                        """ + COMPLETED.formatted(false)),
                arguments("printjob-get-legacy-beta-status", JOHN_SMITH + """
                        createdDateTime: 2020-06-26T04:20:06.571554400Z
                        id: 31216
                        isFetchable: false
                        status.description: The print job has been aborted by a user or the printer and no further processing will take place.
                        status.details: []
                        status.isAcquiredByPrinter: false
                        status.state: aborted
                        """),
                arguments("printjob-get-redirected-source", NO_SETTINGS + JOHN_SMITH + """
                        createdDateTime: 2020-02-04T00:00Z
                        id: 5182
                        isFetchable: false
                        redirectedTo: https://graph.microsoft.com/v1.0/print/printers/9a3b3956-ce5b-4d06-a605-5b0bd3e9ddea/jobs/24123
                        status.description: The print job has completed successfully and no further processing will take place.
                        status.details[0]: completedSuccessfully
                        status.isAcquiredByPrinter: false
                        status.state: completed
                        """),
                arguments("printjob-get-unknown-future-value", NO_SETTINGS + JOHN_SMITH + """
                        createdDateTime: 2020-02-04T00:00Z
                        id: 5182
                        isFetchable: false
                        status.description:
                        status.details[0]: unknownFutureValue
                        status.isAcquiredByPrinter: false
                        status.state: unknownFutureValue
                        """));
    }

    static Stream<Arguments> tasks() {
        return Stream.of(arguments("printtask-get", """
                        id: d036638b-1272-4bba-9227-732463823ed3
                        parentUrl: https://graph.microsoft.com/v1.0/print/printers/d5ef6ec4-07ca-4212-baf9-d45be126bfbb/jobs/44353
                        status.description: completed
                        status.state: completed
                        """), arguments("printtask-update", """
                        id: d036638b-1272-4bba-9227-732463823ed3
                        parentUrl: https://graph.microsoft.com/v1.0/print/printers/d5ef6ec4-07ca-4212-baf9-d45be126bfbb/jobs/44353
                        status.description: Task execution is completed.
                        status.state: completed
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void everyMemberOfAJobIsRead(String name, String members) {
        String text = Fixture.text(name + ".json");

        PrintJob job = PrintJob.fromJson(text);

        assertThat(Members.of(job)).containsExactlyElementsOf(members.lines().toList());
        assertThat(job.json()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void everyMemberOfATaskIsRead(String name, String members) {
        String text = Fixture.text(name + ".json");

        PrintTask task = PrintTask.fromJson(text);

        assertThat(Members.of(task)).containsExactlyElementsOf(members.lines().toList());
        assertThat(task.json()).isEqualTo(text);
    }

    /** Reports have jobs with other members. The client must not read them as print jobs. */
    @Test
    void anArchivedJobIsNoJob() {
        JsonNode archived =
                Json.tree(Fixture.text("archivedprintjobs.json")).path("value").path(0);
        assertThat(archived.path("processingState").asText()).isEqualTo("completed");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrintJob.fromJson(archived.toString()))
                .withMessage("PrintJob: status is missing");
    }
}
