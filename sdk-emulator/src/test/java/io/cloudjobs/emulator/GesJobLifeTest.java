package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GesJobLifeTest {
    private static final String PAGERANK = "{\"algorithmName\":\"pagerank\",\"parameters\":{\"alpha\":0.85}}";
    private static final String EXECUTE = "/graphs/movie/action?action_id=execute-algorithm";

    private final ManualTime time = new ManualTime();
    private CloudJobsEmulator emulator;
    private GesEmulator ges;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        ges = emulator.ges();
        ges.addGraph("movie");
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply send(String method, String path, String body) {
        return Reply.to(
                method, ges.endpoint() + "/ges/v1.0/" + ges.projectId() + path, body, "X-Auth-Token", ges.token());
    }

    private String submit(String path, String body) {
        Reply reply = send("POST", path, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("jobId").textValue();
    }

    private Reply status(String job, String query) {
        return send("GET", "/graphs/movie/jobs/" + job + "/status" + query, "");
    }

    private String word(String job) {
        return status(job, "").json().get("status").textValue();
    }

    private JsonNode listed(String job) {
        for (JsonNode listed :
                send("GET", "/graphs/movie/jobs/status", "").json().get("jobs")) {
            if (listed.get("jobId").textValue().equals(job)) {
                return listed;
            }
        }
        throw new AssertionError(job + " is not listed");
    }

    @Test
    void aSubmittedJobGoesOnByTheClock() {
        ges.jobsTake(Duration.ofSeconds(5), Duration.ofSeconds(90));
        String job = submit(EXECUTE, PAGERANK);

        assertThat(word(job)).isEqualTo("pending");
        time.advance(Duration.ofMillis(4999));
        assertThat(word(job)).isEqualTo("pending");
        time.advance(Duration.ofMillis(1));
        assertThat(word(job)).isEqualTo("running");
        time.advance(Duration.ofSeconds(89));
        assertThat(ges.status("movie", job)).isEqualTo("running");
        time.advance(Duration.ofHours(1));
        JsonNode ended = status(job, "").json();
        assertThat(ended.get("status").textValue()).isEqualTo("success");
        assertThat(ended.at("/data/outputs/runtime").doubleValue()).isEqualTo(90);
        assertThat(listed(job).get("startTime").textValue()).isEqualTo("2026-11-22 12:00:05");
        assertThat(listed(job).get("endTime").textValue()).isEqualTo("2026-11-22 12:01:35");
        assertThat(send("DELETE", "/graphs/movie/jobs/" + job, "").status()).isEqualTo(400);
    }

    @Test
    void aJobWaitsATenthOfASecondRunsTwoAndIsNeverForgotten() {
        String job = submit(EXECUTE, PAGERANK);

        time.advance(Duration.ofMillis(99));
        assertThat(word(job)).isEqualTo("pending");
        time.advance(Duration.ofMillis(1));
        assertThat(word(job)).isEqualTo("running");
        time.advance(Duration.ofMillis(199));
        assertThat(word(job)).isEqualTo("running");
        time.advance(Duration.ofMillis(1));
        assertThat(word(job)).isEqualTo("success");
        time.advance(Duration.ofDays(3650));
        assertThat(word(job)).isEqualTo("success");
        assertThat(listed(job).get("status").textValue()).isEqualTo("success");
    }

    @Test
    void nothingIsComputedAndAnyAlgorithmAndMemberIsAccepted() {
        String job = submit(EXECUTE, "{\"algorithmName\":\"my_own\",\"parameters\":{\"a\":[]},\"more\":1}");
        ges.finishJob("movie", job);

        assertThat(status(job, "").json().at("/data/outputs/my_own").toString()).isEqualTo("[]");
        assertThat(listed(job).get("rawRequest").textValue()).contains("\"more\":1");
    }

    @Test
    void theHygEngineHasTheGraphsOfTheOtherAndItsJobsAreListedThere() {
        String job = submit("/hyg/movie/algorithm", PAGERANK);

        assertThat(word(job)).isEqualTo("pending");
        assertThat(listed(job).get("rawRequest").textValue()).isEqualTo(PAGERANK);
    }

    @Test
    void aSubmittedJobCanBeMovedByHandAndAJobMadeByHandOnlySo() {
        String submitted = submit(EXECUTE, PAGERANK);
        String made = ges.submitJob("movie", GesJobKind.ALGORITHM);

        ges.finishJob("movie", submitted);
        assertThat(word(submitted)).isEqualTo("success");
        time.advance(Duration.ofDays(1));
        assertThat(word(made)).isEqualTo("pending");
        ges.failJobPartially("movie", made, "some lines were lost");
        assertThat(word(made)).isEqualTo("partiallyFailed");
        assertThatThrownBy(() -> ges.failJob("movie", made, "late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCancelThatTakesTimeIsAcceptedOnce() {
        ges.jobsTake(Duration.ZERO, Duration.ofMinutes(1));
        ges.cancelsTake(Duration.ofSeconds(10));
        String job = submit(EXECUTE, PAGERANK);
        String byHand = ges.submitJob("movie", GesJobKind.ALGORITHM);

        assertThat(send("DELETE", "/graphs/movie/jobs/" + job, "").status()).isEqualTo(200);
        assertThat(send("DELETE", "/graphs/movie/jobs/" + byHand, "").status()).isEqualTo(200);
        assertThat(send("DELETE", "/graphs/movie/jobs/" + job, "")
                        .json()
                        .get("errorCode")
                        .textValue())
                .isEqualTo("GES.8303");
        assertThat(word(job)).isEqualTo("running");
        assertThat(listed(job).get("canStop").booleanValue()).isFalse();
        time.advance(Duration.ofSeconds(10));
        assertThat(word(job)).isEqualTo("cancelled");
        assertThat(word(byHand)).isEqualTo("cancelled");
        assertThat(status(job, "").json().has("data")).isFalse();
    }

    @Test
    void aJobThatEndsBeforeItsCancelArrivesEndsWell() {
        ges.jobsTake(Duration.ZERO, Duration.ofSeconds(5));
        ges.cancelsTake(Duration.ofSeconds(10));
        String job = submit(EXECUTE, PAGERANK);

        assertThat(send("DELETE", "/graphs/movie/jobs/" + job, "").status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(10));

        assertThat(word(job)).isEqualTo("success");
    }

    @ParameterizedTest
    @CsvSource({
        "MEMORY_2_2, waiting, complete, VERTEX_QUERY EDGE_QUERY ALGORITHM UNCANCELLABLE_ALGORITHM ADD_INDEX",
        "MEMORY_2_3, pending, success,  VERTEX_QUERY EDGE_QUERY FILTERED_QUERY ALGORITHM ADD_INDEX IMPORT_GRAPH EXPORT_GRAPH",
        "DATABASE,   pending, complete, ''",
    })
    void enginesDifferInTheirWordsAndInWhatTheyCancel(
            GesEngine engine, String pending, String success, String cancellable) {
        ges.engine(engine);
        var cancelled = new ArrayList<String>();
        for (GesJobKind kind : GesJobKind.values()) {
            String job = ges.submitJob("movie", kind);
            if (kind.isHyg()) {
                continue;
            }
            assertThat(word(job)).isEqualTo(pending);
            Reply reply = send("DELETE", "/graphs/movie/jobs/" + job, "");
            if (reply.status() == 200) {
                cancelled.add(kind.name());
            } else {
                assertThat(reply.json().get("errorCode").textValue()).isEqualTo("GES.8303");
                ges.finishJob("movie", job);
                assertThat(word(job)).isEqualTo(success);
            }
        }
        assertThat(String.join(" ", cancelled)).isEqualTo(cancellable);
    }

    @Test
    void theHygEngineCancelsByItsOwnPathAndAllQueuedWithoutAnId() {
        String running = ges.submitJob("movie", GesJobKind.HYG_ALGORITHM);
        ges.startJob("movie", running);
        String queued = ges.submitJob("movie", GesJobKind.HYG_ALGORITHM);
        String other = ges.submitJob("movie", GesJobKind.ALGORITHM);

        assertThat(send("DELETE", "/graphs/movie/jobs/" + queued, "").status()).isEqualTo(400);
        assertThat(send("DELETE", "/hyg/movie/jobs/" + other, "").status()).isEqualTo(400);
        ges.engine(GesEngine.MEMORY_2_2);
        assertThat(send("DELETE", "/hyg/movie/jobs/" + running, "").status()).isEqualTo(400);
        assertThat(send("DELETE", "/hyg/movie/jobs", "").text()).isEqualTo("{\"result\":\"success\"}");

        assertThat(word(queued)).isEqualTo("cancelled");
        assertThat(word(running)).isEqualTo("running");
        assertThat(word(other)).isEqualTo("waiting");
        ges.engine(GesEngine.MEMORY_2_3);
        assertThat(send("DELETE", "/hyg/movie/jobs/" + running, "").status()).isEqualTo(200);
    }

    @Test
    void aFailedJobIsToldInTwoFormsAndListedInOne() {
        String algorithm = ges.submitJob("movie", GesJobKind.ALGORITHM);
        String query = ges.submitJob("movie", GesJobKind.VERTEX_QUERY);
        ges.failJob("movie", algorithm, "no memory");
        ges.failJob("movie", query, "no memory");

        Reply refused = status(algorithm, "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .isEqualTo("{\"errorMessage\":\"Running algorithm [pagerank] error: no memory!\","
                        + "\"errorCode\":\"GES.8301\"}");
        assertThat(status(query, "").status()).isEqualTo(200);
        assertThat(status(query, "").text()).isEqualTo("{\"status\":\"failed\"}");
        assertThat(listed(algorithm).get("status").textValue()).isEqualTo("failed");
        assertThat(listed(algorithm).get("failReason").textValue())
                .isEqualTo("Running algorithm [pagerank] error: no memory!");
        assertThat(listed(query).get("failReason").textValue()).isEqualTo("no memory");
        assertThat(ges.status("movie", algorithm)).isEqualTo("failed");
    }

    @Test
    void aListHasEachJobInTheDocumentedShape() {
        ges.jobsTake(Duration.ofSeconds(1), Duration.ofSeconds(1));
        submit(
                "/graphs/movie/action?action_id=import-graph",
                GesExchange.named("submit-import-graph")
                        .example()
                        .at("/request/body")
                        .toString());
        submit(EXECUTE, PAGERANK);
        ges.failJob("movie", submit(EXECUTE, PAGERANK), "why");
        time.advance(Duration.ofSeconds(2));

        JsonNode list = send("GET", "/graphs/movie/jobs/status", "").json();

        JsonNode example = GesExchange.named("job-list-memory-edition").response();
        assertThat(list.get("jobCount").intValue()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(shape(list.at("/jobs/" + i))).isEqualTo(shape(example.at("/jobs/" + i)));
        }
        assertThat(list.at("/jobs/1/rawRequest").textValue()).isEqualTo(PAGERANK);
        assertThat(list.at("/jobs/2/rawRequest").textValue()).contains("secretKey");
        assertThat(list.at("/jobs/2/files/0/edgeFiles/0/startTime").longValue()).isEqualTo(1795348801000000L);
    }

    @Test
    void theDatabaseEditionListsRequests() {
        ges.engine(GesEngine.DATABASE);
        submit(EXECUTE, PAGERANK);

        JsonNode list = send("GET", "/graphs/movie/jobs/status", "").json();

        assertThat(shape(list))
                .isEqualTo(shape(GesExchange.named("job-list-database-edition").response()));
        assertThat(list.at("/jobs/0/request/rawRequest").textValue()).isEqualTo(PAGERANK);
        assertThat(list.at("/jobs/0/request/url").textValue()).isEqualTo("/ges/v1.0/" + ges.projectId() + EXECUTE);
    }

    @ParameterizedTest
    @EnumSource(GesEngine.class)
    void aListIsReadInPages(GesEngine engine) {
        ges.engine(engine);
        var jobs = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            jobs.add(0, ges.submitJob("movie", GesJobKind.VERTEX_QUERY));
        }

        var listed = new ArrayList<String>();
        for (int offset = 0; offset < 6; offset += 2) {
            JsonNode page = send("GET", "/graphs/movie/jobs/status?limit=2&offset=" + offset, "")
                    .json();
            assertThat(page.path("jobCount").asInt() + page.path("totalCount").asInt())
                    .isEqualTo(5);
            page.get("jobs").forEach(job -> listed.add(job.get("jobId").textValue()));
        }

        assertThat(listed).isEqualTo(jobs);
    }

    @Test
    void progressIsANumberOrAText() {
        String job = ges.submitJob("movie", GesJobKind.ADD_INDEX);
        assertThat(listed(job).toString()).contains("\"canStop\":true,\"progress\":\"0\",\"startTime\":\"\"");
        ges.startJob("movie", job);
        ges.engine(GesEngine.MEMORY_2_2);
        assertThat(listed(job).toString())
                .contains("\"progress\":50,\"startTime\":\"2026-11-22 12:00:00\",\"endTime\":\"\"");
    }

    @Test
    void progressFollowsTheClock() {
        ges.jobsTake(Duration.ofSeconds(5), Duration.ofDays(400 * 365));
        String longest = submit(EXECUTE, PAGERANK);
        ges.jobsTake(Duration.ofSeconds(5), Duration.ofSeconds(90));
        String job = submit(EXECUTE, PAGERANK);
        List<String> progress = new ArrayList<>();

        for (int seconds : List.of(0, 5, 45, 44, 1)) {
            time.advance(Duration.ofSeconds(seconds));
            progress.add(listed(job).get("progress").textValue());
        }

        assertThat(progress).containsExactly("0", "0", "50", "98", "100");
        emulator.clock().advance(Duration.ofDays(300 * 365));
        assertThat(listed(longest).get("progress").textValue()).isEqualTo("75");
        emulator.clock().advance(Duration.ofDays(200 * 365));
        assertThat(status(longest, "").json().at("/data/outputs/runtime").doubleValue())
                .isEqualTo(400.0 * 365 * 86_400);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                     0, 200000",
        "'?offset=0&limit=1',    0, 1",
        "'?offset=100000',  100000, 100000",
        "'?offset=199999&limit=100000', 199999, 1",
        "'?offset=200000',  200000, 0",
        "'?offset=2000000&limit=5',  2000000, 0",
    })
    void aResultIsReadInParts(String query, int offset, int size) {
        ges.output("movie", "pagerank", GesOutput.rows("pagerank", 200_000, i -> "{\"v" + i + "\":" + i + ".5}"));
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);
        ges.finishJob("movie", job);

        JsonNode outputs = status(job, query).json().at("/data/outputs");

        int expected = Math.min(size, 100_000);
        assertThat(outputs.get("pagerank")).hasSize(expected);
        assertThat(outputs.get("data_return_size").intValue()).isEqualTo(expected);
        assertThat(outputs.get("data_offset").intValue()).isEqualTo(offset);
        assertThat(outputs.get("data_total_size").intValue()).isEqualTo(200_000);
        if (expected > 0) {
            assertThat(outputs.at("/pagerank/0/v" + offset).doubleValue()).isEqualTo(offset + 0.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=100001", "?limit=many", "?offset=-1", "?offset="})
    void aPartThatCannotBeIs400(String query) {
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);

        for (Reply reply : List.of(status(job, query), send("GET", "/graphs/movie/jobs/status" + query, ""))) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().get("errorCode").textValue()).isEqualTo("GES.8000");
        }
    }

    @Test
    void aSingleValueComesWholeAndAJobMayHaveAResultOfItsOwn() {
        ges.output("movie", GesJobKind.UNCANCELLABLE_ALGORITHM, GesOutput.value("path", "[\"a\",\"b\"]"));
        String shared = ges.submitJob("movie", GesJobKind.UNCANCELLABLE_ALGORITHM);
        String own = ges.submitJob("movie", GesJobKind.UNCANCELLABLE_ALGORITHM);
        ges.finishJob("movie", shared);
        ges.finishJob("movie", own, GesOutput.value("closeness", "{\"a\":0.5}"));

        assertThat(status(shared, "?offset=7&limit=1").text())
                .isEqualTo("{\"data\":{\"outputs\":{\"path\":[\"a\",\"b\"],\"runtime\":0.0}},\"status\":\"success\"}");
        assertThat(status(own, "").json().at("/data/outputs/closeness/a").doubleValue())
                .isEqualTo(0.5);
    }

    @Test
    void theDatabaseEditionTellsVerticesRightBelowData() {
        ges.engine(GesEngine.DATABASE);
        ges.output("movie", GesJobKind.VERTEX_QUERY, GesOutput.rows("vertices", 1, i -> "{\"id\":\"a\"}"));
        String job = ges.submitJob("movie", GesJobKind.VERTEX_QUERY);
        ges.finishJob("movie", job);

        assertThat(status(job, "").text())
                .isEqualTo("{\"data\":{\"vertices\":[{\"id\":\"a\"}],\"data_return_size\":1,\"data_offset\":0,"
                        + "\"data_total_size\":1},\"status\":\"complete\"}");
        var unknown = (ObjectNode) status("none", "").json();
        assertThat(unknown.get("result").textValue()).isEqualTo("failed");
    }

    @Test
    void anExportedResultIsTakenAwayUnlessToldOtherwise() {
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);
        String export = "/graphs/movie/jobs/" + job + "/action?action_id=export-result";
        String body =
                "{\"exportPath\":\"p/\",\"erase\":false,\"obsParameters\":{\"accessKey\":\"a\",\"secretKey\":\"s\"}}";

        assertThat(send("POST", export, body).json().get("errorCode").textValue())
                .isEqualTo("GES.8011");
        ges.finishJob("movie", job);
        String kept = submit(export, body);
        assertThat(kept).isNotEqualTo(job);
        assertThat(word(job)).isEqualTo("success");
        submit(export, body.replace(",\"erase\":false", ""));
        assertThat(status(job, "").json().get("errorMessage").textValue())
                .isEqualTo("can not find job, jobId is  " + job);
        time.advance(Duration.ofSeconds(1));
        assertThat(status(kept, "").text()).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void anIndexIsThereFromItsSubmitOnUnlessItsJobCameToNothing() {
        String body =
                GesExchange.named("submit-index").example().at("/request/body").toString();
        ges.jobsTake(Duration.ofDays(1), Duration.ZERO);
        String first = submit("/graphs/movie/indices", body);

        assertThat(send("POST", "/graphs/movie/indices", body)
                        .json()
                        .get("errorCode")
                        .textValue())
                .isEqualTo("GES.8603");
        assertThat(send("DELETE", "/graphs/movie/jobs/" + first, "").status()).isEqualTo(200);
        assertThat(send("DELETE", "/graphs/movie/indices/ageIndex", "")
                        .json()
                        .get("errorCode")
                        .textValue())
                .isEqualTo("GES.8604");
        ges.failJob("movie", submit("/graphs/movie/indices", body), "no memory");
        submit("/graphs/movie/indices", body);
        assertThat(send("DELETE", "/graphs/movie/indices/ageIndex", "").status())
                .isEqualTo(200);
        ges.engine(GesEngine.DATABASE);
        submit("/graphs/movie/indices", body);
        assertThat(send("DELETE", "/graphs/movie/indices/ageIndex", "").text()).isEqualTo("{\"result\":\"success\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /vertices/action?action_id=query                | {"labels":[]}                                        | GES.8203
                    /edges/action?action_id=query                   | {"edgeFilters":null}                                 | GES.8103
                    /edges/action                                   | {"labels":["a"]}                                     | GES.8000
                    /action?action_id=execute-algorithm             | {"algorithmName":"pagerank"}                         | GES.8401
                    /action?action_id=execute-algorithm             | {"algorithmName":"","parameters":{}}                 | GES.8401
                    /action?action_id=execute-algorithm             | {"algorithmName":"pagerank","parameters":{},"executionMode":"sync"} | GES.8404
                    /action?action_id=execute-algorithm             | {"algorithmName":"k_hop","parameters":{},"executionMode":"now"}     | GES.8404
                    /action?action_id=filtered-query                | {"filters":[{}]}                                     | GES.8806
                    /action?action_id=import-graph                  | {"edgesetPath":"e"}                                  | GES.8013
                    /action?action_id=execute-gremlin-query         | {"command":"g.V()"}                                  | GES.8000
                    /indices                                        | {"indexName":"a b","indexType":"FullTextIndex","hasLabel":true} | GES.8603
                    /indices                                        | {"indexName":"ab","indexType":"FullTextIndex"}       | GES.8603
                    /indices                                        | {"indexName":"ab","indexType":"Index","hasLabel":true} | GES.8603
                    /indices                                        | [                                                    | GES.8000
                    """)
    void aSubmitThatCannotBeMakesNoJob(String path, String body, String code) {
        Reply reply = send("POST", "/graphs/movie" + path, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().get("errorCode").textValue()).isEqualTo(code);
        assertThat(send("GET", "/graphs/movie/jobs/status", "")
                        .json()
                        .get("jobCount")
                        .intValue())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /graphs/none/vertices/action?action_id=query,           GES.8000",
        "POST,   /graphs/none/action?action_id=execute-algorithm,        GES.8402",
        "POST,   /graphs/none/action?action_id=filtered-query,           GES.8806",
        "POST,   /graphs/none/action?action_id=import-graph,             GES.8013",
        "POST,   /graphs/none/action?action_id=export-graph,             GES.8005",
        "POST,   /graphs/none/action?action_id=clear-graph,              GES.8012",
        "POST,   /graphs/none/indices,                                   GES.8603",
        "DELETE, /graphs/none/indices/i,                                 GES.8604",
        "POST,   /graphs/none/jobs/j/action?action_id=export-result,     GES.8011",
        "GET,    /graphs/none/jobs/j/status,                             GES.8000",
        "GET,    /graphs/none/jobs/status,                               GES.8000",
        "DELETE, /graphs/none/jobs/j,                                    GES.8000",
        "POST,   /hyg/none/sync,                                         GES.8000",
        "POST,   /hyg/none/algorithm,                                    GES.8011",
        "POST,   /hyg/none/jobs/j/export-result,                         GES.8011",
        "DELETE, /hyg/none/jobs/j,                                       GES.8000",
    })
    void aMissingGraphHasManyCodes(String method, String path, String code) {
        Reply reply = send(method, path, "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errorCode").textValue()).isEqualTo(code);
        assertThat(reply.json().get("errorMessage").textValue()).containsPattern("not (found|exist)|does not exist");
    }

    @Test
    void synchronousWorkReturnsItsResultAndMakesNoJob() {
        ges.output("movie", "k_hop", GesOutput.rows("vertices", 10, i -> "\"v" + i + "\""));
        ges.output("movie", GesJobKind.CYPHER_QUERY, GesOutput.rows("n", 2, i -> "{\"id\":" + i + "}"));

        assertThat(send(
                                "POST",
                                EXECUTE,
                                "{\"algorithmName\":\"k_hop\",\"parameters\":{},\"executionMode\":\"sync\",\"offset\":8,\"limit\":5}")
                        .text())
                .isEqualTo("{\"data\":{\"outputs\":{\"vertices\":[\"v8\",\"v9\"],\"runtime\":0.001,"
                        + "\"data_return_size\":2,\"data_offset\":8,\"data_total_size\":10}}}");
        assertThat(send(
                                "POST",
                                "/graphs/movie/action?action_id=execute-cypher-query",
                                "{\"statements\":[{\"statement\":\"match (n) return n\"}]}")
                        .text())
                .isEqualTo("{\"results\":[{\"columns\":[\"n\"],\"data\":[{\"row\":[{\"id\":0}],\"meta\":[null]},"
                        + "{\"row\":[{\"id\":1}],\"meta\":[null]}]}],\"errors\":[]}");
        assertThat(send("GET", "/graphs/movie/jobs/status", "")
                        .json()
                        .get("jobCount")
                        .intValue())
                .isZero();
    }

    @Test
    void cypherRefusesAndSubmitsInItsOwnShape() {
        String cypher = "/action?action_id=execute-cypher-query";
        String body = "{\"statements\":[{\"statement\":\"match (n) return n\",\"executionMode\":\"async\"}]}";

        Reply missing = send("POST", "/graphs/none" + cypher, body);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.text())
                .isEqualTo("{\"results\":[],\"errors\":[{\"code\":\"GES.8000\","
                        + "\"message\":\"graph [none] is not found\"}]}");
        assertThat(send("POST", "/graphs/movie" + cypher, "{}").status()).isEqualTo(400);
        ges.engine(GesEngine.DATABASE);
        JsonNode result = send("POST", "/graphs/movie" + cypher, body).json().at("/results/0");
        assertThat(result.get("columns").toString()).isEqualTo("[\"jobId\"]");
        assertThat(ges.status("movie", result.get("jobId").textValue())).isEqualTo("pending");
    }

    @Test
    void aSubmitWhoseResponseIsLostIsInTheList() {
        ges.failNext(1, Fault.lostResponse());

        assertThatThrownBy(() -> submit(EXECUTE, PAGERANK)).isInstanceOf(RuntimeException.class);

        JsonNode list = send("GET", "/graphs/movie/jobs/status", "").json();
        assertThat(list.get("jobs")).hasSize(1);
        assertThat(list.at("/jobs/0/rawRequest").textValue()).isEqualTo(PAGERANK);
    }

    @Test
    void seedsNeedWhatTheyName() {
        assertThatThrownBy(() -> ges.addGraph(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GesOutput.rows("a", -1, i -> "1")).isInstanceOf(IllegalArgumentException.class);
        Duration negative = Duration.ofNanos(-1);
        assertThatThrownBy(() -> ges.jobsTake(negative, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ges.jobsTake(Duration.ZERO, negative)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ges.cancelsTake(negative)).isInstanceOf(IllegalArgumentException.class);
    }
}
