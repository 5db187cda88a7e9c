package io.cloudjobs.emulator.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error response of a service. The code that detects the error throws it; the {@link Api} of the service writes it.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** Creates a refusal with the usual code of the service for this status. */
    public Refusal(int status, String message) {
        this(status, null, message);
    }

    public Refusal(int status, @Nullable String code, String message) {
        // A response, not a failure, so it needs no stack trace.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Returns a 404 in the observed format of the print service, with quotes inside the text. */
    public static Refusal notFound(String message) {
        return new Refusal(404, "UnknownError", '"' + message + '"');
    }

    public Refusal with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String codeOr(String usual) {
        return code == null ? usual : code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }
}
