package io.cloudjobs.core.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request carries and nobody else may see, and how it stays out of sight: some gateways say in full what they did not like. */
final class Secrets {
    static final Secrets NONE = new Secrets(null, "");

    private static final String MARK = "[secret]";

    private final @Nullable Secrets others;
    private final String secret;

    private Secrets(@Nullable Secrets others, String secret) {
        this.others = others;
        this.secret = secret;
    }

    Secrets and(String secret) {
        return secret.isEmpty() ? this : new Secrets(this, secret);
    }

    /** The text without the secrets, however they are spelt in it. */
    @Nullable String hide(@Nullable String text) {
        if (others == null) {
            return text;
        }
        String shown = others.hide(text);
        return shown == null || shown.length() < secret.length() // no spelling is shorter
                ? shown
                : spellings(secret).matcher(shown).replaceAll(MARK);
    }

    /** A secret as it is, and as JSON, a form, a URL, HTML or XML may have it. */
    private static Pattern spellings(String secret) {
        return Pattern.compile(secret.codePoints().mapToObj(Secrets::spellings).collect(Collectors.joining()));
    }

    private static String spellings(int c) {
        String plain = Character.toString(c);
        if (c < 0x80 && Character.isLetterOrDigit(c) || c == '-' || c == '_') {
            return plain; // nobody encodes these, and most secrets have hardly any others
        }
        StringBuilder forms = new StringBuilder("(?i:").append(Pattern.quote(plain));
        forms.append("|&#0*")
                .append(c)
                .append(";|&#x0*")
                .append(Integer.toHexString(c))
                .append(";|");
        for (byte octet : plain.getBytes(StandardCharsets.UTF_8)) {
            forms.append(String.format("%%%02x", octet));
        }
        forms.append('|');
        plain.chars().forEach(unit -> forms.append(String.format("\\\\u%04x", unit)));
        switch (c) {
            case ' ' -> forms.append("|\\+");
            case '&' -> forms.append("|&amp;");
            case '<' -> forms.append("|&lt;");
            case '>' -> forms.append("|&gt;");
            case '\'' -> forms.append("|&apos;");
            case '"' -> forms.append("|&quot;|\\\\\"");
            case '\\', '/' -> forms.append("|\\\\").append(Pattern.quote(plain));
            case '\t' -> forms.append("|\\\\t");
            case '\n' -> forms.append("|\\\\n");
            case '\r' -> forms.append("|\\\\r");
            default -> {
                // has no name
            }
        }
        return forms.append(')').toString();
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
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
