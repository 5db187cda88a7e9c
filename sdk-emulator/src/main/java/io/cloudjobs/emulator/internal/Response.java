package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response: status, headers and an optional body that writes itself to the connection. */
public final class Response {
    /** A body, which is written after the headers. The emulator never holds all of it in memory. */
    public interface Body {
        void writeTo(OutputStream out) throws IOException;

        /** Returns the number of bytes, or 0 if it is not known in advance. */
        default long length() {
            return 0;
        }
    }

    private final int status;
    private final Map<String, String> headers;
    private final @Nullable Body body;

    public Response(int status, Map<String, String> headers, @Nullable Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), null);
    }

    /**
     * The node must belong to the response only: it is written after the lock on the state of the service is released.
     */
    public static Response json(int status, String contentType, JsonNode node) {
        return new Response(status, Map.of("Content-Type", contentType), out -> JsonTrees.write(node, out));
    }

    public Response with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Response(status, all, body);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public @Nullable Body body() {
        return body;
    }
}
