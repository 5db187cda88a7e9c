package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A printer share, that is a printer as its users see it, with the members that jobs need; the rest is in
 * {@link #json()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printershare">printerShare</a>
 */
public interface PrinterShare {
    /**
     * The id of the share, which differs from the id of the printer and changes when the printer is shared again.
     *
     * @return the id
     */
    String id();

    /**
     * The name of the share, by which users know the printer.
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
     * The received JSON text, for members that have no accessor here.
     *
     * @return the JSON; null when the share is part of another response
     */
    @Nullable String json();

    /**
     * Reads a share from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one share
     * @return the share, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a share. The message says where, and does not
     *     quote it
     */
    static PrinterShare fromJson(String json) {
        return Json.read(json, PrinterShare.class, PrinterShareRecord.class);
    }
}
