package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.retry.RetryBudget;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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

/** What a client shares with its views: the OkHttp client, the calls in flight, the retry budget, and its end. */
public final class Connections {
    public final RetryBudget budget = new RetryBudget();

    /** Which of the endpoints is asked: the one that could be reached last. */
    public final AtomicInteger endpoint = new AtomicInteger();

    /** The last token, as something to be hidden: it is the same for many calls. */
    private volatile Secrets lastToken = Secrets.NONE;

    private final Time time;
    private final boolean isOurs;
    private final Function<OkHttpClient, Call.Factory> callFactory;
    private final WireSocketFactory sockets;
    private final OkHttpClient http;
    private final Call.Factory calls;
    private final Set<Watch> inFlight = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final boolean isPlain;
    private Call.@Nullable Factory links;

    /**
     * Connections of a client.
     *
     * @param users the user's own client; null for one of ours
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

    /** What an operation must hide, and the token. */
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
     * Makes one request, and has its response read.
     *
     * @param limit the time for all of it
     * @param stall the time in which something must move; null for no such limit
     * @throws OutOfTimeException if one of the two was over
     */
    public <R> R call(Request request, Attempt attempt, Duration limit, @Nullable Duration stall, Reader<R> reader)
            throws IOException {
        boolean isTransfer = stall != null;
        Call.Factory factory = request.isHttps() && (isTransfer || isPlain) ? links() : calls;
        Watch watch = new Watch(attempt, limit, stall);
        inFlight.add(watch);
        try {
            if (isClosed()) {
                watch.cancelNow(false);
            }
            Reader<R> read = stall == null ? reader : response -> reader.read(moving(response, attempt));
            while (true) {
                try {
                    return make(request, attempt, watch, factory, read);
                } catch (IOException e) {
                    if (!attempt.isStale(e)) {
                        throw e;
                    }
                    // The connection had ended while it was idle; OkHttp has dropped it, and takes another one.
                }
            }
        } catch (Throwable e) { // of any kind: Kotlin declares none, and users' code may throw an Error
            Watch.Reason reason = watch.end();
            if (reason != null && !(e instanceof VirtualMachineError)) {
                throw new OutOfTimeException(reason, e);
            }
            throw e;
        } finally {
            attempt.end();
            watch.end();
            ended(watch);
        }
    }

    private static <R> R make(Request request, Attempt attempt, Watch watch, Call.Factory factory, Reader<R> reader)
            throws IOException {
        Call call = factory.newCall(request);
        if (call.request().tag(Attempt.class) != attempt) {
            throw new IllegalStateException("the callFactory dropped the tags of the request; it must keep them");
        }
        watch.watch(call);
        try (Response response = call.execute()) {
            return reader.read(response);
        }
    }

    /** The same answer, whose body says when it moves. */
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

    /** A call that ends after the close gives back its connection then, and nobody else will look for it. */
    private void ended(Watch call) {
        inFlight.remove(call);
        if (isClosed()) {
            closeIdleConnections();
        }
    }

    /** For links from plain endpoints to others, and for transfers; made when needed, as few programs have them. */
    private synchronized Call.Factory links() {
        if (links == null) {
            links = factory(HttpClients.forLinks(http, isPlain));
        }
        return links;
    }

    private Call.Factory factory(OkHttpClient client) {
        return Objects.requireNonNull(callFactory.apply(client), "callFactory gave null");
    }

    /** Waits, at most until the close. */
    public void sleep(Duration wait) throws InterruptedException {
        time.sleep(wait, closed);
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    public void close() {
        closed.countDown();
        for (Watch call : inFlight) {
            call.cancelNow(isOurs);
        }
        if (isOurs) {
            http.dispatcher().executorService().shutdown();
            sockets.closeAll(); // at once: what follows waits for what is stuck
        }
        closeIdleConnections();
    }

    private void closeIdleConnections() {
        if (isOurs) {
            http.connectionPool().evictAll();
        }
    }
}
