package io.cloudjobs.ges;

/**
 * Work that a graph does as a job: something to give to {@link GesGraphResource#submit}. Immutable.
 *
 * <p>The service has no key by which it recognises that two submissions are one: submitting twice makes two jobs.
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

    /** What is sent to have it done asynchronously. */
    abstract Submission submission();

    /** What it is and where it goes, without its parameters, where secrets may be. */
    @Override
    public String toString() {
        return submission().toString();
    }
}
