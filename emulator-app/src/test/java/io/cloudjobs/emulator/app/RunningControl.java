package io.cloudjobs.emulator.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** An emulator with its control server on a free port, and a client for it. */
final class RunningControl implements AutoCloseable {
    /** A response, read to its end. */
    record Answer(int status, Headers headers, byte[] bytes) {
        JsonNode json() {
            return Json.read(bytes);
        }

        String text() {
            return new String(bytes, UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + text().lines().toList();
        }
    }

    final CloudJobsEmulator emulator;
    final ControlServer control;
    final OpenApiContract contract = new OpenApiContract();
    final OkHttpClient http = new OkHttpClient.Builder()
            .callTimeout(Duration.ofSeconds(60))
            .readTimeout(Duration.ofSeconds(60))
            .retryOnConnectionFailure(false)
            .build();

    RunningControl() {
        this(options -> options);
    }

    RunningControl(UnaryOperator<ControlOptions> options) {
        emulator = CloudJobsEmulator.builder().wellKnownIds().start();
        SignIn.addTo(emulator);
        control = new ControlServer(options.apply(new ControlOptions(0)), emulator);
    }

    int port() {
        return URI.create(control.origin()).getPort();
    }

    Answer get(String path) {
        return send("GET " + path, null);
    }

    Answer post(String path) {
        return send("POST " + path, "");
    }

    Answer post(String path, String json) {
        return send("POST " + path, json);
    }

    /** Sends a request, and checks its response against the OpenAPI file. */
    Answer send(String operation, String json) {
        int space = operation.indexOf(' ');
        String method = operation.substring(0, space);
        String path = operation.substring(space + 1);
        Answer answer = send(request(method, path, json));
        contract.check(method, path, json, answer);
        return answer;
    }

    /** Returns a request of a program. An empty body has no type. */
    Request.Builder request(String method, String path, String json) {
        RequestBody body = json == null
                ? null
                : RequestBody.create(json.getBytes(UTF_8), json.isEmpty() ? null : MediaType.get("application/json"));
        return new Request.Builder().url(control.origin() + path).method(method, body);
    }

    Answer send(Request.Builder request) {
        try (Response response = http.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these bytes on a connection of their own, and returns all that comes back until its end. */
    String raw(String request) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port());
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
        control.close();
        emulator.close();
    }
}
