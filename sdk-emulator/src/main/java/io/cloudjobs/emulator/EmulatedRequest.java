package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a service of the emulator has received, with its response: an entry of
 * {@link CloudJobsEmulator#requestLog()}. The headers and the bodies have their secrets, such as tokens; the target can have
 * one, too. {@link #toString()} has none. Immutable.
 */
public final class EmulatedRequest {
    /** The number of bytes of a body that are kept. */
    static final int LONGEST_BODY = 16 * 1024;

    private final long nanos = System.nanoTime();
    private final long number;
    private final EmulatedService service;
    private final Instant received;
    private final String method;
    private final String target;
    private final @Nullable String operation;
    private final Map<String, List<String>> requestHeaders;
    private @Nullable String requestBody;
    private long requestBytes;
    private int status;
    private Map<String, List<String>> responseHeaders = Map.of();
    private @Nullable String responseBody;
    private long responseBytes;
    private Duration duration = Duration.ZERO;
    private @Nullable Fault fault;

    /** A request that has arrived. Nobody else sees it before {@link #ended}. */
    EmulatedRequest(
            long number, EmulatedService service, Instant received, Request request, @Nullable String operation) {
        this.number = number;
        this.service = service;
        this.received = received;
        this.operation = operation;
        method = request.method();
        target = request.target();
        requestHeaders = copy(request.headers());
    }

    /**
     * Completes the entry.
     *
     * @param sent the status, or 0 if the connection was closed
     * @param applied the fault, or null if there is none
     * @param responded the headers of the response
     * @param body the body of the response, or null if it has none
     */
    void ended(
            int sent,
            @Nullable Fault applied,
            Request request,
            Map<String, List<String>> responded,
            @Nullable ResponseStream body) {
        status = sent;
        fault = applied;
        responseHeaders = copy(responded);
        duration = Duration.ofNanos(System.nanoTime() - nanos);
        requestBytes = request.bytes();
        boolean isDocument = service == EmulatedService.DOCUMENTS;
        if (!isDocument) {
            requestBody = text(requestHeaders, request.text(), requestBytes);
        }
        if (body != null) {
            responseBytes = body.size();
            if (!isDocument || responseHeaders.containsValue(List.of(GraphResponses.JSON))) {
                responseBody = text(responseHeaders, body.first(), responseBytes);
            }
        }
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> headers) {
        var copy = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    /** Returns the beginning of a text, or null for a body that is neither JSON nor a form. */
    private static @Nullable String text(Map<String, List<String>> headers, byte[] body, long size) {
        String type = headers.getOrDefault("Content-type", List.of()).toString().toLowerCase(Locale.ROOT);
        boolean isText = type.contains("json") || type.contains("form-urlencoded");
        String text = new String(body, 0, Math.min(body.length, LONGEST_BODY), StandardCharsets.UTF_8);
        return isText || text.startsWith("{") || text.startsWith("[") ? text + (size > LONGEST_BODY ? "…" : "") : null;
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
     * Returns the path and the query, encoded as in the request.
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
     * Returns the headers of the request.
     *
     * @return the values by the names of the headers
     */
    public Map<String, List<String>> requestHeaders() {
        return requestHeaders;
    }

    /**
     * Returns the beginning of the body of the request, at most 16 KiB, if it is JSON or a form. An ellipsis at the end says
     * that the rest is missing.
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
        return fault == null ? null : fault.toString();
    }

    /** Returns about the number of characters from outside, which the log limits. */
    int length() {
        return target.length() + (requestHeaders + requestBody).length() + (responseHeaders + responseBody).length();
    }

    /** Returns a text without anything from outside, so that it fits into a line of a log. */
    @Override
    public String toString() {
        return number + " " + service + " " + operation + " " + status;
    }
}
