package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a service of the emulator has received, with its response: an entry of
 * {@link CloudJobsEmulator#requestLog()}. All texts are without secrets: {@code [secret]} replaces tokens, passwords, client
 * secrets, client states and similar values, found by the names of their headers, parameters and members. Later versions can add members, so applications cannot implement this interface.
 */
public sealed interface EmulatedRequest permits LoggedRequest {
    /**
     * Returns the number of the request, from 1 on, over all services.
     *
     * @return the number
     */
    long number();

    /**
     * Returns the service that received the request.
     *
     * @return the service
     */
    EmulatedService service();

    /**
     * Returns when the request arrived, by the {@link CloudJobsEmulator#clock()}.
     *
     * @return the time of arrival
     */
    Instant received();

    /**
     * Returns the method of the request.
     *
     * @return the method, for example {@code GET}
     */
    String method();

    /**
     * Returns the path and the query, at most 4,096 characters.
     *
     * @return the target of the request
     */
    String target();

    /**
     * Returns the operation, as in {@link CloudJobsEmulator#operations}.
     *
     * @return the operation, or null if the service has none for this method and path
     */
    @Nullable String operation();

    /**
     * Returns the headers of the request, at most 4,096 characters of each value.
     *
     * @return the values by the names of the headers
     */
    Map<String, List<String>> requestHeaders();

    /**
     * Returns the beginning of the body of the request, at most 16 KiB, if it is JSON or a form. An ellipsis at the end says
     * that the rest is not shown, because it is too long or cannot be read.
     *
     * @return the text, or null for a document or any other body
     */
    @Nullable String requestBody();

    /**
     * Returns the size of the body of the request.
     *
     * @return the number of bytes that the service has read
     */
    long requestBytes();

    /**
     * Returns the status of the response.
     *
     * @return the status, or 0 if no response or only a part of it was sent
     */
    int status();

    /**
     * Returns the headers of the response, like {@link #requestHeaders()}.
     *
     * @return the values by the names of the headers; empty if no response was sent
     */
    Map<String, List<String>> responseHeaders();

    /**
     * Returns the beginning of the body of the response, like {@link #requestBody()}.
     *
     * @return the text, or null for a document, another body or none
     */
    @Nullable String responseBody();

    /**
     * Returns the size of the body of the response.
     *
     * @return the number of bytes that were sent
     */
    long responseBytes();

    /**
     * Returns the time from the arrival to the end of the response, by the clock of this machine.
     *
     * @return the duration
     */
    Duration duration();

    /**
     * Returns the fault that was applied.
     *
     * @return the text of the {@link Fault}, or null if there was none
     */
    @Nullable String fault();
}
