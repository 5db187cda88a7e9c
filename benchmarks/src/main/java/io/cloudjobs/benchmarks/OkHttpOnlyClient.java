package io.cloudjobs.benchmarks;

import java.io.IOException;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** OkHttp alone: it sends the same requests, and returns the bytes of the responses. */
final class OkHttpOnlyClient implements Client {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http = new OkHttpClient();
    private final String endpoint;

    OkHttpOnlyClient(String endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Object call(Exchange exchange) throws IOException {
        RequestBody body = exchange.requestBody == null ? null : RequestBody.create(exchange.requestBody, JSON);
        Request.Builder request = exchange.isOfGraphs() ? ges(exchange.path) : graph(exchange.path);
        Request built = request.method(exchange.method, body).build();
        byte[] bytes = send(built);
        return exchange == Exchange.THROTTLED ? send(built) : bytes;
    }

    byte[] job(String printerId, String jobId) throws IOException {
        return send(graph("/print/printers/" + printerId + "/jobs/" + jobId).build());
    }

    private Request.Builder graph(String path) {
        return request(path)
                .header("Prefer", "include-unknown-enum-members")
                .header("client-request-id", UUID.randomUUID().toString())
                .header("Authorization", "Bearer " + TOKEN);
    }

    private Request.Builder ges(String path) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("X-Language", "en-us")
                .header("X-Auth-Token", TOKEN);
    }

    private Request.Builder request(String path) {
        return new Request.Builder()
                .url(endpoint + path.replace("*", Client.thread()))
                .header("Accept", "application/json")
                .header("User-Agent", "benchmark");
    }

    private byte[] send(Request request) throws IOException {
        try (Response response = http.newCall(request).execute()) {
            if (response.code() >= 500) {
                throw new IOException("HTTP " + response.code());
            }
            return response.body().bytes();
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
