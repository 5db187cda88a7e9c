package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import java.util.Iterator;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of a result, on the wire. */
@Timeout(60)
class GesResultsTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private Graph graph;

    @BeforeEach
    void graph() {
        graph = new Graph(server);
    }

    private void page(String outputs) {
        graph.answer("{\"status\":\"complete\",\"data\":{\"outputs\":" + outputs + "}}");
    }

    private void page(int offset, int total, String... vertices) {
        page("{\"vertices\":[" + (vertices.length == 0 ? "" : "\"" + String.join("\",\"", vertices) + "\"")
                + "],\"data_offset\":" + offset + ",\"data_return_size\":" + vertices.length + ",\"data_total_size\":"
                + total + "}");
    }

    private static String status(int offset, int limit) {
        return "GET /jobs/j1/status?offset=" + offset + "&limit=" + limit;
    }

    @Test
    void aPageIsAskedForWhenTheOneBeforeItIsUsedUp() throws Exception {
        page(0, 3, "a", "b");
        page(2, 3, "c");

        Iterator<GesVertex> vertices =
                graph.job().results().pageSize(2).vertices().iterator();

        graph.assertRequests();
        assertThat(vertices.next().id()).isEqualTo("a");
        assertThat(vertices.next().id()).isEqualTo("b");
        graph.assertRequests(status(0, 2));
    }

    @Test
    void theRowsOfAllPagesAreThere() throws Exception {
        page(0, 5, "a", "b");
        page(2, 5, "c", "d");
        page(4, 5, "e");

        assertThat(graph.job().results().pageSize(2).vertices())
                .extracting(GesVertex::id)
                .containsExactly("a", "b", "c", "d", "e");

        graph.assertRequests(status(0, 2), status(2, 2), status(4, 2));
    }

    @Test
    void aResultThatEndsWithAPageTakesNoRequestMore() throws Exception {
        page(0, 4, "a", "b");
        page(2, 4, "c", "d");

        assertThat(graph.job().results().pageSize(2).vertices()).hasSize(4);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void pagesHave2000RowsUnlessOthersAreAskedFor() throws Exception {
        graph.example("job-status-complete-pagerank");
        page("{\"pagerank\":[],\"data_return_size\":97,\"data_offset\":3,\"data_total_size\":100}");

        assertThat(graph.job().results().values("pagerank"))
                .extracting(VertexValue::toString)
                .containsExactly("46=0.0123", "Lee=0.0101", "Ray=0.0099");

        graph.assertRequests(status(0, 2000), status(3, 2000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1", "9223372036854775807", "1e300", "\"x\"", "null"})
    void aPageGoesAsFarAsItsRowsWhateverItSaysOfItself(String size) throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_return_size\":" + size + ",\"data_total_size\":3}");
        page("{\"vertices\":[\"c\"],\"data_return_size\":" + size + ",\"data_total_size\":3}");

        assertThat(graph.job().results().pageSize(2).vertices()).hasSize(3);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    /** Then the edges may be in another page than the first. */
    @Test
    void aPageGoesFurtherThanTheRowsThatWereAskedFor() throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_return_size\":2,\"data_total_size\":3}");
        page("{\"edges\":[{\"source\":\"a\",\"target\":\"b\"}],\"data_return_size\":1,\"data_total_size\":3}");

        assertThat(graph.job().results().pageSize(2).edges()).hasSize(1);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void edgesAndPathsAreReadLikewise() throws Exception {
        page("{\"edges\":[{\"source\":\"a\",\"target\":\"b\",\"index\":0}]}");
        page("{\"paths\":[[\"a\",\"b\"],[\"a\",\"c\",\"b\"]]}");

        assertThat(graph.job().results().edges()).extracting(GesEdge::index).containsExactly("0");
        assertThat(graph.job().results().paths()).containsExactly(List.of("a", "b"), List.of("a", "c", "b"));

        graph.assertRequests(status(0, 2000), status(0, 2000));
    }

    @Test
    void aResultWithoutSizesThatLooksLikeAFullPageIsAskedForMoreUntilItRepeatsItself() throws Exception {
        page("{\"paths\":[[\"a\"],[\"b\"]]}");
        page("{\"paths\":[[\"c\"],[\"d\"]]}");
        page("{\"paths\":[[\"c\"],[\"d\"]]}");

        assertThat(graph.job().results().pageSize(2).paths()).hasSize(4);

        graph.assertRequests(status(0, 2), status(2, 2), status(4, 2));
    }

    @Test
    void aServiceThatDisregardsTheLimitGivesAllAtOnce() throws Exception {
        page("{\"paths\":[[\"a\"],[\"b\"],[\"c\"]]}");

        assertThat(graph.job().results().pageSize(2).paths()).hasSize(3);

        graph.assertRequests(status(0, 2));
    }

    @Test
    void otherRowsThanThoseAskedForAreNoResult() throws Exception {
        page(0, 4, "a", "b");
        page(0, 4, "a", "b");

        assertThatThrownBy(() -> graph.job().results().pageSize(2).vertices().forEach(vertex -> {}))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("job.status failed: the rows from 0 came instead of those from 2");

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    /** Better than to hide that rows are missing. */
    @Test
    void pagesThatDoNotGoOnAreNoResult() throws Exception {
        page(0, 4, "a", "b");
        page(2, 4);

        assertThatThrownBy(() -> graph.job().results().pageSize(2).vertices().forEach(vertex -> {}))
                .isExactlyInstanceOf(InvalidResponseException.class);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void aSuccessWithoutDataIsEmpty() throws Exception {
        graph.example("hyg-sync-job-status-complete");

        assertThat(graph.job().results().vertices()).isEmpty();

        graph.assertRequests(status(0, 2000));
    }

    @Test
    void anOutputThatIsNotThereIsEmpty() throws Exception {
        graph.example("job-status-complete-pagerank");
        page(3, 3);

        assertThat(graph.job().results().values("coreness")).isEmpty();

        graph.assertRequests(status(0, 2000), status(3, 2000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'errorCode':'GES.8301','errorMessage':'Running algorithm [x] error: y!'} | HTTP 400 Bad Request,"
                        + " GES.8301: Running algorithm [x] error: y!",
                "200 | {'status':'failed'} | HTTP 200 OK: the job is failed",
                "200 | {'status':'failed','errorMessage':'why'} | HTTP 200 OK: why",
                "200 | {'status':'failed','errorCode':'GES.8402','errorMessage':'why'} | HTTP 200 OK, GES.8402: why",
                "200 | {'status':'cancelled'} | HTTP 200 OK: the job is cancelled",
                "200 | {'status':'partiallyFailed'} | HTTP 200 OK: the job is partiallyFailed"
            })
    void theResultsOfAJobThatDidNotEndWellCannotBeRead(int status, String answer, String message) throws Exception {
        graph.answer(status, answer.replace('\'', '"'));

        assertThatThrownBy(() -> graph.job().results().vertices().iterator().hasNext())
                .isExactlyInstanceOf(JobFailedException.class)
                .hasMessageStartingWith("job.status failed: " + message)
                .hasMessageEndingWith("; the job did not end well and has no result");

        graph.assertRequests(status(0, 2000));
    }

    @Test
    void whatAJobHasThatFailedInPartIsRead() throws Exception {
        graph.answer("{\"status\":\"partiallyFailed\",\"data\":{\"vertices\":[\"a\"]}}");

        assertThat(graph.job().results().vertices()).hasSize(1);
    }

    @Test
    void theResultsOfAnUnknownJobAreNotFound() throws Exception {
        graph.example("job-status-not-found");

        assertThatThrownBy(() -> graph.job().results().vertices().iterator().hasNext())
                .isExactlyInstanceOf(NotFoundException.class);
    }

    @Test
    void theResultsOfAJobThatGoesOnAreAMistakeOfTheProgram() throws Exception {
        graph.example("job-status-running");

        assertThatIllegalStateException()
                .isThrownBy(() -> graph.job().results().vertices().iterator().hasNext())
                .withMessage("the job is running: await its end before its results");

        graph.assertRequests(status(0, 2000));
    }
}
