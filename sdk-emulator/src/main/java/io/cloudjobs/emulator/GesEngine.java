package io.cloudjobs.emulator;

/**
 * The editions and versions of the graph engine, as far as they differ in what a program sees of jobs. Engines may be
 * added.
 */
public enum GesEngine {
    /**
     * The memory edition as documented until 2022: {@code waiting} and {@code complete}. It cancels filter queries, all
     * algorithms and the building of an index; HyG jobs while they are queued. To cancel another kind is an
     * {@code Unsupported Operation}.
     */
    MEMORY_2_2("waiting", "complete"),
    /**
     * The memory edition as documented in 2025, which is the one at the start: {@code pending} and {@code success}. It
     * cancels what {@link GesJobKind#isCancellable()} says.
     */
    MEMORY_2_3("pending", "success"),
    /**
     * The database edition: {@code pending} and {@code complete}; it cancels nothing but HyG jobs, has another layout of
     * the list of jobs, tells vertices and edges right below {@code data}, and an error has {@code result}
     * {@code failed}.
     */
    DATABASE("pending", "complete");

    private final String pending;
    private final String success;

    GesEngine(String pending, String success) {
        this.pending = pending;
        this.success = success;
    }

    /**
     * Whether this engine cancels such a job. HyG jobs have an operation of their own for it.
     *
     * @param kind what the job does
     * @return true when it can be cancelled
     */
    public boolean cancels(GesJobKind kind) {
        if (kind.isHyg()) {
            return true;
        }
        return switch (this) {
            case MEMORY_2_2 ->
                switch (kind) {
                    case VERTEX_QUERY, EDGE_QUERY, ALGORITHM, UNCANCELLABLE_ALGORITHM, ADD_INDEX -> true;
                    default -> false;
                };
            case MEMORY_2_3 -> kind.isCancellable();
            case DATABASE -> false;
        };
    }

    /** How it spells the status of a job. The HyG engine is the same in all. */
    String word(EmulatedGesJobStatus status, GesJobKind kind) {
        return switch (status) {
            case PENDING -> pending;
            case SUCCESS -> kind.isHyg() ? "complete" : success;
            default -> status.word();
        };
    }

    /** Whether a job that is to be cancelled must still be queued. */
    boolean cancelsQueuedOnly(GesJobKind kind) {
        return kind.isHyg() && this == MEMORY_2_2;
    }

    boolean isDatabase() {
        return this == DATABASE;
    }
}
