package io.cloudjobs.print.notification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the token that the service expects in the response before it creates a subscription. */
final class ValidationToken {
    private static final String PARAMETER = "validationToken=";

    private ValidationToken() {}

    static @Nullable String find(@Nullable String rawQuery) {
        for (String parameter : (rawQuery == null ? "" : rawQuery).split("&")) {
            if (parameter.startsWith(PARAMETER)) {
                String token = decoded(parameter.substring(PARAMETER.length()));
                return token.isEmpty() ? null : token;
            }
        }
        return null;
    }

    /**
     * Decodes like form data, because the service sends a space as {@code +}. Returns an empty string if that fails.
     */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
