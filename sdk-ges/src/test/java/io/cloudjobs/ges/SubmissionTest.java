package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of submissions, and how the client reads the responses. */
@Timeout(60)
class SubmissionTest {
    private static final String JOB = "4448c9fb-0b16-4a78-8d89-2a137c53454a001679122";
    private static final ObsParameters KEY = ObsParameters.of("XXXXXXX", "XXXXXXX");

    private static final VertexFilterQuery VERTICES = VertexFilterQuery.builder()
            .offset(0)
            .limit(2)
            .label("movies", "user")
            .filter(PropertyFilter.equalTo("Age", "18-24"))
            .build();
    private static final EdgeFilterQuery EDGES =
            EdgeFilterQuery.builder().label("rate").build();
    private static final Algorithm PAGERANK = Algorithm.of("pagerank")
            .with("alpha", 0.85)
            .with("convergence", 1e-5)
            .with("max_iterations", 1000)
            .with("directed", true);
    private static final FilteredQuery HOP = FilteredQuery.builder()
            .vertices("tr_10")
            .filter("outV")
            .filter("out", ElementFilter.label("rate"))
            .fullPath(false)
            .build();
    private static final CypherQuery CYPHER = CypherQuery.of("match (n) return n limit 1");
    private static final AddIndex INDEX = AddIndex.builder("ageIndex", IndexType.GLOBAL_COMPOSITE_VERTEX_INDEX)
            .hasLabel(true)
            .property("age")
            .build();
    private static final ImportGraph IMPORT = ImportGraph.builder()
            .edgesetPath("testbucket/demo_movie/edges/")
            .vertexsetPath("testbucket/demo_movie/vertices/")
            .schemaPath("testbucket/demo_movie/incremental_data_schema.xml")
            .logDir("testbucket/importlogdir")
            .parallelEdge(ParallelEdgeAction.OVERRIDE)
            .delimiter(",")
            .trimQuote("\"")
            .offline(false)
            .obsParameters(KEY)
            .build();
    private static final ExportGraph EXPORT =
            ExportGraph.builder("demo_movie/").obsParameters(KEY).build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final List<Duration> timeouts = new ArrayList<>();
    private final OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                timeouts.add(Duration.ofNanos(chain.call().timeout().timeoutNanos()));
                return chain.proceed(chain.request());
            })
            .build();

    private GesJobClient client() {
        ClientSettings settings = new ClientSettings();
        settings.time = new ManualTime();
        return GesJobClient.builder(settings)
                .endpoint(server.url("/").toString())
                .projectId("0ae1")
                .httpClient(http)
                .tokenProvider(TokenProvider.of("token"))
                .build();
    }

    private GesGraphResource graph() {
        return client().graph("movie");
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    /** Every operation that submits something, with the example that shows its request. */
    static Stream<Arguments> operations() {
        return Stream.of(
                operation(
                        "submit-vertex-filter",
                        "",
                        client -> client.graph("movie").submit(VERTICES).id()),
                operation(
                        "submit-algorithm",
                        "{\"executionMode\":\"async\"}",
                        client -> client.graph("movie").submit(PAGERANK).id()),
                operation(
                        "submit-index",
                        "",
                        client -> client.graph("movie").submit(INDEX).id()),
                operation(
                        "submit-delete-index",
                        "",
                        client -> client.graph("movie").index("ageIndex").drop().id()),
                operation(
                        "submit-filtered-query-async",
                        "",
                        client -> client.graph("movie").submit(HOP).id()),
                operation(
                        "submit-cypher-async",
                        "",
                        client -> client.graph("movie").submit(CYPHER).id()),
                operation(
                        "submit-import-graph",
                        "",
                        client -> client.graph("movie").submit(IMPORT).id()),
                operation(
                        "submit-export-result",
                        "{\"erase\":false}",
                        client -> client.graph("movie")
                                .job(JOB)
                                .exportResult(ExportResult.builder("demo_movie/")
                                        .fileName("louvain")
                                        .obsParameters(ObsParameters.of("xxxx", "xxxx"))
                                        .build())
                                .id()),
                operation(
                        "submit-hyg-algorithm",
                        "",
                        client -> client.hyg("movie")
                                .submit(PAGERANK.outputFormat("CSV").outputMode("FULL"))
                                .id()),
                operation(
                        "submit-hyg-dump",
                        "",
                        client -> client.hyg("movie")
                                .job(JOB)
                                .exportResult(ExportResult.builder("demo_movie/")
                                        .erase(true)
                                        .obsParameters(ObsParameters.of("xxxx", "xxxx"))
                                        .build())
                                .id()));
    }

    private static Arguments operation(String example, String more, Function<GesJobClient, String> submit) {
        return argumentSet(example, example, more, submit);
    }

    /** {@code more} is what the example leaves to the default of the service, and is always said by us. */
    @ParameterizedTest
    @MethodSource("operations")
    void theDocumentedRequestIsSentAndTheJobOfItsAnswerGiven(
            String example, String more, Function<GesJobClient, String> submit) throws Exception {
        server.enqueue(Fixture.answer(example));

        assertThat(submit.apply(client())).isEqualTo(idIn(example));

        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(lineOf(example));
        String sent = text(request);
        if (Fixture.requestBody(example).isMissingNode()) {
            assertThat(sent).isEmpty();
        } else {
            ObjectNode expected = Fixture.requestBody(example).deepCopy();
            if (!more.isEmpty()) {
                expected.setAll((ObjectNode) Fixture.json(more));
            }
            assertThat(Fixture.json(sent)).isEqualTo(expected);
        }
    }

    private static String idIn(String example) {
        return Fixture.responseBody(example).findValue("jobId").asText();
    }

    private static String lineOf(String example) {
        JsonNode request = Fixture.request(example);
        String path = request.path("path")
                .asText()
                .replace("{project_id}", "0ae1")
                .replace("{graph_name}", "movie")
                .replace("{job_id}", JOB)
                .replace("{index_name}", "ageIndex");
        String query = request.path("query").properties().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + parameter.getValue().asText())
                .collect(Collectors.joining("&"));
        return request.path("method").asText() + " " + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String text(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private static JsonNode body(GesSubmission submission) {
        return Fixture.json(new String(Json.write(submission.request().body()), StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        return Fixture.json(text.replace('\'', '"'));
    }

    /** Submissions that no example shows, or not so. */
    static Stream<Arguments> bodies() {
        return Stream.of(
                body(
                        "every filter of vertices",
                        VertexFilterQuery.builder()
                                .filter(PropertyFilter.lessThan("a", "1"))
                                .filter(PropertyFilter.atMost("a", "1"))
                                .filter(PropertyFilter.greaterThan("a", "1"))
                                .or(PropertyFilter.atLeast("a", "1"))
                                .filter(PropertyFilter.range("a", "1", "2"))
                                .filter(PropertyFilter.has("a"))
                                .filter(PropertyFilter.hasNot("a", "1", "2"))
                                .filter(PropertyFilter.of("a", "full_text_match", "word"))
                                .sort(Sort.byId())
                                .sort(Sort.byLabel().descending())
                                .sort(Sort.byProperty("Age").descending())
                                .build(),
                        """
                        {'vertexFilters':[{'propertyName':'a','predicate':'<','values':['1']},
                          {'propertyName':'a','predicate':'<=','values':['1']},
                          {'propertyName':'a','predicate':'>','values':['1']},
                          {'propertyName':'a','predicate':'>=','values':['1'],'type':'or'},
                          {'propertyName':'a','predicate':'range','values':['1','2']},
                          {'propertyName':'a','predicate':'has'},
                          {'propertyName':'a','predicate':'hasNot','values':['1','2']},
                          {'propertyName':'a','predicate':'full_text_match','values':['word']}],
                         'sorts':[{'key':'id'},{'key':'label','orderValue':'decr'},
                          {'propertyName':'Age','orderValue':'decr'}]}"""),
                body(
                        "edges, as on the page of the service",
                        EdgeFilterQuery.builder()
                                .offset(0)
                                .limit(20)
                                .label("rate")
                                .filter(PropertyFilter.atLeast("Score", "2"))
                                .or(PropertyFilter.range("Datetime", "1998-12-27 01:00:00", "2000-12-31 00:12:38"))
                                .build(),
                        """
                        {'offset':0,'limit':20,'labels':['rate'],
                         'edgeFilters':[{'propertyName':'Score','predicate':'>=','values':['2']},
                          {'propertyName':'Datetime','predicate':'range',
                           'values':['1998-12-27 01:00:00','2000-12-31 00:12:38'],'type':'or'}]}"""),
                body(
                        "a filtered query without ids and labels",
                        FilteredQuery.builder()
                                .vertices("a")
                                .filter("inV")
                                .withoutIds()
                                .withoutLabels()
                                .build(),
                        """
                        {'by':[{'id':false,'label':false,'properties':true}],'vertices':['a'],
                         'filters':[{'operator':'inV'}],'executionMode':'async'}"""),
                body(
                        "parallel edges of the same label",
                        ImportGraph.builder()
                                .edgesetPath("bucket/edges/")
                                .parallelEdgeOfSameLabel(ParallelEdgeAction.IGNORE)
                                .build(),
                        """
                        {'edgesetFormat':'csv','edgesetPath':'bucket/edges/',
                         'parallelEdge':{'action':'ignore','ignoreLabel':false}}"""),
                body(
                        "a combination in full text",
                        VertexFilterQuery.builder()
                                .filter(PropertyFilter.fullTextCombination(Map.of("title", "american")))
                                .build(),
                        """
                        {'vertexFilters':[{'propertyName':'propertyName','predicate':'full_text_combination',
                          'values':[{'propertyName':'title','value':'american'}]}]}"""),
                body(
                        "an algorithm with filters",
                        Algorithm.of("filtered_shortest_path")
                                .with(Map.of("source", "a"))
                                .vertexFilter(ElementFilter.property("Age", ">=", "18")
                                        .and(ElementFilter.id("PREFIX", "u_").or(ElementFilter.label("!=", "movie"))))
                                .edgeFilter(ElementFilter.label("rate"))
                                .rows(10, 5),
                        """
                        {'algorithmName':'filtered_shortest_path','parameters':{'source':'a'},'executionMode':'async',
                         'vertex_filter':{'property_filter':{
                          'leftvalue':{'property_filter':{'leftvalue':{'property_name':'Age'},'predicate':'>=',
                            'rightvalue':{'value':'18'}}},
                          'predicate':'&',
                          'rightvalue':{'property_filter':{
                            'leftvalue':{'property_filter':{'leftvalue':{'id':''},'predicate':'PREFIX',
                              'rightvalue':{'value':'u_'}}},
                            'predicate':'|',
                            'rightvalue':{'property_filter':{'leftvalue':{'label_name':'labelName'},'predicate':'!=',
                              'rightvalue':{'value':'movie'}}}}}}},
                         'edge_filter':{'property_filter':{'leftvalue':{'label_name':'labelName'},'predicate':'=',
                          'rightvalue':{'value':'rate'}}}}"""),
                body(
                        "pagerank",
                        Algorithm.pageRank(),
                        "{'algorithmName':'pagerank','parameters':{},'executionMode':'async'}"),
                body(
                        "personalrank",
                        Algorithm.personalRank("v"),
                        "{'algorithmName':'personalrank','parameters':{'source':'v'},'executionMode':'async'}"),
                body(
                        "k_hop",
                        Algorithm.kHop("v", 2),
                        "{'algorithmName':'k_hop','parameters':{'source':'v','k':2},'executionMode':'async'}"),
                body(
                        "shortest_path",
                        Algorithm.shortestPath("v", "w"),
                        "{'algorithmName':'shortest_path','parameters':{'source':'v','target':'w'},"
                                + "'executionMode':'async'}"),
                body(
                        "connected_component",
                        Algorithm.connectedComponent(),
                        "{'algorithmName':'connected_component','parameters':{},'executionMode':'async'}"),
                body(
                        "a filtered query from edges",
                        FilteredQuery.builder()
                                .edge("a", "b")
                                .edge("a", "c", "1")
                                .filter("inV", ElementFilter.label("user"))
                                .filter("both", ElementFilter.label("rate"))
                                .queryType("AllVertices")
                                .withoutProperties()
                                .build(),
                        """
                        {'query_type':'AllVertices','by':[{'id':true,'label':true,'properties':false}],
                         'edges':[{'source':'a','target':'b'},{'source':'a','target':'c','index':'1'}],
                         'filters':[{'operator':'inV','vertex_filter':{'property_filter':{
                           'leftvalue':{'label_name':'labelName'},'predicate':'=','rightvalue':{'value':'user'}}}},
                          {'operator':'both','edge_filter':{'property_filter':{
                           'leftvalue':{'label_name':'labelName'},'predicate':'=','rightvalue':{'value':'rate'}}}}],
                         'executionMode':'async'}"""),
                body(
                        "Cypher with all that it can have",
                        CypherQuery.of("match (n) where n.name in $names return n")
                                .with("names", Arrays.asList("a", null))
                                .with("none", null)
                                .with("map", Map.of("x", 1))
                                .resultDataContents("row", "graph")
                                .includeStats()
                                .runtime("slotted")
                                .limit(5),
                        """
                        {'statements':[{'statement':'match (n) where n.name in $names return n',
                          'resultDataContents':['row','graph'],'includeStats':true,'runtime':'slotted',
                          'parameters':{'names':['a',null],'none':null,'map':{'x':1}},'executionMode':'async',
                          'limit':5}]}"""),
                body(
                        "an index of the database edition",
                        AddIndex.builder("i", IndexType.COMPOSITE_EDGE_INDEX)
                                .indexLabel("rate")
                                .property("Score")
                                .build(),
                        """
                        {'indexName':'i','indexType':'CompositeEdgeIndex','indexLabel':['rate'],'hasLabel':false,
                         'indexProperty':['Score']}"""),
                body(
                        "an index of labels only",
                        AddIndex.builder("i", IndexType.GLOBAL_COMPOSITE_EDGE_INDEX)
                                .hasLabel(true)
                                .build(),
                        "{'indexName':'i','indexType':'GlobalCompositeEdgeIndex','hasLabel':'true','indexProperty':[]}"),
                body(
                        "an export",
                        ExportGraph.builder("demo_movie/")
                                .edgeSetName("set_edge.csv")
                                .vertexSetName("set_vertex.csv")
                                .schemaName("set_schema.xml")
                                .obsParameters(KEY)
                                .build(),
                        """
                        {'graphExportPath':'demo_movie/','edgeSetName':'set_edge.csv','vertexSetName':'set_vertex.csv',
                         'schemaName':'set_schema.xml','obsParameters':{'accessKey':'XXXXXXX','secretKey':'XXXXXXX'}}"""));
    }

    private static Arguments body(String name, GesSubmission submission, String json) {
        return argumentSet(name, submission, json);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void whatIsBuiltIsSent(GesSubmission submission, String json) {
        assertThat(body(submission)).isEqualTo(json(json));
    }

    @Test
    void everySubmissionSaysWhereItGoesAndNothingElse() {
        assertThat(List.of(VERTICES, EDGES, HOP, CYPHER, INDEX, IMPORT, EXPORT).toString())
                .isEqualTo("[graph.queryVertices: POST /vertices/action, graph.queryEdges: POST /edges/action,"
                        + " graph.filteredQuery: POST /action, graph.executeCypherQuery: POST /action,"
                        + " graph.addIndex: POST /indices, graph.import: POST /action, graph.export: POST /action]");
        assertThat(PAGERANK).hasToString("Algorithm[pagerank]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submit-delete-by-file                                 | 72b268f7-fdb6-467d-a41f-b1a09f26e593000003836",
                "{\"job_id\":\"1\"}                                    | 1",
                "{\"jobId\":\"1\",\"jobType\":0,\"result\":\"success\"} | 1",
                "{\"results\":[{\"jobId\":\"1\"}],\"errors\":[]}       | 1",
                "{\"jobId\":1}                                         | 1",
                "{\"jobId\":\" \",\"results\":[{\"jobId\":\"1\"}]}      | 1",
            })
    void theIdIsFoundWhereverItStands(String answer, String id) {
        server.enqueue(
                answer.startsWith("{") ? new MockResponse.Builder().body(answer).build() : Fixture.answer(answer));

        assertThat(graph().submit(PAGERANK).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"jobId\":\"\"}",
                "{\"jobId\":null}",
                "{\"results\":[]}",
                "{\"results\":[{}]}",
                "{\"results\":[null]}",
                "{\"jobId\":\"a/b\"}",
                "{\"jobId\":\"\\u00a0\"}",
                "{\"jobId\":\"\\u200b\"}",
                "{\"data\":{}}",
                "[]",
                "null",
                ""
            })
    void anAnswerWithoutAnIdIsNoJobAndNothingIsSentAgain(String answer) {
        answer(answer);

        InvalidResponseException failure =
                catchThrowableOfType(InvalidResponseException.class, () -> graph().submit(PAGERANK));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "submit-algorithm-graph-missing,      graph.executeAlgorithm,   GES.8402",
        "submit-cypher-error-400,             graph.executeCypherQuery, GES.8904",
        "submit-edge-filter-empty,            graph.queryEdges,         GES.8103",
        "submit-export-graph-parameter-error, graph.export,             GES.8005",
        "submit-filtered-query-bad-mode,      graph.filteredQuery,      GES.8806",
        "submit-index-graph-missing,          graph.addIndex,           GES.8603",
        "submit-vertex-filter-empty,          graph.queryVertices,      GES.8203"
    })
    void aRefusalIsReadAndNotRepeated(String example, String operation, String code) throws Exception {
        server.enqueue(Fixture.answer(example));
        GesSubmission submission = Stream.of(VERTICES, EDGES, PAGERANK, HOP, CYPHER, INDEX, IMPORT, EXPORT)
                .filter(one -> one.request().operation().equals(operation))
                .findFirst()
                .orElseThrow();

        ApiException failure = catchThrowableOfType(ApiException.class, () -> graph().submit(submission));

        assertThat(failure.operation()).isEqualTo(operation);
        assertThat(failure.error().code()).isEqualTo(code);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod() + " " + request.getTarget()).isEqualTo(lineOf(example));
    }

    @Test
    void aFilteredQueryIsExecutedSynchronously() throws Exception {
        server.enqueue(Fixture.answer("submit-filtered-query-sync"));

        GesResult result = graph().execute(HOP);

        assertThat(result.edges()).singleElement().satisfies(edge -> {
            assertThat(edge.source()).isEqualTo("tr_1");
            assertThat(edge.target()).isEqualTo("tr_3");
        });
        assertSynchronous(Fixture.requestBody("submit-filtered-query-sync"));
    }

    @Test
    void anAlgorithmIsExecutedSynchronously() throws Exception {
        answer("{\"data\":{\"outputs\":{\"path\":[\"46\",\"133\"],\"source\":\"46\",\"target\":\"133\"}}}");

        GesResult result = graph().execute(Algorithm.shortestPath("46", "133").rows(10, 5));

        assertThat(result.paths()).containsExactly(List.of("46", "133"));
        assertSynchronous(json("{'algorithmName':'shortest_path','parameters':{'source':'46','target':'133'},"
                + "'executionMode':'sync','offset':10,'limit':5}"));
    }

    @Test
    void aCypherQueryIsExecutedSynchronously() throws Exception {
        answer("""
                {"results":[{"columns":["n","d","l"],
                  "data":[{"row":[{"name":"a","tags":["x"]},1.5,null],"meta":[{"id":"1"},null,null]},
                          {"row":["b",2,[true]]}, null],
                  "stats":{"contains_updates":true,"nodes_created":1}}],"errors":[]}""");

        CypherResult result = graph().execute(CYPHER.includeStats().limit(5));

        assertThat(result.columns()).containsExactly("n", "d", "l");
        assertThat(result.rows())
                .containsExactly(
                        Arrays.asList(Map.of("name", "a", "tags", List.of("x")), 1.5, null),
                        List.of("b", 2, List.of(true)));
        assertThat(result.stats()).isEqualTo(Map.of("contains_updates", true, "nodes_created", 1));
        assertThat(result.json()).contains("\"meta\"");
        assertThat(result).hasToString("CypherResult[columns=[n, d, l], rows=2]");
        assertThatThrownBy(() -> result.rows().get(0).set(0, "x")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> result.stats().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertSynchronous(json("{'statements':[{'statement':'match (n) return n limit 1','resultDataContents':['row'],"
                + "'includeStats':true,'parameters':{},'executionMode':'sync'}]}"));
    }

    private void assertSynchronous(JsonNode body) throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(Fixture.json(text(server.takeRequest()))).isEqualTo(body);
        assertThat(timeouts).singleElement().isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[]}",
                "{\"results\":[null],\"errors\":null}",
                "{\"results\":[{}]}",
                "{\"results\":[{\"columns\":null,\"data\":null,\"stats\":null}]}",
                "{\"results\":[{\"data\":[{\"graph\":{\"nodes\":[]}},{\"row\":null}]}]}"
            })
    void aCypherResultWithoutRowsIsEmpty(String json) {
        CypherResult result = CypherResult.fromJson(json);

        assertThat(result.columns()).isEmpty();
        assertThat(result.rows()).isEmpty();
        assertThat(result.stats()).isEmpty();
        assertThat(result.json()).isEqualTo(json);
    }

    @Test
    void whatIsNoCypherResultIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CypherResult.fromJson("{\"data\":{}}"))
                .withMessageContaining("results is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jobId\":\"\",\"result\":\"success\"}", "{\"result\":\"success\"}", "{}"})
    void theDatabaseEditionDropsAnIndexWithoutAJob(String answer) throws Exception {
        answer(answer);

        assertThat(graph().index("ageIndex").drop()).isNull();
        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("DELETE /ges/v1.0/0ae1/graphs/movie/indices/ageIndex HTTP/1.1");
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                incomplete(
                        "neither a label nor a filter: call label() or filter()",
                        () -> VertexFilterQuery.builder().limit(1).build()),
                incomplete(
                        "or() needs a filter before it: add the first filter with filter()",
                        () -> VertexFilterQuery.builder().label("a").or(PropertyFilter.has("b"))),
                incomplete(
                        "neither a label nor a filter: call label() or filter()",
                        () -> EdgeFilterQuery.builder().build()),
                incomplete(
                        "no vertex or edge to start from: call vertices() or edge()",
                        () -> FilteredQuery.builder().filter("outV").build()),
                incomplete(
                        "both vertices and edges: call vertices() or edge(), not both",
                        () -> FilteredQuery.builder()
                                .vertices("a")
                                .edge("a", "b")
                                .filter("outV")
                                .build()),
                incomplete(
                        "the query has no hop: call filter() at least once",
                        () -> FilteredQuery.builder().vertices("a").build()),
                incomplete(
                        "neither the label nor a property: call hasLabel(true) or property()",
                        () -> AddIndex.builder("i", IndexType.FULL_TEXT_INDEX).build()),
                incomplete(
                        "the import has no files: call edgesetPath(), vertexsetPath() or schemaPath()",
                        () -> ImportGraph.builder().offline(true).build()));
    }

    private static Arguments incomplete(String problem, ThrowingCallable build) {
        return argumentSet(problem, problem, build);
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void whatTheServiceCannotDoWithoutIsAskedFor(String problem, ThrowingCallable build) {
        assertThatIllegalStateException().isThrownBy(build).withMessageContaining(problem);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                unfit("algorithmName must not be blank", () -> Algorithm.of(" ")),
                unfit("parameter must not be blank", () -> Algorithm.pageRank().with("", 1)),
                unfit(
                        "alpha must consist of strings, finite numbers, booleans, lists and maps, but contains NaN",
                        () -> Algorithm.pageRank().with("alpha", Double.NaN)),
                unfit(
                        "x must consist of strings, finite numbers, booleans, lists and maps, but contains java.lang.Object",
                        () -> Algorithm.pageRank().with("x", List.of(Map.of("y", new Object())))),
                unfit(
                        "offset must be at least 0, but is -1",
                        () -> Algorithm.pageRank().rows(-1, 1)),
                unfit(
                        "limit must be 1 to 100000, but is 0",
                        () -> Algorithm.pageRank().rows(0, 0)),
                unfit(
                        "limit must be 1 to 100000, but is 100001",
                        () -> Algorithm.pageRank().rows(0, 100_001)),
                unfit("limit must be at least 1, but is 0", () -> CYPHER.limit(0)),
                unfit(
                        "limit must be at least 1, but is 0",
                        () -> VertexFilterQuery.builder().limit(0)),
                unfit(
                        "labels must not be blank",
                        () -> EdgeFilterQuery.builder().label("rate", "")),
                unfit("propertyName must not be blank", () -> PropertyFilter.equalTo("", "1")),
                unfit("predicate must not be blank", () -> ElementFilter.id("", "1")),
                unfit("statement must not be blank", () -> CypherQuery.of("")),
                unfit(
                        "operator must not be blank",
                        () -> FilteredQuery.builder().filter("")),
                unfit(
                        "operator must be one of in, out, both, edge, inV, outV, bothV, vertex, but is bothv",
                        () -> FilteredQuery.builder().filter("bothv")),
                unfit(
                        "operator must be one of in, out, both, edge, inV, outV, bothV, vertex, but is IN",
                        () -> FilteredQuery.builder().filter("IN", ElementFilter.label("a"))),
                unfit(
                        "queryType must be one of Default, AllVertices, SimpleEdges, Path, but is path\\n",
                        () -> FilteredQuery.builder().queryType("path\n")),
                unfit(
                        "fullTextCombination needs at least one property with its search text",
                        () -> PropertyFilter.fullTextCombination(Map.of())),
                unfit(
                        "vertex movie needs at least one property: name the properties to copy",
                        () -> HygSync.builder().vertex("movie")),
                unfit(
                        "edge rate needs at least one property: name the properties to copy",
                        () -> HygSync.builder().edge("rate")),
                unfit("indexName must not be blank", () -> AddIndex.builder("", IndexType.FULL_TEXT_INDEX)),
                unfit("value must not be blank", () -> new IndexType(" ")),
                unfit("value must not be blank", () -> new ParallelEdgeAction("")),
                unfit("graphExportPath must not be blank", () -> ExportGraph.builder("")),
                unfit(
                        "edgesetPath must not be blank",
                        () -> ImportGraph.builder().edgesetPath("")),
                unfit("secretKey must not be blank", () -> ObsParameters.of("ak", "")));
    }

    private static Arguments unfit(String problem, ThrowingCallable call) {
        return argumentSet(problem, problem, call);
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatCannotBeIsRefusedByName(String problem, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(problem);
    }

    @Test
    void aSubmissionDoesNotChangeWithWhatItWasMadeOf() {
        List<String> sources = new ArrayList<>(List.of("a"));
        Algorithm algorithm = Algorithm.of("x").with("sources", sources);
        FilterQueryBuilder<VertexFilterQuery> builder =
                VertexFilterQuery.builder().label("movie");
        VertexFilterQuery query = builder.build();

        sources.add("b");
        builder.label("user").limit(3);
        algorithm.with("more", 1);

        assertThat(body(algorithm))
                .isEqualTo(json("{'algorithmName':'x','parameters':{'sources':['a']}," + "'executionMode':'async'}"));
        assertThat(body(query)).isEqualTo(json("{'labels':['movie']}"));
        assertThat(body(builder.build())).isEqualTo(json("{'limit':3,'labels':['movie','user']}"));
    }
}
