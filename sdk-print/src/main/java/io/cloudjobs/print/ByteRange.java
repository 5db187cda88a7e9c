package io.cloudjobs.print;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A byte range of a document, as the service counts.
 *
 * @param first its first byte, from 0
 * @param last its last byte, inclusive
 */
record ByteRange(long first, long last) {
    /** An offset with more than 18 digits is beyond any document. */
    private static final Pattern EXPECTED = Pattern.compile("\\s*(\\d{1,18})\\s*-\\s*(\\d{1,18})?\\s*");

    long length() {
        return last - first + 1;
    }

    static long length(List<ByteRange> ranges) {
        return ranges.stream().mapToLong(ByteRange::length).sum();
    }

    /**
     * The ranges that the service still expects, in order and without overlaps. It may give the size as the last byte,
     * or leave the last byte out; ranges beyond the document are ignored.
     */
    static List<ByteRange> expected(List<String> texts, long size) {
        List<ByteRange> named = texts.stream()
                .map(EXPECTED::matcher)
                .filter(Matcher::matches)
                .map(range -> new ByteRange(Long.parseLong(range.group(1)), last(range, size)))
                .sorted(Comparator.comparingLong(ByteRange::first))
                .toList();
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

    /** The range in parts of a length, but for the last one. */
    Stream<ByteRange> parts(int length) {
        return LongStream.iterate(first, start -> start <= last, start -> start + length)
                .mapToObj(start -> new ByteRange(start, Math.min(start + length - 1, last)));
    }

    /** As the header of a request says it. */
    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
