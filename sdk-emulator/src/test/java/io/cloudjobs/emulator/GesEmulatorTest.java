package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GesEmulatorTest {
    private CloudJobsEmulator emulator;
    private GesEmulator ges;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        ges = emulator.ges();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply cancel(String job) {
        return Reply.toGes(ges, "DELETE", "/graphs/movie/jobs/" + job);
    }

    private Reply cancelOfItsEngine(GesJobKind kind, String job) {
        return kind.isHyg() ? Reply.toGes(ges, "DELETE", "/hyg/movie/jobs/" + job) : cancel(job);
    }

    private Reply status(String job) {
        return Reply.toGes(ges, "GET", "/graphs/movie/jobs/" + job + "/status");
    }

    private static void isNotCancelled(Reply reply, String job) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("ges/cancel-not-found-new-text"))));
        assertThat(reply.json().get("errorCode").textValue()).isEqualTo("GES.8303");
        assertThat(reply.json().get("errorMessage").textValue())
                .isEqualTo("can not find job to cancel, jobId is " + job);
    }

    @ParameterizedTest
    @EnumSource(GesJobKind.class)
    void aPendingOrRunningJobIsCancelledWhenItsKindCanBe(GesJobKind kind) {
        String pending = ges.submitJob("movie", kind);
        String running = ges.submitJob("movie", kind);
        ges.startJob("movie", running);

        if (kind.isCancellable()) {
            String done = kind.isHyg() ? "{\"result\":\"success\"}" : "{}";
            Reply reply = cancelOfItsEngine(kind, pending);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(done);
            assertThat(cancelOfItsEngine(kind, running).text()).isEqualTo(done);
            assertThat(ges.status("movie", pending)).isEqualTo("cancelled");
            assertThat(ges.status("movie", running)).isEqualTo("cancelled");
        } else {
            isNotCancelled(cancel(pending), pending);
            isNotCancelled(cancel(running), running);
            assertThat(ges.status("movie", pending)).isEqualTo("pending");
            assertThat(ges.status("movie", running)).isEqualTo("running");
        }
        assertThat(ges.requests()).isEqualTo(2);
    }

    @Test
    void aJobThatHasEndedOrIsNotThereIsNotCancelled() {
        String finished = ges.submitJob("movie", GesJobKind.ALGORITHM);
        ges.finishJob("movie", finished);
        String cancelled = ges.submitJob("movie", GesJobKind.ALGORITHM);
        cancel(cancelled);

        isNotCancelled(cancel(finished), finished);
        isNotCancelled(cancel(cancelled), cancelled);
        isNotCancelled(cancel("none"), "none");
        assertThat(ges.status("movie", finished)).isEqualTo("success");
    }

    @Test
    void theResponseToACancelHasTheDocumentedShape() {
        assertThat(cancel(ges.submitJob("movie", GesJobKind.ALGORITHM)).json())
                .isEqualTo(json(documented("ges/cancel-ok")));
    }

    @Test
    void theStatusFollowsTheJob() {
        String job = ges.submitJob("movie", GesJobKind.VERTEX_QUERY);
        assertThat(status(job).text()).isEqualTo("{\"status\":\"pending\"}");
        ges.startJob("movie", job);
        assertThat(status(job).text()).isEqualTo("{\"status\":\"running\"}");
        ges.finishJob("movie", job);
        assertThat(status(job).text())
                .isEqualTo("{\"data\":{\"outputs\":{\"vertices\":[],\"data_return_size\":0,"
                        + "\"data_offset\":0,\"data_total_size\":0}},\"status\":\"success\"}");

        Reply unknown = status("none");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(shape(unknown.json())).isEqualTo(shape(json(documented("ges/job-status-not-found"))));
        assertThat(unknown.json().get("errorCode").textValue()).isEqualTo("GES.8301");
    }

    @Test
    void aMoveThatTheEngineNeverMakesIsRefused() {
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);
        ges.startJob("movie", job);

        assertThatThrownBy(() -> ges.startJob("movie", job)).isInstanceOf(IllegalStateException.class);
        ges.finishJob("movie", job);
        assertThatThrownBy(() -> ges.finishJob("movie", job)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ges.startJob("movie", "none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ges.status("none", job)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ges.submitJob("", GesJobKind.ALGORITHM)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutTheTokenTheResponseIs400() {
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);
        String url = ges.endpoint() + "/ges/v1.0/" + ges.projectId() + "/graphs/movie/jobs/" + job;
        String old = ges.token();
        ges.rotateToken();

        for (Reply reply :
                new Reply[] {Reply.to("DELETE", url, ""), Reply.to("DELETE", url, "", "X-Auth-Token", old)}) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json()).isEqualTo(json(documented("ges/error-service-plane-token-invalid")));
        }
        assertThat(ges.status("movie", job)).isEqualTo("pending");
        assertThat(cancel(job).status()).isEqualTo(200);
    }

    @Test
    void anotherProjectOrGraphIs400() {
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);
        String elsewhere = ges.endpoint() + "/ges/v1.0/another/graphs/movie/jobs/" + job;

        Reply project = Reply.to("DELETE", elsewhere, "", "X-Auth-Token", ges.token());
        Reply graph = Reply.toGes(ges, "DELETE", "/graphs/none/jobs/" + job);

        assertThat(project.status()).isEqualTo(400);
        assertThat(project.json().get("errorCode").textValue()).isEqualTo("GES.8006");
        assertThat(graph.status()).isEqualTo(400);
        assertThat(graph.json().get("errorCode").textValue()).isEqualTo("GES.8000");
        assertThat(ges.status("movie", job)).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphs/movie/jobs", "/graphs/movie/jobs/", "/graphs//jobs/1", "/graphs/movie/jobs/1/"})
    void anEmptyIdReachesNothing(String path) {
        ges.submitJob("movie", GesJobKind.ALGORITHM);

        Reply reply = Reply.toGes(ges, "DELETE", path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("errorCode").textValue()).isEqualTo("GES.8000");
    }

    @Test
    void theTokenIsCheckedBeforeThePath() {
        Reply reply = Reply.to("GET", ges.endpoint() + "/none", "", "X-Auth-Token", "wrong");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("errorCode").textValue()).isEqualTo("GES.8007");
    }

    @Test
    void anotherMethodIs405() {
        Reply reply = Reply.toGes(ges, "GET", "/graphs/movie/jobs/1");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("DELETE");
        assertThat(reply.json().get("errorCode").textValue()).isEqualTo("GES.8000");
    }

    @Test
    void everyResponseHasATraceId() {
        String job = ges.submitJob("movie", GesJobKind.ALGORITHM);

        assertThat(cancel(job).header("TraceID")).hasSize(36);
        assertThat(cancel(job).header("TraceID")).hasSize(36);
        assertThat(cancel(job).header("Content-Type")).isEqualTo("application/json");
    }
}
