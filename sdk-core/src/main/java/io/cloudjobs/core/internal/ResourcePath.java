package io.cloudjobs.core.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a resource is, below the endpoint of its service: a step beyond another place. Its texts are made when they are asked for. */
public final class ResourcePath {
    /** The place that all paths start from. */
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

    /** Goes on with fixed words, such as {@code /abort}. */
    public ResourcePath resolve(String words) {
        return new ResourcePath(this, words, null, null);
    }

    /** Goes on with words that hold one id, such as {@code /printers/{printerId}}; an unfit id is refused here. */
    public ResourcePath resolve(String words, String id) {
        return new ResourcePath(this, words, id, PercentEncoding.pathSegment(words, id));
    }

    /** The id of the resource, if its path ends with one. */
    @Nullable String id() {
        return id;
    }

    /** The id of a resource whose path ends with one. */
    public String lastId() {
        return Objects.requireNonNull(id);
    }

    /** The path with names in place of ids, for people and metrics. */
    public String template() {
        return origin == null ? words : origin.template() + words;
    }

    /** The path with the ids, as it is sent. */
    public String encoded() {
        return appendTo(new StringBuilder(128)).toString();
    }

    /** The path up to its last id, without an action or a list below it; the whole path if it has no id. */
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
