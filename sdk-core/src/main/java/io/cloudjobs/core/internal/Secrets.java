package io.cloudjobs.core.internal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request carries and nobody else may see, and how it stays out of sight: some gateways say in full what they did not like. */
final class Secrets {
    static final Secrets NONE = new Secrets(List.of());

    private static final String MARK = "[secret]";

    private final List<String> secrets;

    private Secrets(List<String> secrets) {
        this.secrets = secrets;
    }

    Secrets and(String secret) {
        return secret.isEmpty()
                ? this
                : new Secrets(Stream.concat(secrets.stream(), Stream.of(secret)).toList());
    }

    /** The text without the secrets, as they are or as they were sent. */
    @Nullable String hide(@Nullable String text) {
        String shown = text;
        for (String secret : secrets) {
            if (shown == null || shown.length() < secret.length()) {
                continue; // the other forms are longer
            }
            shown = shown.replace(secret, MARK)
                    .replace(new String(JsonStringEncoder.getInstance().quoteAsString(secret)), MARK)
                    .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MARK);
        }
        return shown;
    }

    /** The exception; if it or something that hangs on it quotes a secret, a copy in its place that does not. */
    Exception hideIn(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String shown = trace.toString();
        if (shown.equals(hide(shown))) {
            return failure;
        }
        IOException copy = new IOException(hide(failure.toString()));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    /** Why a token cannot be sent, said without showing it; null when it can. */
    static @Nullable String problemOf(@Nullable String token) {
        if (token == null) {
            return "null";
        }
        if (token.isBlank()) {
            return "an empty token";
        }
        return isHeaderWord(token) ? null : "a token with a blank, a line break or a character that is not ASCII";
    }

    private static boolean isHeaderWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
