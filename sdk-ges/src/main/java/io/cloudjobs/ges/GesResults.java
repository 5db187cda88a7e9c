package io.cloudjobs.ges;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a job, row by row. They are read page by page with {@link GesJobResource#status(long, int)} as they are
 * used, so that a result of any size needs the memory of one page; no connection is held between two rows. Every
 * iteration begins anew, with a request. Each page may be repeated, and is, as {@link io.cloudjobs.core.RetryPolicy} says.
 *
 * <p>A result without rows, or without the output that is asked for, is empty. What a page throws comes where the rows are
 * iterated: a {@link JobFailedException} if the job did not end well, a {@link io.cloudjobs.core.NotFoundException} if the
 * service does not know it (any more), an {@link IllegalStateException} if it has not ended yet.
 *
 * <p>Immutable.
 */
public final class GesResults {
    /** Far below the bounds of an answer, which are for 500,000 values and names. */
    static final int PAGE_SIZE = 2_000;

    private static final String OPERATION = "job.status";

    private final GesJobResource job;
    private final int pageSize;

    GesResults(GesJobResource job, int pageSize) {
        this.job = job;
        this.pageSize = pageSize;
    }

    /**
     * The same results, read in other pages.
     *
     * @param rows how many rows to read at once, 1 to 100,000; 2,000 unless it is set. More are fewer requests, and more
     *     memory
     * @return the results
     * @throws IllegalArgumentException if the number is out of its range
     */
    public GesResults pageSize(int rows) {
        return new GesResults(job, OffsetPages.limit(rows));
    }

    /**
     * The vertices: see {@link GesResult#vertices()}.
     *
     * @return the vertices, page by page
     */
    public PagedIterable<GesVertex> vertices() {
        return rows(GesResult::vertices);
    }

    /**
     * The edges: see {@link GesResult#edges()}.
     *
     * @return the edges, page by page
     */
    public PagedIterable<GesEdge> edges() {
        return rows(GesResult::edges);
    }

    /**
     * The paths: see {@link GesResult#paths()}.
     *
     * @return of each path, the ids of the vertices along it, page by page
     */
    public PagedIterable<List<String>> paths() {
        return rows(GesResult::paths);
    }

    /**
     * What an algorithm has found for each vertex: see {@link GesResult#values}.
     *
     * @param output the name of the output, for example {@code pagerank}
     * @return the values, page by page
     */
    public PagedIterable<VertexValue> values(String output) {
        return rows(result -> result.values(output));
    }

    private <T> PagedIterable<T> rows(Function<GesResult, List<T>> rows) {
        return OffsetPages.all(OPERATION, offset -> part(offset, rows));
    }

    private <T> OffsetPages.Part<T> part(long offset, Function<GesResult, List<T>> rowsOf) {
        GesResult result = result(offset);
        List<T> rows = result == null ? List.of() : rowsOf.apply(result);
        Long total = result == null ? null : result.dataTotalSize();
        if (result == null || total == null) {
            // Algorithms with a single value tell no sizes, and may not look at offset and limit.
            String first = rows.isEmpty() ? "" : rows.get(0).toString();
            return new OffsetPages.Part<>(rows, rows.size(), rows.size() != pageSize, first);
        }
        Long at = result.dataOffset();
        if (at != null && at != offset) {
            throw new InvalidResponseException(
                    OPERATION, 1, false, "the rows from " + at + " came instead of those from " + offset, null);
        }
        Long returned = result.dataReturnSize();
        // The service counts rows of every kind, and only those of one kind were asked for.
        long size = returned == null || returned > pageSize ? rows.size() : Math.max(returned, rows.size());
        return new OffsetPages.Part<>(rows, size, offset + size >= total, "");
    }

    private @Nullable GesResult result(long offset) {
        GesJobRecord read = job.read(offset, pageSize);
        GesJobStatus status = read.status();
        if (status.equals(GesJobStatus.FAILED) || read.result() == null && status.isTerminal() && !status.isSuccess()) {
            ErrorResponse error = ErrorResponse.builder(200)
                    .message(read.failReason() == null ? "the job is " + status : read.failReason())
                    .body(read.json())
                    .build();
            throw new JobFailedException(OPERATION, 1, false, error);
        }
        if (!status.isTerminal()) {
            throw new IllegalStateException("the job is " + status + ": await its end before its results");
        }
        return read.result();
    }

    /** Whose results they are. */
    @Override
    public String toString() {
        return job + " results";
    }
}
