package io.cloudjobs.print.printer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A printer. A member is null if the service did not send it, which depends on the call: see
 * {@link io.cloudjobs.print.PrinterResource#get()} and {@link io.cloudjobs.print.PrintersResource#list}.
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
     * @return the id; empty if a row of a list has none
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
     * Returns the status of the printer.
     *
     * @return the status; null when absent
     */
    @Nullable PrinterStatus status();

    /**
     * Returns the location of the printer.
     *
     * @return the location; null when absent
     */
    @Nullable PrinterLocation location();

    /**
     * Returns the settings that a job gets if it does not set its own.
     *
     * @return the defaults; null in a list
     */
    @Nullable PrinterDefaults defaults();

    /**
     * Returns the capabilities of the printer. {@link io.cloudjobs.print.PrinterResource#capabilities()} reads them.
     *
     * @return the capabilities; null unless the JSON has them, because the service sends them on request only
     */
    @Nullable PrinterCapabilities capabilities();

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
     * Returns when the printer was registered.
     *
     * @return the time; null when absent
     */
    @Nullable OffsetDateTime registeredDateTime();

    /**
     * Returns when the printer last used the service.
     *
     * @return the time; null when absent
     */
    @Nullable OffsetDateTime lastSeenDateTime();

    /**
     * Returns the shares of the printer. The service supports one share per printer.
     *
     * @return an unmodifiable list; null unless requested with {@link PrinterListOptions#expand()}
     */
    @Nullable List<PrinterShare> shares();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON; null when the printer is a member of another object
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
