package io.cloudjobs.emulator.internal;

import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function in a path: {@code name(text='a''b',time=2026-11-01T00:00:00Z,other=null)}. A value is kept as
 * in the path, with its quotes.
 */
public record ODataCall(String name, Map<String, String> parameters) {
    /** Reads the decoded segment of a path. */
    public static ODataCall parse(String segment) {
        int open = segment.indexOf('(');
        if (open < 0 || !segment.endsWith(")")) {
            return new ODataCall(segment, Map.of());
        }
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : split(segment.substring(open + 1, segment.length() - 1))) {
            int equals = pair.indexOf('=');
            String name = pair.substring(0, Math.max(0, equals)).strip();
            if (name.isEmpty()
                    || parameters.put(name, pair.substring(equals + 1).strip()) != null) {
                throw invalid(segment);
            }
        }
        return new ODataCall(segment.substring(0, open), parameters);
    }

    /** Splits at the commas outside quotes. A doubled quote ends the text and begins it again. */
    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isQuoted ^= c == '\'';
            if (c == ',' && !isQuoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Refuses a call with other parameters. None can be omitted. */
    public ODataCall with(Set<String> names) {
        if (!parameters.keySet().equals(names)) {
            throw new Refusal(400, "The function '" + name + "' needs the parameters " + new TreeSet<>(names) + ".");
        }
        return this;
    }

    /** Returns the text of a parameter without its quotes. */
    public String text(String parameter) {
        String value = parameters.getOrDefault(parameter, "");
        if (value.length() < 2 || !value.startsWith("'") || !value.endsWith("'")) {
            throw invalid(parameter);
        }
        String quoted = value.substring(1, value.length() - 1);
        String text = quoted.replace("''", "'");
        if (!text.replace("'", "''").equals(quoted)) {
            throw invalid(parameter);
        }
        return text;
    }

    /** Returns the time of a parameter, or null for {@code null}. */
    public @Nullable Instant time(String parameter) {
        String value = parameters.getOrDefault(parameter, "");
        if (value.equals("null")) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw invalid(parameter);
        }
    }

    private static Refusal invalid(String place) {
        return new Refusal(
                400, "The function call has a syntax error or a value of the wrong type at '" + place + "'.");
    }
}
