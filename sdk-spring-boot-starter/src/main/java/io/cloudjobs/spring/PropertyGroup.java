package io.cloudjobs.spring;

import io.cloudjobs.core.TokenProvider;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The properties below a prefix, on their way into a builder. What the builder refuses is said in its words, behind the name of the
 * property: {@code cloudjobs.print.credential: tenantId is not set}. Spring reads {@code tenantId} and {@code tenant-id} alike.
 *
 * @param prefix what their names begin with
 * @param needs what to do when each of them is good, and all together are not
 */
record PropertyGroup(String prefix, String needs) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]+)}");

    /** What is absent stays as the builder has it, which knows the defaults. */
    <T> void set(String property, @Nullable T value, Consumer<T> setter) {
        if (value != null) {
            convert(property, value, given -> {
                setter.accept(given);
                return given;
            });
        }
    }

    <T, R> R convert(String property, T value, Function<T, R> converter) {
        // Boot leaves a placeholder that nothing resolves as it is, and it would be sent as the password.
        Matcher placeholder = PLACEHOLDER.matcher(value.toString());
        if (placeholder.find()) {
            // Beside other characters, the braces may be part of a secret.
            String variable = placeholder.matches() ? placeholder.group(1) : "the variable between ${ and }";
            throw new PropertyException(
                    name(property) + " has a placeholder that nothing resolves",
                    "Set " + variable + ", for example in the environment, or give the placeholder a default.");
        }
        try {
            return converter.apply(value);
        } catch (IllegalArgumentException e) {
            throw new PropertyException(
                    name(property) + ": " + e.getMessage(), "Set " + name(property) + " to a valid value.");
        }
    }

    /** A fixed token: whatever else is set of the credentials would not count. */
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

    /** For what only shows in the end: something is missing, or does not fit the rest. */
    <T> T build(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new PropertyException(prefix + ": " + e.getMessage(), needs);
        }
    }
}
