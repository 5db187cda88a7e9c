package io.cloudjobs.print.printer;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A printer share: a printer as its users see it, with the members that jobs need; the rest is in {@link #json()}.
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
     * @return the id
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
     * Returns the received JSON text, for members that have no accessor here.
     *
     * @return the JSON; null when the share is part of another response
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
