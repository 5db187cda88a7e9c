package io.cloudjobs.core.internal;

import io.cloudjobs.core.ErrorResponse;
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

    /** The error without the token: some gateways say in full what they did not like. */
    static ErrorResponse hide(String token, ErrorResponse error) {
        return ErrorResponse.builder(error.status())
                .code(hide(token, error.code()))
                .message(hide(token, error.message()))
                .requestId(hide(token, error.requestId()))
                .retryAfter(error.retryAfter())
                .body(hideInCut(token, hide(token, error.body())))
                .build();
    }

    private static @Nullable String hide(String token, @Nullable String text) {
        return text == null ? null : text.replace(token, "[token]");
    }

    /** A body that was cut may end in the middle of the token. */
    private static @Nullable String hideInCut(String token, @Nullable String body) {
        if (body == null || !body.endsWith("…")) {
            return body;
        }
        String kept = body.substring(0, body.length() - 1);
        for (int length = Math.min(token.length(), kept.length()); length > 0; length--) {
            if (kept.endsWith(token.substring(0, length))) {
                return kept.substring(0, kept.length() - length) + "…";
            }
        }
        return body;
    }

    private static boolean isHeaderWord(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }
}
