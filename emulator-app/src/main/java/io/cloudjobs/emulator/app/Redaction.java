package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes one exchange without its secrets. A secret is found by the name that it has: a form and JSON are decoded and written
 * again. Any other text is hidden as a whole if, decoded, it looks as if it had a secret, or has one that was found elsewhere
 * in the exchange: for that, the exchange is written twice. Other bodies are not shown.
 */
final class Redaction {
    /** The library cuts a longer body. */
    private static final int LONGEST_BODY = 16 * 1024;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MARK = "[secret]";
    private static final String CUT = "…";

    /** The longest shown target, and the longest shown value of a header. */
    private static final int LONGEST = 4096;

    private static final int MOST_HEADERS = 100;

    /** A shorter secret is also an ordinary word. */
    private static final int SHORTEST = 8;

    /** How often a text can be encoded. */
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

    /** A secret name with a value, a credential, or a user before a host. */
    private static final Pattern SIGN = Pattern.compile("(?i)(token|secret|password|passcode|assertion|client.?state"
            + "|authorization|cookie|api.?key|access.?key|credential)[\\w\"'\\\\ \\[{-]{0,20}[=:]"
            + "|\\b(code|sig|device.?code)=|\\b(bearer|basic) |//[^/?# ]*@");

    private final Set<String> found = new HashSet<>();

    /** Returns whether a second writing can hide more. */
    boolean isAgain() {
        return !found.isEmpty();
    }

    String target(String target) {
        return cut(shown(target));
    }

    Map<String, List<String>> headers(Map<String, List<String>> headers) {
        var shown = new LinkedHashMap<String, List<String>>();
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            boolean isSecret = isSecret(header.getKey());
            if (shown.size() < MOST_HEADERS) {
                shown.put(
                        cut(shown(header.getKey())),
                        header.getValue().stream()
                                .limit(MOST_HEADERS)
                                .map(value -> isSecret ? secret(value) : cut(shown(value)))
                                .toList());
            }
        }
        return shown;
    }

    /** Returns the text of a form or of JSON, or null for any other body. */
    @Nullable String body(Map<String, List<String>> headers, @Nullable String body, long bytes) {
        String type = headers.getOrDefault("Content-type", List.of("")).get(0).toLowerCase(Locale.ROOT);
        if (body == null) {
            return null;
        }
        boolean isCut = bytes > LONGEST_BODY;
        String text = isCut ? body.substring(0, body.length() - CUT.length()) : body;
        if (type.startsWith(FORM)) {
            return form(text) + (isCut ? CUT : "");
        }
        boolean isJson = type.contains("json") || text.startsWith("{") || text.startsWith("[");
        return isJson && !text.isEmpty() ? json(text, isCut) : null;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + CUT : text;
    }

    private String secret(String value) {
        // The scheme of an Authorization header is followed by the secret.
        String last = value.substring(value.lastIndexOf(' ') + 1);
        if (last.length() >= SHORTEST) {
            found.add(last);
        }
        return value.isEmpty() ? value : MARK;
    }

    private String form(String encoded) {
        var shown = new StringBuilder();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = pair.substring(0, Math.max(0, equals));
            String value = pair.substring(equals + 1);
            shown.append(shown.isEmpty() ? "" : "&");
            if (equals >= 0) {
                shown.append(shown(name)).append('=');
            }
            shown.append(isSecretParameter(decode(name)) ? secret(decode(value)) : shown(value));
        }
        return shown.toString();
    }

    /** Returns the text, or the mark if its meaning has a secret. The query of a URL is read by its names. */
    private String shown(String text) {
        int query = text.indexOf('?');
        if (query >= 0) {
            return shown(text.substring(0, query)) + "?" + form(text.substring(query + 1));
        }
        String decoded = text;
        for (int i = 0; i <= DEEPEST; i++) {
            if (found.stream().anyMatch(decoded::contains)
                    || SIGN.matcher(decoded).find()) {
                return MARK;
            }
            decoded = decode(decoded);
        }
        return decoded.equals(decode(decoded)) ? text : MARK;
    }

    /** Writes the complete tokens of a text that is cut. Writes nothing that is no JSON. */
    private String json(String text, boolean isCut) {
        var shown = new StringWriter();
        try (JsonParser in = MAPPER.createParser(text);
                JsonGenerator out =
                        MAPPER.createGenerator(shown).disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                copy(in, token, out);
            }
        } catch (IOException e) {
            return isCut ? shown + CUT : CUT;
        }
        return shown.toString();
    }

    private void copy(JsonParser in, JsonToken token, JsonGenerator out) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            out.writeFieldName(shown(in.currentName()));
        } else if (token == JsonToken.VALUE_STRING || token.isNumeric() && isSecret(in.getParsingContext())) {
            out.writeString(isSecret(in.getParsingContext()) ? secret(in.getText()) : shown(in.getText()));
        } else {
            out.copyCurrentEvent(in);
        }
    }

    /** Returns whether a value is secret, or what it is in. IAM has objects with the names of secrets. */
    private static boolean isSecret(JsonStreamContext value) {
        int objects = 0;
        for (JsonStreamContext at = value; at != null; at = at.getParent()) {
            String name = at.getCurrentName();
            if (name != null && at.inObject()) {
                String letters = letters(name);
                boolean isObject = letters.equals("token") ? objects > 0 : letters.equals("password") && objects > 1;
                if (isSecret(name) && !isObject) {
                    return true;
                }
                objects++;
            }
        }
        return false;
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
