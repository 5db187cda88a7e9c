package io.cloudjobs.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of a document a request brings; the first byte is 0, the last one counts. */
record ContentRange(long first, long last, long total) {
    /** Parts are smaller than that. */
    private static final long TOO_LONG = 10_000_000;

    private static final Pattern HEADER = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** Checked against the length of the request, so that it can be read into memory. */
    static ContentRange of(Request request) {
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
            throw new Refusal(400, "The header 'Content-Range' is not of the form 'bytes first-last/total'.");
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

    int length() {
        return (int) (last - first + 1);
    }
}
