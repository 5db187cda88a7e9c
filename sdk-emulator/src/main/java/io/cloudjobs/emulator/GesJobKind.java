package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What a job of the graph engine does, as far as it decides whether the job can be cancelled and what its result looks
 * like. Kinds may be added.
 *
 * <p>Which kinds can be cancelled is what the service's documentation of 2025 says; {@link GesEngine} knows what others
 * do.
 */
public enum GesJobKind {
    /** A filter query on vertices; can be cancelled. */
    VERTEX_QUERY(true, 1, "VertexQuery", "vertices"),
    /** A filter query on edges; can be cancelled. */
    EDGE_QUERY(true, 0, "EdgeQuery", "edges"),
    /** A multi-hop filtered query, version 2; can be cancelled. */
    FILTERED_QUERY(true, 1, "FilteredQuery", "vertices"),
    /**
     * An algorithm that can be cancelled: topicrank, pagerank, personalrank, kcore, connected_component,
     * label_propagation, louvain, node2vec.
     */
    ALGORITHM(true, 1, "Algorithm", "pagerank"),
    /** Any other algorithm; cannot be cancelled. */
    UNCANCELLABLE_ALGORITHM(false, 1, "Algorithm", "closeness"),
    /** Building an index; can be cancelled. */
    ADD_INDEX(true, 8, "AddIndex", null),
    /** Dropping an index; cannot be cancelled. */
    DROP_INDEX(false, 9, "DropIndex", null),
    /** Importing a graph; can be cancelled. */
    IMPORT_GRAPH(true, null, "ImportGraph", null),
    /** Exporting a graph; can be cancelled. */
    EXPORT_GRAPH(true, null, "ExportGraph", null),
    /** Clearing a graph; cannot be cancelled. */
    CLEAR_GRAPH(false, null, "ClearGraph", null),
    /** An asynchronous Cypher query; cannot be cancelled. */
    CYPHER_QUERY(false, 1, "CypherQuery", "n"),
    /** Exporting the result of another job; cannot be cancelled. */
    EXPORT_RESULT(false, null, "ExportResult", null),
    /** An algorithm of the HyG engine; can be cancelled, by the operation of that engine only. */
    HYG_ALGORITHM(true, null, "HygAlgorithm", null),
    /** Synchronizing data to the HyG engine; can be cancelled, by the operation of that engine only. */
    HYG_SYNC(true, null, "HygSync", null);

    private final boolean cancellable;
    private final @Nullable Integer jobType;
    private final String taskType;
    private final @Nullable String output;

    GesJobKind(boolean cancellable, @Nullable Integer jobType, String taskType, @Nullable String output) {
        this.cancellable = cancellable;
        this.jobType = jobType;
        this.taskType = taskType;
        this.output = output;
    }

    /**
     * Whether the service cancels such a job while it is pending or running.
     *
     * @return true when it can be cancelled
     */
    public boolean isCancellable() {
        return cancellable;
    }

    /** The number in the answer to a submit, null when there is none. */
    @Nullable Integer jobType() {
        return jobType;
    }

    /** The word in the list of jobs. */
    String taskType() {
        return taskType;
    }

    /** The name of the output that is told when nothing else was said, null when there is no result. */
    @Nullable String output() {
        return output;
    }

    boolean isAlgorithm() {
        return taskType.equals("Algorithm");
    }

    boolean isHyg() {
        return this == HYG_ALGORITHM || this == HYG_SYNC;
    }
}
