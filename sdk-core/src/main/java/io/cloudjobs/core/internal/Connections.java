package io.cloudjobs.core.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What a client shares with its views: the OkHttp client, the calls in flight, the retry budget, and its end. */
final class Connections {
    final RetryBudget budget = new RetryBudget();

    /** Which of the endpoints is asked: the one that could be reached last. */
    final AtomicInteger endpoint = new AtomicInteger();

    /** Set while a thread asks the token provider, which must not ask us for something that needs a token. */
    final ThreadLocal<Boolean> asksForToken = new ThreadLocal<>();

    private final ClientSettings settings;
    private final OkHttpClient http;
    private final Call.Factory calls;
    private final Set<Call> inFlight = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final boolean isPlain;
    private Call.@Nullable Factory transfers;

    /**
     * Connections of a client.
     *
     * @param isPlain whether no endpoint has TLS
     */
    Connections(ClientSettings settings, boolean isPlain) {
        this.settings = settings;
        // Who wraps our client may use it for more than our calls.
        this.isPlain = isPlain && settings.httpClient == null && settings.callFactory == ClientSettings.SAME_CLIENT;
        this.http = HttpClients.derive(
                settings.httpClient == null ? HttpClients.create(this.isPlain) : settings.httpClient);
        this.calls = factory(http);
    }

    /** Reads an answer. */
    interface Reader {
        void read(Response response) throws IOException;
    }

    /** Makes one request, and has its answer read, all of it within a limit. */
    void call(Request request, Duration limit, boolean isTransfer, Reader reader) throws IOException {
        boolean isBeyondCalls = isTransfer || isPlain && request.isHttps();
        Call call = (isBeyondCalls ? transfers() : calls).newCall(request);
        inFlight.add(call);
        try {
            if (isClosed()) {
                call.cancel();
            }
            call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
            try (Response response = call.execute()) {
                reader.read(response);
            }
        } finally {
            ended(call);
        }
    }

    /** A call that ends after the close gives back its connection then, and nobody else will look for it. */
    private void ended(Call call) {
        inFlight.remove(call);
        if (isClosed()) {
            closeIdleConnections();
        }
    }

    /** Who calls when many bytes move, and on links from plain endpoints to others; made when needed, as few programs do. */
    private synchronized Call.Factory transfers() {
        if (transfers == null) {
            OkHttpClient able = isPlain ? HttpClients.withTls(http) : http;
            transfers = factory(HttpClients.forTransfers(able, settings.attemptTimeout));
        }
        return transfers;
    }

    private Call.Factory factory(OkHttpClient client) {
        return Objects.requireNonNull(settings.callFactory.apply(client), "callFactory gave null");
    }

    /** Waits, at most until the close. */
    void sleep(Duration wait) throws InterruptedException {
        settings.time.sleep(wait, closed);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void close() {
        closed.countDown();
        inFlight.forEach(Call::cancel);
        if (isOurs()) {
            http.dispatcher().executorService().shutdown();
        }
        closeIdleConnections();
    }

    private void closeIdleConnections() {
        if (isOurs()) {
            http.connectionPool().evictAll();
        }
    }

    private boolean isOurs() {
        return settings.httpClient == null;
    }
}
