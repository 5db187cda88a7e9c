package io.cloudjobs.ges;

/**
 * Work that a graph does as a job: the argument of {@link GesGraphResource#submit}. Immutable.
 *
 * <p>The service has no idempotency key: submitting twice makes two jobs.
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

    /** The request that does it asynchronously. */
    abstract JobRequest request();

    /** The operation and its path, without the parameters, because they may hold secrets. */
    @Override
    public String toString() {
        return request().toString();
    }
}
