package io.cloudjobs.print.printer;

import java.io.Serializable;
import java.util.List;

/**
 * The settings that a printer does not offer: the result of
 * {@link PrinterCapabilities#check(io.cloudjobs.print.PrintJobConfiguration)}. {@code toString()} is one readable line,
 * for example {@code copies 500 is not offered (offered: 1 to 99); duplexMode flipOnLongEdge is not offered (offered:
 * oneSided)}. It shortens long values and long lists.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface UnsupportedSettings extends Serializable {
    /**
     * Returns whether the printer offers all settings, as far as it reports them.
     *
     * @return true if no setting is unsupported
     */
    boolean isEmpty();

    /**
     * Returns the settings that the printer does not offer, each once.
     *
     * @return an unmodifiable list, in a fixed order
     */
    List<UnsupportedSetting> settings();
}
