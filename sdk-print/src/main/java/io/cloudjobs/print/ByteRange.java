package io.cloudjobs.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A byte range of a document. Bytes are counted from 0, and the last byte is included.
 *
 * @param first the first byte, counted from 0
 * @param last the last byte, inclusive
 */
record ByteRange(long first, long last) {
    /** An offset with more than 18 digits is larger than any document. */
    private static final Pattern EXPECTED = Pattern.compile("\\s*(\\d{1,18})\\s*-\\s*(\\d{1,18})?\\s*");

    long length() {
        return last - first + 1;
    }

    static long length(List<ByteRange> ranges) {
        long length = 0;
        for (ByteRange range : ranges) {
            length += range.length();
        }
        return length;
    }

    /**
     * Parses the ranges that the service still expects. Returns them in order, without overlaps, and without bytes
     * beyond the document. The service may send the size as the last byte, or omit the last byte.
     */
    static List<ByteRange> expected(List<String> texts, long size) {
        List<ByteRange> named = new ArrayList<>();
        for (String text : texts) {
            Matcher range = EXPECTED.matcher(text);
            if (range.matches()) {
                named.add(new ByteRange(Long.parseLong(range.group(1)), last(range, size)));
            }
        }
        named.sort(Comparator.comparingLong(ByteRange::first));
        List<ByteRange> ranges = new ArrayList<>();
        long next = 0;
        for (ByteRange range : named) {
            ByteRange rest = new ByteRange(Math.max(next, range.first), range.last);
            if (rest.length() > 0) {
                ranges.add(rest);
                next = rest.last + 1;
            }
        }
        return ranges;
    }

    private static long last(Matcher range, long size) {
        return range.group(2) == null ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
    }

    /** Splits the range into parts of this length. The last part may be shorter. */
    Stream<ByteRange> parts(int length) {
        return LongStream.iterate(first, start -> start <= last, start -> start + length)
                .mapToObj(start -> new ByteRange(start, Math.min(start + length - 1, last)));
    }

    /** Returns the value of the {@code Content-Range} header. */
    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
