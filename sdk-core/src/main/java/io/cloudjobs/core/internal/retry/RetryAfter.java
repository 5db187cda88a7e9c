package io.cloudjobs.core.internal.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a service asks for: seconds (Graph also sends decimals) or a date in any of HTTP's three forms. OkHttp's
 * {@code Headers.getDate} is not strict: it reads day 32, hour 25, a wrong weekday, and a date with something behind it.
 */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,40}(\\.\\d{1,20})?");
    private static final int MAX_LENGTH = 64;

    /** No honest response has more; some have two. */
    private static final int MAX_VALUES = 16;

    /** Longer than any deadline, short enough to be counted in nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final List<DateTimeFormatter> DATES = List.of(
            format("EEE, d MMM yyyy HH:mm:ss 'GMT'"),
            // Two digits of a year mean one that is at most 50 years ahead.
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1977)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.US),
            format("EEE MMM ppd HH:mm:ss yyyy"));

    private RetryAfter() {}

    /** The longest wait that the first values of the headers ask for; null when none of them can be used. */
    public static @Nullable Duration parse(List<String> headers, Instant now) {
        return headers.stream()
                .map(String::trim)
                .filter(header -> header.length() <= MAX_LENGTH)
                .flatMap(header -> isDate(header) ? Stream.of(header) : Stream.of(header.split(",")))
                .limit(MAX_VALUES)
                .map(value -> parse(value.trim(), now))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
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
                // then it may be of the next form
            }
        }
        return null;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }
}
