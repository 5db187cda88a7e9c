package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response of the control API: status, headers and an optional body. */
final class Reply {
    static final String JSON = "application/json";

    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final long length;
    private final @Nullable Body body;

    /** Writes a body after the headers. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private Reply(int status, long length, @Nullable Body body) {
        this.status = status;
        this.length = length;
        this.body = body;
    }

    static Reply json(JsonNode body) {
        return json(200, body);
    }

    static Reply json(int status, JsonNode body) {
        return of(status, JSON, Json.bytes(body));
    }

    static Reply none() {
        return new Reply(204, -1, null);
    }

    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, body.length, out -> out.write(body)).header("Content-Type", type);
    }

    /** Returns a response whose length is not known before its end. */
    static Reply streamed(String type, Body body) {
        return new Reply(200, 0, body).header("Content-Type", type);
    }

    Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Returns the argument of {@code sendResponseHeaders}: 0 for an unknown length, -1 for no body. */
    long length() {
        return length;
    }

    @Nullable Body body() {
        return body;
    }
}
