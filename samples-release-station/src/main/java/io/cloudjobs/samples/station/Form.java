package io.cloudjobs.samples.station;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** The fields of a form. */
final class Form {
    private static final int MAX_BODY = 4096;

    private final Map<String, String> fields = new HashMap<>();

    /**
     * Reads the body of a request.
     *
     * @throws IllegalArgumentException if it is no small form
     */
    static Form read(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            throw new IllegalArgumentException("not a form");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new IllegalArgumentException("too large");
        }
        Form form = new Form();
        StringTokenizer pairs = new StringTokenizer(new String(body, StandardCharsets.US_ASCII), "&");
        while (pairs.hasMoreTokens()) {
            String pair = pairs.nextToken();
            int end = pair.indexOf('=');
            if (end > 0) {
                form.fields.putIfAbsent(decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Returns a field without surrounding blanks. A missing field is empty. */
    String field(String name) {
        return fields.getOrDefault(name, "").strip();
    }
}
