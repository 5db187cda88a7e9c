package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of the jobs of a graph, on the wire. */
@Timeout(60)
class GesJobsResourceTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private Graph graph;

    @BeforeEach
    void graph() {
        graph = new Graph(server);
    }

    private List<ListedJob> list() {
        return graph.resource().jobs().list().stream().toList();
    }

    /** So many jobs, from that number on, and what else there is. */
    private void page(int first, int size, String more) {
        String jobs = IntStream.range(first, first + size)
                .mapToObj(i -> "{\"jobId\":\"j" + i + "\"}")
                .collect(Collectors.joining(","));
        graph.answer("{\"jobs\":[" + jobs + "]" + more + "}");
    }

    private static String get(int offset) {
        return "GET /jobs/status?limit=500&offset=" + offset;
    }

    @Test
    void theMemoryEditionTellsMuchOfItsJobs() throws Exception {
        graph.example("job-list-memory-edition");

        List<ListedJob> jobs = list();

        assertThat(jobs).hasSize(3);
        ListedJob failed = jobs.get(0);
        assertThat(failed.jobId()).isEqualTo("b236a002-6acb-40cd-acca-bc3eb96b807d001680206");
        assertThat(failed.status()).isEqualTo(GesJobStatus.FAILED);
        assertThat(failed.taskType()).isEqualTo("Algorithm");
        assertThat(failed.canStop()).isFalse();
        assertThat(failed.progress()).isEqualTo(100);
        assertThat(failed.startTime()).isEqualTo("2024-05-23 09:54:00");
        assertThat(failed.endTime()).isEqualTo("2024-05-23 09:54:00");
        assertThat(failed.failReason())
                .isEqualTo("Running algorithm [shortest_path] error: parameter [source] is invalid!");
        assertThat(failed.rawRequest())
                .isEqualTo(
                        "{\"algorithmName\":\"shortest_path\",\"parameters\":{\"source\":\"0000\",\"target\":\"38\"}}");
        assertThat(failed.files()).isEmpty();
        assertThat(failed)
                .hasToString("ListedJob[jobId=b236a002-6acb-40cd-acca-bc3eb96b807d001680206, taskType=Algorithm,"
                        + " status=failed]");
        assertThat(jobs.get(2).rawRequest()).isNull();
        assertThat(jobs.get(2).files())
                .extracting(ListedJobFile::kind, ListedJobFile::total, ListedJobFile::successful, ListedJobFile::failed)
                .hasToString("[(\"edgeFiles\", 1659L, 1659L, 0L), (\"vertexFiles\", 146L, 146L, 0L),"
                        + " (\"schemaFiles\", 49L, 49L, 0L)]");
        ListedJobFile edges = jobs.get(2).files().get(0);
        assertThat(edges.fileName()).isEqualTo("auDatas/ranking_edge.csv");
        assertThat(edges.status()).isEqualTo(GesJobStatus.SUCCESS);
        assertThat(edges.startTime()).isEqualTo(Instant.parse("2024-05-23T01:33:21.745772Z"));
        assertThat(edges.endTime()).isEqualTo(Instant.parse("2024-05-23T01:33:21.757920Z"));
        graph.assertRequests(get(0));
    }

    @Test
    void theDatabaseEditionTellsTheRequest() throws Exception {
        graph.example("job-list-database-edition");

        List<ListedJob> jobs = list();

        assertThat(jobs).singleElement().satisfies(job -> {
            assertThat(job.jobId()).isEqualTo("4ae64af4226f9b91a469c7e609e00b800000382489090");
            assertThat(job.status()).isEqualTo(GesJobStatus.SUCCESS);
            assertThat(job.taskType()).isEqualTo("batch_build_index");
            assertThat(job.rawRequest()).startsWith("{\"indices\":[{\"indexType\":\"GlobalCompositeEdgeIndex\"");
            assertThat(job.canStop()).isNull();
            assertThat(job.progress()).isNull();
            assertThat(job.startTime()).isNull();
        });
        graph.assertRequests(get(0));
    }

    @Test
    void whatDriftsIsRead() {
        graph.answer("""
                {"jobs":[
                  {"job_id":"a","canStop":"true","progress":42,"startTime":1716428001745,"endTime":"","status":""},
                  {"jobId":"b","status":" success ","canStop":true,"progress":"42.5","request":{"body":{"x":1}}},
                  {"jobId":"c","canStop":null,"progress":"soon","rawRequest":null,"files":null},
                  null
                ],"jobCount":"3"}""");

        List<ListedJob> jobs = list();

        assertThat(jobs).extracting(ListedJob::jobId).containsExactly("a", "b", "c");
        assertThat(jobs).extracting(ListedJob::canStop).containsExactly(true, true, null);
        assertThat(jobs).extracting(ListedJob::progress).containsExactly(42, 42, null);
        assertThat(jobs).extracting(ListedJob::startTime).containsExactly("1716428001745", null, null);
        assertThat(jobs).extracting(ListedJob::endTime).containsOnlyNulls();
        assertThat(jobs).extracting(ListedJob::status).containsExactly(null, GesJobStatus.SUCCESS, null);
        assertThat(jobs).extracting(ListedJob::rawRequest).containsExactly(null, "{\"x\":1}", null);
    }

    @Test
    void eachRowHasItsOwnJson() {
        graph.answer("""
                {"total":{"jobs":[1]},"jobs":[{"jobId":"old"},{},{}],
                 "jobs":[{"jobId":"a","owner":{"jobs":["\u83ce"]}}, null, {"jobId" : "b"}],"jobCount":3}""");

        assertThat(list())
                .extracting(ListedJob::json)
                .containsExactly("{\"jobId\":\"a\",\"owner\":{\"jobs\":[\"\u83ce\"]}}", "{\"jobId\" : \"b\"}");
    }

    @Test
    void aFoundJobHasItsJson() {
        String job = "{\"jobId\":\"a\",\"rawRequest\":{\"labels\":[\"movie\"]},\"owner\":\"x\"}";
        graph.answer("{\"jobs\":[" + job + "]}");

        assertThat(graph.resource()
                        .jobs()
                        .find(VertexFilterQuery.builder().label("movie").build()))
                .extracting(ListedJob::json)
                .containsExactly(job);
    }

    @Test
    void aListedJobIsReadFromItsJson() {
        ListedJob job = ListedJob.fromJson("{\"jobId\":\"a\",\"status\":\"running\",\"owner\":\"x\"}");

        assertThat(job.jobId()).isEqualTo("a");
        assertThat(job.status()).isEqualTo(GesJobStatus.RUNNING);
        assertThat(job.json()).isEqualTo("{\"jobId\":\"a\",\"status\":\"running\",\"owner\":\"x\"}");
        assertThat(job).hasToString("ListedJob[jobId=a, taskType=null, status=running]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListedJob.fromJson("{}"))
                .withMessage("ListedJob: jobId is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListedJob.fromJson("[]"))
                .withMessage("ListedJob: unexpected structure");
    }

    @Test
    void theListGoesOnUntilAPageIsNotFull() throws Exception {
        page(0, 500, ",\"jobCount\":1100");
        page(500, 500, ",\"jobCount\":1100");
        page(1000, 100, ",\"jobCount\":1100");

        assertThat(list()).hasSize(1100);

        graph.assertRequests(get(0), get(500), get(1000));
    }

    /** In an example, the count could also be the count of the page. */
    @ParameterizedTest
    @ValueSource(strings = {",\"jobCount\":500", ",\"totalCount\":500", ""})
    void aFullPageIsNeverTakenForTheLast(String count) throws Exception {
        page(0, 500, count);
        page(500, 1, "");

        assertThat(list()).hasSize(501);

        graph.assertRequests(get(0), get(500));
    }

    @Test
    void aPageThatIsCutShortIsNotTheLastWhenMoreAreCounted() throws Exception {
        page(0, 100, ",\"totalCount\":150");
        page(100, 50, ",\"totalCount\":150");

        assertThat(list()).hasSize(150);

        graph.assertRequests(get(0), get(100));
    }

    @Test
    void anEditionThatDisregardsTheOffsetIsNotAskedForEver() throws Exception {
        page(0, 500, "");
        page(0, 500, "");

        assertThat(list()).hasSize(500);

        graph.assertRequests(get(0), get(500));
    }

    @Test
    void anEmptyListHasNoJobs() throws Exception {
        graph.answer("{\"jobs\":[],\"jobCount\":0}", "{\"jobCount\":0}");

        assertThat(list()).isEmpty();
        assertThat(list()).isEmpty();

        graph.assertRequests(get(0), get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"jobs\":{}}", "{\"jobs\":5}"})
    void anAnswerThatIsNoListIsNoResult(String answer) {
        graph.answer(answer);

        assertThatThrownBy(this::list).isExactlyInstanceOf(InvalidResponseException.class);
    }

    @Test
    void aRowThatCannotBeReadCostsNeitherItsPageNorTheNextOne() throws Exception {
        String rows = "{\"jobId\":\"j\"},".repeat(497)
                + "null,{\"status\":5,\"progress\":99999999999,\"taskType\":{}},{\"jobId\":7,\"progress\":1e400}";
        graph.answer("{\"jobs\":[" + rows + "]}", "{\"jobs\":[{\"jobId\":\"last\"}]}");

        List<ListedJob> jobs = list();

        assertThat(jobs).hasSize(500);
        assertThat(jobs.subList(497, 500)).extracting(ListedJob::jobId).containsExactly("", "7", "last");
        assertThat(jobs.get(497).status()).isEqualTo(new GesJobStatus("5"));
        assertThat(jobs).extracting(ListedJob::progress).containsOnlyNulls();
        graph.assertRequests(get(0), get(500));
    }

    @Test
    void aMissingGraphIsSeen() throws Exception {
        graph.example("job-list-graph-missing");

        assertThatThrownBy(this::list)
                .isExactlyInstanceOf(NotFoundException.class)
                .satisfies(failure -> assertThat(GesErrorCode.isGraphNotFound((ApiException) failure))
                        .isTrue());

        graph.assertRequests(get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'algorithmName':'pagerank','parameters':{'alpha':0.85,'directed':true}} | true",
                "{'parameters':{'directed':true,'alpha':0.850},'algorithmName':'pagerank'} | true",
                "{'executionMode':'async','algorithmName':'pagerank','parameters':{'alpha':0.85,'directed':true}} | true",
                "{'graphName':'movie','algorithmName':'pagerank','parameters':{'alpha':0.85,'directed':true},'x':''} | true",
                "{'algorithmName':'pagerank','parameters':{'alpha':0.85,'directed':true,'x':''}} | false",
                "{'algorithmName':'pagerank','parameters':{'alpha':0.85,'directed':true,'executionMode':'x'}} | false",
                "{'algorithmName':'pagerank','parameters':{'alpha':0.86,'directed':true}} | false",
                "{'algorithmName':'pagerank','parameters':{'alpha':0.85}} | false",
                "{'algorithmName':'pagerank','parameters':{'alpha':0.85,'directed':true},'limit':5} | false",
                "{'algorithmName':'pagerank','parameters':{'alpha':1e999,'directed':true}} | false",
                "'' | false",
                "{'cut | false"
            })
    void jobsAreFoundByTheirSubmission(String request, boolean isSame) throws Exception {
        String escaped = request.replace("'", "\\\"");
        graph.answer("{\"jobs\":[{\"jobId\":\"a\"},{\"jobId\":\"b\",\"rawRequest\":\"" + escaped + "\"}]}");

        List<ListedJob> found = graph.resource()
                .jobs()
                .find(Algorithm.of("pagerank").with("alpha", 0.85).with("directed", true));

        assertThat(found).extracting(ListedJob::jobId).isEqualTo(isSame ? List.of("b") : List.of());
        graph.assertRequests(get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/ges/v1.0/0ae1/graphs/movie/vertices/action?action_id=query, true",
        "/ges/v1.0/0ae1/graphs/movie/vertices/action?x=y&action_id=query&z, true",
        "https://ges/v1.0/0ae1/graphs/movie/vertices/action?action_id=query, true",
        "/ges/v1.0/0ae1/graphs/movie/vertices/action?action_id=delete, false",
        "/ges/v1.0/0ae1/graphs/movie/vertices/action?action_id=query-detail, false",
        "/ges/v1.0/0ae1/graphs/movie/vertices/action?not_action_id=query, false",
        "/ges/v1.0/0ae1/graphs/movie/vertices/action, false",
        "/ges/v1.0/0ae1/graphs/movie/edges/action?action_id=query, false",
        "/ges/v1.0/0ae1/graphs/movie/action?action_id=query, false",
        "'', true"
    })
    void whereARequestWentTellsWhatItWas(String url, boolean isSame) {
        graph.answer("{\"jobs\":[{\"jobId\":\"v\",\"request\":{\"url\":\"" + url
                + "\",\"body\":{\"labels\":[\"movie\"]}}}]}");

        assertThat(graph.resource()
                        .jobs()
                        .find(VertexFilterQuery.builder().label("movie").build()))
                .hasSize(isSame ? 1 : 0);
    }

    /** Each took minutes, when a pattern with two ways through the text read it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/graphs/m", "/graphs/m/?", "/graphs/m/v?&", "/graphs/m?action_id=&", "?action_id=&", "/graphs/"
            })
    void aLongUrlTakesNoLongTime(String piece) {
        String url = "/graphs/movie" + piece.repeat(400_000 / piece.length()) + "\\n";
        graph.answer("{\"jobs\":[{\"jobId\":\"v\",\"request\":{\"url\":\"" + url + "\"}}]}");

        assertThat(graph.resource()
                        .jobs()
                        .find(VertexFilterQuery.builder().label("movie").build()))
                .isEmpty();
    }

    /** Some members of a statement are not compared, and all of its parameters are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'p':1} | {'executionMode':'async','graphName':'movie','x':'', | true",
                "{'p':1,'x':''} | { | false",
                "{'p':1,'graphName':'movie'} | { | false"
            })
    void statementsAreComparedWithTheirParameters(String parameters, String start, boolean isSame) {
        CypherQuery query = CypherQuery.of("return $p").with("p", 1);
        String sent = Json.tree(new String(Json.write(query.request().body()), StandardCharsets.UTF_8))
                .toString();
        String listed = sent.replace("{\"p\":1}", parameters.replace('\'', '"'))
                .replace("{\"statement\":", start.replace('\'', '"') + "\"statement\":");
        graph.answer("{\"jobs\":[{\"jobId\":\"c\",\"rawRequest\":" + listed + "}]}");

        assertThat(graph.resource().jobs().find(query)).hasSize(isSame ? 1 : 0);
    }

    @Test
    void aQueryOfVerticesIsNotTakenForOneOfEdges() {
        String body = "\"rawRequest\":\"{\\\"labels\\\":[\\\"movie\\\"]}\"";
        graph.answer("{\"jobs\":[{\"jobId\":\"v\",\"taskType\":\"VertexQuery\"," + body
                + "},{\"jobId\":\"e\",\"taskType\":\"EdgeQuery\"," + body
                + "},{\"jobId\":\"d\",\"taskType\":\"DeleteVertices\","
                + body + "},{\"jobId\":\"x\",\"taskType\":\"ExportVertex\"," + body + "},{\"jobId\":\"u\"," + body
                + "}]}");

        assertThat(graph.resource()
                        .jobs()
                        .find(VertexFilterQuery.builder().label("movie").build()))
                .extracting(ListedJob::jobId)
                .containsExactly("v", "u");
    }
}
