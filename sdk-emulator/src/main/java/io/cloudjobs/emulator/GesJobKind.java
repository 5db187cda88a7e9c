package io.cloudjobs.emulator;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of jobs of the graph engine. The kind decides whether a job can be cancelled, and the format of its result.
 * Later versions of this library can add kinds.
 *
 * <p>The constants follow the service's documentation of 2025. For other engines, see {@link GesEngine#cancels}.
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
    /** Creating an index; can be cancelled. */
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
    /** An algorithm of the HyG engine; can be cancelled, but only by the cancel operation of HyG. */
    HYG_ALGORITHM(true, null, "HygAlgorithm", null),
    /** Synchronizing data to the HyG engine; can be cancelled, but only by the cancel operation of HyG. */
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
     * Returns whether the service cancels such a job while it is pending or running.
     *
     * @return true if such a job can be cancelled
     */
    public boolean isCancellable() {
        return cancellable;
    }

    /** Returns the number in the response to a submission, or null if it has none. */
    @Nullable Integer jobType() {
        return jobType;
    }

    /** Returns the name of the kind in the list of jobs. */
    String taskType() {
        return taskType;
    }

    /** Returns the name of the default output, or null if the kind has no result. */
    @Nullable String output() {
        return output;
    }

    /** Returns the algorithm of a job without a request, or the kind, which selects the output. */
    String usualName() {
        return isAlgorithm() && output != null ? output : name();
    }

    boolean isAlgorithm() {
        return taskType.equals("Algorithm");
    }

    boolean isHyg() {
        return this == HYG_ALGORITHM || this == HYG_SYNC;
    }
}
