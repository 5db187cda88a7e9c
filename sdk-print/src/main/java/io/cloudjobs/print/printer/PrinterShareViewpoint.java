package io.cloudjobs.print.printer;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The data about a printer share and the user of the token.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printershareviewpoint">printerShareViewpoint</a>
 */
public interface PrinterShareViewpoint {
    /**
     * Returns when the user used the share for the last time.
     *
     * @return the time; null when absent
     */
    @Nullable OffsetDateTime lastUsedDateTime();
}
