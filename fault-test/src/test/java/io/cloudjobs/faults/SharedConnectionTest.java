package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.faults.Http2Server.Connection;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood on an HTTP/2 connection also affects other calls on it, like any lost connection. */
@Timeout(120)
class SharedConnectionTest {
    private static final int UNKNOWN = 99;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private final ClientSettings settings = new ClientSettings();
    private @Nullable Http2Server server;

    @AfterEach
    void close() {
        threads.shutdownNow();
        server.close();
        settings.httpClient.connectionPool().evictAll();
    }

    /** The first connections flood when two requests wait. The others respond. */
    private void serve(int floods) {
        server = new Http2Server((connection, number) -> {
            connection.sendSettings();
            connection.readPreface();
            while (true) {
                int stream = connection.readRequest();
                int seen = requests.incrementAndGet();
                if (seen == 1 && number == 1) {
                    // A separate call has opened the connection, so that the others share it.
                    answer(connection, stream);
                } else if (number > floods) {
                    answer(connection, stream);
                } else if (seen % 2 == 1) {
                    flood(connection);
                }
            }
        });
        settings.endpoint = server.url();
        settings.time = new ManualTime();
        settings.tokenProvider = TokenProvider.of("token");
        settings.httpClient = LoopbackTls.trusting(new OkHttpClient());
        Operation.GET.run(settings);
    }

    private static void answer(Connection connection, int stream) throws IOException {
        connection.sendStatus(200, false, stream);
        connection.sendData(Operation.GET.body, stream);
    }

    private static void flood(Connection connection) throws IOException {
        while (true) {
            connection.send(UNKNOWN, 0, 0, new byte[16 * 1024]);
        }
    }

    private List<SdkException> run(Operation one, Operation other) throws Exception {
        Future<@Nullable SdkException> first = threads.submit(() -> failure(one));
        Future<@Nullable SdkException> second = threads.submit(() -> failure(other));
        return Arrays.asList(first.get(60, TimeUnit.SECONDS), second.get(60, TimeUnit.SECONDS));
    }

    private @Nullable SdkException failure(Operation operation) {
        try {
            operation.run(settings);
            return null;
        } catch (SdkException e) {
            return e;
        }
    }

    @Test
    void whatMayBeRetriedIsRetriedOnAnotherConnection() throws Exception {
        serve(1);

        assertThat(run(Operation.GET, Operation.GET)).containsOnlyNulls();

        assertThat(requests).hasValue(1 + 2 + 2);
        assertThat(server.connectionCount()).isBetween(2, 3); // the retries may start at the same time
    }

    @Test
    void whatMayNotIsUnclear() throws Exception {
        serve(1);

        List<SdkException> failures = run(Operation.GET, Operation.ABORT);

        assertThat(failures.get(0)).isNull();
        assertThat(failures.get(1)).isInstanceOf(InvalidResponseException.class);
        assertThat(failures.get(1).attempts()).isEqualTo(1);
        assertThat(failures.get(1).mayHaveReachedService()).isTrue();
        assertThat(requests).hasValue(1 + 2 + 1);
    }

    @Test
    void aFloodOnAConnectionOfItsOwnIsTheEnd() throws Exception {
        serve(Integer.MAX_VALUE);
        requests.set(2); // the next request starts the flood

        SdkException failure = failure(Operation.GET);

        assertThat(failure).isInstanceOf(InvalidResponseException.class);
        assertThat(failure.attempts()).isEqualTo(1); // it was the only call
        assertThat(requests).hasValue(3);
    }
}
