package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;

/** A printer share. Immutable, and cheap to hold. */
public final class PrinterShareResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterShareResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * A job that was sent to this share.
     *
     * @param jobId the id of the job, which is unique on its printer only
     * @return the job; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public PrinterShareJobResource job(String jobId) {
        return new PrinterShareJobResource(api, path.resolve("/jobs/{jobId}", jobId));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
