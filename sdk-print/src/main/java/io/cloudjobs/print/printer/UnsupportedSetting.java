package io.cloudjobs.print.printer;

import java.io.Serializable;
import java.util.List;

/**
 * A print setting with a value that the printer does not offer.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface UnsupportedSetting extends Serializable {
    /**
     * Returns the name of the setting, as in the JSON of a job's configuration.
     *
     * @return the name, for example {@code duplexMode}, {@code margin.top} or {@code contentType}
     */
    String name();

    /**
     * Returns the requested values that the printer does not offer.
     *
     * @return an unmodifiable list of the service's names, or of numbers and ranges as text; one value, except for
     *     finishings and page ranges
     */
    List<String> requested();

    /**
     * Returns the values that the printer offers instead.
     *
     * @return an unmodifiable list of the service's names, or of numbers as text, or one range such as {@code 1 to 99};
     *     empty if the printer does not offer the setting at all
     */
    List<String> offered();
}
