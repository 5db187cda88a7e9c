package io.cloudjobs.core.internal;

/**
 * Where a resource is, below the endpoint of its service.
 *
 * @param template the path with names in place of ids, for people and metrics
 * @param encoded the path with the ids, as it is sent
 */
public record ResourcePath(String template, String encoded) {
    /** The place that all paths start from. */
    public static final ResourcePath ROOT = new ResourcePath("", "");

    /** Goes on with fixed words, such as {@code /abort}. */
    public ResourcePath resolve(String words) {
        return new ResourcePath(template + words, encoded + words);
    }

    /** Goes on with words that hold one id, such as {@code /printers/{printerId}}; an unfit id is refused here. */
    public ResourcePath resolve(String words, String id) {
        int open = words.indexOf('{');
        int close = words.indexOf('}', open);
        String name = words.substring(open + 1, close);
        return new ResourcePath(
                template + words,
                encoded
                        + words.substring(0, open)
                        + PercentEncoding.pathSegment(name, id)
                        + words.substring(close + 1));
    }

    @Override
    public String toString() {
        return encoded;
    }
}
