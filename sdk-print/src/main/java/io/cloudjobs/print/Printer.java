package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A printer, with the members that jobs need; the rest is in {@link #json()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printer">printer</a>
 */
public interface Printer {
    /**
     * The id of the printer, which stays the same when the printer is shared again.
     *
     * @return the id
     */
    String id();

    /**
     * The name of the printer.
     *
     * @return the name; null when absent
     */
    @Nullable String displayName();

    /**
     * The manufacturer of the printer, as the printer reports it.
     *
     * @return the manufacturer; null when absent
     */
    @Nullable String manufacturer();

    /**
     * The model of the printer, as the printer reports it.
     *
     * @return the model; null when absent
     */
    @Nullable String model();

    /**
     * Whether the printer takes new jobs now.
     *
     * @return whether it does; null when absent
     */
    @Nullable Boolean isAcceptingJobs();

    /**
     * Whether the printer is shared. Users see printers by their shares only.
     *
     * @return whether it is; null when absent
     */
    @Nullable Boolean isShared();

    /**
     * Whether there is a device that prints. A printer without one is virtual, and its jobs wait to be redirected.
     *
     * @return whether there is; null when absent
     */
    @Nullable Boolean hasPhysicalDevice();

    /**
     * The received JSON text, for members that have no accessor here.
     *
     * @return the JSON; null when the printer is part of another response
     */
    @Nullable String json();

    /**
     * Reads a printer from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one printer
     * @return the printer, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a printer. The message says where, and does not
     *     quote it
     */
    static Printer fromJson(String json) {
        return Json.read(json, Printer.class, PrinterRecord.class);
    }
}
