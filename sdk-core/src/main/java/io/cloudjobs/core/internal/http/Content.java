package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import okhttp3.MediaType;

/**
 * The body of a request.
 *
 * @param type the media type
 * @param bytes the body as sent
 */
public record Content(MediaType type, byte[] bytes) {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final MediaType OCTETS = MediaType.get("application/octet-stream");

    public static Content json(Object value) {
        return new Content(JSON, Json.write(value));
    }

    public static Content form(Map<String, String> fields) {
        StringJoiner form = new StringJoiner("&");
        fields.forEach((name, value) -> form.add(encoded(name) + "=" + encoded(value)));
        return new Content(FORM, form.toString().getBytes(StandardCharsets.US_ASCII));
    }

    public static Content octets(byte[] bytes) {
        return new Content(OCTETS, bytes);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
