package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJobClient;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one trigger of a printer: its own, a foreign one, and one that another program creates at the same time. */
@Timeout(60)
class HoldSampleTest {
    private static final String LIST = "GET taskTriggers";
    private static final String CREATE = "POST taskTriggers";
    private static final Pattern COMMA = Pattern.compile(", ");

    @StartStop
    final MockWebServer server = new MockWebServer();

    private PrintJobClient administrator;

    @BeforeEach
    void start() {
        administrator = PrintJobClient.builder()
                .endpoint(server.url("/v1.0").toString())
                .tokenProvider(TokenProvider.of("token"))
                .build();
    }

    @AfterEach
    void close() {
        administrator.close();
    }

    private void answers(String answers) {
        COMMA.splitAsStream(answers)
                .forEach(answer -> server.enqueue(
                        switch (answer) {
                            case "none" -> new MockResponse(200, Headers.EMPTY, "{\"value\": []}");
                            case "one" -> new MockResponse(200, Headers.EMPTY, "{\"value\": [{\"id\": \"t\"}]}");
                            case "two" ->
                                new MockResponse(200, Headers.EMPTY, "{\"value\": [{\"id\": \"t\"}, {\"id\": \"u\"}]}");
                            case "created" -> new MockResponse(201, Headers.EMPTY, "{\"id\": \"t\"}");
                            case "own", "foreign" ->
                                new MockResponse(200, Headers.EMPTY, "{\"id\": \"" + answer + "\"}");
                            // The observed refusal of a second trigger.
                            case "400" ->
                                new MockResponse(
                                        400,
                                        Headers.EMPTY,
                                        "{\"error\": {\"code\": \"400\", \"message\": \"Invalid Operation: There is a task trigger already"
                                                + " created for the printer p. Multiple task triggers per printer is not supported.\"}}");
                            default -> new MockResponse(Integer.parseInt(answer), Headers.EMPTY, "");
                        }));
    }

    private List<String> requests() throws InterruptedException {
        List<String> requests = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            var request = server.takeRequest();
            requests.add(request.getMethod() + " " + request.getTarget().substring("/v1.0/print/printers/p/".length()));
        }
        return requests;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    none, created         | GET taskTriggers, POST taskTriggers
                    one, own              | GET taskTriggers, GET taskTriggers/t/definition
                    none, 400, one, own   | GET taskTriggers, POST taskTriggers, GET taskTriggers, GET taskTriggers/t/definition
                    """)
    void theTriggerOfTheDefinitionIsCreatedOrKept(String answers, String requests) throws Exception {
        answers(answers);

        assertThat(PrintSamples.hold(administrator, "p", "own").id()).isEqualTo("t");

        assertThat(String.join(", ", requests())).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    one, foreign            | 2
                    none, 400, one, foreign | 4
                    """)
    void aForeignTriggerIsNotTakenOver(String answers, int requests) {
        answers(answers);

        assertThatThrownBy(() -> PrintSamples.hold(administrator, "p", "own"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "printer p has a trigger of another definition: PrintTaskDefinition[id=foreign, displayName=null]."
                                + " Ask its owner before you delete trigger t");
        assertThat(server.getRequestCount()).isEqualTo(requests);
    }

    @Test
    void anotherRefusalIsThrown() throws Exception {
        answers("none, 400, none");
        Throwable refusal = catchThrowable(() -> PrintSamples.hold(administrator, "p", "own"));
        assertThat(refusal).isExactlyInstanceOf(ApiException.class);
        assertThat(requests()).containsExactly(LIST, CREATE, LIST);

        answers("none, 403");
        assertThatThrownBy(() -> PrintSamples.hold(administrator, "p", "own"))
                .isExactlyInstanceOf(ForbiddenException.class);
        answers("one, 404");
        assertThatThrownBy(() -> PrintSamples.hold(administrator, "p", "own")).isInstanceOf(ApiException.class);
        assertThat(server.getRequestCount()).isEqualTo(3 + 2 + 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    none                   | GET taskTriggers
                    one, own, 204          | GET taskTriggers, GET taskTriggers/t/definition, DELETE taskTriggers/t
                    one, foreign           | GET taskTriggers, GET taskTriggers/t/definition
                    two, foreign, own, 204 | GET taskTriggers, GET taskTriggers/t/definition, GET taskTriggers/u/definition, DELETE taskTriggers/u
                    """)
    void onlyTheTriggerOfTheDefinitionIsDeleted(String answers, String requests) throws Exception {
        answers(answers);

        PrintSamples.holdNoMore(administrator, "p", "own");

        assertThat(String.join(", ", requests())).isEqualTo(requests);
    }

    @Test
    void theEmulatorTellsTheDefinitionOfATrigger() {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient application =
                        client(emulator, () -> emulator.print().token());
                PrintJobClient user = client(emulator, () -> emulator.print().userToken())) {
            String own = PrintSamples.define(application, "Pull printing").id();
            String foreign = PrintSamples.define(application, "Accounting").id();
            String printer = emulator.print().printerId();

            String trigger = PrintSamples.hold(user, printer, own).id();

            assertThat(PrintSamples.hold(user, printer, own).id()).isEqualTo(trigger);
            assertThatThrownBy(() -> PrintSamples.hold(user, printer, foreign))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(own);

            PrintSamples.holdNoMore(user, printer, foreign);
            assertThat(user.printer(printer).taskTriggers().list()).hasSize(1);
            PrintSamples.holdNoMore(user, printer, own);
            assertThat(user.printer(printer).taskTriggers().list()).isEmpty();
        }
    }

    private static PrintJobClient client(CloudJobsEmulator emulator, TokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(tokens)
                .build();
    }
}
