package io.cloudjobs.core.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The path of a resource below the endpoint of its service, as an extension of another path. It builds its texts on
 * demand.
 */
public final class ResourcePath {
    /** The start of all paths. */
    public static final ResourcePath ROOT = new ResourcePath(null, "", null, null);

    private final @Nullable ResourcePath origin;
    private final String words;
    private final @Nullable String id;
    private final @Nullable String segment;

    private ResourcePath(@Nullable ResourcePath origin, String words, @Nullable String id, @Nullable String segment) {
        this.origin = origin;
        this.words = words;
        this.id = id;
        this.segment = segment;
    }

    /** Returns the path extended by fixed words, such as {@code /abort}. */
    public ResourcePath resolve(String words) {
        return new ResourcePath(this, words, null, null);
    }

    /**
     * Returns the path extended by words with one id, such as {@code /printers/{printerId}}; throws if the id is
     * invalid.
     */
    public ResourcePath resolve(String words, String id) {
        return new ResourcePath(this, words, id, PercentEncoding.pathSegment(words, id, origin == null));
    }

    /** Returns the id of the resource; null if its path does not end with an id. */
    @Nullable String id() {
        return id;
    }

    /** Returns the id of a resource whose path ends with one. */
    public String lastId() {
        return Objects.requireNonNull(id);
    }

    /** Returns the path with names instead of ids, for messages and metrics. */
    public String template() {
        return origin == null ? words : origin.template() + words;
    }

    /** Returns the path with the ids, as in the request. */
    public String encoded() {
        return appendTo(new StringBuilder(128)).toString();
    }

    /** Returns the path up to its last id, without an action or a list below it; the whole path if it has no id. */
    public String resource() {
        ResourcePath place = this;
        while (place.id == null && place.origin != null) {
            place = place.origin;
        }
        return (place.id == null ? this : place).encoded();
    }

    private StringBuilder appendTo(StringBuilder path) {
        if (origin != null) {
            origin.appendTo(path);
        }
        if (segment == null) {
            return path.append(words);
        }
        return path.append(words, 0, words.indexOf('{'))
                .append(segment)
                .append(words, words.indexOf('}') + 1, words.length());
    }

    @Override
    public String toString() {
        return encoded();
    }
}
