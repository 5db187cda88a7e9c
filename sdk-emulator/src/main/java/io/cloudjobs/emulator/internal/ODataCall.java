package io.cloudjobs.emulator.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A call of a function in a path: {@code name(text='a''b',time=2026-11-01T00:00:00Z,other=null)}. */
public final class ODataCall {
    private final ODataText text;
    private final String name;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Reads the decoded segment of a path. */
    public ODataCall(String segment) {
        text = new ODataText(segment);
        name = text.take();
        if (text.takes("(")) {
            do {
                String parameter = text.word();
                text.expect("=");
                String value = text.take();
                if (value.isEmpty() || parameters.put(parameter, value) != null) {
                    throw text.wrong();
                }
            } while (text.takes(","));
            text.expect(")");
            text.expect("");
        }
    }

    public String name() {
        return name;
    }

    /** Refuses a call with other parameters. None can be omitted. */
    public void expect(Set<String> names) {
        if (!parameters.keySet().equals(names)) {
            throw new Refusal(400, "The function '" + name + "' needs the parameters " + new TreeSet<>(names) + ".");
        }
    }

    /** Returns the text of a parameter. */
    public String text(String parameter) {
        String value = parameters.getOrDefault(parameter, "");
        if (!value.startsWith("'")) {
            throw invalid(parameter);
        }
        return text.unquoted(value);
    }

    /** Returns the time of a parameter, or null for {@code null}. */
    public @Nullable Instant time(String parameter) {
        String value = parameters.getOrDefault(parameter, "");
        try {
            return value.equals("null") ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw invalid(parameter);
        }
    }

    private static Refusal invalid(String parameter) {
        return new Refusal(400, "The function call has a value of the wrong type at '" + parameter + "'.");
    }
}
