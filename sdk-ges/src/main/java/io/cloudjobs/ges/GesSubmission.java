package io.cloudjobs.ges;

/**
 * Work for a graph, which runs as a job: see {@link GesGraphResource#submit}. Immutable.
 *
 * <p>The service has no idempotency key, so submitting twice creates two jobs.
 */
public abstract sealed class GesSubmission
        permits AddIndex,
                Algorithm,
                CypherQuery,
                EdgeFilterQuery,
                ExportGraph,
                FilteredQuery,
                ImportGraph,
                VertexFilterQuery {
    GesSubmission() {}

    /** Returns the request for the asynchronous operation. */
    abstract JobRequest request();

    /** Returns the operation and its path, without the parameters, because they may contain secrets. */
    @Override
    public String toString() {
        return request().toString();
    }
}
