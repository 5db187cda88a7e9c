package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job from its start to its end, on the wire. */
@Order(1) // long, so it starts first
@Timeout(60)
class GesJobResourceTest {
    private static final String STATUS = "GET /jobs/j1/status?offset=0&limit=1";
    private static final String CANCEL = "DELETE /jobs/j1";
    private static final String LIST = "GET /jobs/status?limit=500&offset=0";
    private static final String UNKNOWN = "can not find job, jobId is  j1";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final List<String> polls = new ArrayList<>();
    private Graph graph;

    @BeforeEach
    void graph() {
        graph = new Graph(server);
    }

    @Test
    void aJobKnowsItsId() {
        assertThat(graph.job().id()).isEqualTo("j1");
        assertThat(graph.job()).hasToString("/ges/v1.0/0ae1/graphs/movie/jobs/j1");
    }

    @ParameterizedTest
    @CsvSource({
        "job-status-pending, pending, false, false",
        "job-status-waiting, waiting, false, false",
        "job-status-running, running, false, false",
        "job-status-success-vertices, success, true, true",
        "job-status-complete-pagerank, complete, true, true",
        "hyg-sync-job-status-complete, complete, true, true",
        "job-status-failed-200, failed, true, false"
    })
    void theStatusIsReadWithOneRowOfTheResult(String example, String word, boolean isTerminal, boolean isSuccess)
            throws Exception {
        graph.example(example);

        GesJob job = graph.job().get();

        assertThat(job.status().value()).isEqualTo(word);
        assertThat(job.status().isTerminal()).isEqualTo(isTerminal);
        assertThat(job.status().isSuccess()).isEqualTo(isSuccess);
        assertThat(job.failReason()).isNull();
        assertThat(job.json()).contains("\"status\":\"" + word + "\"");
        graph.assertRequests(STATUS);
    }

    @Test
    void aPartOfTheResultIsRead() throws Exception {
        graph.example("job-status-success-vertices");

        GesResult result = graph.job().getWithRows(0, 2).result();

        assertThat(result.vertices()).extracting(GesVertex::id).containsExactly("Sarah", "Sidney");
        assertThat(result.dataTotalSize()).isEqualTo(19);
        graph.assertRequests("GET /jobs/j1/status?offset=0&limit=2");
    }

    @Test
    void anOffsetOrLimitThatCannotBeOneIsRefusedBeforeAnythingIsSent() throws Exception {
        assertThatIllegalArgumentException().isThrownBy(() -> graph.job().getWithRows(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> graph.job().getWithRows(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> graph.job().getWithRows(0, 100_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> graph.job().results().pageSize(0))
                .withMessage("pageSize must be 1 to 100000, but is 0");
        graph.assertRequests();
    }

    @Test
    void aJobThatHasFailedIsReturnedInTheFormOfAnError() throws Exception {
        graph.example("job-status-failed-400-algorithm");

        GesJob job = graph.job().get();

        assertThat(job.status()).isEqualTo(GesJobStatus.FAILED);
        assertThat(job.failReason()).isEqualTo("Running algorithm [XXXX] error: YYYYYYYYY!");
        assertThat(job.result()).isNull();
        assertThat(job.json()).contains("GES.8301");
        graph.assertRequests(STATUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'failed','errorCode':'GES.8402','errorMessage':'why'} | failed | why",
                "{'status':'failed','errorCode':'','errorMessage':''} | failed | ",
                "{'status':'failed','failReason':'why'} | failed | why",
                "{'status':'failed','failReason':'','errorMessage':'why'} | failed | why",
                "{'status':'partiallyFailed','errorCode':'GES.8013','errorMessage':'why'} | partiallyFailed | why",
                "{'status':'failed','result':'failed','errorMessage':'why'} | failed | why",
                "{'status':'complete','result':'failed','errorMessage':'why'} | failed | why",
                "{'status':'complete','result':'failed'} | failed | ",
                "{'status':'failed','errorCode':'GES.8007','errorMessage':'why'} | failed | why",
                "{'status':'failed','errorCode':'GES.8020','errorMessage':'why'} | failed | why",
                "{'status':'failed','errorCode':'GES.8003','errorMessage':'why'} | failed | why",
                "{'status':'Failed','errorCode':'GES.8301','errorMessage':'can not find job'} | Failed | can not find job",
                "{'status':'failed','errorCode':'GES.8303','errorMessage':'unsupported operation'} | failed | unsupported operation"
            })
    void aJobThatHasFailedIsReturnedInTheFormOfAStatus(String answer, String word, String why) throws Exception {
        graph.answer(answer.replace('\'', '"'));

        GesJob job = graph.job().get();

        assertThat(job.status().value()).isEqualTo(word);
        assertThat(job.failReason()).isEqualTo(why);
        graph.assertRequests(STATUS);
    }

    @Test
    void aFailureMayBeLong() throws Exception {
        String why = "why ".repeat(50_000).strip();
        String json = "{\"errorMessage\":\"" + why + "\",\"errorCode\":\"GES.8013\",\"data\":{\"vertices\":[\"a\"]},"
                + "\"status\":\"partiallyFailed\"}";
        graph.answer(json);

        GesJob job = graph.job().get();

        assertThat(job.status()).isEqualTo(GesJobStatus.PARTIALLY_FAILED);
        assertThat(job.failReason()).isEqualTo(why);
        assertThat(job.result().vertices()).hasSize(1);
        assertThat(job.json()).isEqualTo(json);
        graph.assertRequests(STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-status-not-found", "mgmt-v1-job-status-not-found"})
    void anUnknownJobIsNotFound(String example) throws Exception {
        graph.example(example);

        assertThatThrownBy(() -> graph.job().get())
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageStartingWith(
                        "job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 400 Bad Request, GES.8301: can not find job");

        graph.assertRequests(STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNKNOWN,
                "Can not find job, jobId is j1",
                "CANNOT FIND JOB j1",
                "can  not find the job",
                "Can't find job j1"
            })
    void itsWordsMayBeSpeltOtherwise(String message) throws Exception {
        graph.error("GES.8301", message);

        assertThatThrownBy(() -> graph.job().get()).isExactlyInstanceOf(NotFoundException.class);

        graph.assertRequests(STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "job j1 does not exist",
                "job j1 doesn't exist",
                "Job not found",
                "no such job",
                "unknown",
                "import: can not find job file"
            })
    void whatTheWordsLeaveOpenTheListDecides(String message) throws Exception {
        graph.error("GES.8301", message);
        graph.answer("{\"jobs\":[{\"jobId\":\"other\"},{\"jobId\":\"j1\",\"status\":\"failed\"}],\"jobCount\":2}");
        graph.error("GES.8301", message);
        graph.answer("{\"jobs\":[{\"jobId\":\"other\"}],\"jobCount\":1}");

        assertThat(graph.job().get().status()).isEqualTo(GesJobStatus.FAILED);
        assertThatThrownBy(() -> graph.job().get()).isExactlyInstanceOf(NotFoundException.class);

        graph.assertRequests(STATUS, LIST, STATUS, LIST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'jobId':'j1','status':'failed','failReason':'why'} | failed | why",
                "{'jobId':'j1','status':'failed'} | failed | not found",
                "{'jobId':'j1','status':'partiallyFailed','failReason':'why'} | partiallyFailed | why",
                "{'jobId':'j1','status':'cancelled'} | cancelled | not found",
                "{'jobId':'j1','status':'running','failReason':''} | running | ",
                "{'jobId':'j1','status':'success'} | success | ",
                "{'jobId':'j1'} | failed | not found"
            })
    void theListSaysWhatHasBecomeOfTheJob(String listed, String word, String why) throws Exception {
        graph.error("GES.8301", "not found");
        graph.answer("{\"jobs\":[" + listed.replace('\'', '"') + "],\"jobCount\":1}");

        GesJob job = graph.job().get();

        assertThat(job.status().value()).isEqualTo(word);
        assertThat(job.failReason()).isEqualTo(why);
        assertThat(job.result()).isNull();
        assertThat(job.json()).contains("GES.8301");
        graph.assertRequests(STATUS, LIST);
    }

    @Test
    void aJobThatIsListedIsAwaited() throws Exception {
        String listed = "{\"jobs\":[{\"jobId\":\"j1\",\"status\":\"%s\"}],\"jobCount\":1}";
        graph.error("GES.8301", "");
        graph.answer(listed.formatted("running"));
        graph.error("GES.8301", "");
        graph.answer(listed.formatted("success"));

        assertThat(graph.job().await().status()).isEqualTo(GesJobStatus.SUCCESS);

        graph.assertRequests(STATUS, LIST, STATUS, LIST);
    }

    /** As of engines that have none. */
    @ParameterizedTest
    @CsvSource({"400, GES.8000", "404, APIGW.0101", "403, GES.8020", "200, "})
    void aListThatCannotBeHadLeavesItAtTheStatus(int status, String code) throws Exception {
        graph.error("GES.8301", "job j1 does not exist");
        graph.answer(status, code == null ? "{}" : "{\"errorCode\":\"" + code + "\",\"errorMessage\":\"no\"}");

        assertThatThrownBy(() -> graph.job().get())
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageStartingWith(
                        "job.get of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 400 Bad Request, GES.8301: job j1 does not exist")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        graph.assertRequests(STATUS, LIST);
    }

    @Test
    void aListThatMayBeHadLaterDecidesNothing() throws Exception {
        graph.error("GES.8301", "job j1 does not exist");
        for (int i = 0; i < 3; i++) {
            graph.answer(503, "");
        }

        assertThatThrownBy(() -> graph.job().get())
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageStartingWith("job.list of /ges/v1.0/0ae1/graphs/movie failed: HTTP 503")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        graph.assertRequests(STATUS, LIST, LIST, LIST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Running algorithm [pagerank] error: vertex [5] does not exist!",
                "Import failed",
                "running algorithm [x] error: unknown!",
                "Running algorithm [x] error: can not find job configuration!"
            })
    void theReasonOfAFailureMaySayThatSomethingIsMissing(String message) throws Exception {
        graph.error("GES.8301", message);

        assertThat(graph.job().get().failReason()).isEqualTo(message);

        graph.assertRequests(STATUS);
    }

    static Stream<Arguments> otherFailures() {
        return Stream.of(
                arguments(400, "{\"errorCode\":\"GES.8007\"}", UnauthorizedException.class, 1),
                arguments(400, "{\"errorCode\":\"GES.8020\"}", ForbiddenException.class, 1),
                arguments(400, "{\"errorCode\":\"GES.8003\"}", NotFoundException.class, 1),
                arguments(400, "{\"errorCode\":\"GES.7007\"}", NotFoundException.class, 1),
                arguments(
                        400,
                        "{\"errorCode\":\"GES.8301\",\"errorMessage\":\"graph [movie] is not found\"}",
                        NotFoundException.class,
                        1),
                arguments(404, "", NotFoundException.class, 1),
                arguments(500, "{\"errorCode\":\"GES.8302\"}", ApiException.class, 3),
                arguments(200, "{\"errorCode\":\"GES.8302\"}", ApiException.class, 1),
                arguments(200, "{}", InvalidResponseException.class, 1),
                arguments(200, "{\"status\":\"\"}", InvalidResponseException.class, 1));
    }

    @ParameterizedTest
    @MethodSource("otherFailures")
    void otherFailuresOfTheReadingAreThrown(int status, String body, Class<?> type, int requests) throws Exception {
        for (int i = 0; i < requests; i++) {
            graph.answer(status, body);
        }

        assertThat(catchThrowableOfType(SdkException.class, () -> graph.job().get()))
                .isExactlyInstanceOf(type);

        graph.assertRequests(Stream.generate(() -> STATUS).limit(requests).toArray(String[]::new));
    }

    @Test
    void aJobIsReadUntilItHasEnded() throws Exception {
        graph.status("pending", "waiting", "running", "new", "success");

        GesJob job = graph.job()
                .await(options -> options.onPoll(seen -> polls.add(seen.status().value())));

        assertThat(job.status()).isEqualTo(GesJobStatus.SUCCESS);
        assertThat(polls).containsExactly("pending", "waiting", "running", "new", "success");
        assertThat(graph.time.sleeps())
                .containsExactly(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1500),
                        Duration.ofMillis(2250),
                        Duration.ofMillis(3375));
        graph.assertRequests(STATUS, STATUS, STATUS, STATUS, STATUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"success", "complete", "failed", "partiallyFailed", "cancelled", "canceled", "cancel", "stopped"
            })
    void anyEndEndsTheWait(String word) throws Exception {
        graph.status(word);

        assertThat(graph.job().await().status().value()).isEqualTo(word);

        graph.assertRequests(STATUS);
    }

    @Test
    void aFailureThatComesAsAnErrorEndsTheWaitAsWell() throws Exception {
        graph.status("running");
        graph.example("job-status-failed-400-algorithm");

        assertThat(graph.job().await().status()).isEqualTo(GesJobStatus.FAILED);

        graph.assertRequests(STATUS, STATUS);
    }

    @Test
    void aJobThatDoesNotEndIsGivenUpAtTheDeadline() throws Exception {
        graph.status("running", "suspended");

        assertThatThrownBy(() -> graph.job().await(options -> options.timeout(Duration.ofSeconds(1))))
                .isExactlyInstanceOf(AwaitTimeoutException.class)
                .hasMessage(
                        "job.await of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: the timeout of PT1S has expired, the last state is suspended (reads: 2): raise timeout(...)");

        graph.assertRequests(STATUS, STATUS);
    }

    @Test
    void aJobThatTheServiceForgetsEndsTheWait() throws Exception {
        graph.status("running");
        graph.example("job-status-not-found");

        assertThatThrownBy(() -> graph.job().await()).isExactlyInstanceOf(NotFoundException.class);

        graph.assertRequests(STATUS, STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "failed", "complete"})
    void aCancelledJobIsAwaitedWhateverItsEnd(String end) throws Exception {
        graph.answer("{}");
        graph.status("running", end);

        GesJob job = graph.job()
                .cancelAndAwait(options ->
                        options.onPoll(seen -> polls.add(seen.status().value())));

        assertThat(job.status().value()).isEqualTo(end);
        assertThat(polls).containsExactly("running", end);
        graph.assertRequests(CANCEL, STATUS, STATUS);
    }

    @Test
    void aJobThatIsNotKnownAfterItsCancelWasAcceptedIsCancelled() throws Exception {
        graph.answer("{}");
        graph.error("GES.8301", UNKNOWN);

        GesJob job = graph.job().cancelAndAwait();

        assertThat(job.status()).isEqualTo(GesJobStatus.CANCELLED);
        assertThat(job.status().isCancelled()).isTrue();
        assertThat(job.json()).contains("GES.8301");
        graph.assertRequests(CANCEL, STATUS);
    }

    @Test
    void aGraphThatIsNotKnownAfterTheCancelIsAFailure() throws Exception {
        graph.answer("{}");
        graph.error("GES.8003", "graph [movie] is not found");

        assertThatThrownBy(() -> graph.job().cancelAndAwait()).isExactlyInstanceOf(NotFoundException.class);

        graph.assertRequests(CANCEL, STATUS);
    }

    /** The first cancel was accepted, and its response was lost; the second finds nothing to cancel. */
    @Test
    void aJobIsAwaitedWhenARepeatOfItsCancelIsRefused() throws Exception {
        graph.answer(503, "");
        graph.error("GES.8303", "can not find job to cancel, id is j1");
        graph.status("running", "cancelled");

        assertThat(graph.job().cancelAndAwait().status().isCancelled()).isTrue();

        graph.assertRequests(CANCEL, CANCEL, STATUS, STATUS);
    }

    /** It never was, so there is nothing to wait for. */
    @Test
    void aJobThatCanNeverBeCancelledIsReadOnce() throws Exception {
        graph.answer(503, "");
        graph.error("GES.8303", "Unsupported Operation");
        graph.status("running");

        assertThatThrownBy(() -> graph.job().cancelAndAwait()).isExactlyInstanceOf(JobNotCancellableException.class);

        graph.assertRequests(CANCEL, CANCEL, STATUS);
    }

    @ParameterizedTest
    @CsvSource({
        "cancel-not-found-old-text, success",
        "cancel-not-found-new-text, failed",
        "cancel-unsupported-operation, complete",
        "cancel-operation-unsupported-7009, success"
    })
    void aCancelThatIsRefusedBecauseTheJobHasEndedGivesTheJob(String refusal, String end) throws Exception {
        graph.example(refusal);
        graph.status(end);

        assertThat(graph.job().cancelAndAwait().status().value()).isEqualTo(end);

        graph.assertRequests(CANCEL, STATUS);
    }

    @Test
    void aCancelThatIsRefusedWhileTheJobGoesOnIsAFailure() throws Exception {
        graph.error("GES.8303", "can not find job to cancel, id is j1");
        graph.status("running");

        assertThatThrownBy(() -> graph.job().cancelAndAwait())
                .isExactlyInstanceOf(JobNotCancellableException.class)
                .hasMessageStartingWith(
                        "job.cancel of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 400 Bad Request, GES.8303");

        graph.assertRequests(CANCEL, STATUS);
    }

    @Test
    void aCancelOfAnUnknownJobIsAFailureThatCarriesWhatTheReadingFailedWith() throws Exception {
        graph.error("GES.8303", "can not find job to cancel, id is j1");
        graph.error("GES.8301", UNKNOWN);

        assertThatThrownBy(() -> graph.job().cancelAndAwait())
                .isExactlyInstanceOf(JobNotCancellableException.class)
                .satisfies(
                        failure -> assertThat(failure.getSuppressed()).hasOnlyElementsOfType(NotFoundException.class));

        graph.assertRequests(CANCEL, STATUS);
    }

    @ParameterizedTest
    @CsvSource({"GES.8020, no permission", "GES.8003, graph [movie] is not found", "GES.8007, the token is invalid"})
    void aCancelThatIsRefusedForAnotherReasonIsNotFollowed(String code, String message) throws Exception {
        graph.error(code, message);

        assertThatThrownBy(() -> graph.job().cancelAndAwait())
                .isInstanceOf(ApiException.class)
                .isNotInstanceOf(JobNotCancellableException.class);

        graph.assertRequests(CANCEL);
    }

    @ParameterizedTest
    @CsvSource({
        "GES.8301, Running algorithm [x] error: y!",
        "GES.8301, 'can not find job, jobId is  j1'",
        "GES.8000, not found",
        "GES.9999, who knows"
    })
    void aJobIsReadOnceAfterARefusalOfAnyOtherCode(String code, String message) throws Exception {
        graph.error(code, message);
        graph.status("failed");

        assertThat(graph.job().cancelAndAwait().status()).isEqualTo(GesJobStatus.FAILED);

        graph.assertRequests(CANCEL, STATUS);
    }

    @Test
    void aCypherResultOf60000RowsIsRead() throws Exception {
        String row = "{\"row\":[\"p1234\",\"knows\",[2021,0.25],true,null],\"meta\":[]}";
        graph.answer("{\"results\":[{\"columns\":[\"a\"],\"data\":[" + (row + ",").repeat(59_999) + row
                + "]}],\"errors\":[]}");

        CypherResult result = graph.resource().execute(CypherQuery.of("match (n) return n"));

        assertThat(result.rows())
                .hasSize(60_000)
                .last(InstanceOfAssertFactories.LIST)
                .containsExactly("p1234", "knows", List.of(2021, 0.25), true, null);
        graph.assertRequests("POST /action?action_id=execute-cypher-query");
    }

    @Test
    void aJobThatHasFailedCannotBeCancelled() throws Exception {
        graph.error("GES.8301", "Running algorithm [x] error: y!");

        assertThatThrownBy(() -> graph.job().cancel())
                .isExactlyInstanceOf(JobNotCancellableException.class)
                .hasMessageStartingWith(
                        "job.cancel of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 400 Bad Request, GES.8301: Running algorithm")
                .hasMessageNotContaining("result");

        graph.assertRequests(CANCEL);
    }

    @ParameterizedTest
    @CsvSource({
        "GES.8806, Unsupported operation: ++",
        "GES.8303, cannot terminate",
        "GES.8301, Running algorithm [x] error: y!"
    })
    void onlyACancelFailsBecauseAJobCannotBeCancelled(String code, String message) throws Exception {
        graph.error(code, message);

        assertThatThrownBy(() -> graph.resource().execute(CypherQuery.of("return 1 ++ 2")))
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageContaining(message);

        graph.assertRequests("POST /action?action_id=execute-cypher-query");
    }

    static Stream<RuntimeException> thrownByCallbacks() {
        return Stream.of(
                new IllegalStateException("of the caller"),
                new NotFoundException(
                        "job.get",
                        null,
                        1,
                        false,
                        ErrorResponse.builder(400).code("GES.8301").build()));
    }

    @ParameterizedTest
    @MethodSource("thrownByCallbacks")
    void whatTheCallbackThrowsReachesTheCallerAsItIs(RuntimeException thrown) throws Exception {
        graph.answer("{}");
        graph.status("running");
        graph.answer(503, "");
        graph.answer(503, "");
        graph.answer(503, "");
        graph.status("running");

        for (int i = 0; i < 2; i++) { // the outcome of the second cancel is unclear
            assertThatThrownBy(() -> graph.job()
                            .cancelAndAwait(options -> options.onPoll(job -> {
                                throw thrown;
                            })))
                    .isSameAs(thrown);
        }

        assertThat(thrown.getSuppressed()).isEmpty();
        graph.assertRequests(CANCEL, STATUS, CANCEL, CANCEL, CANCEL, STATUS);
    }

    @Test
    void aJobThatIsStoppedAlreadyCannotBeCancelled() throws Exception {
        graph.error("GES.7008", "the job is stopped");

        assertThatThrownBy(() -> graph.job().cancel()).isExactlyInstanceOf(JobNotCancellableException.class);

        graph.assertRequests(CANCEL);
    }

    @Test
    void aResultIsExportedByAJobOfItsOwn() throws Exception {
        graph.example("submit-export-result");
        ExportResult export = ExportResult.builder("demo_movie/")
                .fileName("louvain")
                .obsParameters(ObsParameters.of("an-access-key", "a-secret-key"))
                .build();

        GesJobResource job = graph.job().exportResult(export);

        assertThat(job.id()).isEqualTo("f99f60f1-bba6-4cde-bd1a-ff4bdd1fd500000168232");
        assertThat(export).hasToString("ExportResult[exportPath=demo_movie/, erase=false]");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine())
                .isEqualTo("POST /ges/v1.0/0ae1/graphs/movie/jobs/j1/action?action_id=export-result HTTP/1.1");
        JsonNode documented = Fixture.requestBody("submit-export-result");
        JsonNode sent = Fixture.json(request.getBody().utf8());
        assertThat(sent.path("erase").isBoolean())
                .isTrue(); // always there, because the service's default deletes the job
        assertThat(sent.path("erase").booleanValue()).isFalse();
        assertThat(sent.path("exportPath")).isEqualTo(documented.path("exportPath"));
        assertThat(sent.path("fileName")).isEqualTo(documented.path("fileName"));
        assertThat(sent.path("obsParameters"))
                .isEqualTo(Fixture.json("{\"accessKey\":\"an-access-key\",\"secretKey\":\"a-secret-key\"}"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anExportMayEraseTheJobAndSplitTheFile() throws Exception {
        graph.example("submit-export-result");

        graph.job()
                .exportResult(ExportResult.builder("demo_movie/")
                        .erase(true)
                        .rowCountPerFile(1000)
                        .build());

        assertThat(Fixture.json(server.takeRequest().getBody().utf8()))
                .isEqualTo(
                        Fixture.json(
                                "{\"erase\":true,\"exportPath\":\"demo_movie/\",\"paginate\":{\"enable\":true,\"rowCountPerFile\":1000}}"));
    }

    @Test
    void anExportIsNotRepeatedAndItsKeyIsSeenNowhere() throws Exception {
        graph.answer(500, "{\"errorCode\":\"GES.8011\",\"errorMessage\":\"denied to an-access-key a-secret-key\"}");

        assertThatThrownBy(() -> graph.job()
                        .exportResult(ExportResult.builder("demo_movie/")
                                .obsParameters(ObsParameters.of("an-access-key", "a-secret-key"))
                                .build()))
                .isExactlyInstanceOf(ApiException.class)
                .hasMessageStartingWith("job.exportResult of /ges/v1.0/0ae1/graphs/movie/jobs/j1 failed: HTTP 500")
                .satisfies(failure -> assertThat(failure.toString()
                                + ((ApiException) failure).error().body())
                        .doesNotContain("an-access-key", "a-secret-key"));

        graph.assertRequests("POST /jobs/j1/action?action_id=export-result");
    }
}
