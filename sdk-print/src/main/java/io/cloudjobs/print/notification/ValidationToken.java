package io.cloudjobs.print.notification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text that the service expects back before it creates a subscription. */
final class ValidationToken {
    private static final String PARAMETER = "validationToken=";

    private ValidationToken() {}

    static @Nullable String find(@Nullable String rawQuery) {
        return Arrays.stream((rawQuery == null ? "" : rawQuery).split("&"))
                .filter(parameter -> parameter.startsWith(PARAMETER))
                .map(parameter -> decoded(parameter.substring(PARAMETER.length())))
                .findFirst()
                .filter(token -> !token.isEmpty())
                .orElse(null);
    }

    /** As forms are: the service writes a blank as a plus. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
