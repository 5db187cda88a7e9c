package io.cloudjobs.spring;

import io.cloudjobs.core.TokenProvider;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets properties with the same prefix on a builder. If the builder refuses a value, the message has the name of the property
 * and the message of the builder: {@code cloudjobs.print.credential: tenantId is required: set it}. Spring accepts {@code tenantId}
 * and {@code tenant-id}.
 *
 * @param prefix the prefix of the names
 * @param needs the action to advise if each value is valid, but the builder refuses them together
 */
record PropertyGroup(String prefix, String needs) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]+)}");

    /** Sets the property. If it is absent, the default of the builder remains. */
    <T> void set(String property, @Nullable T value, Consumer<T> setter) {
        if (value != null) {
            convert(property, value, given -> {
                setter.accept(given);
                return given;
            });
        }
    }

    <T, R> R convert(String property, T value, Function<T, R> converter) {
        // Boot leaves an unresolved placeholder as it is. The client would send it as the password.
        Matcher placeholder = PLACEHOLDER.matcher(value.toString());
        if (placeholder.find()) {
            // Among other characters, the text in braces may be part of a secret.
            String variable = placeholder.matches() ? placeholder.group(1) : "the variable between ${ and }";
            throw new PropertyException(
                    name(property) + " has an unresolved placeholder",
                    "Set " + variable + ", for example in the environment, or give the placeholder a default.");
        }
        try {
            return converter.apply(value);
        } catch (IllegalArgumentException e) {
            throw new PropertyException(
                    name(property) + ": " + e.getMessage(), "Set " + name(property) + " to a valid value.");
        }
    }

    /** Returns a fixed token. Other credentials beside it would have no effect. */
    TokenProvider fixed(String token, boolean isAlone) {
        if (!isAlone) {
            throw new PropertyException(
                    name("token") + " is set together with other properties of " + prefix + ", which it would replace",
                    "Remove " + name("token") + " or the other properties.");
        }
        return convert("token", token, TokenProvider::of);
    }

    String name(String property) {
        return prefix + "." + property;
    }

    /** Builds, and reports values that are missing or do not fit together. */
    <T> T build(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new PropertyException(prefix + ": " + e.getMessage(), needs);
        }
    }
}
