package io.cloudjobs.emulator.internal.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
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
        /** Returns the response, or null if a later route has it. */
        @Nullable Response respond(Request request) throws IOException;
    }

    private final List<Map.Entry<String, Handler>> routes = new CopyOnWriteArrayList<>();
    private final boolean hasKeysInParentheses;

    public Router() {
        this(false);
    }

    /** Creates a router that also accepts keys in parentheses if the service does. */
    public Router(boolean hasKeysInParentheses) {
        this.hasKeysInParentheses = hasKeysInParentheses;
    }

    public void on(String method, String template, Handler handler) {
        routes.add(Map.entry(method + " " + template, handler));
    }

    /** Adds a route before the others. The server can already be in use. */
    public void first(String method, String template, Handler handler) {
        routes.add(0, Map.entry(method + " " + template, handler));
    }

    /** Returns the operations in the order of their templates: each the method and the template. */
    public List<String> operations() {
        return routes.stream().map(Map.Entry::getKey).distinct().toList();
    }

    /** Returns the operation of a request, or null if there is none. */
    public @Nullable String operation(Request request) {
        for (String operation : operations()) {
            try {
                if (operation.startsWith(request.method() + " ") && match(operation, request) != null) {
                    return operation;
                }
            } catch (IllegalArgumentException e) {
                return null; // the path has a wrong escape
            }
        }
        return null;
    }

    public Response route(Request request) throws IOException {
        var allowed = new TreeSet<String>();
        for (Map.Entry<String, Handler> route : routes) {
            String operation = route.getKey();
            Map<String, String> variables = match(operation, request);
            if (variables != null) {
                String[] parts = operation.split(" ", 2);
                if (parts[0].equals(request.method())) {
                    Response response = route.getValue().respond(request.at(parts[1], variables));
                    if (response != null) {
                        return response;
                    }
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

    /** Returns the variables, or null if the path does not match. */
    private @Nullable Map<String, String> match(String operation, Request request) {
        var variables = new HashMap<String, String>();
        String[] template = operation.split("/", -1);
        String[] path = request.rawPath().split("/", -1);
        int next = 1;
        for (int i = 1; i < path.length; i++) {
            if (next == template.length) {
                return null;
            }
            String expected = template[next++];
            String actual = decode(path[i]);
            if (isVariable(expected) && !actual.isEmpty()) {
                variables.put(name(expected), actual);
            } else if (!expected.equals(actual)) {
                String key = hasKeysInParentheses && actual.startsWith(expected)
                        ? inParentheses(actual.substring(expected.length()))
                        : null;
                if (key == null || next == template.length || !isVariable(template[next])) {
                    return null;
                }
                variables.put(name(template[next++]), key);
            }
        }
        return next == template.length ? variables : null;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static String name(String variable) {
        return variable.substring(1, variable.length() - 1);
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
