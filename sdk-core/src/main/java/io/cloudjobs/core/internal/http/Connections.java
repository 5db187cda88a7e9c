package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.retry.RetryBudget;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.time.Signal;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * The state that a client shares with its views: the OkHttp client, the calls in flight, the retry budget, and whether
 * it is closed.
 */
public final class Connections {
    public final RetryBudget budget = new RetryBudget();

    /** The index of the endpoint in use, which is the last reachable one. */
    public final AtomicInteger endpoint = new AtomicInteger();

    /** The last token, as a secret to hide: many calls use the same one. */
    private volatile Secrets lastToken = Secrets.NONE;

    private final Time time;
    private final boolean isOurs;
    private final Function<OkHttpClient, Call.Factory> callFactory;
    private final WireSocketFactory sockets;
    private final OkHttpClient http;
    private final Call.Factory calls;
    private final Set<Watch> inFlight = ConcurrentHashMap.newKeySet();
    private final Signal closed = new Signal();
    private final boolean isPlain;
    private Call.@Nullable Factory links;

    /**
     * Creates the connections of a client.
     *
     * @param users the user's client; null to create one
     * @param isPlain whether no call to an endpoint needs TLS
     */
    public Connections(
            Time time,
            @Nullable OkHttpClient users,
            Function<OkHttpClient, Call.Factory> callFactory,
            Duration attemptTimeout,
            boolean isPlain) {
        this.time = time;
        this.isOurs = users == null;
        this.callFactory = callFactory;
        this.isPlain = isPlain && isOurs;
        OkHttpClient origin = users == null ? HttpClients.create(this.isPlain) : users;
        this.sockets = new WireSocketFactory(origin.socketFactory(), attemptTimeout);
        this.http = HttpClients.derive(origin, sockets);
        this.calls = factory(http);
    }

    /** Returns the secrets of an operation and the token. */
    public Secrets secrets(Secrets ofOperation, String token) {
        if (ofOperation != Secrets.NONE) {
            return ofOperation.and(token);
        }
        Secrets secrets = lastToken;
        if (!secrets.isOnly(token)) {
            secrets = Secrets.NONE.and(token);
            lastToken = secrets;
        }
        return secrets;
    }

    /** Reads a response. */
    public interface Reader<R> {
        R read(Response response) throws IOException;
    }

    /**
     * Sends one request and reads its response.
     *
     * @param limit the timeout for both
     * @param stall the longest time without any progress; null for no limit
     * @param cancellations the signals that end the request
     * @throws OutOfTimeException if one of the limits was exceeded
     */
    public <R> R call(
            Request request,
            Attempt attempt,
            Duration limit,
            @Nullable Duration stall,
            Signals cancellations,
            Reader<R> reader)
            throws IOException {
        boolean isTransfer = stall != null;
        Call.Factory factory = request.isHttps() && (isTransfer || isPlain) ? links() : calls;
        Watch watch = new Watch(attempt, limit, stall);
        Runnable cancel = () -> watch.cancelNow(false);
        inFlight.add(watch);
        try {
            cancellations.add(cancel);
            if (isClosed()) {
                cancel.run();
            }
            Reader<R> read = stall == null ? reader : response -> reader.read(moving(response, attempt));
            while (true) {
                try {
                    return make(request, attempt, watch, factory, read);
                } catch (IOException e) {
                    if (!attempt.isStale(e)) {
                        throw e;
                    }
                    // The connection was closed while idle. OkHttp has dropped it and uses another one.
                }
            }
        } catch (Throwable e) { // any kind: Kotlin declares no exceptions, and the user's code may throw an Error
            Watch.Reason reason = watch.end();
            if (reason != null && !(e instanceof VirtualMachineError)) {
                throw new OutOfTimeException(reason, e);
            }
            throw e;
        } finally {
            attempt.end();
            watch.end();
            cancellations.remove(cancel);
            ended(watch);
        }
    }

    private static <R> R make(Request request, Attempt attempt, Watch watch, Call.Factory factory, Reader<R> reader)
            throws IOException {
        Call call = factory.newCall(request);
        if (call.request().tag(Attempt.class) != attempt) {
            throw new IllegalStateException(
                    "the callFactory dropped the tags of the request: copy it with newBuilder()");
        }
        watch.watch(call);
        try (Response response = call.execute()) {
            return reader.read(response);
        }
    }

    /** Returns the same response with a body that reports progress. */
    private static Response moving(Response response, Attempt attempt) {
        attempt.moved();
        ResponseBody body = response.body();
        var source = new ForwardingSource(body.source()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long read = super.read(sink, byteCount);
                attempt.moved();
                return read;
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength()))
                .build();
    }

    /** Removes a finished call. If the client is closed, also closes the connection, which has become idle only now. */
    private void ended(Watch call) {
        inFlight.remove(call);
        if (isClosed()) {
            closeIdleConnections();
        }
    }

    /**
     * Returns the client for transfers and for HTTPS links from plain HTTP endpoints. Created on first use, because few
     * programs need it.
     */
    private synchronized Call.Factory links() {
        if (links == null) {
            links = factory(HttpClients.forLinks(http, isPlain));
        }
        return links;
    }

    private Call.Factory factory(OkHttpClient client) {
        return Objects.requireNonNull(callFactory.apply(client), "callFactory returned null");
    }

    /** Waits, at most until the client is closed or one of the signals is given. */
    public void sleep(Duration wait, Signals cancellations) throws InterruptedException {
        cancellations.and(closed).sleep(time, wait);
    }

    public boolean isClosed() {
        return closed.isCancelled();
    }

    public void close() {
        closed.cancel();
        for (Watch call : inFlight) {
            call.cancelNow(isOurs);
        }
        if (isOurs) {
            http.dispatcher().executorService().shutdown();
            sockets.closeAll(); // first, because the next step waits for stuck calls
        }
        closeIdleConnections();
    }

    private void closeIdleConnections() {
        if (isOurs) {
            http.connectionPool().evictAll();
        }
    }
}
