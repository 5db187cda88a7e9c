package io.cloudjobs.core.internal.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a service requests: seconds (Graph also sends decimals) or a date in any of the three HTTP formats.
 * OkHttp's {@code Headers.getDate} is too lenient: it accepts day 32, hour 25, a wrong weekday, and text after the
 * date.
 */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,40}(\\.\\d{1,20})?");
    private static final int MAX_LENGTH = 64;

    /** The maximum number of values. Some valid responses have two. */
    private static final int MAX_VALUES = 16;

    /** The longest wait: longer than any deadline, and short enough to count in nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final List<DateTimeFormatter> DATES = List.of(
            format("EEE, d MMM yyyy HH:mm:ss 'GMT'"),
            // A year of two digits is at most 50 years in the future.
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1977)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US),
            format("EEE MMM ppd HH:mm:ss yyyy"));

    private RetryAfter() {}

    /** Returns the longest wait among the first values of the headers; null if none is usable. */
    public static @Nullable Duration parse(List<String> headers, Instant now) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            String value = header.trim();
            if (value.length() <= MAX_LENGTH) {
                values.addAll(isDate(value) ? List.of(value) : List.of(value.split(",")));
            }
        }
        Duration longest = null;
        for (String value : values.subList(0, Math.min(values.size(), MAX_VALUES))) {
            Duration wait = parse(value.trim(), now);
            if (wait != null && (longest == null || wait.compareTo(longest) > 0)) {
                longest = wait;
            }
        }
        return longest;
    }

    private static boolean isDate(String header) {
        return !header.isEmpty() && Character.isLetter(header.charAt(0));
    }

    private static @Nullable Duration parse(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            double seconds = Math.min(Double.parseDouble(value), FOREVER.toSeconds());
            return Duration.ofNanos((long) (seconds * 1e9));
        }
        for (DateTimeFormatter date : DATES) {
            try {
                Duration wait =
                        Duration.between(now, LocalDateTime.parse(value, date).toInstant(ZoneOffset.UTC));
                if (wait.isNegative()) {
                    return null;
                }
                return wait.compareTo(FOREVER) > 0 ? FOREVER : wait;
            } catch (DateTimeException e) {
                // try the next format
            }
        }
        return null;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
