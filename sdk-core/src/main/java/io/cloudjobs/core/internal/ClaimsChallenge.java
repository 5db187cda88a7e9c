package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a service wants of the next token: the parameter {@code claims} of a {@code WWW-Authenticate} header. The header is read once, from
 * left to right.
 */
final class ClaimsChallenge {
    private final String header;
    private int at;

    private ClaimsChallenge(String header) {
        this.header = header;
    }

    /** The claims as JSON, or null when there are none that can be read. */
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
                    if (claims != null) { // else another challenge may have some
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

    /** In Base64, of one alphabet or the other, with its padding or without. */
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
