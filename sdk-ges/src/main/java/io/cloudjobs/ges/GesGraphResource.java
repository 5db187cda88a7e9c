package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;

/** A graph. Immutable, and cheap to hold. */
public final class GesGraphResource {
    private final ApiClient api;
    private final ResourcePath path;

    GesGraphResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * A job of this graph.
     *
     * @param jobId the id that the submission of the job has answered
     * @return the job; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public GesJobResource job(String jobId) {
        return new GesJobResource(api, path.resolve("/jobs/{jobId}", jobId));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
