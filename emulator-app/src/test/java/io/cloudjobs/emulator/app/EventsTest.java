package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
    private final RunningControl running = new RunningControl(options -> {
        options.heartbeat = Duration.ofMillis(20);
        options.stuck = Duration.ofSeconds(1);
        return options;
    });
    private final List<Stream> streams = new ArrayList<>();

    @BeforeEach
    void reset() {
        running.emulator.reset();
    }

    @AfterEach
    void leave() {
        streams.forEach(Stream::close);
        Eventually.await(() -> running.control.events().listeners() == 0);
        assertThat(running.control.events().listeners()).isZero();
    }

    @AfterAll
    void close() {
        running.close();
    }

    @Test
    void theStateIsSentFirstAndAfterEachChange() {
        Stream stream = listen(null);
        Event first = stream.next();
        assertThat(first.name).isEqualTo("state");
        assertThat(first.data.at("/print/printers")).hasSize(1);

        running.emulator.print().addPrinter("second", "second-share"); // without any request

        stream.awaitState(state -> state.at("/print/printers").size() == 2);
        running.post("/_cloudjobs/clock/freeze");
        stream.awaitState(state -> state.at("/clock/frozen").asBoolean());
    }

    @Test
    void theClockIsShownAtOnceAfterAnAdvance() {
        running.post("/_cloudjobs/clock/freeze");
        Stream stream = listen(null);
        String before = stream.nextState().at("/clock/now").asText();

        running.post("/_cloudjobs/clock/advance", "{\"duration\":\"PT1H\"}");

        stream.awaitState(state -> state.at("/clock/now").asText().compareTo(before) > 0);
    }

    /** The program moves the clock in another way than the control API does. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClockThatTheLibraryAdvancesIsShown(boolean frozen) {
        if (frozen) {
            running.emulator.clock().freeze();
        }
        Stream stream = listen(null);
        stream.next();

        running.emulator.clock().advance(Duration.ofDays(2));

        String late = running.emulator.clock().now().minus(Duration.ofDays(1)).toString();
        stream.awaitState(state -> state.at("/clock/now").asText().compareTo(late) > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE /_cloudjobs/requests", "DELETE /_cloudjobs/state"})
    void anEmptiedLogIsTold(String operation) {
        Stream stream = listen(null);
        callPrint();
        stream.nextRequest();

        running.send(operation, null);

        assertThat(stream.next("requestsDeleted").data).isEmpty();
        callPrint();
        assertThat(stream.nextRequest().data.path("status").asInt()).isEqualTo(200);
    }

    @Test
    void withoutAChangeThereAreCommentsOnly() {
        Stream stream = listen(null);
        stream.lines(50); // The state first, and once more if the reset before this test is seen now.

        List<String> lines = stream.lines(100); // 2 s: four comparisons

        assertThat(lines).allMatch(line -> line.isEmpty() || line.equals(":"));
    }

    @Test
    void aRequestIsSentWithItsNumber() {
        Stream stream = listen(null);
        stream.next();

        callPrint();

        Event event = stream.nextRequest();
        assertThat(event.data.path("operation").asText()).isEqualTo("GET /v1.0/print/printers/{printerId}");
        assertThat(event.id).isEqualTo(event.data.path("number").asText());
        assertThat(event.data)
                .isEqualTo(running.get("/_cloudjobs/requests").json().at("/requests/0"));
    }

    @Test
    void aClientThatConnectsAgainGetsWhatItMissed() {
        callPrint();
        callPrint();
        callPrint();
        Eventually.await(() -> running.emulator.requestLog().size() == 3);
        JsonNode log = running.get("/_cloudjobs/requests").json().path("requests");

        Stream stream = listen(log.at("/0/number").asText());

        assertThat(stream.nextRequest().data).isEqualTo(log.path(1));
        assertThat(stream.nextRequest().data).isEqualTo(log.path(2));
        callPrint();
        assertThat(stream.nextRequest().data.path("number").asLong())
                .isEqualTo(log.at("/2/number").asLong() + 1);
        assertThat(running.send(request().header("Last-Event-ID", "x")).status())
                .isEqualTo(400);
    }

    @Test
    void moreThanFiftyListenersAreRefused() {
        for (int i = 0; i < 50; i++) {
            listen(null).next();
        }

        RunningControl.Answer refused = running.send(request());

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().get("Retry-After")).isEqualTo("10");
    }

    @Test
    void aClientThatDoesNotReadIsClosedAndBlocksNobody() throws IOException {
        for (int i = 0; i < 1000; i++) {
            running.emulator.print().holdJob(); // a large state fills the buffers of the connection soon
        }
        Stream reader = listen(null);
        reader.next();
        try (var slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), running.port()));
            slow.getOutputStream()
                    .write("GET /_cloudjobs/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            Eventually.await(() -> running.control.events().listeners() == 2);
            assertThat(running.control.events().listeners()).isEqualTo(2);

            int states = 0;
            while (running.control.events().listeners() == 2 && states < 200) {
                running.post("/_cloudjobs/clock/freeze");
                reader.nextState();
                states++;
            }

            assertThat(running.control.events().listeners()).isEqualTo(1);
            running.post("/_cloudjobs/clock/unfreeze");
            reader.awaitState(state -> !state.at("/clock/frozen").asBoolean());
        }
    }

    private RunningControl.Answer callPrint() {
        return running.send(new Request.Builder()
                .url(running.emulator.print().endpoint() + "/print/printers/"
                        + running.emulator.print().printerId())
                .header("Authorization", "Bearer " + running.emulator.print().userToken()));
    }

    private Request.Builder request() {
        return new Request.Builder().url(running.control.origin() + "/_cloudjobs/events");
    }

    private Stream listen(String lastId) {
        Request.Builder request = request();
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            var stream = new Stream(running.http
                    .newBuilder()
                    .callTimeout(Duration.ZERO)
                    .build()
                    .newCall(request.build())
                    .execute());
            streams.add(stream);
            return stream;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Event {
        String id = "";
        String name = "";
        JsonNode data;
    }

    /** Reads events as a browser does. */
    private static final class Stream {
        private final Response response;
        private final BufferedSource source;
        private final long limit = System.nanoTime() + Duration.ofSeconds(120).toNanos();

        Stream(Response response) {
            this.response = response;
            source = response.body().source();
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.header("Content-Type")).isEqualTo("text/event-stream");
        }

        List<String> lines(int number) {
            var lines = new ArrayList<String>();
            while (lines.size() < number * 2) {
                lines.add(line());
            }
            return lines;
        }

        JsonNode nextState() {
            return next("state").data;
        }

        /** Returns if such a state comes before the limit. The same state can come more than once. */
        void awaitState(Predicate<JsonNode> expected) {
            while (!expected.test(nextState())) {
                // the next one
            }
        }

        Event nextRequest() {
            return next("request");
        }

        Event next(String name) {
            Event event = next();
            while (!event.name.equals(name)) {
                event = next();
            }
            return event;
        }

        Event next() {
            var event = new Event();
            while (true) {
                String line = line();
                if (line.isEmpty() && event.data != null) {
                    return event;
                } else if (line.startsWith("id: ")) {
                    event.id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event.name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    event.data = Json.tree(line.substring(6));
                }
            }
        }

        private String line() {
            // Comments arrive all the time, so a missing event would otherwise last for ever.
            assertThat(System.nanoTime()).as("limit").isLessThan(limit);
            try {
                return source.readUtf8LineStrict();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void close() {
            response.close();
        }
    }
}
