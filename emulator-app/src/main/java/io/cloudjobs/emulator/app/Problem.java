package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error response of the control API: RFC 9457. The code that detects the error throws it. */
final class Problem extends RuntimeException {
    static final String TYPE = "application/problem+json";

    private static final long serialVersionUID = 1;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    private final int status;
    private final @Nullable String pointer;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    Problem(int status, String detail) {
        this(status, null, detail);
    }

    private Problem(int status, @Nullable String pointer, String detail) {
        super(detail, null, false, false); // a response, not a failure, so it needs no stack trace
        this.status = status;
        this.pointer = pointer;
    }

    /** Returns a 400 for a member of the body, which the JSON pointer names. */
    static Problem member(String pointer, String detail) {
        return new Problem(400, pointer, detail);
    }

    Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    /** Returns the response. The path of the request is already encoded, so it is a valid URI reference. */
    Reply reply(String rawPath) {
        ObjectNode body = Json.object()
                .put("type", "about:blank")
                .put("title", TITLES.getOrDefault(status, "Error"))
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", rawPath);
        if (pointer != null) {
            body.put("pointer", pointer);
        }
        Reply reply = Reply.of(status, TYPE, Json.bytes(body));
        headers.forEach(reply::header);
        return reply;
    }
}
