package io.cloudjobs.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service says no. Thrown where that is found out, put into words by the {@link Api} of the service. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /** With the code that the service has for this status. */
    Refusal(int status, String message) {
        this(status, null, message);
    }

    Refusal(int status, @Nullable String code, String message) {
        // An answer, not an accident: nobody reads its stack.
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The form in which the print service was seen to say so, the quotes inside the text included. */
    static Refusal notFound(String message) {
        return new Refusal(404, "UnknownError", '"' + message + '"');
    }

    Refusal with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    String codeOr(String usual) {
        return code == null ? usual : code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
