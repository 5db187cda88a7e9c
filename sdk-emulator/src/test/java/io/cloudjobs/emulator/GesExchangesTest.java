package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented requests have responses like the documented ones. */
class GesExchangesTest {
    private static final String INDEX =
            "{\"indexName\":\"taken\",\"indexType\":\"FullTextIndex\",\"hasLabel\":\"true\"}";

    private CloudJobsEmulator emulator;
    private GesEmulator ges;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        ges = emulator.ges();
        ges.addGraph("movie");
        ges.jobsTake(Duration.ofDays(1), Duration.ofDays(1));
        ges.output("movie", "pagerank", GesOutput.rows("pagerank", 100, i -> "{\"v" + i + "\":0.0123}"));
        ges.output("movie", GesJobKind.VERTEX_QUERY, GesOutput.rows("vertices", 19, GesExchangesTest::vertex));
        ges.output("movie", GesJobKind.FILTERED_QUERY, GesOutput.rows("edges", 1, GesExchangesTest::edge));
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private static String vertex(int i) {
        return "{\"id\":\"v" + i + "\",\"label\":\"user\",\"properties\":{\"Occupation\":[\"writer\"],"
                + "\"ChineseName\":[\"n\"],\"Zip-code\":[\"55105\"],\"Gender\":[\"F\"],\"Age\":[\"18-24\"]}}";
    }

    private static String edge(int i) {
        return "{\"index\":\"" + i + "\",\"source\":\"a\",\"label\":\"rate\",\"properties\":{\"Rating\":[0],"
                + "\"Datetime\":[\"\"]},\"target\":\"b\"}";
    }

    private String job(GesJobKind kind, String state) {
        String job = ges.submitJob("movie", kind);
        switch (state) {
            case "pending" -> {}
            case "running" -> ges.startJob("movie", job);
            case "failed" -> ges.failJob("movie", job, "YYYYYYYYY");
            default -> ges.finishJob("movie", job);
        }
        return job;
    }

    private void isAsDocumented(String name, String graph, String job) {
        GesExchange exchange = GesExchange.named(name);

        Reply reply = exchange.send(ges, graph, job, "taken");

        JsonNode response = exchange.response();
        assertThat(reply.status()).as(reply.text()).isEqualTo(exchange.status());
        for (String exact : new String[] {"errorCode", "status", "result", "jobType"}) {
            assertThat(reply.json().path(exact)).as(exact).isEqualTo(response.path(exact));
        }
        if (response.at("/data/outputs/runtime").isMissingNode()) {
            assertThat(shape(reply.json())).isEqualTo(shape(response));
        } else {
            assertThat(reply.json().at("/data/outputs/pagerank")).hasSize(3);
            assertThat(reply.json().at("/data/outputs/data_total_size"))
                    .isEqualTo(response.at("/data/outputs/data_total_size"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "submit-vertex-filter,               movie",
        "submit-vertex-filter-empty,         movie",
        "submit-edge-filter-empty,           movie",
        "submit-algorithm,                   movie",
        "submit-algorithm-graph-missing,     none",
        "submit-filtered-query-async,        movie",
        "submit-filtered-query-sync,         movie",
        "submit-filtered-query-bad-mode,     movie",
        "submit-cypher-async,                movie",
        "submit-index,                       movie",
        "submit-index-graph-missing,         none",
        "submit-delete-index,                movie",
        "submit-import-graph,                movie",
        "submit-export-graph-parameter-error, movie",
        "submit-export-result,               movie",
        "submit-hyg-algorithm,               movie",
        "submit-hyg-algorithm-graph-missing, none",
        "submit-hyg-dump,                    movie",
        "hyg-cancel-graph-missing,           none",
        "job-list-graph-missing,             none",
    })
    void workIsSubmitted(String name, String graph) {
        Reply.to(
                "POST",
                ges.endpoint() + "/ges/v1.0/" + ges.projectId() + "/graphs/movie/indices",
                INDEX,
                "X-Auth-Token",
                ges.token());

        isAsDocumented(name, graph, job(GesJobKind.ALGORITHM, "success"));
    }

    @ParameterizedTest
    @CsvSource({
        "cancel-ok,                       ALGORITHM,    running, MEMORY_2_3",
        "cancel-unsupported-operation,    IMPORT_GRAPH, running, MEMORY_2_2",
        "hyg-cancel-one-ok,               HYG_SYNC,     running, MEMORY_2_3",
        "hyg-sync-job-status-complete,    HYG_SYNC,     success, MEMORY_2_3",
        "job-status-pending,              VERTEX_QUERY, pending, MEMORY_2_3",
        "job-status-waiting,              VERTEX_QUERY, pending, MEMORY_2_2",
        "job-status-running,              VERTEX_QUERY, running, MEMORY_2_3",
        "job-status-success-vertices,     VERTEX_QUERY, success, MEMORY_2_3",
        "job-status-complete-pagerank,    ALGORITHM,    success, MEMORY_2_2",
        "job-status-failed-200,           EDGE_QUERY,   failed,  MEMORY_2_3",
        "job-status-failed-400-algorithm, ALGORITHM,    failed,  MEMORY_2_3",
    })
    void aJobIsFollowedAndCancelled(String name, GesJobKind kind, String state, GesEngine engine) {
        ges.engine(engine);

        isAsDocumented(name, "movie", job(kind, state));
    }
}
