package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.PagedIterable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void pagesHave500RowsUnlessOthersAreAskedFor() throws Exception {
        graph.example("job-status-complete-pagerank");
        page("{\"pagerank\":[],\"data_return_size\":97,\"data_offset\":3,\"data_total_size\":100}");

        assertThat(graph.job().results().values("pagerank"))
                .extracting(VertexValue::toString)
                .containsExactly("46=0.0123", "Lee=0.0101", "Ray=0.0099");

        graph.assertRequests(status(0, 500), status(3, 500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1", "9223372036854775807", "1e300", "\"x\"", "null"})
    void aPageGoesAsFarAsItsRowsWhateverItSaysOfItself(String size) throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_return_size\":" + size + ",\"data_total_size\":3}");
        page("{\"vertices\":[\"c\"],\"data_return_size\":" + size + ",\"data_total_size\":3}");

        assertThat(graph.job().results().pageSize(2).vertices()).hasSize(3);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    /** A row may have more than one value, and what a page says of its size may be missing. */
    @ParameterizedTest
    @ValueSource(strings = {"\"data_offset\":%d,\"data_return_size\":2,", "\"data_return_size\":2,", ""})
    void aPageGoesAsFarAsItsRowsAndNotAsTheirValues(String sizes) throws Exception {
        for (int offset : new int[] {0, 2}) {
            page("{\"x\":[{\"a" + offset + "\":1,\"b" + offset + "\":2},{\"c" + offset + "\":3,\"d" + offset + "\":4}],"
                    + sizes.formatted(offset) + "\"data_total_size\":4}");
        }

        assertThat(graph.job().results().pageSize(2).values("x"))
                .extracting(VertexValue::vertexId)
                .containsExactly("a0", "b0", "c0", "d0", "a2", "b2", "c2", "d2");

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void aFullPageOfRowsWithMoreThanOneValueIsNotTheLast() throws Exception {
        page("{\"x\":[{\"a\":1,\"b\":2},{\"c\":3}]}");
        page("{\"x\":[{\"d\":4}]}");

        assertThat(graph.job().results().pageSize(2).values("x")).hasSize(4);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    /** Better than to give rows twice, or to hide that others are missing. */
    @Test
    void rowsThatComeOnceMoreAreNoResultWhenThereAreToBeOthers() throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_total_size\":4}");
        page("{\"vertices\":[\"a\",\"b\"],\"data_total_size\":4}");

        assertThatThrownBy(() -> graph.job().results().pageSize(2).vertices().forEach(vertex -> {}))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage(
                        "job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: the service returned the rows before offset 2 again, so it"
                                + " ignores the offset: set a pageSize() that covers the whole result");

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void pagesMayBeginAlike() throws Exception {
        String parallel = "{\"source\":\"a\",\"target\":\"b\"}";
        page("{\"edges\":[" + parallel + ",{\"source\":\"a\",\"target\":\"c\"}]}");
        page("{\"edges\":[" + parallel + ",{\"source\":\"a\",\"target\":\"d\"}]}");
        page("{\"edges\":[]}");

        assertThat(graph.job().results().pageSize(2).edges())
                .extracting(GesEdge::target)
                .containsExactly("b", "c", "b", "d");

        graph.assertRequests(status(0, 2), status(2, 2), status(4, 2));
    }

    @Test
    void thereIsRoomForManyProperties() throws Exception {
        page(vertices(500, 200));

        assertThat(graph.job().results().vertices()).hasSize(500);

        graph.assertRequests(status(0, 500));
    }

    @Test
    void aPageThatExceedsABoundSaysWhatToSet() throws Exception {
        page(vertices(2_000, 270)); // at four tokens each, beyond 2,097,152

        assertThatThrownBy(
                        () -> graph.job().results().pageSize(2_000).vertices().forEach(vertex -> {}))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageStartingWith(
                        "job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: the page of up to 2000 rows from offset 0 is unreadable: if it exceeds"
                                + " a limit, set a smaller pageSize")
                .cause()
                .hasMessageContaining("a limit is exceeded: the response has more than ")
                .hasMessageContaining(" JSON tokens; raise ");

        graph.assertRequests(status(0, 2_000));
    }

    private static String vertices(int rows, int properties) {
        String members = IntStream.range(0, properties)
                .mapToObj(i -> "\"p" + i + "\":[1]")
                .collect(Collectors.joining(","));
        return "{\"vertices\":["
                + Stream.generate(() -> "{\"id\":\"a\",\"label\":\"b\",\"properties\":{" + members + "}}")
                        .limit(rows)
                        .collect(Collectors.joining(","))
                + "],\"data_total_size\":" + rows + "}";
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

        graph.assertRequests(status(0, 500), status(0, 500));
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
    void otherRowsThanThoseAskedForAreNoResultWithoutATotalEither() throws Exception {
        page("{\"vertices\":[\"a\",\"b\"],\"data_offset\":0}");
        page("{\"vertices\":[\"a\",\"b\"],\"data_offset\":0}");

        assertThatThrownBy(() -> graph.job().results().pageSize(2).vertices().forEach(vertex -> {}))
                .isExactlyInstanceOf(InvalidResponseException.class);
        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void otherRowsThanThoseAskedForAreNoResult() throws Exception {
        page(0, 4, "a", "b");
        page(0, 4, "a", "b");

        assertThatThrownBy(() -> graph.job().results().pageSize(2).vertices().forEach(vertex -> {}))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage(
                        "job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: the service returned the rows from offset 0 instead of 2,"
                                + " so it ignores the offset: set a pageSize() that covers the whole result");

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

        graph.assertRequests(status(0, 500));
    }

    @Test
    void anOutputThatIsNotThereIsAMistakeThatListsTheOutputs() throws Exception {
        graph.example("job-status-complete-pagerank");
        PagedIterable<VertexValue> values = graph.job().results().values("pageRank");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> values.iterator().hasNext())
                .withMessage("the result of /ges/v1.0/0ae1/graphs/movie/jobs/j1 has no output pageRank; its outputs are"
                        + " [pagerank]: use one of these names");

        graph.assertRequests(status(0, 500));
    }

    @Test
    void aPageAfterTheFirstMayLackTheOutput() throws Exception {
        page("{\"x\":[{\"a\":1},{\"b\":2}]}");
        page("{\"y\":[]}");

        assertThat(graph.job().results().pageSize(2).values("x")).hasSize(2);

        graph.assertRequests(status(0, 2), status(2, 2));
    }

    @Test
    void theResultOfAReadNamesItsJob() {
        graph.example("job-status-complete-pagerank");
        GesResult result = graph.job().get().result();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.number("pageRank"))
                .withMessageStartingWith("the result of /ges/v1.0/0ae1/graphs/movie/jobs/j1 has no output pageRank; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.number("pagerank"))
                .withMessage(
                        "the output pagerank of /ges/v1.0/0ae1/graphs/movie/jobs/j1 is not a single number: read it"
                                + " with output(\"pagerank\")");
    }

    @Test
    void theResultOfAnExecutionNamesItsGraph() {
        graph.answer("{\"data\":{\"outputs\":{\"vertices\":[\"a\"]}}}");
        GesResult result = graph.resource().execute(Algorithm.kHop("a", 1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.values("verticez"))
                .withMessageStartingWith("the result of /ges/v1.0/0ae1/graphs/movie has no output verticez; ");
    }

    @Test
    void anEmptyOutputIsAnOutputToo() {
        page(0, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        graph.job().results().values("verticez").iterator().hasNext())
                .withMessage("the result of /ges/v1.0/0ae1/graphs/movie/jobs/j1 has no output verticez; its outputs are"
                        + " [vertices]: use one of these names");
    }

    @Test
    void aResultWithoutOutputsMayLackTheOutput() throws Exception {
        page("{\"data_offset\":0,\"data_return_size\":0,\"data_total_size\":0}");

        assertThat(graph.job().results().values("x")).isEmpty();

        graph.assertRequests(status(0, 500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'errorCode':'GES.8301','errorMessage':'Running algorithm [x] error: y!'} | HTTP 400 Bad Request,"
                        + " GES.8301: Running algorithm [x] error: y!",
                "200 | {'status':'failed'} | HTTP 200 OK: the status of the job is failed",
                "200 | {'status':'failed','errorMessage':'why'} | HTTP 200 OK: why",
                "200 | {'status':'failed','errorCode':'GES.8402','errorMessage':'why'} | HTTP 200 OK, GES.8402: why",
                "200 | {'status':'cancelled'} | HTTP 200 OK: the status of the job is cancelled",
                "200 | {'status':'cancelled','data':{'vertices':[]}} | HTTP 200 OK: the status of the job is cancelled",
                "200 | {'status':'Failed','data':{'vertices':['a']}} | HTTP 200 OK: the status of the job is Failed",
                "200 | {'status':'complete','result':'failed','data':{}} | HTTP 200 OK: the status of the job is failed",
                "200 | {'status':'failed','errorCode':'GES.8007'} | HTTP 200 OK, GES.8007: the status of the job is failed",
                "200 | {'status':'partiallyFailed'} | HTTP 200 OK: the status of the job is partiallyFailed"
            })
    void theResultsOfAJobThatDidNotEndWellCannotBeRead(int status, String answer, String message) throws Exception {
        graph.answer(status, answer.replace('\'', '"'));

        assertThatThrownBy(() -> graph.job().results().vertices().iterator().hasNext())
                .isExactlyInstanceOf(JobFailedException.class)
                .hasMessageStartingWith("job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: " + message)
                .hasMessageEndingWith(
                        "; the job failed or was cancelled, so it has no result: fix the cause and submit the work again");

        graph.assertRequests(status(0, 500));
    }

    @Test
    void whatAJobHasThatFailedInPartIsRead() throws Exception {
        graph.answer("{\"status\":\"partiallyFailed\",\"data\":{\"vertices\":[\"a\"]}}");

        assertThat(graph.job().results().vertices()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed | JobFailedException | job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 200 OK, GES.8301: why",
                "running | IllegalStateException | job.results of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: the job has no result yet, because its status is running: call await()",
                "success | NotFoundException | job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 400 Bad Request, GES.8301"
            })
    void aJobThatIsOnlyListedHasNoResult(String word, String type, String message) throws Exception {
        graph.error("GES.8301", "");
        graph.answer("{\"jobs\":[{\"jobId\":\"j1\",\"status\":\"" + word + "\",\"failReason\":\"why\"}]}");

        assertThatThrownBy(() -> graph.job().results().vertices().iterator().hasNext())
                .hasMessageStartingWith(message)
                .satisfies(failure ->
                        assertThat(failure.getClass().getSimpleName()).isEqualTo(type));

        graph.assertRequests(status(0, 500), "GET /jobs/status?limit=500&offset=0");
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
                .withMessage("job.results of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: the job has no result yet,"
                        + " because its status is running: call await() before results()");

        graph.assertRequests(status(0, 500));
    }
}
