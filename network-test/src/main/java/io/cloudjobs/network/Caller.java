package io.cloudjobs.network;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.CypherQuery;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A client of each service for one endpoint. The ledger knows their calls. */
final class Caller implements AutoCloseable {
    /** The default of the clients. */
    static final Duration USUAL = Duration.ofSeconds(60);

    /** Our own client must notice a dead connection well before an attempt times out, at 30 s. */
    static final Duration NOTICED = Duration.ofSeconds(25);

    private static final TokenProvider TOKENS = TokenProvider.of("token");

    private final Ledger ledger;
    private final Duration timeout;
    private final PrintJobClient print;
    private final GesJobClient ges;

    /**
     * Makes the clients.
     *
     * @param http the OkHttp client to give to them; null for clients of their own
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

    /** The calls of one client have the same connections, whatever their timeout. */
    private Caller(Caller caller, Duration timeout) {
        this.ledger = caller.ledger;
        this.timeout = timeout;
        this.print = caller.print.withOptions(options -> options.timeout(timeout));
        this.ges = caller.ges.withOptions(options -> options.timeout(timeout));
    }

    Caller within(Duration timeout) {
        return new Caller(this, timeout);
    }

    /** Proves that what follows is not the fault of the server: another client, with a connection of its own, succeeds. */
    static void requireNewConnectionsWork(Ledger ledger, String endpoint) {
        try (Caller other = new Caller(ledger, endpoint, USUAL, null)) {
            Call get = other.get();
            ledger.require(get.isSuccess(), "the scenario is broken, another client fails: " + get);
        }
    }

    /** A call that the client may repeat. */
    Call get() {
        return ledger.call(false, timeout, id -> {
            String answered = print.printer("p1").job(id).get().id();
            ledger.require(answered.equals(id), "get of " + id + " has the answer of " + answered);
        });
    }

    /** A call that the client must not repeat. */
    Call abort(String reason) {
        return ledger.call(true, timeout, id -> print.printer("p1").job(id).abort(reason));
    }

    Call abort() {
        return abort("recalled");
    }

    /** A call of the other client, which it must not repeat either. */
    Call submit() {
        return ledger.call(true, timeout, id -> ges.graph(id).submit(CypherQuery.of("match (n) return n")));
    }

    /** Closes the clients: false if that takes too long. */
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
            ledger.require(close(Call.SLACK), "close() does not return within " + Ledger.seconds(Call.SLACK));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
