package io.cloudjobs.ges;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.Service.ServiceError;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.ges.internal.GesErrorReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a job, row by row. They are read page by page, as {@link GesJobResource#getWithRows} reads them, while
 * you iterate: a result of any size needs the memory of one page, and no connection is held between two rows. Each
 * iteration starts again with a request. Each page is retried according to {@link io.cloudjobs.core.RetryPolicy}.
 *
 * <p>A result without rows is empty. So are the vertices, edges or paths of a result that has none. Iterating throws what
 * reading a page throws: a {@link JobFailedException} if the job did not succeed, a
 * {@link io.cloudjobs.core.NotFoundException} if the service does not know the job (any more), an
 * {@link IllegalStateException} if the job has not ended yet.
 *
 * <p>Immutable.
 */
public final class GesResults {
    /** Far below the limits of a response, which may have 500,000 JSON tokens or more: a property has four. */
    static final int PAGE_SIZE = 500;

    private static final String OPERATION = "job.get";

    private final GesJobResource job;
    private final int pageSize;

    GesResults(GesJobResource job, int pageSize) {
        this.job = job;
        this.pageSize = pageSize;
    }

    /**
     * The same results, with another page size.
     *
     * @param rows how many rows to read at once, 1 to 100,000. Default: 500. Larger pages mean fewer requests and more
     *     memory. If a page exceeds the limits of a response, reading it throws an {@link InvalidResponseException}
     * @return the results
     * @throws IllegalArgumentException if the number is out of range
     */
    public GesResults pageSize(int rows) {
        return new GesResults(job, OffsetPages.limit("pageSize", rows));
    }

    /**
     * The vertices: see {@link GesResult#vertices()}.
     *
     * @return the vertices, page by page
     */
    public PagedIterable<GesVertex> vertices() {
        return rows("vertices", GesResultRecord::vertices);
    }

    /**
     * The edges: see {@link GesResult#edges()}.
     *
     * @return the edges, page by page
     */
    public PagedIterable<GesEdge> edges() {
        return rows("edges", GesResultRecord::edges);
    }

    /**
     * The paths: see {@link GesResult#paths()}.
     *
     * @return the ids of the vertices along each path, page by page
     */
    public PagedIterable<List<String>> paths() {
        return rows("paths", GesResultRecord::paths);
    }

    /**
     * What an algorithm found for each vertex: see {@link GesResult#values}.
     *
     * @param output the name of the output, for example {@code pagerank}
     * @return the values, page by page. Iterating them throws an {@link IllegalArgumentException} if the first page has
     *     other outputs and not this one, or if the output has no values by vertex
     */
    public PagedIterable<VertexValue> values(String output) {
        return OffsetPages.all(
                OPERATION,
                job.resource(),
                offset -> part(offset, output, result -> {
                    if (offset == 0) {
                        result.requireOutput(output);
                    }
                    return result.valuesOnPage(output);
                }));
    }

    private <T> PagedIterable<T> rows(String output, Function<GesResultRecord, List<T>> rows) {
        return OffsetPages.all(OPERATION, job.resource(), offset -> part(offset, output, rows));
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
        // Without an offset, only the rows tell a page from the previous one.
        String mark = at == null && !rows.isEmpty() ? mark(result.output(output)) : "";
        if (at != null && at != offset) {
            throw new InvalidResponseException(
                    OPERATION,
                    job.resource(),
                    1,
                    false,
                    "the service returned the rows from " + at + " instead of the rows from " + offset,
                    null);
        }
        if (total == null) {
            // Algorithms with a single value return no sizes, and may ignore offset and limit.
            return new OffsetPages.Part<>(rows, count, count != pageSize, mark, true);
        }
        Long returned = result.dataReturnSize();
        // The service counts rows of every kind, not only of the requested kind.
        long size = returned == null || returned > pageSize ? count : Math.max(returned, count);
        return new OffsetPages.Part<>(rows, size, offset + size >= total, mark, false);
    }

    /** Short, because the marks of all pages are kept. */
    private static String mark(@Nullable String rows) {
        return UUID.nameUUIDFromBytes(String.valueOf(rows).getBytes(StandardCharsets.UTF_8))
                .toString();
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
                    "the page of up to " + pageSize + " rows from " + offset
                            + " cannot be read; if it exceeds a limit, set a smaller pageSize",
                    e);
        }
    }

    /** Returns the job if it ended with a result. */
    private GesJobRecord ended(GesJobRecord read) {
        GesJobStatus status = read.status();
        if (!status.isTerminal()) {
            throw new IllegalStateException("the job is " + status + ": call await() before results()");
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
                            .message(read.failReason() == null ? "the job is " + status : read.failReason())
                            .requestId(said == null ? null : said.requestId())
                            .body(json)
                            .build());
        }
        return read;
    }

    /** The path of the job. */
    @Override
    public String toString() {
        return job + " results";
    }
}
