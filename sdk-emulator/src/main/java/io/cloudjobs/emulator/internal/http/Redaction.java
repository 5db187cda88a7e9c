package io.cloudjobs.emulator.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one exchange without its secrets. It shows only what it has parsed, so no spelling of a name or a value matters: a
 * form and JSON are decoded and written again, and other bodies are not shown. A secret is found by the name that it has. The
 * second writing also hides it wherever else the exchange contains it.
 */
public final class Redaction {
    private static final String MARK = "[secret]";
    private static final String CUT = "…";

    /** The longest shown target, and the longest shown value of a header. */
    private static final int LONGEST = 4096;

    private static final int MOST_HEADERS = 100;

    /** A shorter secret is also an ordinary word. */
    private static final int SHORTEST = 8;

    private static final int DEEPEST = 4;

    private static final List<String> SECRET = List.of(
            "token",
            "secret",
            "password",
            "passcode",
            "assertion",
            "clientstate",
            "authorization",
            "cookie",
            "apikey",
            "accesskey",
            "credential");

    /** The parts of secret names that are not secret. */
    private static final Set<String> PUBLIC = Set.of("skiptoken", "tokentype", "clientassertiontype");

    /** Names that are secret in a URL or a form, but the name of an error in JSON. */
    private static final Set<String> SECRET_PARAMETER = Set.of("code", "sig", "devicecode");

    private final Set<String> found = new HashSet<>();

    /** Returns whether a second writing can hide more. */
    public boolean isAgain() {
        return !found.isEmpty();
    }

    public String target(String path, @Nullable String query) {
        return cut(plain(path, 0) + (query == null ? "" : "?" + form(query)));
    }

    public Map<String, List<String>> headers(Map<String, List<String>> headers) {
        var shown = new LinkedHashMap<String, List<String>>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            boolean isSecret = isSecret(header.getKey());
            if (shown.size() < MOST_HEADERS) {
                shown.put(
                        cut(plain(header.getKey(), 0)),
                        header.getValue().stream()
                                .limit(MOST_HEADERS)
                                .map(value -> isSecret ? secret(value) : cut(plain(value, 0)))
                                .toList());
            }
        }
        return shown;
    }

    /** Returns the text of a form or of JSON, or null for any other body. */
    public @Nullable String body(@Nullable String contentType, Excerpt body) {
        String type = contentType == null ? "" : LowerCase.of(contentType);
        byte[] bytes = body.first();
        if (type.startsWith(Request.FORM)) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return form(text) + (body.isCut() ? CUT : "");
        }
        boolean isJson = bytes.length > 0 && (type.contains("json") || bytes[0] == '{' || bytes[0] == '[');
        return isJson ? json(bytes, body.isCut(), 0) : null;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + CUT : text;
    }

    private String secret(String value) {
        if (value.isEmpty()) {
            return value;
        }
        // The scheme of an Authorization header is followed by the secret.
        String last = value.substring(value.lastIndexOf(' ') + 1);
        if (last.length() >= SHORTEST && !last.equals(MARK)) {
            found.add(last);
            found.add(value);
        }
        return MARK;
    }

    private String form(String encoded) {
        var shown = new StringBuilder();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = pair.substring(0, Math.max(0, equals));
            String value = pair.substring(equals + 1);
            shown.append(shown.isEmpty() ? "" : "&");
            if (equals < 0) {
                shown.append(encoded(value));
            } else if (isSecretParameter(decode(name))) {
                shown.append(name).append('=').append(secret(decode(value)));
            } else {
                shown.append(encoded(name)).append('=').append(encoded(value));
            }
        }
        return shown.toString();
    }

    /** Returns an encoded text, or the mark if its meaning has a secret. */
    private String encoded(String text) {
        String decoded = decode(text);
        return plain(decoded, 1).equals(decoded) ? text : MARK;
    }

    private String plain(String text, int depth) {
        String shown = text;
        for (String secret : found) {
            shown = shown.replace(secret, MARK);
        }
        if (depth == DEEPEST) {
            return MARK;
        }
        String trimmed = shown.trim();
        if (trimmed.startsWith("{") || trimmed.startsWith("[") && !trimmed.startsWith(MARK)) {
            String copy = json(trimmed.getBytes(StandardCharsets.UTF_8), false, depth + 1);
            return copy.contains(MARK) || copy.endsWith(CUT) ? copy : shown;
        }
        shown = values(shown);
        if (shown.indexOf('%') >= 0 || shown.indexOf('\\') >= 0) {
            String decoded = decode(shown);
            if (!decoded.equals(shown) && !plain(decoded, depth + 1).equals(decoded)) {
                return MARK;
            }
        }
        return shown;
    }

    /** Hides the values in {@code name=value} and {@code "name": "value"}, after {@code Bearer}, and before a host. */
    private String values(String text) {
        var shown = new StringBuilder();
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            int from = start(text, i);
            if (from < done || from < 0 || text.startsWith(MARK, from)) {
                continue;
            }
            int to = from;
            while (to < text.length() && " \t\r\n&#\"'".indexOf(text.charAt(to)) < 0) {
                to++;
            }
            if (text.startsWith("//", i)) {
                to = text.lastIndexOf('@', host(text, from));
            } else if (text.indexOf('[', i) >= 0 && text.indexOf('[', i) < from
                    || text.indexOf('{', i) >= 0 && text.indexOf('{', i) < from) {
                to = text.length(); // several values
            }
            boolean isShort = text.charAt(i) != '=' && text.charAt(i) != ':' && to - from < SHORTEST;
            if (to > from && !isShort) {
                shown.append(text, done, from).append(secret(text.substring(from, to)));
                done = to;
            }
        }
        return shown.append(text, done, text.length()).toString();
    }

    /** Returns where the value of a secret begins whose sign is here, or -1. */
    private static int start(String text, int sign) {
        char c = text.charAt(sign);
        if (c == '=' || c == ':') {
            int end = sign;
            while (end > 0 && " \"'\\".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            int begin = end;
            while (begin > 0 && isOfName(text.charAt(begin - 1))) {
                begin--;
            }
            String name = decode(text.substring(begin, end));
            if (c == '=' ? !isSecretParameter(name) : !isSecret(name)) {
                return -1;
            }
            int from = sign + 1;
            while (from < text.length() && !text.startsWith(MARK, from) && " \"'\\[{".indexOf(text.charAt(from)) >= 0) {
                from++;
            }
            return from;
        }
        if (text.regionMatches(true, sign, "Bearer ", 0, 7) || text.regionMatches(true, sign, "Basic ", 0, 6)) {
            return text.indexOf(' ', sign) + 1;
        }
        return text.startsWith("//", sign) && text.lastIndexOf('@', host(text, sign + 2)) > sign ? sign + 2 : -1;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_-.%$@\\".indexOf(c) >= 0;
    }

    /** Returns the end of the authority that begins here. */
    private static int host(String text, int from) {
        int to = from;
        while (to < text.length() && "/?# \"".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return to;
    }

    /** Writes the complete tokens of a text that is cut. Writes nothing that is no JSON. */
    private String json(byte[] text, boolean isCut, int depth) {
        var shown = new StringWriter();
        try (JsonParser in = JsonTrees.parser(text);
                JsonGenerator out = JsonTrees.generator(shown)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                copy(in, token, out, depth);
            }
        } catch (IOException e) {
            values(new String(text, StandardCharsets.UTF_8)); // finds what could not be parsed
            return isCut ? shown + CUT : CUT;
        }
        return shown.toString();
    }

    private void copy(JsonParser in, JsonToken token, JsonGenerator out, int depth) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            out.writeFieldName(plain(in.currentName(), depth + 1));
            return;
        }
        String name = in.currentName();
        boolean isSecret = name != null && isSecret(name);
        if (token.isStructStart()) {
            // The outer object has the name. IAM has objects with the names of secrets.
            JsonStreamContext outer = in.getParsingContext().getParent();
            String key = outer.getCurrentName() == null || !outer.inObject() ? "" : outer.getCurrentName();
            if (isSecret(key)
                    && !(token == JsonToken.START_OBJECT
                            && Set.of("password", "token").contains(letters(key)))) {
                skip(in);
                out.writeString(MARK);
                return;
            }
        } else if (token == JsonToken.VALUE_STRING) {
            out.writeString(isSecret || isInPassword(in) ? secret(in.getText()) : plain(in.getText(), depth + 1));
            return;
        } else if (token.isNumeric() && (isSecret || isInPassword(in))) {
            out.writeString(secret(in.getText()));
            return;
        }
        out.copyCurrentEvent(in);
    }

    /** Skips an object or a list. All in it is secret. */
    private void skip(JsonParser in) throws IOException {
        for (int depth = 1; depth > 0; ) {
            JsonToken token = in.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue()) {
                secret(in.getText());
            }
        }
    }

    private static boolean isInPassword(JsonParser in) {
        JsonStreamContext outer = in.getParsingContext().getParent();
        return outer != null
                && outer.getCurrentName() != null
                && letters(outer.getCurrentName()).equals("password");
    }

    private static boolean isSecretParameter(String name) {
        return isSecret(name) || SECRET_PARAMETER.contains(letters(name));
    }

    private static boolean isSecret(String name) {
        String letters = letters(name);
        return SECRET.stream().anyMatch(letters::contains) && !PUBLIC.contains(letters);
    }

    /** Returns the letters of a name in lower case, because services and clients write {@code client_secret} in many ways. */
    private static String letters(String name) {
        var letters = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetter(name.charAt(i))) {
                letters.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        return letters.toString();
    }

    /** Decodes the escapes of URLs and of JSON. A wrong escape stays as it is. */
    private static String decode(String encoded) {
        var decoded = new ByteArrayOutputStream();
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int octet = bytes[i] == '%' ? hex(bytes, i + 1, 2) : -1;
            int unit = bytes[i] == '\\' && i + 1 < bytes.length && bytes[i + 1] == 'u' ? hex(bytes, i + 2, 4) : -1;
            if (unit >= 0) {
                decoded.writeBytes(String.valueOf((char) unit).getBytes(StandardCharsets.UTF_8));
            } else {
                decoded.write(octet >= 0 ? octet : bytes[i] == '+' ? ' ' : bytes[i]);
            }
            i += octet >= 0 ? 2 : unit >= 0 ? 5 : 0;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Returns the number in these digits, or -1. */
    private static int hex(byte[] bytes, int from, int count) {
        int number = from + count <= bytes.length ? 0 : -1;
        for (int i = from; i < from + count && number >= 0; i++) {
            int digit = Character.digit(bytes[i], 16);
            number = digit < 0 ? -1 : 16 * number + digit;
        }
        return number;
    }
}
