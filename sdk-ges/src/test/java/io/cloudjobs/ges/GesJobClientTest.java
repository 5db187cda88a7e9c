package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of sdk-ges on the wire. */
@Timeout(60)
class GesJobClientTest {
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final String JOB = "4448c9fb-0b16-4a78-8d89-2a137c53454a001679122";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private GesJobClient client() {
        return client(TokenProvider.of(TOKEN), http);
    }

    private GesJobClient client(TokenProvider tokens, OkHttpClient client) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return GesJobClient.builder(settings)
                .endpoint(server.url("/").toString())
                .projectId("0ae1")
                .httpClient(client)
                .tokenProvider(tokens)
                .build();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private void answer(String example) {
        server.enqueue(Fixture.answer(example));
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancel-ok",
                "cancel-ok-blank-error-fields",
                "cancel-ok-null-error-fields",
                "cancel-ok-empty-body",
                "cancel-ok-hyg-result"
            })
    void cancelDeletesTheJob(String example) throws Exception {
        answer(example);

        client().graph("movie").job(JOB).cancel();

        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("DELETE /ges/v1.0/0ae1/graphs/movie/jobs/" + JOB + " HTTP/1.1");
        assertThat(request.getBodySize()).isZero();
        assertThat(request.getHeaders().get("User-Agent")).matches("sdk-ges/\\S+ java/\\d+");
        assertThat(request.getHeaders()
                        .newBuilder()
                        .removeAll("Host")
                        .removeAll("User-Agent")
                        .build())
                .extracting(header -> header.getFirst() + ": " + header.getSecond())
                .containsExactlyInAnyOrder(
                        "Accept: application/json",
                        "Content-Type: application/json",
                        "X-Language: en-us",
                        "X-Auth-Token: " + TOKEN,
                        "Connection: Keep-Alive",
                        "Accept-Encoding: gzip");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204})
    void anyOther2xxIsASuccessToo(int status) {
        answer(status, "");

        client().graph("movie").job(JOB).cancel();

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        "cancel-not-found-old-text",
                        JobNotCancellableException.class,
                        1,
                        "GES.8303",
                        "can not find job to cancel, id is 9440a7ebXXXXXXXXXXXXXXXXXXXX2d079a67001679122",
                        null),
                arguments(
                        "cancel-not-found-new-text",
                        JobNotCancellableException.class,
                        1,
                        "GES.8303",
                        "Can not find job to cancel, jobId is 2c90803d94eea6f80194f31256260005",
                        null),
                arguments(
                        "cancel-unsupported-operation",
                        JobNotCancellableException.class,
                        1,
                        "GES.8303",
                        "Unsupported Operation",
                        null),
                arguments(
                        "cancel-operation-unsupported-7009",
                        JobNotCancellableException.class,
                        1,
                        "GES.7009",
                        "The job operation is not supported.",
                        null),
                arguments("cancel-internal-error", ApiException.class, 3, "GES.8304", "Job termination error.", null),
                arguments(
                        "hyg-cancel-graph-missing",
                        NotFoundException.class,
                        1,
                        "GES.8000",
                        "Graph [ {project_id} -movie1] does not exist, please check project_id and graph_name.",
                        null),
                arguments(
                        "job-list-graph-missing",
                        NotFoundException.class,
                        1,
                        "GES.8000",
                        "graph : movidde not exist",
                        null),
                arguments(
                        "submit-hyg-algorithm-graph-missing",
                        NotFoundException.class,
                        1,
                        "GES.8011",
                        "graph : movie2 is not exist",
                        null),
                arguments(
                        "mgmt-v1-task-center-error-third-shape",
                        ApiException.class,
                        1,
                        "GES.0001",
                        "Parameter error.",
                        null),
                arguments(
                        "mgmt-v2-error",
                        ApiException.class,
                        1,
                        "GES.7006",
                        "An internal error occurs in the underlying service of the graph engine.",
                        null),
                arguments(
                        "submit-cypher-error-400",
                        ApiException.class,
                        1,
                        "GES.8904",
                        "Label index in vertices is not found.",
                        null),
                arguments(
                        "error-apig-0301-otc-spelling",
                        UnauthorizedException.class,
                        1,
                        "APIG.0301",
                        "Incorrect IAM authentication information: Get secretKey failed,ak:******,err:ak not exist",
                        "0123456789abcdef0123456789abcdef"),
                arguments(
                        "error-apigw-0101-no-such-api",
                        NotFoundException.class,
                        1,
                        "APIGW.0101",
                        "The API does not exist or has not been published in the environment.",
                        "0123456789abcdef0123456789abcdef"),
                arguments(
                        "error-apigw-0301-signature",
                        UnauthorizedException.class,
                        1,
                        "APIGW.0301",
                        "Incorrect IAM authentication information: verify aksk signature fail",
                        "0123456789abcdef0123456789abcdef"),
                arguments(
                        "error-apigw-0301-token",
                        UnauthorizedException.class,
                        1,
                        "APIGW.0301",
                        "Incorrect IAM authentication information: decrypt token fail",
                        "0123456789abcdef0123456789abcdef"),
                arguments(
                        "error-apigw-0307-token-expired",
                        UnauthorizedException.class,
                        1,
                        "APIGW.0307",
                        "The token must be updated.",
                        "0123456789abcdef0123456789abcdef"),
                arguments(
                        "error-code-message",
                        ApiException.class,
                        1,
                        "X.0001",
                        "text",
                        "0123456789abcdef0123456789abcdef"),
                arguments("error-code-message-nested", ApiException.class, 1, "X.0001", "text", null),
                arguments(
                        "error-code-trailing-blank",
                        ApiException.class,
                        1,
                        "GES.8604",
                        "Failed to delete an index",
                        null),
                arguments(
                        "error-encoded-authorization-message",
                        ForbiddenException.class,
                        1,
                        "PAP5.0013",
                        "no permission",
                        "0123456789abcdef0123456789abcdef"),
                arguments(
                        "error-generic-snake-case-no-request-id",
                        ApiException.class,
                        1,
                        "AS.0001",
                        "The format of message is error",
                        null),
                arguments("error-iam-400", ApiException.class, 1, "400", "The request body is invalid", null),
                arguments(
                        "error-iam-401-password",
                        UnauthorizedException.class,
                        1,
                        "401",
                        "The username or password is wrong.",
                        null),
                arguments(
                        "error-iam-flat-429",
                        RateLimitException.class,
                        3,
                        "IAM.0012",
                        "The throttling threshold has been reached. Threshold: 100 times per 60 seconds",
                        null),
                arguments(
                        "error-permission-denied",
                        ForbiddenException.class,
                        1,
                        "GES.8020",
                        "The current user does not have permission.",
                        null),
                arguments(
                        "error-service-plane-token-invalid",
                        UnauthorizedException.class,
                        1,
                        "GES.8007",
                        "Invalid token.",
                        null),
                arguments("error-code-in-200", ApiException.class, 1, "GES.8304", "Job termination error.", null),
                arguments(
                        "error-list-in-200",
                        ApiException.class,
                        1,
                        "GES.8904",
                        "Label index in vertices is not found.",
                        null),
                arguments("error-result-failed-in-200", ApiException.class, 1, null, "graph : movidde not exist", null),
                arguments("error-empty-body-401", UnauthorizedException.class, 1, null, null, null),
                arguments("error-empty-body-403", ForbiddenException.class, 1, null, null, null),
                arguments("error-empty-body-404", NotFoundException.class, 1, null, null, null),
                arguments("error-empty-body-503", ApiException.class, 3, null, null, null),
                arguments("error-plain-text-503", ApiException.class, 3, null, null, null),
                arguments("error-html-502", ApiException.class, 3, null, null, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void everyEnvelopeIsRead(String example, Class<?> type, int requests, String code, String message, String requestId)
            throws Exception {
        for (int i = 0; i < requests; i++) {
            answer(example);
        }

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.error().code()).isEqualTo(code);
        assertThat(failure.error().message()).isEqualTo(message);
        assertThat(failure.error().requestId()).isEqualTo(requestId);
        assertThat(failure.attempts()).isEqualTo(requests);
        assertThat(failure.getMessage())
                .startsWith(
                        "job.cancel of /ges/v1.0/0ae1/graphs/movie/jobs/4448c9fb-0b16-4a78-8d89-2a137c53454a001679122 failed: HTTP ")
                .doesNotContain(TOKEN, "\n");
        assertThat(server.getRequestCount()).isEqualTo(requests);
        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("DELETE /ges/v1.0/0ae1/graphs/movie/jobs/" + JOB + " HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'error':{'error_code':'E1','error_msg':'m'}} | E1 | m",
                "400 | {'other':{'code':'E1','message':'m'}}         | E1 | m",
                "400 | {'errorCode':'','errorMessage':'only words'}  |    | only words",
                "400 | {'errorCode':null,'errorMessage':null}        |    |",
                "400 | {'errorCode':{'a':1}}                         |    |",
                "200 | {'errors':[{'message':'only words'}]}         |    | only words",
                "200 | {'errors':['text']}                           |    |",
                "200 | {'result':'failed'}                           |    |",
            })
    void anEnvelopeWithGapsIsReadAsFarAsItGoes(int status, String body, String code, String message) {
        answer(status, body.replace('\'', '"'));

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.error().code()).isEqualTo(code);
        assertThat(failure.error().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"message\":\"ok\"}",
                "{\"errors\":[],\"results\":[]}",
                "{\"errorCode\":\"\",\"errorMessage\":\"ok\"}",
                "{\"data\":{\"code\":\"E1\",\"message\":\"m\"}}"
            })
    void a200WithoutAnErrorCodeAtItsTopIsASuccess(String body) {
        answer(200, body);

        client().graph("movie").job(JOB).cancel();

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anErrorBelowTheTopIsNoErrorOfTheCall() throws Exception {
        answer("error-nested-in-200");

        client().graph("movie").job(JOB).cancel();
    }

    @Test
    void theMessageSaysWhatTheServiceSaid() throws Exception {
        answer("cancel-not-found-old-text");

        assertThatThrownBy(() -> client().graph("movie").job(JOB).cancel())
                .hasMessage(
                        "job.cancel of /ges/v1.0/0ae1/graphs/movie/jobs/4448c9fb-0b16-4a78-8d89-2a137c53454a001679122 failed: HTTP 400 Bad Request, GES.8303: can not find job to cancel, id is"
                                + " 9440a7ebXXXXXXXXXXXXXXXXXXXX2d079a67001679122 (attempt 1); the job does not exist, has ended, or"
                                + " cannot be cancelled: read it with get()");
    }

    @ParameterizedTest
    @CsvSource({"X-Request-Id", "TraceID", "X-IAM-Trace-Id"})
    void theRequestIdIsTakenFromAnyOfItsHeaders(String header) {
        server.enqueue(
                new MockResponse.Builder().code(404).setHeader(header, "id-1").build());

        NotFoundException failure = catchThrowableOfType(
                NotFoundException.class, () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure.error().requestId()).isEqualTo("id-1");
    }

    @Test
    void theRequestIdOfTheBodyComesFirst() throws Exception {
        answer("error-apigw-0101-no-such-api");

        NotFoundException failure = catchThrowableOfType(
                NotFoundException.class, () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure.error().requestId()).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @Test
    void aRefusalAfterAnUnclearAttemptSaysThatTheJobMayBeCancelled() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer("cancel-not-found-new-text");

        JobNotCancellableException failure = catchThrowableOfType(
                JobNotCancellableException.class,
                () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure).hasMessageEndingWith("the service may have acted, attempt 2); read the job with get()");
        assertThat(failure.attempts()).isEqualTo(2);
    }

    @Test
    void aRefusalAtOnceSaysNoSuchThing() throws Exception {
        answer("cancel-not-found-new-text");

        JobNotCancellableException failure = catchThrowableOfType(
                JobNotCancellableException.class,
                () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure)
                .hasMessageEndingWith(
                        "; the job does not exist, has ended, or cannot be cancelled: read it with get()");
        assertThat(failure.getMessage()).doesNotContain("earlier attempt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel-unsupported-operation", "cancel-operation-unsupported-7009"})
    void aJobThatCannotBeCancelledIsAwaited(String response) throws Exception {
        answer(response);

        assertThatThrownBy(() -> client().graph("movie").job(JOB).cancel())
                .hasMessageEndingWith(
                        "; jobs of this kind cannot be cancelled: wait for the end of the job with await()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"error-service-plane-token-invalid", "error-apigw-0307-token-expired", "error-empty-body-401"})
    void aRefusedTokenIsReplacedOnce(String example) throws Exception {
        List<String> tokens = new ArrayList<>(List.of("old", "new"));
        answer(example);
        answer("cancel-ok");

        client(() -> tokens.remove(0), http).graph("movie").job(JOB).cancel();

        assertThat(server.takeRequest().getHeaders().get("X-Auth-Token")).isEqualTo("old");
        assertThat(server.takeRequest().getHeaders().get("X-Auth-Token")).isEqualTo("new");
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aPageOfAProxyIsNoCancellation() {
        answer(200, "<html>please log in</html>");

        assertThatThrownBy(() -> client().graph("movie").job(JOB).cancel())
                .isExactlyInstanceOf(InvalidResponseException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .setHeader("Location", server.url("/elsewhere").toString())
                .build());

        ApiException failure = catchThrowableOfType(
                ApiException.class, () -> client().graph("movie").job(JOB).cancel());

        assertThat(failure.statusCode()).isEqualTo(307);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPrivateCertificateIsTrustedWhenTheUserSaysSo() throws Exception {
        HeldCertificate ca =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate own = new HeldCertificate.Builder()
                .signedBy(ca)
                .addSubjectAlternativeName(server.getHostName())
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(own, ca.certificate())
                .build()
                .sslSocketFactory());
        answer("cancel-ok");
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(ca.certificate())
                .build();
        OkHttpClient trusting = http.newBuilder()
                .sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager())
                .build();

        client(TokenProvider.of(TOKEN), trusting).graph("movie").job(JOB).cancel();
        assertThat(server.getRequestCount()).isEqualTo(1);

        // Without that trust the client sends no request, and does not retry.
        TransportException untrusted = catchThrowableOfType(
                TransportException.class, () -> client().graph("movie").job(JOB).cancel());
        assertThat(untrusted.attempts()).isEqualTo(1);
        assertThat(untrusted.mayHaveReachedService()).isFalse();

        OkHttpClient pinnedToAnother = trusting.newBuilder()
                .certificatePinner(new CertificatePinner.Builder()
                        .add(server.getHostName(), "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                        .build())
                .build();
        TransportException unpinned = catchThrowableOfType(
                TransportException.class,
                () -> client(TokenProvider.of(TOKEN), pinnedToAnother)
                        .graph("movie")
                        .job(JOB)
                        .cancel());
        assertThat(unpinned.attempts()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
        trusting.connectionPool().evictAll();
    }

    @Test
    void plainHttpToAnotherMachineMustBeAllowed() {
        GesJobClient.Builder builder = GesJobClient.builder()
                .endpoint("http://10.0.0.7")
                .projectId("0ae1")
                .tokenProvider(TokenProvider.of(TOKEN));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("allowInsecureHttp()");
        builder.allowInsecureHttp().build().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "a/b", "a?b", "a\r\nb", "{jobId}"})
    void anIdThatCannotBeOneIsRefusedByName(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().graph(id))
                .withMessageStartingWith("graphName must not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client().graph("movie").job(id))
                .withMessageStartingWith("jobId must not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GesJobClient.builder().projectId(id))
                .withMessageStartingWith("projectId must not");
    }

    @Test
    void whatIsMissingIsNamed() {
        GesJobClient.Builder builder = GesJobClient.builder();
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("projectId is required: set it");
        builder.projectId("0ae1");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("endpoint is required: set it");
        builder.endpoint("https://10.0.0.7");
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("tokenProvider is required: set it");
    }

    @Test
    void whatIsPrintedIsThePathAndNeverTheToken() {
        GesJobClient ges = client();

        assertThat(ges.graph("movie")).hasToString("/ges/v1.0/0ae1/graphs/movie");
        assertThat(ges.graph("movie").job("1")).hasToString("/ges/v1.0/0ae1/graphs/movie/jobs/1");
        assertThat(ges.toString()).isEqualTo("GesJobClient[" + server.url("/") + "]");
    }

    @Test
    void aResourceSaysWhatItIsOf() {
        assertThat(client().graph("movie").name()).isEqualTo("movie");
        assertThat(client().graph("movie").index("byName").name()).isEqualTo("byName");
        assertThat(client().graph("movie").job(JOB).id()).isEqualTo(JOB);
    }
}
