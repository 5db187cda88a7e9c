package io.cloudjobs.ges;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.Service.ServiceError;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.ges.internal.GesErrorReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a job, row by row. While you iterate, the client reads the rows page by page with
 * {@link GesJobResource#getWithRows}. Therefore, a result of any size needs the memory of one page only, and the client
 * holds no connection between pages. Each iteration starts at the first page. Each page is retried according to
 * {@link io.cloudjobs.core.RetryPolicy}.
 *
 * <p>If the result has no vertices, edges or paths, the iteration has no elements. The iteration throws the exceptions
 * of the requests. It also throws a {@link JobFailedException} if the job failed or was cancelled, a
 * {@link io.cloudjobs.core.NotFoundException} if the job does not exist or no longer exists, and an
 * {@link IllegalStateException} if the job has not ended yet.
 *
 * <p>Immutable.
 */
public final class GesResults {
    /**
     * The default page size. It stays far below the limits of a response, 500,000 JSON tokens or more. A property has four
     * tokens.
     */
    static final int PAGE_SIZE = 500;

    private static final String OPERATION = "job.get";

    private final GesJobResource job;
    private final int pageSize;

    GesResults(GesJobResource job, int pageSize) {
        this.job = job;
        this.pageSize = pageSize;
    }

    /**
     * Returns these results with the given page size.
     *
     * @param rows the maximum number of rows per page, 1 to 100,000. Default: 500. Larger pages need fewer requests and more
     *     memory. If a page exceeds the limits of a response, the iteration throws an {@link InvalidResponseException}
     * @return the results
     * @throws IllegalArgumentException if the number is out of range
     */
    public GesResults pageSize(int rows) {
        return new GesResults(job, OffsetPages.limit("pageSize", rows));
    }

    /**
     * Returns the vertices. See {@link GesResult#vertices()}.
     *
     * @return the vertices
     */
    public PagedIterable<GesVertex> vertices() {
        return rows("vertices", GesResultRecord::vertices);
    }

    /**
     * Returns the edges. See {@link GesResult#edges()}.
     *
     * @return the edges
     */
    public PagedIterable<GesEdge> edges() {
        return rows("edges", GesResultRecord::edges);
    }

    /**
     * Returns the paths. See {@link GesResult#paths()}.
     *
     * @return for each path, the ids of its vertices in order
     */
    public PagedIterable<List<String>> paths() {
        return rows("paths", GesResultRecord::paths);
    }

    /**
     * Returns the value of each vertex. See {@link GesResult#values}.
     *
     * @param output the name of the output, for example {@code pagerank}
     * @return the values. The iteration throws an {@link IllegalArgumentException} if the first page has other outputs but
     *     not this one, even if they are empty, or if the output has no value per vertex. If the first page has no outputs,
     *     the client cannot check the name, and there are no values
     */
    public PagedIterable<VertexValue> values(String output) {
        Objects.requireNonNull(output, "output"); // now, not in the iteration
        return OffsetPages.all(
                OPERATION,
                job.resource(),
                query("values " + output),
                offset -> part(offset, output, result -> {
                    if (offset == 0) {
                        result.requireOutput(output);
                    }
                    return result.valuesOnPage(output);
                }));
    }

    private <T> PagedIterable<T> rows(String output, Function<GesResultRecord, List<T>> rows) {
        return OffsetPages.all(OPERATION, job.resource(), query(output), offset -> part(offset, output, rows));
    }

    private String query(String rows) {
        return "rows=" + rows + "&limit=" + pageSize;
    }

    private <T> OffsetPages.Part<T> part(long offset, String output, Function<GesResultRecord, List<T>> rowsOf) {
        GesResultRecord result = result(offset);
        if (result == null) {
            return new OffsetPages.Part<>(List.of(), 0, true, "", true);
        }
        List<T> rows = rowsOf.apply(result);
        int count = result.rowCount(output);
        Long total = result.dataTotalSize();
        Long at = result.dataOffset();
        // Without an offset, only the rows distinguish a page from the previous one.
        String mark = at == null && !rows.isEmpty() ? String.valueOf(result.output(output)) : "";
        if (at != null && at != offset) {
            throw new InvalidResponseException(
                    OPERATION,
                    job.resource(),
                    1,
                    false,
                    "the service returned the rows from offset " + at + " instead of " + offset
                            + ", so it ignores the offset: set a pageSize() that covers the whole result",
                    null);
        }
        if (total == null) {
            // Algorithms with a single value return no sizes, and may ignore offset and limit.
            return new OffsetPages.Part<>(rows, count, count != pageSize, mark, true);
        }
        Long returned = result.dataReturnSize();
        // The service counts the rows of all kinds, not only of the requested kind.
        long size = returned == null || returned > pageSize ? count : Math.max(returned, count);
        return new OffsetPages.Part<>(rows, size, offset + size >= total, mark, false);
    }

    private @Nullable GesResultRecord result(long offset) {
        try {
            return ended(job.read(offset, pageSize)).result();
        } catch (NotFoundException unknown) {
            ended(job.listed(unknown));
            throw unknown; // the job succeeded, but its result is gone
        } catch (InvalidResponseException e) {
            throw new InvalidResponseException(
                    OPERATION,
                    job.resource(),
                    e.attempts(),
                    e.mayHaveReachedService(),
                    "the page of up to " + pageSize + " rows from offset " + offset
                            + " is unreadable: if it exceeds a limit, set a smaller pageSize()",
                    e);
        }
    }

    /** Returns the job if it ended with a result. */
    private GesJobRecord ended(GesJobRecord read) {
        GesJobStatus status = read.status();
        if (!status.isTerminal()) {
            throw new IllegalStateException("job.results of " + job.resource()
                    + " failed: the job has no result yet, because its status is " + status
                    + ": call await() before results()");
        }
        boolean isPartial =
                GesJobStatus.PARTIALLY_FAILED.value().equalsIgnoreCase(status.value()) && read.result() != null;
        if (!status.isSuccess() && !isPartial) {
            String json = String.valueOf(read.json());
            ServiceError said = GesErrorReader.read(200, Json.tree(json));
            throw new JobFailedException(
                    OPERATION,
                    job.resource(),
                    1,
                    false,
                    ErrorResponse.builder(200)
                            .code(said == null ? null : said.code())
                            .message(
                                    read.failReason() == null
                                            ? "the status of the job is " + status
                                            : read.failReason())
                            .requestId(said == null ? null : said.requestId())
                            .body(json)
                            .build());
        }
        return read;
    }

    /** Returns the path of the job. */
    @Override
    public String toString() {
        return job + " results";
    }
}
