package io.cloudjobs.core.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Tokens, and how they stay out of sight. */
final class Secrets {
    private Secrets() {}

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

    /** The text without the token: some gateways say in full what they did not like. */
    static @Nullable String hide(String token, @Nullable String text) {
        return text == null ? null : text.replace(token, "[token]");
    }

    /** The exception; if it or something that hangs on it quotes the token, a copy in its place that does not. */
    static Exception hideIn(Exception failure, String token) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        if (!trace.toString().contains(token)) {
            return failure;
        }
        IOException copy = new IOException(hide(token, failure.toString()));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static boolean isHeaderWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
