package io.cloudjobs.emulator.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The byte range of a part. The first byte is 0, and the last byte is included. */
public final class ContentRange {
    /** Parts have fewer bytes than this limit. */
    private static final long TOO_LONG = 10_000_000;

    private static final Pattern HEADER = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    private final long first;
    private final long last;
    private final long total;

    public ContentRange(long first, long last, long total) {
        this.first = first;
        this.last = last;
        this.total = total;
    }

    /** Checks the range against the length of the request, so that the part fits into memory. */
    public static ContentRange of(Request request) {
        String length = request.header("Content-Length");
        if (length == null) {
            throw new Refusal(411, "The header 'Content-Length' is required.");
        }
        if (Long.parseLong(length) >= TOO_LONG) {
            throw new Refusal(413, "The request has " + TOO_LONG + " bytes or more.");
        }
        String header = request.header("Content-Range");
        Matcher matcher = HEADER.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            throw new Refusal(400, "The header 'Content-Range' does not have the format 'bytes first-last/total'.");
        }
        var range = new ContentRange(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        if (range.last >= range.total || range.length() != Long.parseLong(length)) {
            throw new Refusal(400, "The range '" + header + "' does not fit its total or the length of the request.");
        }
        return range;
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    public long first() {
        return first;
    }

    public long last() {
        return last;
    }

    public long total() {
        return total;
    }

    public int length() {
        return (int) (last - first + 1);
    }
}
