package io.cloudjobs.emulator;

/**
 * What a job of the graph engine does, as far as it decides whether the job can be cancelled. Kinds may be added.
 *
 * <p>Which kinds can be cancelled is what the service's documentation of 2025 says; older engines know fewer.
 */
public enum GesJobKind {
    /** A filter query on vertices; can be cancelled. */
    VERTEX_QUERY(true),
    /** A filter query on edges; can be cancelled. */
    EDGE_QUERY(true),
    /** A multi-hop filtered query, version 2; can be cancelled. */
    FILTERED_QUERY(true),
    /**
     * An algorithm that can be cancelled: topicrank, pagerank, personalrank, kcore, connected_component,
     * label_propagation, louvain, node2vec.
     */
    ALGORITHM(true),
    /** Any other algorithm; cannot be cancelled. */
    UNCANCELLABLE_ALGORITHM(false),
    /** Building an index; can be cancelled. */
    ADD_INDEX(true),
    /** Dropping an index; cannot be cancelled. */
    DROP_INDEX(false),
    /** Importing a graph; can be cancelled. */
    IMPORT_GRAPH(true),
    /** Exporting a graph; can be cancelled. */
    EXPORT_GRAPH(true),
    /** Clearing a graph; cannot be cancelled. */
    CLEAR_GRAPH(false),
    /** An asynchronous Cypher query; cannot be cancelled. */
    CYPHER_QUERY(false);

    private final boolean cancellable;

    GesJobKind(boolean cancellable) {
        this.cancellable = cancellable;
    }

    /**
     * Whether the service cancels such a job while it is pending or running.
     *
     * @return true when it can be cancelled
     */
    public boolean isCancellable() {
        return cancellable;
    }
}
