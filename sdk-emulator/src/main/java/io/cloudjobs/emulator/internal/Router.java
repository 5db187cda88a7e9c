package io.cloudjobs.emulator.internal;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler for a method and a path. Templates have the format of the services' documentation:
 * {@code /print/printers/{printerId}/jobs}. The first template that matches wins, so literal segments come before
 * variables. With OData a path can also have a key in parentheses: {@code /print/printers('printerId')/jobs}. A segment
 * is decoded after the split and only once, so that an id can contain a slash or a percent sign.
 */
public final class Router {
    /** Handles the requests of one route. */
    public interface Handler {
        Response respond(Request request) throws IOException;
    }

    /** The handlers by their operations. A program can add one while the server is in use, so the map is never changed. */
    private volatile Map<String, Handler> routes = Map.of();

    private final boolean hasKeysInParentheses;

    public Router() {
        this(false);
    }

    /** Creates a router that also accepts keys in parentheses if the service does. */
    public Router(boolean hasKeysInParentheses) {
        this.hasKeysInParentheses = hasKeysInParentheses;
    }

    /** Adds a route, or replaces the one with this method and template. */
    public synchronized void on(String method, String template, Handler handler) {
        var all = new LinkedHashMap<>(routes);
        all.put(method + " " + template, handler);
        routes = all;
    }

    /** Returns the handler of a route, or null if there is none. */
    public @Nullable Handler handler(String method, String template) {
        return routes.get(method + " " + template);
    }

    /** Returns the operations in the order of their templates: each the method and the template. */
    public List<String> operations() {
        return List.copyOf(routes.keySet());
    }

    /** Returns the operation of a request, or null if there is none. */
    public @Nullable String operation(Request request) {
        try {
            for (String operation : routes.keySet()) {
                if (operation.startsWith(request.method() + " ") && variables(operation, request) != null) {
                    return operation;
                }
            }
        } catch (IllegalArgumentException e) {
            // The path has a wrong escape.
        }
        return null;
    }

    public Response route(Request request) throws IOException {
        var allowed = new TreeSet<String>();
        for (Map.Entry<String, Handler> route : routes.entrySet()) {
            Map<String, String> variables = variables(route.getKey(), request);
            if (variables != null) {
                String[] parts = route.getKey().split(" ", 2);
                if (parts[0].equals(request.method())) {
                    return route.getValue().respond(request.at(parts[1], variables));
                }
                allowed.add(parts[0]);
            }
        }
        if (allowed.isEmpty()) {
            throw new Refusal(404, "The path '" + request.rawPath() + "' does not exist.");
        }
        throw new Refusal(405, "Specified HTTP method is not allowed for the request target.")
                .with("Allow", String.join(", ", allowed));
    }

    /** Returns the variables in the path of a request, or null if it does not match the template of the operation. */
    private @Nullable Map<String, String> variables(String operation, Request request) {
        String[] expected = operation.substring(operation.indexOf(' ') + 1).split("/", -1);
        var variables = new HashMap<String, String>();
        int next = 0;
        for (String segment : request.rawPath().split("/", -1)) {
            if (next == expected.length) {
                return null;
            }
            String name = expected[next++];
            String actual = decode(segment);
            if (isVariable(name) && !actual.isEmpty()) {
                variables.put(name.substring(1, name.length() - 1), actual);
            } else if (!name.equals(actual)) {
                String key = hasKeysInParentheses && actual.startsWith(name)
                        ? inParentheses(actual.substring(name.length()))
                        : null;
                if (key == null || next == expected.length || !isVariable(expected[next])) {
                    return null;
                }
                String variable = expected[next++];
                variables.put(variable.substring(1, variable.length() - 1), key);
            }
        }
        return next == expected.length ? variables : null;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    /** Returns the key that follows the encoded path of a list, in either spelling, or null if it is not a key. */
    public static @Nullable String key(String encoded) {
        String suffix;
        try {
            suffix = decode(encoded);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (encoded.startsWith("/")) {
            return suffix.length() == 1 ? null : suffix.substring(1);
        }
        return inParentheses(suffix);
    }

    /** Returns the key in {@code ('key')}, where each quote of the key is doubled, or null if it is not a key. */
    private static @Nullable String inParentheses(String suffix) {
        if (suffix.length() < 5 || !suffix.startsWith("('") || !suffix.endsWith("')")) {
            return null;
        }
        String quoted = suffix.substring(2, suffix.length() - 2);
        String key = quoted.replace("''", "'");
        return key.replace("'", "''").equals(quoted) ? key : null;
    }

    /**
     * Decodes a segment of a path. Encodes each plus first, because the decoder is for forms, where a plus means a
     * space.
     */
    public static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
