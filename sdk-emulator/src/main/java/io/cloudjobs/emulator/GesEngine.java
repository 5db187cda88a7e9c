package io.cloudjobs.emulator;

import java.util.Set;

/**
 * The editions and versions of the graph engine that treat jobs differently. Later versions of this library can add
 * engines.
 */
public enum GesEngine {
    /**
     * The memory edition as documented until 2022, with the statuses {@code waiting} and {@code complete}. It cancels
     * filter queries, all algorithms and the creation of an index, and HyG jobs while they are queued. Cancelling any
     * other kind fails with {@code Unsupported Operation}.
     */
    MEMORY_2_2("waiting", "complete"),
    /**
     * The memory edition as documented in 2025, with the statuses {@code pending} and {@code success}. This is the
     * default. {@link GesJobKind#isCancellable()} lists the kinds that it cancels.
     */
    MEMORY_2_3("pending", "success"),
    /**
     * The database edition, with the statuses {@code pending} and {@code complete}. It cancels HyG jobs only. The list
     * of jobs has a different layout, vertices and edges are directly below {@code data}, and in errors the member
     * {@code result} is {@code failed}.
     */
    DATABASE("pending", "complete");

    private static final Set<GesJobKind> OLD_CANCELLABLE =
            Set.of(GesJobKind.VERTEX_QUERY, GesJobKind.EDGE_QUERY, GesJobKind.ADD_INDEX);

    private final String pending;
    private final String success;

    GesEngine(String pending, String success) {
        this.pending = pending;
        this.success = success;
    }

    /**
     * Returns whether this engine cancels jobs of a kind. HyG jobs have their own cancel operation.
     *
     * @param kind the kind of job
     * @return true if such a job can be cancelled
     */
    public boolean cancels(GesJobKind kind) {
        if (kind.isHyg()) {
            return true;
        }
        return this == MEMORY_2_2
                ? kind.isAlgorithm() || OLD_CANCELLABLE.contains(kind)
                : this == MEMORY_2_3 && kind.isCancellable();
    }

    /** Returns the spelling of a status. The HyG engine spells it the same in all editions. */
    String word(EmulatedGesJobStatus status, GesJobKind kind) {
        if (status == EmulatedGesJobStatus.PENDING) {
            return pending;
        }
        return status != EmulatedGesJobStatus.SUCCESS ? status.word() : kind.isHyg() ? "complete" : success;
    }

    /** Returns whether a job of this kind can be cancelled only while it is queued. */
    boolean cancelsQueuedOnly(GesJobKind kind) {
        return kind.isHyg() && this == MEMORY_2_2;
    }

    boolean isDatabase() {
        return this == DATABASE;
    }
}
