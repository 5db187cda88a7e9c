package io.cloudjobs.spring;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * What an SSL bundle holds now: Boot makes a new bundle when its files change. A file that is half written, or wrong, must not end what
 * works: what the bundle before held stays in use, and each use reads the new one again.
 *
 * @param <T> what is read from the bundle
 */
final class FollowedBundle<T> {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.spring");

    private final SslBundles bundles;
    private final String name;
    private final Function<SslBundle, T> reading;
    private volatile Read<T> last;

    /** The bundle about which there was a warning: one is enough. */
    private volatile @Nullable SslBundle unreadable;

    private record Read<T>(SslBundle bundle, T value) {
        @Override
        public String toString() {
            return "Read[]";
        }
    }

    /** Reads the bundle, so that a mistake is one at the start. */
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
                        "the SSL bundle " + name + " was reloaded and cannot be used; the one before stays in use,"
                                + " and each use tries the new one again",
                        e);
            }
        }
        return known.value;
    }
}
