package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A printer share, that is a printer as its users see it, as far as the life of its jobs needs it; the rest is in
 * {@link #json()}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printershare">printerShare</a>
 */
public interface PrinterShare {
    /**
     * The id of the share, which is not that of the printer and changes when the printer is shared anew.
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
     * The text that was received, for members that have no accessor here.
     *
     * @return the JSON; null when this share came as a part of another answer
     */
    @Nullable String json();

    /**
     * Reads a share from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one share
     * @return the share, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is no JSON, or no share: the message says where, without quoting it
     */
    static PrinterShare fromJson(String json) {
        return Json.read(json, PrinterShare.class, PrinterShareRecord.class);
    }
}
