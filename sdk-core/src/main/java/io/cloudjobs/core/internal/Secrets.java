package io.cloudjobs.core.internal;

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

    private static boolean isHeaderWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
