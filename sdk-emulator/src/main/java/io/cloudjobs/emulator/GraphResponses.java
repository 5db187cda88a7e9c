package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Creates responses in Graph's format: {@code @odata.context} comes first, and lists have pages. */
final class GraphResponses {
    static final String JSON =
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    static final String VERSION = "/v1.0";
    private static final String ENTITY = "/$entity";

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

    /** Returns the place of an entity or a list in the metadata, without the id of the entity. */
    static String context(Request request) {
        String context = request.template().substring(VERSION.length() + 1);
        if (context.endsWith("}")) {
            context = context.substring(0, context.lastIndexOf('/'));
        }
        for (Map.Entry<String, String> variable : request.variables().entrySet()) {
            context = context.replace("/{" + variable.getKey() + "}", "('" + variable.getValue() + "')");
        }
        return context;
    }

    /** Returns the requested members of an entity. */
    Response entity(Request request, ODataType type, ObjectNode entity) {
        return found(
                request,
                ODataQuery.of(request.parameters(), type, ODataQuery.ENTITY).of(entity));
    }

    Response found(Request request, ObjectNode entity) {
        return found(context(request) + ENTITY, entity);
    }

    Response found(String context, ObjectNode entity) {
        return inContext(200, context, entity);
    }

    Response created(String context, ObjectNode entity) {
        return inContext(201, context, entity);
    }

    /** Returns the new element of the list. */
    Response created(Request request, ObjectNode entity) {
        return created(context(request) + ENTITY, entity);
    }

    private Response inContext(int status, String context, ObjectNode entity) {
        var response = JsonTrees.object();
        response.put("@odata.context", endpoint + "/$metadata#" + context);
        response.setAll(entity);
        return Response.json(status, JSON, response);
    }

    /** Returns the entities of a list. */
    static <T> ArrayNode list(Collection<T> all, Function<T, ObjectNode> json) {
        ArrayNode entities = JsonTrees.array();
        all.forEach(each -> entities.add(json.apply(each)));
        return entities;
    }

    /** Returns the requested page of a list with query options. */
    Response page(Request request, ODataType type, Set<String> options, ArrayNode entities) {
        ODataQuery query = ODataQuery.of(request.parameters(), type, options);
        return page(request, context(request), query, entities);
    }

    /** Returns the requested page of the entities of a list, with a link to the next page if there is one. */
    Response page(Request request, String context, ODataQuery query, ArrayNode entities) {
        ArrayNode all = query.all(entities);
        int from = query.skipToken();
        int size = Math.min(pageSize, query.top());
        var page = JsonTrees.object();
        if (size > 0 && size < all.size() - from) {
            page.put("@odata.nextLink", nextLink(request, from + size));
        }
        var value = page.putArray("value");
        for (int i = from; i < all.size() && value.size() < size; i++) {
            value.add(all.get(i));
        }
        return found(context, page);
    }

    /** Returns a link with the same encoded query and a different start. */
    private String nextLink(Request request, int from) {
        var query = new StringBuilder();
        for (String pair : request.rawQuery().split("&", -1)) {
            String name = Router.decode(pair.substring(0, Math.max(0, pair.indexOf('='))));
            if (!pair.isEmpty() && !ODataQuery.systemName(name).equals("skiptoken")) {
                query.append(pair).append('&');
            }
        }
        return endpoint + request.rawPath().substring(VERSION.length()) + "?" + query + "$skiptoken=" + from;
    }

    int pageSize() {
        return pageSize;
    }
}
