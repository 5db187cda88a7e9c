package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.util.Set;
import java.util.regex.Pattern;

/** The operations of the service plane: work on graphs, mostly as jobs, and the jobs themselves. Every graph has HyG. */
final class GesOperations {
    private static final Pattern INDEX_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");
    private static final String GRAPH = "/graphs/{graphName}";
    private static final String HYG = "/hyg/{graphName}";
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
    private final String projectId;

    GesOperations(GesApi api, GesServicePlane service, String projectId) {
        this.service = service;
        this.projectId = projectId;

        api.on("GET", GRAPH + "/jobs/status", call -> service.jobs(call.graph(), GesPart.of(call.request())));
        api.on("GET", GRAPH + "/jobs/{jobId}/status", this::status);
        api.on("GET", HYG + "/jobs/{jobId}/status", this::status);
        api.on("DELETE", GRAPH + "/jobs/{jobId}", this::cancel);
        api.on("POST", GRAPH + "/vertices/action", this::vertices);
        api.on("POST", GRAPH + "/edges/action", this::edges);
        api.on("POST", GRAPH + "/action", this::act);
        api.on("POST", GRAPH + "/indices", this::addIndex);
        api.on("DELETE", GRAPH + "/indices/{indexName}", this::dropIndex);
        api.on("POST", GRAPH + "/jobs/{jobId}/action", this::exportResult);
        api.on("POST", HYG + "/sync", this::syncHyg);
        api.on("POST", HYG + "/algorithm", this::runHyg);
        api.on("POST", HYG + "/jobs/{jobId}/export-result", this::exportFrom);
        api.on("DELETE", HYG + "/jobs/{jobId}", this::cancelHyg);
        api.on("DELETE", HYG + "/jobs", this::cancelQueuedHyg);
    }

    private ObjectNode status(GesCall call) {
        return service.status(call.graph(), call.jobId(), GesPart.of(call.request()));
    }

    private ObjectNode cancel(GesCall call) {
        service.cancel(call.graph(), call.jobId(), false);
        return JsonTrees.object();
    }

    private ObjectNode vertices(GesCall call) {
        return filter(call, GesJobKind.VERTEX_QUERY, "GES.8203", "vertexFilters");
    }

    private ObjectNode edges(GesCall call) {
        return filter(call, GesJobKind.EDGE_QUERY, "GES.8103", "edgeFilters");
    }

    private ObjectNode filter(GesCall call, GesJobKind kind, String code, String filters) {
        call.expectAction("query");
        expect(call, "GES.8000");
        if (call.isEmpty("labels") && call.isEmpty(filters)) {
            throw new Refusal(400, code, "Bad Request, parameter labels and " + filters + " cannot all be null");
        }
        return submit(call, call.job(kind));
    }

    /** Checks that the graph and the members of the body exist. */
    private void expect(GesCall call, String code, String... members) {
        service.expectGraph(call.graph(), code, "graph [" + call.graph() + "] is not found");
        call.expect(code, members);
    }

    private ObjectNode submit(GesCall call, EmulatedGesJob job) {
        service.submit(call.graph(), job);
        return GesResponses.submitted(job);
    }

    private ObjectNode submit(GesCall call, GesJobKind kind, String code, String... members) {
        expect(call, code, members);
        return submit(call, call.job(kind));
    }

    private ObjectNode act(GesCall call) {
        return switch (call.action()) {
            case "execute-algorithm" -> algorithm(call);
            case "filtered-query" -> filteredQuery(call);
            case "execute-cypher-query" -> cypherQuery(call);
            case "import-graph" -> submit(call, GesJobKind.IMPORT_GRAPH, "GES.8013", "obsParameters");
            case "export-graph" -> submit(call, GesJobKind.EXPORT_GRAPH, "GES.8005", "graphExportPath");
            case "clear-graph" -> submit(call, GesJobKind.CLEAR_GRAPH, "GES.8012");
            default -> throw call.unknownAction();
        };
    }

    private ObjectNode algorithm(GesCall call) {
        expect(call, "GES.8402");
        call.expect("GES.8401", "algorithmName", "parameters");
        String name = call.body().get("algorithmName").asText();
        EmulatedGesJob job =
                call.job(CANCELLABLE.contains(name) ? GesJobKind.ALGORITHM : GesJobKind.UNCANCELLABLE_ALGORITHM, name);
        if (!GesCall.isSynchronous(call.body(), "async", "GES.8404")) {
            return submit(call, job);
        }
        if (!SYNCHRONOUS.contains(name)) {
            throw new Refusal(400, "GES.8404", "algorithm [" + name + "] does not support executionMode sync");
        }
        return GesResponses.result(service.execute(call.graph(), job), GesPart.of(call.body()));
    }

    private ObjectNode filteredQuery(GesCall call) {
        expect(call, "GES.8806", "filters", call.isEmpty("edges") ? "vertices" : "edges");
        EmulatedGesJob job = call.job(GesJobKind.FILTERED_QUERY);
        return GesCall.isSynchronous(call.body(), "sync", "GES.8806")
                ? GesResponses.found(service.execute(call.graph(), job))
                : submit(call, job);
    }

    /** The responses of Cypher are tables, even for the id of a job. */
    private ObjectNode cypherQuery(GesCall call) {
        expect(call, "GES.8000");
        JsonNode statement = call.body().path("statements").path(0);
        GesCall.expect(statement, "GES.8000", "statement");
        EmulatedGesJob job = call.job(GesJobKind.CYPHER_QUERY);
        if (GesCall.isSynchronous(statement, "sync", "GES.8000")) {
            return GesResponses.table(service.execute(call.graph(), job));
        }
        service.submit(call.graph(), job);
        return GesResponses.table(job, service.engine());
    }

    private ObjectNode addIndex(GesCall call) {
        expect(call, "GES.8603", "indexName", "indexType");
        String name = call.body().get("indexName").asText();
        boolean hasLabel = call.body().path("hasLabel").asBoolean();
        if (!INDEX_NAME.matcher(name).matches()
                || !INDEX_TYPES.contains(call.body().get("indexType").asText())
                || (!hasLabel && call.isEmpty("indexProperty"))) {
            throw new Refusal(400, "GES.8603", "index [" + name + "] cannot be created from these parameters");
        }
        EmulatedGesJob job = call.job(GesJobKind.ADD_INDEX);
        service.addIndex(call.graph(), name, job);
        return GesResponses.submitted(job);
    }

    private ObjectNode dropIndex(GesCall call) {
        expect(call, "GES.8604");
        EmulatedGesJob job = call.job(GesJobKind.DROP_INDEX);
        service.dropIndex(call.graph(), call.request().path("indexName"), job);
        return service.engine().isDatabase() ? success() : GesResponses.submitted(job);
    }

    private static ObjectNode success() {
        return JsonTrees.object().put("result", "success");
    }

    private ObjectNode exportResult(GesCall call) {
        call.expectAction("export-result");
        return exportFrom(call);
    }

    /** Exports a result, and deletes its job unless {@code erase} is false. */
    private ObjectNode exportFrom(GesCall call) {
        expect(call, "GES.8011", "exportPath", "obsParameters");
        EmulatedGesJob job = call.job(GesJobKind.EXPORT_RESULT);
        boolean erase = call.body().path("erase").asBoolean(true);
        service.exportResult(call.graph(), call.jobId(), erase, job);
        return GesResponses.submitted(job);
    }

    private ObjectNode syncHyg(GesCall call) {
        expectHyg(call);
        call.expect("GES.8000", "vertex", "edge");
        return submit(call, call.job(GesJobKind.HYG_SYNC));
    }

    private ObjectNode runHyg(GesCall call) {
        service.expectGraph(call.graph(), "GES.8011", "graph : " + call.graph() + " is not exist");
        call.expect("GES.8011", "algorithmName", "parameters");
        return submit(call, call.job(GesJobKind.HYG_ALGORITHM));
    }

    private ObjectNode cancelHyg(GesCall call) {
        expectHyg(call);
        service.cancel(call.graph(), call.jobId(), true);
        return success();
    }

    private ObjectNode cancelQueuedHyg(GesCall call) {
        expectHyg(call);
        service.cancelQueued(call.graph());
        return success();
    }

    private void expectHyg(GesCall call) {
        service.expectGraph(
                call.graph(),
                "GES.8000",
                "Graph [ " + projectId + " -" + call.graph()
                        + "] does not exist, please check project_id and graph_name.");
    }
}
