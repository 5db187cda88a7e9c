package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.EmulatedService;
import java.time.Duration;
import java.time.Instant;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlServerTest {
    private final RunningControl running = new RunningControl();

    @BeforeEach
    void reset() {
        running.emulator.reset();
    }

    @AfterAll
    void close() {
        running.close();
    }

    @Test
    void healthNamesTheServices() {
        JsonNode health = running.get("/_cloudjobs/health").json();

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.path("services").path("print").asText())
                .isEqualTo(running.emulator.print().endpoint());
        assertThat(health.path("services").path("iam").asText())
                .isEqualTo(running.emulator.iam().endpoint());
    }

    @Test
    void theClockIsFrozenAndAdvanced() {
        assertThat(running.post("/_cloudjobs/clock/freeze")
                        .json()
                        .path("frozen")
                        .asBoolean())
                .isTrue();
        Instant before = running.emulator.clock().now();

        JsonNode after = running.post("/_cloudjobs/clock/advance", "{\"duration\":\"PT10M\"}")
                .json();

        assertThat(Instant.parse(after.path("now").asText())).isEqualTo(before.plus(Duration.ofMinutes(10)));
        assertThat(running.emulator.clock().now()).isEqualTo(before.plus(Duration.ofMinutes(10)));
        assertThat(running.get("/_cloudjobs/clock").json()).isEqualTo(after);
        assertThat(running.post("/_cloudjobs/clock/unfreeze")
                        .json()
                        .path("frozen")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aRequestIsLoggedAndListedByServiceAndAfterANumber() {
        callPrint();
        callPrint();

        JsonNode all = running.get("/_cloudjobs/requests").json().path("requests");

        assertThat(all).hasSize(2);
        assertThat(all.path(0).path("service").asText()).isEqualTo("print");
        assertThat(all.path(0).path("method").asText()).isEqualTo("GET");
        assertThat(all.path(0).path("operation").asText()).isEqualTo("GET /v1.0/print/printers/{printerId}");
        assertThat(all.path(0).path("status").asInt()).isEqualTo(200);
        String first = all.path(0).path("number").asText();
        assertThat(running.get("/_cloudjobs/requests?after=" + first).json().path("requests"))
                .containsExactly(all.path(1));
        assertThat(running.get("/_cloudjobs/requests?service=ges").json().path("requests"))
                .isEmpty();
        assertThat(running.get("/_cloudjobs/requests?after=0&service=print")
                        .json()
                        .path("requests"))
                .hasSize(2);
    }

    @Test
    void operationsAreThoseOfAllServices() {
        JsonNode operations = running.get("/_cloudjobs/operations").json().path("operations");

        assertThat(operations.findValuesAsText("operation"))
                .containsAll(running.emulator.operations(EmulatedService.PRINT))
                .containsAll(running.emulator.operations(EmulatedService.IAM));
    }

    @Test
    void aFaultAppliesUntilItIsRemoved() {
        RunningControl.Answer added = running.post(
                "/_cloudjobs/faults",
                "{\"service\":\"print\",\"operation\":\"GET *\",\"status\":429,\"retryAfter\":\"PT2.5S\"}");

        assertThat(added.status()).isEqualTo(201);
        RunningControl.Answer failed = callPrint();
        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.headers().get("Retry-After")).isEqualTo("2.5");
        String location = added.headers().get("Location");
        assertThat(running.send("DELETE " + location, null).status()).isEqualTo(204);
        assertThat(callPrint().status()).isEqualTo(200);
        assertThat(running.send("DELETE " + location, null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"service":"ges","status":418} | 418
            {"service":"iam","status":503,"retryAfter":"PT1M"} | 503, Retry-After 60
            {"service":"entra","connection":"closed"} | closed connection
            {"service":"print","connection":"lostResponse","delay":"PT2S"} | lost response, after 2 s
            {"service":"documents","bytesPerSecond":100} | response at 100 B/s
            {"service":"print","delay":"PT2.5S","times":3,"probability":0.5,"operation":"POST *"} | response, after 2.5 s
            """)
    void eachKindOfFaultIsListedInWords(String json, String words) {
        JsonNode added = running.post("/_cloudjobs/faults", json).json();

        assertThat(added.path("fault").asText()).isEqualTo(words);
        JsonNode list = running.get("/_cloudjobs/faults").json().path("faults");
        assertThat(list).containsExactly(added);
        assertThat(running.send("DELETE /_cloudjobs/faults", null).status()).isEqualTo(204);
        assertThat(running.get("/_cloudjobs/faults").json().path("faults")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /_cloudjobs/nothing | | 404
            GET /_cloudjobs/ | | 404
            GET /nothing | | 404
            GET /../pom.xml | | 404
            GET /emulator.js/ | | 404
            GET /_cloudjobs/clock?x=1 | | 400
            GET /_cloudjobs/requests?after=x | | 400
            GET /_cloudjobs/requests?service=azure | | 400
            GET /_cloudjobs/requests?after=1&after=2 | | 400
            DELETE /_cloudjobs/clock | | 405
            POST / | | 405
            DELETE /_cloudjobs/faults/print/7 | | 404
            DELETE /_cloudjobs/faults/azure/1 | | 404
            DELETE /_cloudjobs/faults/print/x | | 404
            """)
    void aWrongPathMethodOrQueryIsAProblem(String operation, String json, int status) {
        String method = operation.substring(0, operation.indexOf(' '));
        assertProblem(running.send(operation, method.equals("POST") ? "" : json), status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            clock/advance | {} | /duration
            clock/advance | {"duration":null} | /duration
            clock/advance | {"duration":10} | /duration
            clock/advance | {"duration":"10 minutes"} | /duration
            clock/advance | {"duration":"-PT1S"} | /duration
            clock/advance | {"duration":"PT9223372036854775807S"} | /duration
            clock/advance | {"duration":"P3000000D"} | /duration
            clock/advance | {"duration":"PT1S","a/b~c":1} | /a~1b~0c
            clock/freeze | {"now":"2026-01-01T00:00:00Z"} | /now
            faults | {"status":503} | /service
            faults | {"service":"azure","status":503} | /service
            faults | {"service":"print"} | ``
            faults | {"service":"print","status":399} | /status
            faults | {"service":"print","status":503,"connection":"closed"} | /connection
            faults | {"service":"print","connection":"closed","bytesPerSecond":1} | /bytesPerSecond
            faults | {"service":"print","connection":"closed","retryAfter":"PT1S"} | /retryAfter
            faults | {"service":"print","bytesPerSecond":0} | /bytesPerSecond
            faults | {"service":"print","delay":"1 s"} | /delay
            faults | {"service":"print","status":"503"} | /status
            faults | {"service":"print","status":1e99} | /status
            faults | {"service":"print","status":503.5} | /status
            faults | {"service":"print","status":503,"times":0} | /times
            faults | {"service":"print","status":503,"probability":2} | /probability
            faults | {"service":"print","status":503,"operation":" "} | /operation
            faults | {"service":"print","connection":"reset"} | /connection
            """)
    void aWrongMemberIsNamedByItsPointer(String path, String json, String pointer) {
        RunningControl.Answer answer = running.post("/_cloudjobs/" + path, json);

        assertProblem(answer, 400);
        assertThat(answer.json().path("pointer").asText()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {
            [1]
            "x"
            null
            {"duration":"PT1S"} {}
            {"duration":"PT1S","duration":"PT2S"}
            <html>
            """)
    void aBodyThatIsNoJsonObjectIs400(String body) {
        assertProblem(running.post("/_cloudjobs/clock/advance", body), 400);
    }

    @Test
    void aDeepBodyIs400AndALargeOneIs413() {
        assertProblem(running.post("/_cloudjobs/clock/advance", "[".repeat(100_000)), 400);
        assertProblem(
                running.post("/_cloudjobs/clock/advance", "{\"duration\":\"" + "x".repeat(2_000_000) + "\"}"), 413);
        assertThat(running.get("/_cloudjobs/health").status()).isEqualTo(200);
    }

    @Test
    void aWrongMethodNamesTheMethodsOfThePath() {
        RunningControl.Answer answer = running.send("DELETE /_cloudjobs/clock", null);

        assertProblem(answer, 405);
        assertThat(answer.headers().get("Allow")).isEqualTo("GET, HEAD");
        assertThat(running.send("OPTIONS /_cloudjobs/faults", null).headers().get("Allow"))
                .isEqualTo("GET, HEAD, POST, DELETE");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"})
    void aBodyOfAFormIs415(String type) {
        RequestBody body = RequestBody.create("{\"duration\":\"PT1S\"}".getBytes(), MediaType.get(type));

        assertProblem(
                running.send(new Request.Builder()
                        .url(running.control.origin() + "/_cloudjobs/clock/advance")
                        .post(body)),
                415);
    }

    @Test
    void headHasTheHeadersOfGet() {
        RunningControl.Answer head = running.send("HEAD /_cloudjobs/operations", null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.headers().get("Content-Length"))
                .isEqualTo(running.get("/_cloudjobs/operations").headers().get("Content-Length"));
    }

    private RunningControl.Answer callPrint() {
        return running.send(new Request.Builder()
                .url(running.emulator.print().endpoint() + "/print/printers/"
                        + running.emulator.print().printerId())
                .header("Authorization", "Bearer " + running.emulator.print().userToken()));
    }

    private static void assertProblem(RunningControl.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).endsWith(".");
        assertThat(problem.path("instance").asText()).startsWith("/");
    }
}
