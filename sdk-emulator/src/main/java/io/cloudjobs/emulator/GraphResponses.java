package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates responses in Graph's format: {@code @odata.context} comes first, and lists have pages. */
final class GraphResponses {
    static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    private static final String SKIP_TOKEN = "$skiptoken";
    private static final Pattern SKIPPED = Pattern.compile("[1-9]\\d{0,8}");

    private final String endpoint;
    private volatile int pageSize = 100;

    GraphResponses(String endpoint) {
        this.endpoint = endpoint;
    }

    String endpoint() {
        return endpoint;
    }

    void pageSize(int size) {
        pageSize = size;
    }

    Response found(String context, ObjectNode entity) {
        return inContext(200, context, entity);
    }

    Response created(String context, ObjectNode entity) {
        return inContext(201, context, entity);
    }

    private Response inContext(int status, String context, ObjectNode entity) {
        var response = JsonTrees.object();
        response.put("@odata.context", endpoint + "/$metadata#" + context);
        response.setAll(entity);
        return Response.json(status, JSON, response);
    }

    /** Returns the requested page of a list, with a link to the next page if there is one. */
    Response page(Request request, String context, ArrayNode all) {
        int from = skipped(request);
        int size = pageSize;
        var page = JsonTrees.object();
        if (size < all.size() - from) {
            page.put("@odata.nextLink", nextLink(request, from + size));
        }
        var value = page.putArray("value");
        for (int i = from; i < all.size() && value.size() < size; i++) {
            value.add(all.get(i));
        }
        return found(context, page);
    }

    private static int skipped(Request request) {
        List<String> tokens = request.query(SKIP_TOKEN);
        if (tokens.isEmpty()) {
            return 0;
        }
        if (!SKIPPED.matcher(tokens.get(0)).matches()) {
            throw new Refusal(400, "The skip token is not valid.");
        }
        return Integer.parseInt(tokens.get(0));
    }

    /** Returns a link with the same encoded query and a different start. */
    private String nextLink(Request request, int from) {
        String query = request.rawQuery();
        Stream<String> kept = query.isEmpty() ? Stream.of() : Stream.of(query.split("&"));
        String next = Stream.concat(
                        kept.filter(pair -> !pair.startsWith(SKIP_TOKEN + "=") && !pair.startsWith("%24skiptoken=")),
                        Stream.of(SKIP_TOKEN + "=" + from))
                .collect(Collectors.joining("&"));
        return endpoint + request.rawPath().substring("/v1.0".length()) + "?" + next;
    }
}
