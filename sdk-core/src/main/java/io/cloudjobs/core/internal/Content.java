package io.cloudjobs.core.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a request carries.
 *
 * @param type the media type
 * @param bytes the body as it is sent
 */
record Content(String type, byte[] bytes) {
    static Content json(Object value) {
        return new Content("application/json", Json.write(value));
    }

    static Content form(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return new Content("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
