package io.cloudjobs.emulator.internal.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
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

    private record Route(String method, String template, Handler handler) {
        /** Returns the variables, or null if the path does not match. */
        @Nullable Map<String, String> match(List<String> path, boolean hasKeysInParentheses) {
            var variables = new HashMap<String, String>();
            Iterator<String> segments = List.of(template.split("/", -1)).iterator();
            for (String segment : path) {
                if (!segments.hasNext()) {
                    return null;
                }
                String expected = segments.next();
                String actual = decode(segment);
                if (expected.startsWith("{") && !actual.isEmpty()) {
                    variables.put(name(expected), actual);
                } else if (!expected.equals(actual)) {
                    String key = hasKeysInParentheses && actual.startsWith(expected)
                            ? inParentheses(actual.substring(expected.length()))
                            : null;
                    String variable = segments.hasNext() ? segments.next() : "";
                    if (key == null || !variable.startsWith("{")) {
                        return null;
                    }
                    variables.put(name(variable), key);
                }
            }
            return segments.hasNext() ? null : variables;
        }

        String operation() {
            return method + " " + template;
        }

        private static String name(String variable) {
            return variable.substring(1, variable.length() - 1);
        }
    }

    private final List<Route> routes = new ArrayList<>();
    private final boolean hasKeysInParentheses;

    public Router() {
        this(false);
    }

    /** Creates a router that also accepts keys in parentheses if the service does. */
    public Router(boolean hasKeysInParentheses) {
        this.hasKeysInParentheses = hasKeysInParentheses;
    }

    public Router on(String method, String template, Handler handler) {
        routes.add(new Route(method, template, handler));
        return this;
    }

    /** Returns the operations in the order of their templates: each the method and the template. */
    public List<String> operations() {
        return routes.stream().map(Route::operation).toList();
    }

    /** Returns the operation of a request, or null if there is none. */
    public @Nullable String operation(Request request) {
        List<String> path = List.of(request.rawPath().split("/", -1));
        for (Route route : routes) {
            try {
                if (route.method.equals(request.method()) && route.match(path, hasKeysInParentheses) != null) {
                    return route.operation();
                }
            } catch (IllegalArgumentException e) {
                return null; // the path has a wrong escape
            }
        }
        return null;
    }

    public Response route(Request request) throws IOException {
        List<String> path = List.of(request.rawPath().split("/", -1));
        var allowed = new TreeSet<String>();
        for (Route route : routes) {
            Map<String, String> variables = route.match(path, hasKeysInParentheses);
            if (variables == null) {
                continue;
            }
            if (route.method.equals(request.method())) {
                return route.handler.respond(request.at(route.template, variables));
            }
            allowed.add(route.method);
        }
        if (allowed.isEmpty()) {
            throw new Refusal(404, "The path '" + request.rawPath() + "' does not exist.");
        }
        throw new Refusal(405, "Specified HTTP method is not allowed for the request target.")
                .with("Allow", String.join(", ", allowed));
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
