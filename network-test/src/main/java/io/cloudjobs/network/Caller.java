package io.cloudjobs.network;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.CypherQuery;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A client of each service for one endpoint. It reports its calls to the ledger. */
final class Caller implements AutoCloseable {
    /** The default timeout of the clients. */
    static final Duration USUAL = Duration.ofSeconds(60);

    /** Our own client must detect a dead connection within this time, well before an attempt times out at 30 s. */
    static final Duration NOTICED = Duration.ofSeconds(25);

    private static final TokenProvider TOKENS = TokenProvider.of("token");

    private final Ledger ledger;
    private final Duration timeout;
    private final PrintJobClient print;
    private final GesJobClient ges;

    /**
     * Creates the clients.
     *
     * @param http the OkHttp client of both; null for their own
     */
    Caller(Ledger ledger, String endpoint, Duration timeout, @Nullable OkHttpClient http) {
        this.ledger = ledger;
        this.timeout = timeout;
        PrintJobClient.Builder ofPrint = PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(TOKENS)
                .timeout(timeout);
        GesJobClient.Builder ofGes = GesJobClient.builder()
                .endpoint(endpoint)
                .projectId("p1")
                .tokenProvider(TOKENS)
                .timeout(timeout);
        if (http != null) {
            ofPrint.httpClient(http);
            ofGes.httpClient(http);
        }
        print = ofPrint.build();
        ges = ofGes.build();
    }

    /** Returns a view with this timeout. It shares the connections of the client. */
    private Caller(Caller caller, Duration timeout) {
        this.ledger = caller.ledger;
        this.timeout = timeout;
        this.print = caller.print.withOptions(options -> options.timeout(timeout));
        this.ges = caller.ges.withOptions(options -> options.timeout(timeout));
    }

    Caller within(Duration timeout) {
        return new Caller(this, timeout);
    }

    /** Proves that later failures are not the fault of the server: another client with another connection succeeds. */
    static void requireNewConnectionsWork(Ledger ledger, String endpoint) {
        try (Caller other = new Caller(ledger, endpoint, USUAL, null)) {
            Call get = other.get();
            ledger.require(get.isSuccess(), "the scenario is broken, another client fails: " + get);
        }
    }

    /** Makes an idempotent call. */
    Call get() {
        return ledger.call(false, timeout, id -> {
            String answered = print.printer("p1").job(id).get().id();
            ledger.require(answered.equals(id), "get of " + id + " received the response of " + answered);
        });
    }

    /** Makes a call that is not idempotent. */
    Call abort(String reason) {
        return ledger.call(true, timeout, id -> print.printer("p1").job(id).abort(reason));
    }

    Call abort() {
        return abort("recalled");
    }

    /** Makes a call of the other client that is not idempotent either. */
    Call submit() {
        return ledger.call(true, timeout, id -> ges.graph(id).submit(CypherQuery.of("match (n) return n")));
    }

    /** Closes the clients; returns false if that takes too long. */
    boolean close(Duration limit) throws InterruptedException {
        Thread closing = Threads.start(ledger, () -> {
            print.close();
            ges.close();
        });
        return Threads.ended(List.of(closing), limit);
    }

    @Override
    public void close() {
        try {
            ledger.require(close(Call.SLACK), "close() did not return within " + Ledger.seconds(Call.SLACK));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
