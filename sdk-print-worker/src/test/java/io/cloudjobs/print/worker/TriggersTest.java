package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TriggersTest {
    private static final String LIST = "GET /v1.0/print/printers/p/taskTriggers";
    private static final String CREATE = "POST /v1.0/print/printers/p/taskTriggers";
    private static final MockResponse NONE = json(200, "{\"value\":[]}");
    private static final MockResponse OURS = json(200, "{\"id\":\"Definition\"}");
    private static final MockResponse ANOTHER = json(200, "{\"id\":\"another\"}");
    private static final MockResponse CREATED = json(201, "{\"id\":\"t1\",\"event\":\"jobStarted\"}");

    private final MockWebServer server = new MockWebServer();
    private PrintJobClient administrator;

    @BeforeEach
    void open() throws IOException {
        server.start();
        administrator = PrintJobClient.builder()
                .endpoint("http://127.0.0.1:" + server.getPort() + "/v1.0")
                .tokenProvider(() -> "token")
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @AfterEach
    void close() {
        administrator.close();
        server.close();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static MockResponse refusal(int status) {
        return json(status, "{\"error\":{\"code\":\"" + status + "\",\"message\":\"Refused.\"}}");
    }

    private static MockResponse triggers(String... ids) {
        return json(
                200,
                "{\"value\":["
                        + String.join(
                                ",",
                                Arrays.stream(ids)
                                        .map(id -> "{\"id\":\"" + id + "\"}")
                                        .toList())
                        + "]}");
    }

    private static String definition(String trigger) {
        return LIST + "/" + trigger + "/definition";
    }

    private ReconciledTriggers reconcile(String... printers) {
        return Triggers.reconcile(administrator, "definition", Arrays.asList(printers));
    }

    private List<String> requests() throws InterruptedException {
        List<String> requests = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            var request = server.takeRequest();
            requests.add(request.getMethod() + " " + request.getTarget());
        }
        return requests;
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments("none", "created", List.of(NONE, CREATED), List.of(LIST, CREATE)),
                arguments(
                        "ours, in another case",
                        "present",
                        List.of(triggers("t1"), OURS),
                        List.of(LIST, definition("t1"))),
                arguments(
                        "of another definition",
                        "heldByOthers",
                        List.of(triggers("t1"), ANOTHER),
                        List.of(LIST, definition("t1"))),
                arguments(
                        "several, one is ours",
                        "present",
                        List.of(triggers("t1", "t2"), ANOTHER, OURS),
                        List.of(LIST, definition("t1"), definition("t2"))),
                arguments(
                        "a definition of another application cannot be found",
                        "heldByOthers",
                        List.of(triggers("t1"), refusal(404)),
                        List.of(LIST, definition("t1"))),
                arguments(
                        "a definition of another application cannot be read",
                        "heldByOthers",
                        List.of(triggers("t1"), refusal(403)),
                        List.of(LIST, definition("t1"))),
                arguments(
                        "the service fails",
                        "failed",
                        List.of(triggers("t1"), refusal(503)),
                        List.of(LIST, definition("t1"))),
                arguments("the list is refused", "failed", List.of(refusal(403)), List.of(LIST)),
                arguments(
                        "another instance was faster",
                        "present",
                        List.of(NONE, refusal(400), triggers("t1"), OURS),
                        List.of(LIST, CREATE, LIST, definition("t1"))),
                arguments(
                        "another instance was faster, as a conflict",
                        "present",
                        List.of(NONE, refusal(409), triggers("t1"), OURS),
                        List.of(LIST, CREATE, LIST, definition("t1"))),
                arguments(
                        "another application was faster",
                        "heldByOthers",
                        List.of(NONE, refusal(400), triggers("t1"), ANOTHER),
                        List.of(LIST, CREATE, LIST, definition("t1"))),
                arguments(
                        "refused for another reason",
                        "failed",
                        List.of(NONE, refusal(400), NONE),
                        List.of(LIST, CREATE, LIST)),
                arguments("not allowed", "failed", List.of(NONE, refusal(403)), List.of(LIST, CREATE)),
                arguments("unclear", "failed", List.of(NONE, refusal(503)), List.of(LIST, CREATE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aPrinterIsInOneGroup(String name, String group, List<MockResponse> responses, List<String> requests)
            throws Exception {
        responses.forEach(server::enqueue);
        ReconciledTriggers result = reconcile("p");
        assertThat(result.created()).isEqualTo(group.equals("created") ? List.of("p") : List.of());
        assertThat(result.present()).isEqualTo(group.equals("present") ? List.of("p") : List.of());
        assertThat(result.heldByOthers()).isEqualTo(group.equals("heldByOthers") ? List.of("p") : List.of());
        assertThat(result.failed().keySet()).hasSize(group.equals("failed") ? 1 : 0);
        assertThat(requests()).isEqualTo(requests);
    }

    @Test
    void aPrinterThatFailsDoesNotStopTheOthers() {
        server.enqueue(refusal(404));
        server.enqueue(NONE);
        server.enqueue(CREATED);
        ReconciledTriggers result = reconcile("gone", "p", "gone");
        assertThat(result.failed()).containsOnlyKeys("gone");
        assertThat(result.created()).containsExactly("p");
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(result).hasToString("ReconciledTriggers[created=[p], present=[], heldByOthers=[], failed=[gone]]");
        OneLine.check(result.toString());
    }

    static Stream<List<String>> wrong() {
        return Stream.of(List.of("p", ""), List.of("p", "../q"), Arrays.asList("p", null));
    }

    /** All ids are checked before the first request. */
    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongIdSendsNothing(List<String> ids) {
        assertThatThrownBy(() -> Triggers.reconcile(administrator, "definition", ids))
                .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void theResultIsImmutable() {
        server.enqueue(refusal(404));
        ReconciledTriggers result = reconcile("p");
        SdkException failure = result.failed().get("p");
        for (List<String> group : List.of(result.created(), result.present(), result.heldByOthers())) {
            assertThatThrownBy(() -> group.add("q")).isInstanceOf(UnsupportedOperationException.class);
        }
        Map<String, SdkException> failed = result.failed();
        assertThatThrownBy(() -> failed.put("q", failure)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Triggers.reconcile(administrator, "definition", Collections.emptySet())
                        .failed())
                .isEmpty();
    }
}
