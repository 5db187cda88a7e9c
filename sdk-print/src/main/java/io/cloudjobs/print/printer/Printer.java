package io.cloudjobs.print.printer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A printer, with the members that jobs need; the rest is in {@link #json()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printer">printer</a>
 */
@JsonDeserialize(as = PrinterRecord.class)
public interface Printer {
    /**
     * Returns the id of the printer, which stays the same when the printer is shared again.
     *
     * @return the id
     */
    String id();

    /**
     * Returns the name of the printer.
     *
     * @return the name; null when absent
     */
    @Nullable String displayName();

    /**
     * Returns the manufacturer of the printer, as the printer reports it.
     *
     * @return the manufacturer; null when absent
     */
    @Nullable String manufacturer();

    /**
     * Returns the model of the printer, as the printer reports it.
     *
     * @return the model; null when absent
     */
    @Nullable String model();

    /**
     * Returns whether the printer accepts new jobs now.
     *
     * @return true if it does; null when absent
     */
    @Nullable Boolean isAcceptingJobs();

    /**
     * Returns whether the printer is shared. Users see only the shares of printers.
     *
     * @return true if it is; null when absent
     */
    @Nullable Boolean isShared();

    /**
     * Returns whether the printer has a physical device. A printer without a device is virtual, and its jobs wait for
     * redirection.
     *
     * @return true if it has one; null when absent
     */
    @Nullable Boolean hasPhysicalDevice();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON; null when the printer is part of another response
     */
    @Nullable String json();

    /**
     * Reads a printer from JSON as the client does, for your tests.
     *
     * @param json the text of one printer
     * @return the printer, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a printer. The message has the position and
     *     does not quote the text
     */
    static Printer fromJson(String json) {
        return Json.read(json, Printer.class, PrinterRecord.class);
    }
}
