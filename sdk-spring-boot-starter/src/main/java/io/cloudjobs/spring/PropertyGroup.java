package io.cloudjobs.spring;

import io.cloudjobs.core.TokenProvider;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets properties with the same prefix on a builder. If the builder refuses a value, the message has the name of the property
 * and the message of the builder: {@code cloudjobs.print.credential: tenantId is required: set it}. Spring accepts
 * {@code tenantId} and {@code tenant-id}.
 *
 * @param prefix the prefix of the names
 * @param needs the action to advise if a value is missing, or the values do not fit together
 * @param urls the action to advise if an endpoint is invalid; the builder checks it last, because {@code
 *     allowInsecureHttp()} may follow it
 */
record PropertyGroup(String prefix, String needs, String urls) {
    private static final Set<String> SECRETS = Set.of("client-secret", "client-state", "password", "token");

    /** The valid values of each property, for the advice to set it. */
    private static final Map<String, String> VALID = Map.ofEntries(
            Map.entry("advertised-endpoint", "a URL such as https://host"),
            Map.entry(
                    "client-certificate-bundle",
                    "the name of an SSL bundle (spring.ssl.bundle) with the certificate of the application and its private"
                            + " RSA key"),
            Map.entry("client-id", "the id of the application or of the managed identity"),
            Map.entry("client-secret", "the value of the secret"),
            Map.entry("client-state", "a secret of 1 to 128 characters that is hard to guess"),
            Map.entry("concurrency", "1 or more"),
            Map.entry("data-source", "the name of a DataSource bean"),
            Map.entry("domain-name", "the name of the account"),
            Map.entry("endpoint", "a URL such as https://host"),
            Map.entry("max-attempts", "1 or more; 1 means no retries"),
            Map.entry("max-response-size", "a size of more than zero, such as 16MB"),
            Map.entry("notification-url", "a URL such as https://host/notifications"),
            Map.entry("password", "the password of the IAM user"),
            Map.entry("poll-interval", "a duration of more than zero, such as 1m"),
            Map.entry("project-id", "the id of the project"),
            Map.entry("project-name", "the name of the project, such as cn-north-4"),
            Map.entry("region", "a region such as cn-north-4, or replace it with cloudjobs.ges.credential.endpoint"),
            Map.entry("retry.base-delay", "a duration of zero or more, such as 200ms"),
            Map.entry("retry.max-attempts", "1 or more; 1 means no retries"),
            Map.entry("retry.max-delay", "a duration of zero or more, such as 20s"),
            Map.entry("retry.throttled-base-delay", "a duration of zero or more, such as 1s"),
            Map.entry("settle-time", "a duration of more than zero, such as 2m"),
            Map.entry("shutdown-timeout", "a duration of more than zero, such as 30s"),
            Map.entry(
                    "ssl.bundle",
                    "the name of an SSL bundle (spring.ssl.bundle) whose trust store has the CA or the certificate of the"
                            + " graph"),
            Map.entry("table-name", "the name of the table, such as printing.tasks"),
            Map.entry("take-over-after", "a duration of at least 3 seconds, such as 1m"),
            Map.entry("task-definition", "the id of the task definition"),
            Map.entry("tenant-id", "the id of the tenant or one of its domains"),
            Map.entry("timeout", "a duration of more than zero, such as 60s"),
            Map.entry("token", "an access token"),
            Map.entry("user-agent", "the name of the application in printable ASCII, such as shop/1.0"),
            Map.entry("user-name", "the name of the IAM user"));

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
        Placeholders.check(name(property), value, SECRETS.contains(property));
        try {
            return converter.apply(value);
        } catch (IllegalArgumentException e) {
            String empty = value.toString().isBlank()
                    ? " If the value comes from an environment variable, check that the variable is not empty."
                    : "";
            throw new PropertyException(name(property) + ": " + e.getMessage(), advice(property) + "." + empty);
        }
    }

    /** Converts an SSL bundle. The message about an unreadable one does not show the message of Boot, which may have a key. */
    <R> R bundle(String property, String bundle, Function<String, R> reading) {
        return convert(property, bundle, name -> {
            try {
                return reading.apply(name);
            } catch (IllegalStateException | UncheckedIOException e) {
                throw new PropertyException(
                        name(property) + ": the SSL bundle cannot be read"
                                + (isMissingFile(e) ? ": a file does not exist" : ""),
                        "Correct the files and passwords of this bundle below spring.ssl.bundle.");
            }
        });
    }

    private static boolean isMissingFile(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof FileNotFoundException || cause instanceof NoSuchFileException);
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

    /** Builds, and reports an invalid endpoint, and values that are missing or do not fit together. */
    <T> T build(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException e) {
            throw new PropertyException(prefix + ": " + e.getMessage(), urls);
        } catch (IllegalStateException e) {
            throw new PropertyException(prefix + ": " + e.getMessage(), needs);
        }
    }

    private String advice(String property) {
        return "Set " + name(property) + " to " + VALID.getOrDefault(property, "a valid value");
    }
}
