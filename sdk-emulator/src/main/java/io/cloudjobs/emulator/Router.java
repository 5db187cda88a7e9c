package io.cloudjobs.emulator;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler for a method and a path. Templates have the format of the services' documentation:
 * {@code /print/printers/{printerId}/jobs}. The first template that matches wins, so literal segments come before
 * variables.
 */
final class Router {
    /** Handles the requests of one route. */
    interface Handler {
        Response respond(Request request) throws IOException;
    }

    private record Route(String method, List<String> template, Handler handler) {
        /** Returns the variables, or null if the path does not match. */
        @Nullable Map<String, String> match(List<String> path) {
            if (path.size() != template.size()) {
                return null;
            }
            var variables = new HashMap<String, String>();
            for (int i = 0; i < path.size(); i++) {
                String expected = template.get(i);
                String actual = path.get(i);
                if (expected.startsWith("{") && !actual.isEmpty()) {
                    variables.put(expected.substring(1, expected.length() - 1), actual);
                } else if (!expected.equals(actual)) {
                    return null;
                }
            }
            return variables;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    Router on(String method, String template, Handler handler) {
        routes.add(new Route(method, List.of(template.split("/", -1)), handler));
        return this;
    }

    Response route(Request request) throws IOException {
        List<String> path = segments(request.rawPath());
        var allowed = new TreeSet<String>();
        for (Route route : routes) {
            Map<String, String> variables = route.match(path);
            if (variables == null) {
                continue;
            }
            if (route.method.equals(request.method())) {
                return route.handler.respond(request.at(variables));
            }
            allowed.add(route.method);
        }
        if (allowed.isEmpty()) {
            throw new Refusal(404, "The path '" + request.rawPath() + "' does not exist.");
        }
        throw new Refusal(405, "Specified HTTP method is not allowed for the request target.")
                .with("Allow", String.join(", ", allowed));
    }

    /** Decodes after the split and only once, so that an id can contain a slash or a percent sign. */
    private static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>();
        for (String segment : rawPath.split("/", -1)) {
            segments.add(decode(segment));
        }
        return segments;
    }

    /**
     * Decodes a segment of a path. Encodes each plus first, because the decoder is for forms, where a plus means a
     * space.
     */
    static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
