package io.cloudjobs.spring;

import io.cloudjobs.core.TokenProvider;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets properties with the same prefix on a builder. If the builder refuses a value, the message has the name of the property
 * and the message of the builder, with the names of properties instead of the names of the builder's methods:
 * {@code cloudjobs.print.credential: tenant-id is required: set it}.
 *
 * @param prefix the prefix of the names
 * @param needs the action to advise if each value is valid, but the builder refuses them together
 */
record PropertyGroup(String prefix, String needs) {
    private static final Set<String> SECRETS = Set.of("client-secret", "password", "token");

    private static final String A_URL = "a URL such as https://host";

    /** The valid values of each property, for the advice to set it. */
    private static final Map<String, String> VALID = Map.ofEntries(
            Map.entry("advertised-endpoint", A_URL),
            Map.entry(
                    "client-certificate-bundle",
                    "the name of an SSL bundle (spring.ssl.bundle) with the certificate of the application and its private"
                            + " RSA key"),
            Map.entry("client-id", "the id of the application or of the managed identity"),
            Map.entry("client-secret", "the value of the secret"),
            Map.entry("domain-name", "the name of the account"),
            Map.entry("endpoint", A_URL),
            Map.entry("max-response-size", "a size of more than zero, such as 16MB"),
            Map.entry("password", "the password of the IAM user"),
            Map.entry("project-id", "the id of the project"),
            Map.entry("project-name", "the name of the project, such as cn-north-4"),
            Map.entry("region", "a region such as cn-north-4, or replace it with cloudjobs.ges.credential.endpoint"),
            Map.entry("retry.base-delay", "a duration of zero or more, such as 200ms"),
            Map.entry("retry.max-attempts", "1 or more; 1 means no retries"),
            Map.entry("retry.max-delay", "a duration of zero or more, such as 20s"),
            Map.entry("retry.throttled-base-delay", "a duration of zero or more, such as 1s"),
            Map.entry(
                    "ssl.bundle",
                    "the name of an SSL bundle (spring.ssl.bundle) whose trust store has the CA or the certificate of the"
                            + " graph"),
            Map.entry("tenant-id", "the id of the tenant or one of its domains"),
            Map.entry("timeout", "a duration of more than zero, such as 60s"),
            Map.entry("token", "an access token"),
            Map.entry("user-agent", "the name of the application in printable ASCII, such as shop/1.0"),
            Map.entry("user-name", "the name of the IAM user"));

    /** The names of builder methods in messages, and the names of their properties. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("advertisedEndpoint", "advertised-endpoint"),
            Map.entry("baseDelay", "base-delay"),
            Map.entry("clientCertificate", "client-certificate-bundle"),
            Map.entry("clientId", "client-id"),
            Map.entry("clientSecret", "client-secret"),
            Map.entry("domainName", "domain-name"),
            Map.entry("maxAttempts", "max-attempts"),
            Map.entry("maxDelay", "max-delay"),
            Map.entry("maxResponseBytes", "max-response-size"),
            Map.entry("projectId", "project-id"),
            Map.entry("projectName", "project-name"),
            Map.entry("tenantId", "tenant-id"),
            Map.entry("throttledBaseDelay", "throttled-base-delay"),
            Map.entry("userAgent", "user-agent"),
            Map.entry("userName", "user-name"));

    private static final Pattern METHOD = Pattern.compile("\\b(" + String.join("|", PROPERTIES.keySet()) + ")\\b");

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
            throw new PropertyException(name(property) + ": " + message(e), advice(property) + "." + empty);
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

    /** Builds, and reports values that are missing or do not fit together, and an invalid endpoint. */
    <T> T build(Supplier<T> builder) {
        try {
            return builder.get();
        } catch (IllegalArgumentException e) {
            throw invalid(message(e));
        } catch (IllegalStateException e) {
            throw new PropertyException(prefix + ": " + message(e), needs);
        }
    }

    /** The builder checks an endpoint last, because {@code allowInsecureHttp()} may follow it. */
    private PropertyException invalid(String message) {
        for (String property : List.of("endpoint", "advertised-endpoint")) {
            if (message.startsWith(property + " ")) {
                String insecure = message.contains(insecureHttp()) ? ", or set " + insecureHttp() + "." : ".";
                return new PropertyException(name(property) + ": " + message, advice(property) + insecure);
            }
        }
        return new PropertyException(prefix + ": " + message, needs);
    }

    private String advice(String property) {
        return "Set " + name(property) + " to " + VALID.getOrDefault(property, "a valid value");
    }

    /** Returns the message of a builder, with properties instead of methods. */
    private String message(RuntimeException e) {
        boolean isLogin = prefix.endsWith(".credential"); // no property allows http there
        String message = String.valueOf(e.getMessage())
                .replace(
                        "call allowInsecureHttp()",
                        isLogin ? "call allowInsecureHttp() in a ConnectionCustomizer" : "set " + insecureHttp())
                .replace("set it with endpoint()", "set " + name("endpoint") + " instead")
                .replace("call projectName()", "set cloudjobs.ges.credential.project-name");
        return METHOD.matcher(message).replaceAll(method -> PROPERTIES.get(method.group()));
    }

    private String insecureHttp() {
        return name("allow-insecure-http=true");
    }
}
