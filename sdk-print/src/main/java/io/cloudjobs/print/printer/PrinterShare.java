package io.cloudjobs.print.printer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A printer share: a printer as its users see it. A member is null if the service did not send it, which depends on the
 * call: see {@link io.cloudjobs.print.PrinterShareResource#get()} and
 * {@link io.cloudjobs.print.PrinterSharesResource#list}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printershare">printerShare</a>
 */
@JsonDeserialize(as = PrinterShareRecord.class)
public interface PrinterShare {
    /**
     * Returns the id of the share, which differs from the id of the printer and changes when the printer is shared
     * again.
     *
     * @return the id; empty if a row of a list has none
     */
    String id();

    /**
     * Returns the name of the share, which users see.
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
     * Returns the capabilities of the printer. {@link io.cloudjobs.print.PrinterShareResource#capabilities()} reads them.
     *
     * @return the capabilities; null unless the JSON has them, because the service sends them on request only
     */
    @Nullable PrinterCapabilities capabilities();

    /**
     * Returns whether all users of the tenant may use the share. If not, only the users and groups that an
     * administrator has added may use it.
     *
     * @return true if they may; null when absent
     */
    @Nullable Boolean allowAllUsers();

    /**
     * Returns when the share was created.
     *
     * @return the time; null when absent
     */
    @Nullable OffsetDateTime createdDateTime();

    /**
     * Returns the data about the share and the user of the token.
     *
     * @return the data; null when absent
     */
    @Nullable PrinterShareViewpoint viewPoint();

    /**
     * Returns the printer of the share. {@link io.cloudjobs.print.PrinterShareResource#printer()} reads it.
     *
     * @return the printer; null unless requested with {@link PrinterListOptions#expand()}
     */
    @Nullable Printer printer();

    /**
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON; null when the share is a member of another object
     */
    @Nullable String json();

    /**
     * Reads a share from JSON as the client does, for your tests.
     *
     * @param json the text of one share
     * @return the share, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a share. The message has the position and does
     *     not quote the text
     */
    static PrinterShare fromJson(String json) {
        return Json.read(json, PrinterShare.class, PrinterShareRecord.class);
    }
}
