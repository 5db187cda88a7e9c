package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs of HyG: made, cancelled and exported below {@code /hyg}, read where the other jobs are. */
@Timeout(60)
class HygTest {
    private static final String CANCEL = "DELETE /ges/v1.0/0ae1/hyg/movie/jobs/1";
    private static final String STATUS = "GET /ges/v1.0/0ae1/graphs/movie/jobs/1/status?offset=0&limit=1";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private HygGraphResource hyg() {
        ClientSettings settings = new ClientSettings();
        settings.time = new ManualTime();
        settings.random = () -> 0;
        return GesJobClient.builder(settings)
                .endpoint(server.url("/").toString())
                .projectId("0ae1")
                .tokenProvider(TokenProvider.of("token"))
                .build()
                .hyg("movie");
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    private void assertRequests(String... lines) throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            RecordedRequest request = server.takeRequest();
            seen.add(request.getMethod() + " " + request.getTarget());
        }
        assertThat(seen).containsExactly(lines);
    }

    @Test
    void anAlgorithmSaysNothingOfItsOutputUnlessItIsAsked() throws Exception {
        answer("{\"jobId\":\"1\"}");

        HygJobResource job = hyg().submit(Algorithm.kHop("a", 2)
                .vertexFilter(ElementFilter.label("x"))
                .rows(0, 1));

        assertThat(job.id()).isEqualTo("1");
        assertThat(job).hasToString("/ges/v1.0/0ae1/hyg/movie/jobs/1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/ges/v1.0/0ae1/hyg/movie/algorithm");
        assertThat(Fixture.json(request.getBody().utf8()))
                .isEqualTo(Fixture.json("{\"algorithmName\":\"k_hop\",\"parameters\":{\"source\":\"a\",\"k\":2}}"));
    }

    @Test
    void anAlgorithmSendsOnlyTheSetPartOfItsOutput() throws Exception {
        answer("{\"jobId\":\"1\"}");

        hyg().submit(Algorithm.pageRank().outputMode("FULL"));

        assertThat(Fixture.json(server.takeRequest().getBody().utf8()))
                .isEqualTo(Fixture.json(
                        "{\"algorithmName\":\"pagerank\",\"parameters\":{},\"output\":{\"mode\":\"FULL\"}}"));
    }

    @Test
    void theGraphItselfRefusesAnOutput() {
        GesGraphResource graph = new Graph(server).resource();
        Algorithm format = Algorithm.pageRank().outputFormat("CSV");
        Algorithm mode = Algorithm.pageRank().outputMode("FULL");

        for (Consumer<Algorithm> use :
                List.<Consumer<Algorithm>>of(graph::submit, graph::execute, graph.jobs()::find)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> use.accept(format))
                    .withMessage(
                            "outputFormat is for HyG only: submit the algorithm to hyg(...) of the client, or do not"
                                    + " set outputFormat");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> use.accept(mode))
                    .withMessageStartingWith("outputMode is for HyG only: ");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aBlankOutputIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.pageRank().outputFormat(" "))
                .withMessage("outputFormat must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.pageRank().outputMode(" "))
                .withMessage("outputMode must not be blank");
    }

    @Test
    void aRefusedAlgorithmIsNoCompleteJob() throws Exception {
        server.enqueue(Fixture.answer("submit-hyg-algorithm-graph-missing"));

        ApiException failure = catchThrowableOfType(ApiException.class, () -> hyg().submit(Algorithm.pageRank()));

        assertThat(failure.error().code()).isEqualTo("GES.8011");
        RecordedRequest request = server.takeRequest();
        assertThat(Fixture.json(request.getBody().utf8()))
                .isEqualTo(Fixture.requestBody("submit-hyg-algorithm-graph-missing"));
    }

    @Test
    void syncTakesTheAskedPropertiesAlong() throws Exception {
        answer("{\"jobId\":\"1\"}");
        server.enqueue(Fixture.answer("hyg-sync-job-status-complete"));

        GesJob job =
                hyg().sync(HygSync.builder().edge("rate", "Rating").build()).await();

        assertThat(job.status()).isEqualTo(GesJobStatus.COMPLETE);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /ges/v1.0/0ae1/hyg/movie/sync HTTP/1.1");
        assertThat(Fixture.json(request.getBody().utf8()))
                .isEqualTo(Fixture.json("{\"vertex\":[],\"edge\":[{\"label\":\"rate\",\"property\":[\"Rating\"]}]}"));
        assertThat(server.takeRequest().getTarget()).isEqualTo(STATUS.substring("GET ".length()));
    }

    @Test
    void cancelDeletesOneJob() throws Exception {
        server.enqueue(Fixture.answer("hyg-cancel-one-ok"));

        hyg().job("1").cancel();

        assertRequests(CANCEL);
    }

    @Test
    void aRefusedCancelIsAFailure() throws Exception {
        server.enqueue(Fixture.answer("hyg-cancel-graph-missing"));

        ApiException failure =
                catchThrowableOfType(ApiException.class, () -> hyg().job("1").cancel());

        assertThat(failure.operation()).isEqualTo("hygJob.cancel");
        assertThat(failure.error().code()).isEqualTo("GES.8000");
        assertRequests(CANCEL);
    }

    @Test
    void aCancelledJobIsFollowedToItsEnd() throws Exception {
        server.enqueue(Fixture.answer("hyg-cancel-one-ok"));
        answer("{\"status\":\"running\"}");
        answer("{\"status\":\"canceled\"}");

        assertThat(hyg().job("1").cancelAndAwait().status().isCancelled()).isTrue();

        assertRequests(CANCEL, STATUS, STATUS);
    }

    /** Its codes for that are not documented. */
    @ParameterizedTest
    @ValueSource(strings = {"success", "running"})
    void aJobIsReadOnceAfterItsCancelWasRefused(String word) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body(
                        "{\"errorCode\":\"GES.8000\",\"errorMessage\":\"job [1] is not in the queue\",\"result\":\"failed\"}")
                .build());
        answer("{\"status\":\"" + word + "\"}");

        if (word.equals("success")) {
            assertThat(hyg().job("1").cancelAndAwait().status()).isEqualTo(GesJobStatus.SUCCESS);
        } else {
            assertThat(catchThrowableOfType(
                            ApiException.class, () -> hyg().job("1").cancelAndAwait()))
                    .hasMessageStartingWith(
                            "hygJob.cancel of /ges/v1.0/0ae1/hyg/movie/jobs/1 failed: HTTP 400 Bad Request, GES.8000");
        }

        assertRequests(CANCEL, STATUS);
    }

    @Test
    void aCancelWhoseAnswerWasLostIsSentAgain() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(Fixture.answer("hyg-cancel-one-ok"));

        hyg().job("1").cancel();

        assertRequests(CANCEL, CANCEL);
    }

    /** {@code DELETE .../jobs} would cancel all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", ".", "..", "1/..", "..%2F", "?", "#", "a/b"})
    void noIdCanEverCancelAllJobs(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hyg().job(id).cancel())
                .withMessageStartingWith("jobId must not");

        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void statusAndResultsAreThoseOfTheGraph() throws Exception {
        server.enqueue(Fixture.answer("hyg-sync-job-status-complete"));
        server.enqueue(Fixture.answer("hyg-sync-job-status-complete"));

        assertThat(hyg().name()).isEqualTo("movie");
        assertThat(hyg().job("1").get().status().isSuccess()).isTrue();
        assertThat(hyg().job("1").getWithRows(5, 7).result()).isNull();

        assertRequests(STATUS, "GET /ges/v1.0/0ae1/graphs/movie/jobs/1/status?offset=5&limit=7");
        assertThat(hyg().job("1").results()).isNotNull();
        assertThat(hyg()).hasToString("/ges/v1.0/0ae1/hyg/movie");
    }
}
