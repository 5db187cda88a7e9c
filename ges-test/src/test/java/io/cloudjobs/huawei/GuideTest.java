package io.cloudjobs.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.ges.v2.GesClient;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobStatus;
import io.cloudjobs.ges.ObsParameters;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls and the differences in {@code docs/from-huaweicloud-sdk.md}. */
@Timeout(120)
class GuideTest {
    private static final ObsParameters OBS = ObsParameters.of("access-key", "secret-key");

    @StartStop
    final MockWebServer server = new MockWebServer();

    private TheirGuide their() {
        GesClient client = GesClient.newBuilder()
                .withCredential(new BasicCredentials().withAk("ak").withSk("sk").withProjectId("0ae1"))
                .withEndpoints(List.of(server.url("").toString().replaceAll("/$", "")))
                .build();
        return new TheirGuide(client, "id-1", "movie");
    }

    private OurGuide our() {
        return new OurGuide(
                GesJobClient.builder()
                        .endpoint(server.url("/").toString())
                        .projectId("0ae1")
                        .tokenProvider(TokenProvider.of("token"))
                        .build(),
                "movie");
    }

    private void answer(int status, String body) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(status)
                        .addHeader("Content-Type", "application/json")
                        .addHeader("X-Request-Id", "r-1")
                        .addHeader("Retry-After", "0")
                        .body(body)
                        .build();
            }
        });
    }

    private List<String> requests() throws InterruptedException {
        List<String> requests = new ArrayList<>();
        int count = server.getRequestCount();
        for (int i = 0; i < count; i++) {
            RecordedRequest request = server.takeRequest();
            requests.add(request.getMethod() + " " + request.getTarget());
        }
        return requests;
    }

    @Test
    void theirCallsAreOnTheManagementPlane() throws Exception {
        TheirGuide their = their();
        answer(200, "{\"job_id\":\"j-1\",\"status\":\"success\",\"job_count\":1,\"job_list\":[{\"job_id\":\"j-1\"}]}");

        assertThat(their.load()).isEqualTo("j-1");
        assertThat(their.export()).isEqualTo("j-1");
        assertThat(their.get("j-1").getStatus()).isEqualTo("success");
        assertThat(their.await("j-1").getStatus()).isEqualTo("success");
        assertThat(their.list()).isEqualTo(1);
        assertThat(their.retries("j-1").getStatus()).isEqualTo("success");

        String status = "GET /v2/0ae1/graphs/id-1/jobs/j-1/status";
        assertThat(requests())
                .containsExactly(
                        "POST /v2/0ae1/graphs/id-1/import-graph",
                        "POST /v2/0ae1/graphs/id-1/export-graph",
                        status,
                        status,
                        "GET /v2/0ae1/graphs/jobs?graph_name=movie",
                        status);
    }

    @Test
    void ourCallsAreOnTheServicePlane() {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                GesJobClient ges = GesJobClient.builder()
                        .endpoint(emulator.ges().endpoint())
                        .projectId(emulator.ges().projectId())
                        .tokenProvider(emulator.ges()::token)
                        .build()) {
            emulator.ges().addGraph("movie");
            OurGuide our = new OurGuide(ges, "movie");

            emulator.ges().jobsTake(Duration.ZERO, Duration.ZERO);
            String load = our.load(OBS).id();
            String export = our.export(OBS).id();
            assertThat(our.await(load).status()).isEqualTo(GesJobStatus.SUCCESS);
            assertThat(our.await(export).status().isSuccess()).isTrue();
            emulator.ges().jobsTake(Duration.ZERO, Duration.ofHours(1));
            String algorithm = our.algorithm().id();
            assertThat(our.get(algorithm).status().isTerminal()).isFalse();
            our.cancel(algorithm);
            assertThat(our.list()).hasSize(3);
            assertThat(our.query()).isNotNull();
            assertThat(our.retries(load).status().isSuccess()).isTrue();
            assertThat(our.timeouts(load).status().isSuccess()).isTrue();
        }
    }

    @Test
    void bothReportStatusCodeAndRequestId() {
        answer(403, "{\"error_code\":\"GES.8020\",\"error_msg\":\"no\"}");

        assertThat(their().errors("j-1")).isEqualTo("403 GES.8020 r-1");
        assertThat(our().errors("j-1")).isEqualTo("403 GES.8020 r-1");
    }

    /** The format of the service plane. */
    @Test
    void anErrorInCamelCaseHasNoCodeInTheirException() {
        answer(400, "{\"errorCode\":\"GES.8303\",\"errorMessage\":\"no\"}");

        assertThat(catchThrowableOfType(ServiceResponseException.class, () -> their().get("j-1"))
                        .getErrorCode())
                .isNull();
        assertThat(catchThrowableOfType(ApiException.class, () -> our().get("j-1"))
                        .error()
                        .code())
                .isEqualTo("GES.8303");
    }

    @Test
    void aResultThatIsNullIsASuccessForTheirClient() {
        answer(200, "null");

        assertThat(their().get("j-1").getStatus()).isNull();
        assertThat(catchThrowable(() -> our().get("j-1"))).isInstanceOf(InvalidResponseException.class);
    }

    @Test
    void aPostIsSentTwiceByTheirClientAndOnceByOurs() {
        answer(503, "{\"error_code\":\"GES.0001\",\"error_msg\":\"busy\"}");

        assertThat(catchThrowable(() -> their().load())).isNotNull();
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(catchThrowableOfType(ApiException.class, () -> our().load(OBS))
                        .mayHaveReachedService())
                .isTrue();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void theirDefaultTimeoutsAreThoseOfAConnection() {
        HttpConfig config = HttpConfig.getDefaultHttpConfig();

        assertThat(config.getConnectionTimeout()).isEqualTo(60);
        assertThat(config.getReadTimeout()).isEqualTo(120);
        assertThat(TheirGuide.timeouts().getConnectionTimeout()).isEqualTo(5);
    }

    @Test
    void theirOldClientHasTheSameCallsWithoutTheNumber() {
        assertThat(Arrays.stream(com.huaweicloud.sdk.ges.v1.GesClient.class.getMethods())
                        .map(Method::getName))
                .contains(
                        "importGraph",
                        "exportGraph",
                        "showJob",
                        "listJobs",
                        "createGraph",
                        "startGraph",
                        "createBackup");
    }

    @Test
    void theirClientHasNoCallsOfTheServicePlane() {
        assertThat(AutoCloseable.class.isAssignableFrom(GesClient.class)).isFalse();
        assertThat(Stream.of(GesClient.class, com.huaweicloud.sdk.ges.v1.GesClient.class)
                        .flatMap(client -> Arrays.stream(client.getMethods()))
                        .map(method -> method.getName().toLowerCase(Locale.ROOT)))
                .noneMatch(name -> name.matches(".*(cancel|algorithm|cypher|query|result|index).*"));
    }
}
