package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameter {@code claims} of a {@code WWW-Authenticate} header, which states requirements for the next
 * token. It reads the header once, from left to right.
 */
final class ClaimsChallenge {
    private final String header;
    private int at;

    private ClaimsChallenge(String header) {
        this.header = header;
    }

    /** Returns the claims as JSON, or null if there are none that it can read. */
    static @Nullable String claims(@Nullable String header) {
        return header == null ? null : new ClaimsChallenge(header).find();
    }

    private @Nullable String find() {
        while (at < header.length()) {
            if (header.charAt(at) == '"') {
                quoted();
            } else if (isWord(header.charAt(at))) {
                String name = word();
                skipBlanks();
                if (at < header.length() && header.charAt(at) == '=') {
                    at++;
                    skipBlanks();
                    String value = at < header.length() && header.charAt(at) == '"' ? quoted() : word();
                    String claims = name.equalsIgnoreCase("claims") ? json(value) : null;
                    if (claims != null) { // otherwise another challenge may have claims
                        return claims;
                    }
                }
            } else {
                at++;
            }
        }
        return null;
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            if (header.charAt(at) == '\\' && at + 1 < header.length()) {
                at++;
            }
            text.append(header.charAt(at));
        }
        at++;
        return text.toString();
    }

    private String word() {
        int start = at;
        while (at < header.length() && isWord(header.charAt(at))) {
            at++;
        }
        return header.substring(start, at);
    }

    private void skipBlanks() {
        while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean isWord(char c) {
        return c > ' ' && c != '"' && c != ',' && c != '=';
    }

    /** Decodes Base64 of either alphabet, with or without padding; returns null if it is not a JSON object. */
    private static @Nullable String json(String value) {
        String bare = value.strip();
        int end = bare.length();
        while (end > 0 && bare.charAt(end - 1) == '=') {
            end--;
        }
        String base64 = bare.substring(0, end).replace('-', '+').replace('_', '/');
        try {
            String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
            return text.startsWith("{") && Json.tree(text).isObject() ? text : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
