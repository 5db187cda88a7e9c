package io.cloudjobs.spring;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Reads the current content of an SSL bundle. Boot creates a new bundle when its files change. If the new bundle cannot be
 * read, for example because a file is only half written, the previous content stays in use and each use tries the new
 * bundle again.
 *
 * @param <T> the type of the content
 */
final class FollowedBundle<T> {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.spring");

    private final SslBundles bundles;
    private final String name;
    private final Function<SslBundle, T> reading;
    private volatile Read<T> last;

    /** The bundle of the last warning. There is one warning for each bundle. */
    private volatile @Nullable SslBundle unreadable;

    private record Read<T>(SslBundle bundle, T value) {
        @Override
        public String toString() {
            return "Read[]";
        }
    }

    /** Reads the bundle, so that the application does not start with an invalid one. */
    FollowedBundle(SslBundles bundles, String name, Function<SslBundle, T> reading) {
        this.bundles = bundles;
        this.name = name;
        this.reading = reading;
        SslBundle bundle = Tls.bundle(bundles, name);
        this.last = new Read<>(bundle, reading.apply(bundle));
    }

    T now() {
        Read<T> known = last;
        SslBundle newest = bundles.getBundle(name);
        if (newest == known.bundle) {
            return known.value;
        }
        try {
            known = new Read<>(newest, reading.apply(newest));
            last = known;
        } catch (RuntimeException e) {
            if (unreadable != newest) {
                unreadable = newest;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the SSL bundle " + name
                                + " was reloaded and cannot be used: correct its files; the previous one"
                                + " stays in use, and each use tries the new one again",
                        e);
            }
        }
        return known.value;
    }
}
