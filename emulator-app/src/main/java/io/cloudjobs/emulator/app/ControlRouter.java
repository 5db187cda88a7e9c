package io.cloudjobs.emulator.app;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** The operations of the control API: a method, a path with variables, and what they do. */
final class ControlRouter {
    /** Everything below this path is the API. */
    static final String ROOT = "/_cloudjobs";

    /** Handles the requests of one operation. */
    interface Handler {
        Reply handle(ControlCall call) throws IOException;
    }

    private static final class Route {
        final String method;
        final String template;
        final List<String> segments;
        final Set<String> queries;
        final Handler handler;

        Route(String method, String template, Set<String> queries, Handler handler) {
            this.method = method;
            this.template = template;
            this.segments = segments(template);
            this.queries = queries;
            this.handler = handler;
        }

        /** Returns the variables, or null if the path is another one. */
        @Nullable Map<String, String> variables(List<String> path) {
            if (path.size() != segments.size()) {
                return null;
            }
            var variables = new HashMap<String, String>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    variables.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return null;
                }
            }
            return variables;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** Adds an operation without query parameters. */
    void add(String operation, Handler handler) {
        add(operation, Set.of(), handler);
    }

    /**
     * Adds an operation.
     *
     * @param operation the method and the path below {@link #ROOT}, such as {@code GET /clock}
     * @param queries the names of the query parameters. Others are refused
     */
    void add(String operation, Set<String> queries, Handler handler) {
        int space = operation.indexOf(' ');
        routes.add(new Route(operation.substring(0, space), ROOT + operation.substring(space + 1), queries, handler));
    }

    /** Returns all operations, for the test of the OpenAPI file. */
    List<String> operations() {
        return routes.stream().map(route -> route.method + " " + route.template).toList();
    }

    /** Returns the response of the operation, or throws a {@link Problem}. */
    Reply handle(HttpExchange exchange) throws IOException {
        String rawPath = exchange.getRequestURI().getRawPath();
        List<String> path = segments(rawPath);
        Set<String> methods = methods(path);
        if (methods.isEmpty()) {
            throw new Problem(
                    404, "The control API has no such path. GET " + ROOT + "/openapi.json describes all paths.");
        }
        String method = exchange.getRequestMethod();
        if (method.equals("OPTIONS")) {
            return Reply.none().header("Allow", String.join(", ", methods));
        }
        for (Route route : routes) {
            Map<String, String> variables = route.variables(path);
            if (variables != null && route.method.equals(method.equals("HEAD") ? "GET" : method)) {
                return route.handler.handle(new ControlCall(
                        exchange, variables, queries(exchange.getRequestURI().getRawQuery(), route)));
            }
        }
        String allowed = String.join(", ", methods);
        throw new Problem(405, "The path has the methods " + allowed + ".").with("Allow", allowed);
    }

    /** Returns the methods of a path, or none if the path is unknown. */
    Set<String> methods(String rawPath) {
        return methods(segments(rawPath));
    }

    private Set<String> methods(List<String> path) {
        var methods = new LinkedHashSet<String>();
        for (Route route : routes) {
            if (route.variables(path) != null) {
                methods.add(route.method);
                if (route.method.equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        return methods;
    }

    private static Map<String, String> queries(@Nullable String rawQuery, Route route) {
        var queries = new HashMap<String, String>();
        StringTokenizer pairs = new StringTokenizer(rawQuery == null ? "" : rawQuery, "&");
        while (pairs.hasMoreTokens()) {
            String pair = pairs.nextToken();
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!route.queries.contains(name)) {
                throw new Problem(
                        400,
                        route.queries.isEmpty()
                                ? "The operation takes no query parameters. Remove them."
                                : "The query parameter is unknown. Known parameters: "
                                        + String.join(", ", route.queries) + ".");
            }
            if (queries.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                throw new Problem(400, "The query parameter " + name + " is given twice. Remove one.");
            }
        }
        return queries;
    }

    /** Splits first and decodes then, so that an encoded slash stays in its segment. */
    private static List<String> segments(String rawPath) {
        var segments = new ArrayList<String>();
        int start = 1;
        for (int slash = rawPath.indexOf('/', 1); slash >= 0; slash = rawPath.indexOf('/', start)) {
            segments.add(decoded(rawPath.substring(start, slash)));
            start = slash + 1;
        }
        segments.add(rawPath.isEmpty() ? "" : decoded(rawPath.substring(start)));
        return segments;
    }

    /** {@link URLDecoder} decodes forms, so a plus must not reach it. */
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "The path or the query has a wrong percent encoding.");
        }
    }
}
