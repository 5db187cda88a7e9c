package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.LogListener;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The links to documents contain a key. No message, log or event shows it, whatever the hosts respond. */
@Timeout(60)
class TransferSecretsTest {
    private static final String CANARY = "canary-7f3b";

    /** The path may also contain a key: a segment of 16 characters is hidden, a shorter one is a word. */
    private static final String KEYED =
            "/transfers/path-" + CANARY + "/5400be13?tempauthtoken=eyJ0eXAi." + CANARY + "%2Bx%2Fy%3D";

    private static final String DECODED = "eyJ0eXAi." + CANARY + "+x/y=";
    private static final byte[] BYTES = Bytes.of(10);

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private LogListener log;
    private PrintJobClient print;

    @BeforeEach
    void listen() {
        log = new LogListener(line -> shown.add(formatter.format(line)), "io.cloudjobs", "okhttp3");
        print = new GraphServer(api)
                .client()
                .withOptions(options -> options.listener(new CallListener() {
                    @Override
                    public void attemptEnded(AttemptEvent event) {
                        shown.add(event + " " + event.requestId() + " " + event.pathTemplate());
                        if (event.failure() != null) {
                            show(event.failure());
                        }
                    }

                    @Override
                    public void operationEnded(OperationEvent event) {
                        shown.add(event.toString());
                    }
                }));
    }

    @AfterEach
    void leaveTheLog() {
        log.close();
    }

    private void show(Throwable failure) {
        assertThat(failure).isNotNull();
        shown.add(FailureText.of(failure));
    }

    /** The responses of the service itself are correct. */
    private final class Service extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String target = request.getTarget();
            if (target.endsWith("/createUploadSession")) {
                return UploadHost.json(200, "{\"uploadUrl\":\"" + transfers.url(KEYED) + "\"}");
            }
            if (target.endsWith("/$value")) {
                return new MockResponse.Builder()
                        .code(302)
                        .addHeader("Location", transfers.url(KEYED))
                        .body("<a href=\"" + transfers.url(KEYED) + "\">")
                        .build();
            }
            return UploadHost.json(200, Fixture.text("printjob-create.json"));
        }
    }

    private static MockResponse.Builder response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body);
    }

    private static String quoted(String text) {
        return new String(Json.write(text), StandardCharsets.UTF_8);
    }

    /** Responses of the other host that quote the target of the request. */
    private static final List<Arguments> ECHOES = List.of(
            echo(
                    "in an error",
                    target -> response(
                            400,
                            "{\"error\":{\"code\":" + quoted(target) + ",\"message\":" + quoted(DECODED)
                                    + ",\"innerError\":{\"request-id\":" + quoted(target) + "}}}")),
            echo(
                    "in an error that passes",
                    target -> response(503, "{\"error\":{\"message\":" + quoted(target) + "}}")),
            echo(
                    "in an error about the session",
                    target -> response(404, "{\"error\":{\"message\":" + quoted(target) + "}}")),
            echo(
                    "in an error inside a success",
                    target -> response(200, "{\"error\":{\"code\":\"a\",\"message\":" + quoted(DECODED) + "}}")),
            echo("on a page", target -> response(502, "<html>" + target + " " + DECODED + "</html>")),
            echo("where a list should be", target -> response(200, "{\"nextExpectedRanges\":" + quoted(target) + "}")),
            echo("without an end", target -> response(200, "{\"uploadUrl\":\"" + target)),
            echo("in the id of the request", target -> response(400, "").addHeader("request-id", target)),
            echo("in another id of the request", target -> response(500, "").addHeader("X-MSEdge-Ref", DECODED)),
            echo("in a redirection", target -> response(302, target).addHeader("Location", target)),
            echo("in the first line", target -> response(400, "").status("HTTP/1.1 400 " + target)),
            echo("in place of the first line", target -> response(400, "").status(target + " " + DECODED)),
            echo("in the wait", target -> response(503, "").addHeader("Retry-After", target)),
            echo(
                    "in what is cut",
                    target -> response(400, target.repeat(500)).onResponseBody(new SocketEffect.CloseSocket())),
            echo(
                    "nowhere, as the answer is lost",
                    target -> response(200, "").onResponseStart(new SocketEffect.CloseSocket())));

    private static Arguments echo(String name, Function<String, MockResponse.Builder> answer) {
        return argumentSet(name, answer);
    }

    @ParameterizedTest
    @FieldSource("ECHOES")
    void theKeyIsSeenNowhere(Function<String, MockResponse.Builder> echo) {
        DocumentContent content = DocumentContent.of("a", "text/plain", BYTES);
        api.setDispatcher(new Service());
        transfers.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return echo.apply(request.getTarget()).build();
            }
        });
        PrinterDocumentResource document = print.printer("p").job("1").document("ca96c367");
        PrintUploadSessionResource session =
                document.uploadSession(transfers.url(KEYED).toString());
        List<Consumer<OutputStream>> operations = List.of(
                out -> document.upload(content),
                out -> document.upload(content, options -> options.parallel(2)),
                out -> session.get(),
                out -> session.upload(content),
                out -> session.delete(),
                document::download,
                out -> print.share("s").jobs().submit(content));

        for (Consumer<OutputStream> operation : operations) {
            Throwable failure = catchThrowable(() -> operation.accept(OutputStream.nullOutputStream()));
            if (failure != null) {
                show(failure);
            }
        }

        assertThat(transfers.getRequestCount()).isGreaterThanOrEqualTo(operations.size());
        assertThat(shown).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    }

    /** Responses of the service itself that quote the links. */
    static Stream<Arguments> slips() {
        String url = "https://print.print.microsoft.com" + KEYED;
        return Stream.of(
                argumentSet("a wrong type", response(200, "{\"uploadUrl\":[\"" + url + "\"]}")),
                argumentSet(
                        "another wrong type",
                        response(200, "{\"uploadUrl\":\"" + url + "\",\"nextExpectedRanges\":1}")),
                argumentSet("no end", response(200, "{\"uploadUrl\":\"" + url)),
                argumentSet("no TLS", response(200, "{\"uploadUrl\":\"" + url.replace("https:", "http:") + "\"}")),
                argumentSet("no scheme", response(302, "").addHeader("Location", "ftp" + url)),
                argumentSet(
                        "a cut",
                        response(200, "{\"uploadUrl\":\"" + url + "\"}")
                                .onResponseBody(new SocketEffect.CloseSocket())));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipOfTheServiceDoesNotShowTheKey(MockResponse.Builder answer) {
        api.setDispatcher(new CannedAnswer(answer.build()));
        PrinterDocumentResource document = print.printer("p").job("1").document("d");

        show(catchThrowable(() -> document.upload(DocumentContent.of("a", "text/plain", BYTES))));
        Throwable failure = catchThrowable(() -> document.download(OutputStream.nullOutputStream()));
        if (failure != null) { // a 200 is a document for a download, whatever it says
            show(failure);
        }

        assertThat(shown).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    }

    @Test
    void whatIsPrintedForALogHasNoKey() {
        api.setDispatcher(new Service());
        PrinterDocumentResource document = print.printer("p").job("1").document("d");
        PrintUploadSession session = document.createUploadSession(DocumentContent.of("a", "text/plain", BYTES));

        assertThat(session.uploadUrl()).contains(CANARY);
        assertThat(session.toString()).isNotEmpty().doesNotContain(CANARY);
        assertThat(document.uploadSession(session.uploadUrl()).toString()).doesNotContain(CANARY);
        show(catchThrowable(() -> document.uploadSession("ftp" + session.uploadUrl())));
        assertThat(shown).isNotEmpty().noneMatch(text -> text.contains(CANARY));
    }
}
