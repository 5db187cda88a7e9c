package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A received request. Its body is read on demand. */
public final class Request {
    /** Far more than any documented body needs. */
    private static final int BODY_LIMIT = 1 << 20;

    static final String FORM = "application/x-www-form-urlencoded";

    private final HttpExchange exchange;
    private final String id = UUID.randomUUID().toString();
    private String template = "";
    private Map<String, String> variables = Map.of();
    private byte @Nullable [] text;
    private long bytes;

    public Request(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** Returns this request with the template of its route and the variables of its path. */
    Request at(String routeTemplate, Map<String, String> pathVariables) {
        template = routeTemplate;
        variables = pathVariables;
        return this;
    }

    /** Returns the id that the service assigns to the request. */
    public String id() {
        return id;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    /** Returns the encoded path and query. */
    public String target() {
        return exchange.getRequestURI().toString();
    }

    /** Returns the encoded path. */
    public String rawPath() {
        return exchange.getRequestURI().getRawPath();
    }

    /** Returns the decoded value of a variable in the template of the route. */
    public String path(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + variable + "}");
        }
        return value;
    }

    public boolean hasPath(String variable) {
        return variables.containsKey(variable);
    }

    /** Returns the template of the route, or an empty string before there is one. */
    public String template() {
        return template;
    }

    /** Returns the decoded variables of the path. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Returns the first value of a header, or null if it is missing. */
    public @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    public Map<String, List<String>> headers() {
        return exchange.getRequestHeaders();
    }

    /** Returns all values of a header. */
    public List<String> headers(String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }

    /** Returns the encoded query, or an empty string. */
    public String rawQuery() {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? "" : query;
    }

    /** Returns the decoded values of a query parameter, in their order. */
    public List<String> query(String name) {
        var values = new ArrayList<String>();
        for (Map.Entry<String, String> parameter : parameters()) {
            if (parameter.getKey().equals(name)) {
                values.add(parameter.getValue());
            }
        }
        return values;
    }

    /** Returns the decoded query parameters, in their order. */
    public List<Map.Entry<String, String>> parameters() {
        return pairs(rawQuery());
    }

    /** Returns the fields of the form in the body, or none if the {@code Content-Type} says that it is no form. */
    public Map<String, String> form() throws IOException {
        String contentType = header("Content-Type");
        // azure-identity for Java requests a device code without the header.
        if (contentType != null && !contentType.regionMatches(true, 0, FORM, 0, FORM.length())) {
            return Map.of();
        }
        var fields = new LinkedHashMap<String, String>();
        try {
            for (Map.Entry<String, String> pair : pairs(new String(body(), StandardCharsets.UTF_8))) {
                if (fields.putIfAbsent(pair.getKey(), pair.getValue()) != null) {
                    throw new Refusal(400, "The parameter '" + pair.getKey() + "' is duplicated.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "The request body is not valid application/x-www-form-urlencoded.");
        }
        return fields;
    }

    private static List<Map.Entry<String, String>> pairs(String encoded) {
        var pairs = new ArrayList<Map.Entry<String, String>>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!pair.isEmpty()) {
                pairs.add(Map.entry(decode(name), decode(value)));
            }
        }
        return pairs;
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    /** Returns the body, or an empty object if the request has none. */
    public ObjectNode json() throws IOException {
        byte[] body = body();
        if (body.length == 0) {
            return JsonTrees.object();
        }
        try {
            JsonNode node = JsonTrees.read(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Not JSON. The text is in memory, so reading it cannot fail.
        }
        throw new Refusal(400, "Unable to read JSON request payload.");
    }

    /** Returns the body. Only the first call waits for the client. */
    public byte[] body() throws IOException {
        byte[] body = text;
        if (body == null) {
            body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
            text = body;
            bytes = body.length;
        }
        if (body.length > BODY_LIMIT) {
            throw new Refusal(413, "The request body is larger than " + BODY_LIMIT + " bytes.");
        }
        return body;
    }

    /** Returns the body of a request with a known length, which is not kept. */
    public byte[] body(int length) throws IOException {
        text = new byte[0];
        byte[] body = exchange.getRequestBody().readNBytes(length);
        bytes = body.length;
        if (bytes < length) {
            throw new EOFException("the request ended before the end of its body");
        }
        return body;
    }

    /** Reads the rest of the body and drops it, except the beginning of a body that nobody has read. */
    public void drain() throws IOException {
        if (text == null) {
            text = exchange.getRequestBody().readNBytes(BODY_LIMIT);
            bytes = text.length;
        }
        bytes += exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    }

    /** Returns the beginning of the body, as far as it was read. */
    public byte[] text() {
        return text == null ? new byte[0] : text;
    }

    /** Returns the number of bytes of the body that were read. */
    public long bytes() {
        return bytes;
    }
}
