package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the log of requests. */
record LoggedRequest(
        long number,
        EmulatedService service,
        Instant received,
        String method,
        String target,
        @Nullable String operation,
        Map<String, List<String>> requestHeaders,
        @Nullable String requestBody,
        long requestBytes,
        int status,
        Map<String, List<String>> responseHeaders,
        @Nullable String responseBody,
        long responseBytes,
        Duration duration,
        @Nullable String fault)
        implements EmulatedRequest {
    /** Returns the number of characters from outside, which the log limits. */
    int length() {
        return target.length()
                + length(requestHeaders)
                + length(requestBody)
                + length(responseHeaders)
                + length(responseBody);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static int length(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .mapToInt(header -> header.getKey().length()
                        + header.getValue().stream().mapToInt(String::length).sum())
                .sum();
    }

    /** Returns a text without anything from outside, so that it fits into a line of a log. */
    @Override
    public String toString() {
        return number + " " + service + " " + operation + " " + status;
    }
}
