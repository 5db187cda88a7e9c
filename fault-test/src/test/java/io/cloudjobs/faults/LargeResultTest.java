package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A result larger than the memory of the program that reads it. */
@Timeout(300)
class LargeResultTest {
    private static final int ROWS = 200_000;
    private static final long MEMORY = 64L * 1024 * 1024;

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final AtomicLong sent = new AtomicLong();

    @Test
    void theRowsOfALargeResultAreReadWithTheMemoryOfOnePage() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = page(
                        Long.parseLong(request.getUrl().queryParameter("offset")),
                        Long.parseLong(request.getUrl().queryParameter("limit")));
                sent.addAndGet(body.length());
                return new MockResponse.Builder().body(body).build();
            }
        });

        assertThat(SmallProgram.run(
                        "-Xmx" + MEMORY,
                        LargeResultReader.class,
                        List.of(server.url("/").toString())))
                .containsExactly(ROWS + " rows, sum " + (long) ROWS * (ROWS - 1) / 2);

        assertThat(sent.get()).isGreaterThan(MEMORY);
        assertThat(server.getRequestCount()).isEqualTo(400);
        for (int page = 0; page < 400; page++) {
            assertThat(server.takeRequest().getRequestLine())
                    .isEqualTo("GET /ges/v1.0/0ae1/graphs/movie/jobs/j1/status?offset=" + page * 500
                            + "&limit=500 HTTP/1.1");
        }
    }

    private static String page(long offset, long limit) {
        String vertices = LongStream.range(offset, Math.min(ROWS, offset + limit))
                .mapToObj(LargeResultTest::vertex)
                .collect(Collectors.joining(","));
        return "{\"status\":\"success\",\"data\":{\"outputs\":{\"vertices\":[" + vertices + "],\"data_offset\":"
                + offset + ",\"data_return_size\":" + limit + ",\"data_total_size\":" + ROWS + "}}}";
    }

    private static String vertex(long number) {
        return "{\"id\":\"v" + number + "\",\"label\":\"user\",\"properties\":{\"number\":[" + number
                + "],\"Gender\":[\"F\"],\"Age\":[\"18-24\"],\"about\":[\"" + "about this vertex ".repeat(15) + "\"]}}";
    }
}
