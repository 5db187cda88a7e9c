package io.cloudjobs.faults;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.LoopbackTls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;

/** A program with little memory: it calls the server of each flood, and prints the outcome. */
final class FloodReader {
    /** More than the buffers of the operating system hold. */
    private static final long MUCH = 32 * 1024 * 1024;

    private FloodReader() {}

    public static void main(String[] args) throws Exception {
        List<String> outcomes = new ArrayList<>();
        for (Flood flood : Flood.http1()) {
            outcomes.add(outcome(flood, false));
        }
        outcomes.add(outcome(Flood.http1()[5], true));
        ExecutorService threads = Executors.newCachedThreadPool(); // HTTP/2 waits at the limit for a slow reader
        List<Future<String>> later = new ArrayList<>();
        for (Flood flood : Flood.http2()) {
            later.add(threads.submit(() -> outcome(flood, true)));
        }
        for (Future<String> outcome : later) {
            outcomes.add(outcome.get());
        }
        threads.shutdown();
        outcomes.forEach(System.out::println);
    }

    private static String outcome(Flood flood, boolean isTls) {
        ClientSettings settings = new ClientSettings();
        settings.tokenProvider = TokenProvider.of("token");
        settings.attemptTimeout = Duration.ofSeconds(50);
        settings.maxResponseBytes = MUCH / 2;
        settings.httpClient = LoopbackTls.trusting(new OkHttpClient());
        try (FloodServer server = new FloodServer(flood, isTls)) {
            settings.endpoint = server.url();
            String outcome =
                    flood + (isTls ? " TLS: " : ": ") + outcome(settings) + ", " + server.requests() + " requests";
            return server.sent() < MUCH ? outcome : outcome + ", " + server.sent() + " bytes";
        } catch (Throwable e) {
            return flood + ": " + e;
        }
    }

    private static String outcome(ClientSettings settings) {
        try {
            Operation.GET.run(settings);
            return "success";
        } catch (InvalidResponseException e) {
            return e.getMessage().contains("too much data outside its content") ? "endless" : e.toString();
        } catch (ApiException e) {
            return e.getClass().getSimpleName() + " " + e.statusCode();
        } catch (SdkException e) {
            return e.toString();
        }
    }
}
