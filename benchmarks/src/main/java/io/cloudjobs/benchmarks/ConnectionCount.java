package io.cloudjobs.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counts the connections that many threads open, including the first ones. */
final class ConnectionCount {
    private static final int THREADS = 64;
    private static final int CALLS = 500;

    private ConnectionCount() {}

    /** Returns the number of connections per 1,000 calls. */
    static double of(Client.Kind kind, String endpoint) throws Exception {
        opened(endpoint);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Client client = kind.connect(endpoint)) {
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        client.call(Exchange.GET);
                    }
                    return null;
                });
            }
            for (Future<Object> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
        return (opened(endpoint) - 1) * 1_000.0 / (THREADS * CALLS); // one of them requests the count
    }

    /** Returns the number of connections that the server accepted since the last request for it. */
    private static int opened(String endpoint) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint + "/connections")).build();
        return Integer.parseInt(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
