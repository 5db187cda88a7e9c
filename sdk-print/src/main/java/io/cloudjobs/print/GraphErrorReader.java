package io.cloudjobs.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Service.ServiceError;
import io.cloudjobs.core.internal.TableFile;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads errors of Microsoft Graph: {@code {"error": {"code", "message", "innerError": {...}}}}. Inner errors nest, and
 * the spelling of their members varies. They are often more specific than the outer error, which may be
 * {@code UnknownError} or empty. The code of an error is its innermost documented code.
 */
final class GraphErrorReader {
    /** The codes that Graph documents, in lower case. The first error reads the table. */
    private static final class Documented {
        static final Set<String> CODES = read();

        private static Set<String> read() {
            Set<String> codes = new HashSet<>();
            InputStream file = GraphErrorReader.class.getResourceAsStream("error-codes.txt");
            for (String code : TableFile.rows(file, "error-codes.txt", "sdk-print")) {
                codes.add(code.toLowerCase(Locale.ROOT));
            }
            return codes;
        }
    }

    private static final int MAX_DEPTH = 20;

    private GraphErrorReader() {}

    static @Nullable ServiceError read(JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error.isTextual()) {
            // The format of OAuth 2, which a gateway in front of Graph may use.
            return new ServiceError(text(answer, "error"), text(answer, "error_description"), null);
        }
        if (!error.isObject()) {
            return null;
        }
        List<JsonNode> inward = new ArrayList<>();
        for (JsonNode level = error;
                level.isObject() && inward.size() < MAX_DEPTH;
                level = member(level, "innererror")) {
            inward.add(level);
        }
        List<JsonNode> outward = new ArrayList<>(inward);
        Collections.reverse(outward);
        String code = first(outward, "code", found -> Documented.CODES.contains(found.toLowerCase(Locale.ROOT)));
        if (code == null) {
            code = first(inward, "code", found -> !found.equalsIgnoreCase("UnknownError"));
        }
        return new ServiceError(
                code != null ? code : first(inward, "code", found -> true),
                withoutQuotes(first(inward, "message", message -> true)),
                first(outward, "requestid", id -> true));
    }

    private static @Nullable String first(List<JsonNode> levels, String name, Predicate<String> fits) {
        for (JsonNode level : levels) {
            String text = text(level, name);
            if (text != null && fits.test(text)) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode object, String name) {
        String text = member(object, name).asText("").trim();
        return text.isEmpty() ? null : text;
    }

    /** Returns a member in any spelling: {@code innerError}, {@code innererror}; {@code request-id}, {@code requestId}. */
    private static JsonNode member(JsonNode object, String name) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (isSpelling(member.getKey(), name)) {
                return member.getValue();
            }
        }
        return object.path(name);
    }

    /** Returns whether this is a spelling of the name, which has lower-case letters only. */
    private static boolean isSpelling(String spelt, String name) {
        int next = 0;
        for (int i = 0; i < spelt.length(); i++) {
            char c = spelt.charAt(i);
            if (c == '-' || c == '_') {
                continue;
            }
            if (next == name.length() || Character.toLowerCase(c) != name.charAt(next++)) {
                return false;
            }
        }
        return next == name.length();
    }

    private static @Nullable String withoutQuotes(@Nullable String message) {
        if (message == null || message.length() < 2 || !message.startsWith("\"") || !message.endsWith("\"")) {
            return message;
        }
        return message.substring(1, message.length() - 1);
    }
}
