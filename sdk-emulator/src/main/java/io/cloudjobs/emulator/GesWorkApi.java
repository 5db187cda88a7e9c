package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Response;
import java.util.Set;
import java.util.regex.Pattern;

/** The HTTP side of work on graphs. Most responses have the id of a job. */
final class GesWorkApi {
    private static final Pattern INDEX_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");
    private static final String GRAPH = "/graphs/{graphName}";
    private static final Set<String> CANCELLABLE = Set.of(
            "topicrank",
            "pagerank",
            "personalrank",
            "kcore",
            "connected_component",
            "label_propagation",
            "louvain",
            "node2vec");
    private static final Set<String> SYNCHRONOUS = Set.of(
            "k_hop",
            "shortest_path",
            "all_shortest_paths",
            "filtered_shortest_path",
            "shortest_path_of_vertex_sets",
            "n_paths",
            "realtime_recommendation");
    private static final Set<String> INDEX_TYPES = Set.of(
            "GlobalCompositeVertexIndex",
            "GlobalCompositeEdgeIndex",
            "CompositeVertexIndex",
            "CompositeEdgeIndex",
            "FullTextIndex");

    private final GesServicePlane service;
    private final GesCypherApi cypher;

    GesWorkApi(GesRouter router, GesServicePlane service) {
        this.service = service;
        cypher = new GesCypherApi(service);

        router.on("POST", GRAPH + "/vertices/action", GesCall.handler(this::vertices));
        router.on("POST", GRAPH + "/edges/action", GesCall.handler(this::edges));
        router.on("POST", GRAPH + "/action", GesCall.handler(this::act));
        router.on("POST", GRAPH + "/indices", GesCall.handler(this::addIndex));
        router.on("DELETE", GRAPH + "/indices/{indexName}", GesCall.handler(this::dropIndex));
        router.on("POST", GRAPH + "/jobs/{jobId}/action", GesCall.handler(this::exportResult));
    }

    private Response vertices(GesCall call) {
        return filter(call, GesJobKind.VERTEX_QUERY, "GES.8203", "vertexFilters");
    }

    private Response edges(GesCall call) {
        return filter(call, GesJobKind.EDGE_QUERY, "GES.8103", "edgeFilters");
    }

    private Response filter(GesCall call, GesJobKind kind, String code, String filters) {
        call.expectAction("query");
        service.expectGraph(call.graph(), "GES.8000", call.graphMissing());
        if (call.isEmpty("labels") && call.isEmpty(filters)) {
            throw new Refusal(400, code, "Bad Request, parameter labels and " + filters + " cannot all be null");
        }
        return submit(call, call.work(kind));
    }

    private Response act(GesCall call) {
        return switch (call.action()) {
            case "execute-algorithm" -> algorithm(call);
            case "filtered-query" -> filteredQuery(call);
            case "execute-cypher-query" -> cypher.respond(call);
            case "import-graph" -> submit(call, GesJobKind.IMPORT_GRAPH, "GES.8013", "obsParameters");
            case "export-graph" -> submit(call, GesJobKind.EXPORT_GRAPH, "GES.8005", "graphExportPath");
            case "clear-graph" -> submit(call, GesJobKind.CLEAR_GRAPH, "GES.8012");
            default -> throw call.unknownAction();
        };
    }

    private Response algorithm(GesCall call) {
        service.expectGraph(call.graph(), "GES.8402", call.graphMissing());
        call.want("GES.8401", "algorithmName", "parameters");
        String name = call.body().get("algorithmName").asText();
        GesWork work =
                call.work(CANCELLABLE.contains(name) ? GesJobKind.ALGORITHM : GesJobKind.UNCANCELLABLE_ALGORITHM, name);
        if (!GesCall.isSynchronous(call.body(), "async", "GES.8404")) {
            return submit(call, work);
        }
        if (!SYNCHRONOUS.contains(name)) {
            throw new Refusal(400, "GES.8404", "algorithm [" + name + "] does not support executionMode sync");
        }
        return GesResponses.result(service.execute(call.graph(), work), GesPart.of(call.body()));
    }

    private Response filteredQuery(GesCall call) {
        service.expectGraph(call.graph(), "GES.8806", call.graphMissing());
        call.want("GES.8806", "filters", call.isEmpty("edges") ? "vertices" : "edges");
        GesWork work = call.work(GesJobKind.FILTERED_QUERY);
        return GesCall.isSynchronous(call.body(), "sync", "GES.8806")
                ? GesResponses.found(service.execute(call.graph(), work))
                : submit(call, work);
    }

    private Response addIndex(GesCall call) {
        service.expectGraph(call.graph(), "GES.8603", call.graphMissing());
        call.want("GES.8603", "indexName", "indexType");
        String name = call.body().get("indexName").asText();
        boolean hasLabel = call.body().path("hasLabel").asBoolean();
        if (!INDEX_NAME.matcher(name).matches()
                || !INDEX_TYPES.contains(call.body().get("indexType").asText())
                || (!hasLabel && call.isEmpty("indexProperty"))) {
            throw new Refusal(400, "GES.8603", "index [" + name + "] cannot be created from these parameters");
        }
        GesWork work = call.work(GesJobKind.ADD_INDEX);
        return GesResponses.submitted(service.addIndex(call.graph(), name, work), work.kind());
    }

    private Response dropIndex(GesCall call) {
        service.expectGraph(call.graph(), "GES.8604", call.graphMissing());
        GesWork work = call.work(GesJobKind.DROP_INDEX);
        String jobId = service.dropIndex(call.graph(), call.request().path("indexName"), work);
        return service.engine().isDatabase()
                ? GesResponses.json(JsonTrees.object().put("result", "success"))
                : GesResponses.submitted(jobId, work.kind());
    }

    private Response exportResult(GesCall call) {
        call.expectAction("export-result");
        return exportResult(call, service);
    }

    /**
     * Exports a result, and deletes its job unless {@code erase} is false. HyG has the same operation at a different
     * path.
     */
    static Response exportResult(GesCall call, GesServicePlane service) {
        service.expectGraph(call.graph(), "GES.8011", call.graphMissing());
        call.want("GES.8011", "exportPath", "obsParameters");
        GesWork work = call.work(GesJobKind.EXPORT_RESULT);
        boolean erase = call.body().path("erase").asBoolean(true);
        String jobId = service.exportResult(call.graph(), call.request().path("jobId"), erase, work);
        return GesResponses.submitted(jobId, work.kind());
    }

    private Response submit(GesCall call, GesJobKind kind, String code, String... wanted) {
        service.expectGraph(call.graph(), code, call.graphMissing());
        call.want(code, wanted);
        return submit(call, call.work(kind));
    }

    private Response submit(GesCall call, GesWork work) {
        return GesResponses.submitted(service.submit(call.graph(), work), work.kind());
    }
}
