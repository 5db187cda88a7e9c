package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A printer, as far as the life of its jobs needs it; the rest is in {@link #json()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printer">printer</a>
 */
public interface Printer {
    /**
     * The id of the printer, which stays the same when it is shared anew.
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
     * Who made the printer, as it says itself.
     *
     * @return the manufacturer; null when absent
     */
    @Nullable String manufacturer();

    /**
     * The model of the printer, as it says itself.
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
     * The text that was received, for members that have no accessor here.
     *
     * @return the JSON; null when this printer came as a part of another answer
     */
    @Nullable String json();

    /**
     * Reads a printer from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one printer
     * @return the printer, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is no JSON, or no printer: the message says where, without quoting it
     */
    static Printer fromJson(String json) {
        return Json.read(json, Printer.class, PrinterRecord.class);
    }
}
