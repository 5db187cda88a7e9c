package io.cloudjobs.emulator.internal.http;

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
    private final String id;
    private final String template;
    private final Map<String, String> variables;

    public Request(HttpExchange exchange) {
        this(exchange, UUID.randomUUID().toString(), "", Map.of());
    }

    private Request(HttpExchange exchange, String id, String template, Map<String, String> variables) {
        this.exchange = exchange;
        this.id = id;
        this.template = template;
        this.variables = variables;
    }

    /** Returns this request with the template of its route and the variables of its path. */
    Request at(String routeTemplate, Map<String, String> pathVariables) {
        return new Request(exchange, id, routeTemplate, pathVariables);
    }

    /** Returns the id that the service assigns to the request. */
    public String id() {
        return id;
    }

    public String method() {
        return exchange.getRequestMethod();
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
        byte[] text = body();
        if (text.length == 0) {
            return JsonTrees.object();
        }
        try {
            JsonNode node = JsonTrees.read(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Not JSON. The text is in memory, so reading it cannot fail.
        }
        throw new Refusal(400, "Unable to read JSON request payload.");
    }

    private byte[] body() throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw new Refusal(413, "The request body is larger than " + BODY_LIMIT + " bytes.");
        }
        return body;
    }

    /** Returns the body of a request with a known length. */
    public byte[] body(int length) throws IOException {
        var body = new byte[length];
        if (exchange.getRequestBody().readNBytes(body, 0, length) < length) {
            throw new EOFException("the request ended before the end of its body");
        }
        return body;
    }

    /** Reads the rest of the body and drops it. */
    public void drain() throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    }
}
