package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a service of the emulator has received, with its response: an entry of
 * {@link CloudJobsEmulator#requestLog()}. All texts are without secrets: {@code [secret]} replaces tokens, passwords, client
 * secrets, client states and similar values, found by the names of their headers, parameters and members. Immutable.
 */
public final class EmulatedRequest {
    private final long number;
    private final EmulatedService service;
    private final Instant received;
    private final String method;
    private final String target;
    private final @Nullable String operation;
    private final Map<String, List<String>> requestHeaders;
    private final @Nullable String requestBody;
    private final long requestBytes;
    private final int status;
    private final Map<String, List<String>> responseHeaders;
    private final @Nullable String responseBody;
    private final long responseBytes;
    private final Duration duration;
    private final @Nullable String fault;

    EmulatedRequest(
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
            @Nullable String fault) {
        this.number = number;
        this.service = service;
        this.received = received;
        this.method = method;
        this.target = target;
        this.operation = operation;
        this.requestHeaders = requestHeaders;
        this.requestBody = requestBody;
        this.requestBytes = requestBytes;
        this.status = status;
        this.responseHeaders = responseHeaders;
        this.responseBody = responseBody;
        this.responseBytes = responseBytes;
        this.duration = duration;
        this.fault = fault;
    }

    /**
     * Returns the number of the request, from 1 on, over all services.
     *
     * @return the number
     */
    public long number() {
        return number;
    }

    /**
     * Returns the service that received the request.
     *
     * @return the service
     */
    public EmulatedService service() {
        return service;
    }

    /**
     * Returns when the request arrived, by the {@link CloudJobsEmulator#clock()}.
     *
     * @return the time of arrival
     */
    public Instant received() {
        return received;
    }

    /**
     * Returns the method of the request.
     *
     * @return the method, for example {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the path and the query, at most 4,096 characters.
     *
     * @return the target of the request
     */
    public String target() {
        return target;
    }

    /**
     * Returns the operation, as in {@link CloudJobsEmulator#operations}.
     *
     * @return the operation, or null if the service has none for this method and path
     */
    public @Nullable String operation() {
        return operation;
    }

    /**
     * Returns the headers of the request, at most 4,096 characters of each value.
     *
     * @return the values by the names of the headers
     */
    public Map<String, List<String>> requestHeaders() {
        return requestHeaders;
    }

    /**
     * Returns the beginning of the body of the request, at most 16 KiB, if it is JSON or a form. An ellipsis at the end says
     * that the rest is not shown, because it is too long or cannot be read.
     *
     * @return the text, or null for a document or any other body
     */
    public @Nullable String requestBody() {
        return requestBody;
    }

    /**
     * Returns the size of the body of the request.
     *
     * @return the number of bytes that the service has read
     */
    public long requestBytes() {
        return requestBytes;
    }

    /**
     * Returns the status of the response.
     *
     * @return the status, or 0 if no response or only a part of it was sent
     */
    public int status() {
        return status;
    }

    /**
     * Returns the headers of the response, like {@link #requestHeaders()}.
     *
     * @return the values by the names of the headers; empty if no response was sent
     */
    public Map<String, List<String>> responseHeaders() {
        return responseHeaders;
    }

    /**
     * Returns the beginning of the body of the response, like {@link #requestBody()}.
     *
     * @return the text, or null for a document, another body or none
     */
    public @Nullable String responseBody() {
        return responseBody;
    }

    /**
     * Returns the size of the body of the response.
     *
     * @return the number of bytes that were sent
     */
    public long responseBytes() {
        return responseBytes;
    }

    /**
     * Returns the time from the arrival to the end of the response, by the clock of this machine.
     *
     * @return the duration
     */
    public Duration duration() {
        return duration;
    }

    /**
     * Returns the fault that was applied.
     *
     * @return the text of the {@link Fault}, or null if there was none
     */
    public @Nullable String fault() {
        return fault;
    }

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
