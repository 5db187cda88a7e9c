package io.cloudjobs.testkit;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Searches for the canary in every place that may show a secret: exceptions with their causes and suppressed
 * exceptions, texts, log records.
 */
public final class Canary {
    /** The canary. It represents every secret, and must not appear. */
    public static final String SECRET = "canary-7f3d0c1e-that-must-never-be-seen";

    /** A secret of the length of a token, in which no piece of 16 characters occurs twice. */
    public static final String LONG_SECRET = longSecret();

    /** A piece of this length counts as the whole secret. */
    private static final int PIECE = 16;

    /** The block length. Any piece of a text contains a whole block that starts at a multiple of this length. */
    private static final int BLOCK = PIECE / 2;

    private static final List<Map<String, Integer>> BLOCKS = List.of(blocks(SECRET), blocks(LONG_SECRET));

    /**
     * The possible starts of a block of a secret. Most of a stack trace has none of them and needs no further check.
     */
    private static final BitSet BEGINNINGS = new BitSet();

    static {
        BLOCKS.forEach(blocks -> blocks.keySet().forEach(block -> BEGINNINGS.set(beginning(block, 0))));
    }

    private static final Pattern PERCENT = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern BACKSLASH = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|([nr])|([\"/\\\\]))");

    private Canary() {}

    private static String longSecret() {
        Random random = new Random(16);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        StringBuilder secret = new StringBuilder("canary-");
        while (secret.length() < 600) {
            secret.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return secret.toString();
    }

    /** Fails if a text contains a secret or a piece of it: plain, escaped up to two times, or split over lines. */
    public static void check(String text) {
        if (isShown(text)) {
            throw new AssertionError("a text contains a secret");
        }
    }

    private static boolean isShown(String text) {
        Set<String> readings = new HashSet<>(Set.of(text));
        for (int layer = 0; layer < 2; layer++) {
            for (String reading : List.copyOf(readings)) {
                if (reading.indexOf('%') >= 0) {
                    readings.add(PERCENT.matcher(reading).replaceAll(Canary::percent));
                }
                if (reading.indexOf('\\') >= 0) {
                    readings.add(BACKSLASH.matcher(reading).replaceAll(Canary::backslash));
                }
            }
        }
        return readings.stream()
                .anyMatch(reading ->
                        hasPiece(reading) || reading.indexOf('\n') >= 0 && hasPiece(withoutLineBreaks(reading)));
    }

    /** Joins the lines without their indentation. */
    private static String withoutLineBreaks(String text) {
        char[] chars = text.toCharArray();
        int length = 0;
        boolean indentation = false;
        for (char c : chars) {
            boolean isBreak = c == '\n' || c == '\r';
            indentation = isBreak || indentation && Character.isWhitespace(c);
            if (!indentation) {
                chars[length++] = c;
            }
        }
        return new String(chars, 0, length);
    }

    private static String percent(MatchResult escape) {
        return quoted((char) Integer.parseInt(escape.group(1), 16));
    }

    private static String backslash(MatchResult escape) {
        if (escape.group(1) != null) {
            return quoted((char) Integer.parseInt(escape.group(1), 16));
        }
        return escape.group(2) != null ? "\n" : quoted(escape.group(3).charAt(0));
    }

    private static String quoted(char c) {
        return Matcher.quoteReplacement(String.valueOf(c));
    }

    /** Returns the position of each block of a secret. */
    private static Map<String, Integer> blocks(String secret) {
        Map<String, Integer> blocks = new HashMap<>();
        for (int at = 0; at + BLOCK <= secret.length(); at++) {
            blocks.put(secret.substring(at, at + BLOCK), at);
        }
        return blocks;
    }

    private static boolean hasPiece(String text) {
        for (int at = 0; at + BLOCK <= text.length(); at += BLOCK) {
            if (!BEGINNINGS.get(beginning(text, at))) {
                continue;
            }
            String block = text.substring(at, at + BLOCK);
            Integer inSecret = BLOCKS.get(0).get(block);
            Integer inLongSecret = BLOCKS.get(1).get(block);
            if (inSecret != null && isPiece(text, at, SECRET, inSecret)
                    || inLongSecret != null && isPiece(text, at, LONG_SECRET, inLongSecret)) {
                return true;
            }
        }
        return false;
    }

    /** Returns an index for three characters: equal for equal characters. */
    private static int beginning(String text, int at) {
        return (text.charAt(at) * 961 + text.charAt(at + 1) * 31 + text.charAt(at + 2)) & 0xFFFF;
    }

    private static boolean isPiece(String text, int at, String secret, int block) {
        int before = 0;
        while (before < Math.min(at, block) && text.charAt(at - before - 1) == secret.charAt(block - before - 1)) {
            before++;
        }
        int after = 0;
        while (after < Math.min(text.length() - at, secret.length() - block)
                && text.charAt(at + after) == secret.charAt(block + after)) {
            after++;
        }
        return before + after >= PIECE;
    }

    /** Fails if a failure contains a secret. */
    public static void check(Throwable failure) {
        check(FailureText.of(failure));
        check(String.valueOf(failure.getMessage()));
    }

    /** Captures the records of every logger at the most detailed level while it is open. */
    public static final class Log implements AutoCloseable {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final LogListener listener = new LogListener(this::hear, "", "io.cloudjobs", "okhttp3");
        private volatile boolean leaked;

        private void hear(LogRecord line) {
            String text;
            if (line.getLoggerName() != null && line.getLoggerName().startsWith("io.cloudjobs")) {
                text = formatter.format(line);
                if (!line.getLoggerName().equals("io.cloudjobs.http")) {
                    lines.add(text);
                }
            } else { // OkHttp logs so much that formatting the dates would take a tenth of the time
                text = formatter.formatMessage(line) + FailureText.of(line.getThrown());
            }
            leaked |= isShown(text);
        }

        /** Returns the records of our own loggers, except the debug log of requests and responses. */
        public Queue<String> lines() {
            return lines;
        }

        /** Stops capturing, and fails if a secret was logged. */
        @Override
        public void close() {
            listener.close();
            if (leaked) {
                throw new AssertionError("a log record contains a secret");
            }
        }
    }
}
