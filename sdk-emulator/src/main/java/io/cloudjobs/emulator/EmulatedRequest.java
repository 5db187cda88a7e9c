package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that a service of the emulator has received, with its response: an entry of
 * {@link CloudJobsEmulator#requestLog()}. Later versions can add members, so applications cannot implement this interface.
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
     * Returns the path and the query, without secrets.
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
     * Returns the status of the response.
     *
     * @return the status, or 0 if no response was sent
     */
    int status();

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
