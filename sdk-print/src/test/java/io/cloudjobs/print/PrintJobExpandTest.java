package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests for a job with its tasks and its documents, which the documentation shows one at a time. */
@Timeout(60)
class PrintJobExpandTest {
    private static final Pattern SEMICOLON = Pattern.compile(" *; *");

    @StartStop
    final MockWebServer server = new MockWebServer();

    private PrintJobClient print;

    @BeforeEach
    void start() {
        print = PrintJobClient.builder()
                .endpoint(server.url("/v1.0").toString())
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @AfterEach
    void close() {
        print.close();
    }

    /** Responds with a status without a body, or with a job that has these members and the number of its response. */
    private void answers(String answers) {
        List<String> all = SEMICOLON.splitAsStream(answers).toList();
        for (int i = 0; i < all.size(); i++) {
            String answer = all.get(i);
            boolean isStatus = answer.matches("\\d+");
            server.enqueue(new MockResponse(
                    isStatus ? Integer.parseInt(answer) : 200, Headers.EMPTY, isStatus ? "" : job(i + 1, answer)));
        }
    }

    private static String job(int response, String members) {
        return ("{'id': '1', 'status': {'state': 'processing', 'description': 'response " + response + "'}"
                        + (members.equals("none") ? "" : ", " + members) + "}")
                .replace('\'', '"');
    }

    private List<String> requests() throws InterruptedException {
        List<String> requests = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            requests.add(server.takeRequest().getRequestLine());
        }
        return requests;
    }

    private static String get(String expand) {
        return "GET /v1.0/print/printers/p/jobs/1?$expand=" + expand + " HTTP/1.1";
    }

    /** Columns: responses; expansions of the requests; ids of the tasks and documents; response with the status. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
            'tasks': [{'id': 't'}], 'documents': [{'id': 'd'}]               | both                 | t | d | 1
            'tasks': [], 'documents': []                                     | both                 | '' | '' | 1
            'tasks': [{'id': 't'}]; 'documents': [{'id': 'd'}]               | both;documents       | t | d | 1
            'tasks': [{'id': 't'}], 'documents': null; 'documents': []       | both;documents       | t | '' | 1
            'documents': [{'id': 'd'}]; 'tasks': [{'id': 't'}]               | both;tasks           | t | d | 2
            'documents': [{'id': 'd'}], 'tasks': {}; 'tasks': []             | both;tasks           | '' | d | 2
            none; 'tasks': [{'id': 't'}]; 'documents': [{'id': 'd'}]         | both;tasks;documents | t | d | 2
            400; 'tasks': [{'id': 't'}]; 'documents': [{'id': 'd'}]          | both;tasks;documents | t | d | 2
            'tasks': [{'id': 't'}]; none                                     | both;documents       | t | - | 1
            none; none; none                                                 | both;tasks;documents | - | - | 2
            """)
    void whatIsMissingIsReadByItself(String answers, String expands, String task, String document, int response)
            throws Exception {
        answers(answers);

        PrintJob job = print.printer("p").job("1").get(TASKS, DOCUMENTS);

        assertThat(requests())
                .isEqualTo(SEMICOLON
                        .splitAsStream(expands)
                        .map(expand -> get(expand.equals("both") ? "tasks,documents" : expand))
                        .toList());
        assertThat(ids(
                        job.tasks() == null
                                ? null
                                : job.tasks().stream().map(PrintTask::id).toList()))
                .isEqualTo(task);
        assertThat(ids(
                        job.documents() == null
                                ? null
                                : job.documents().stream()
                                        .map(PrintDocument::id)
                                        .toList()))
                .isEqualTo(document);
        assertThat(job.status().description()).isEqualTo("response " + response);
        assertThat(job.json()).contains("response " + response);
    }

    private static String ids(List<String> ids) {
        return ids == null ? null : ids.isEmpty() ? "''" : String.join(",", ids);
    }

    @Test
    void aJobOfAShareIsReadInTheSameWay() throws Exception {
        answers("'documents': []; 'tasks': [{'id': 't'}]");

        PrintJob job = print.share("s").job("1").get(DOCUMENTS, TASKS, DOCUMENTS);

        assertThat(job.tasks()).hasSize(1);
        assertThat(job.documents()).isEmpty();
        assertThat(requests())
                .containsExactly(
                        "GET /v1.0/print/shares/s/jobs/1?$expand=documents,tasks HTTP/1.1",
                        "GET /v1.0/print/shares/s/jobs/1?$expand=tasks HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({"TASKS", "DOCUMENTS"})
    void oneExpansionIsOneRequestWhateverIsMissing(PrintJobExpand expand) throws Exception {
        answers("none");
        assertThat(print.printer("p").job("1").get(expand, expand).json()).contains("response 1");
        answers("400");
        assertThat(catchThrowableOfType(
                                ApiException.class,
                                () -> print.printer("p").job("1").get(expand))
                        .statusCode())
                .isEqualTo(400);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    /** Columns: responses; status of the exception; number of requests. */
    @ParameterizedTest
    @CsvSource({"404, 404, 1", "403, 403, 1", "501, 501, 1", "400; 400, 400, 2", "400; 404, 404, 2", "none; 404, 404, 2"
    })
    void aFailureEndsTheRead(String answers, int status, int requests) {
        answers(answers);

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> print.printer("p").job("1").get(TASKS, DOCUMENTS));

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.operation()).isEqualTo("printJob.get");
        assertThat(server.getRequestCount()).isEqualTo(requests);
    }

    @Test
    void anotherJobIsNotMergedIn() {
        answers("'tasks': []");
        server.enqueue(new MockResponse(200, Headers.EMPTY, "{\"id\": \"2\", \"status\": {\"state\": \"completed\"}}"));

        SdkException failure = catchThrowableOfType(
                SdkException.class, () -> print.printer("p").job("1").get(TASKS, DOCUMENTS));

        assertThat(failure).isExactlyInstanceOf(InvalidResponseException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aListIsReadOnceAsItIs() throws Exception {
        server.enqueue(new MockResponse(200, Headers.EMPTY, "{\"value\": [{\"id\": \"1\", \"documents\": []}]}"));

        assertThat(print.printer("p").jobs().list(TASKS, DOCUMENTS))
                .extracting(PrintJob::tasks)
                .containsExactly((List<PrintTask>) null);

        assertThat(requests()).containsExactly("GET /v1.0/print/printers/p/jobs?$expand=tasks,documents HTTP/1.1");
    }
}
