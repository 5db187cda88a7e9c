package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;

/** A printer. Immutable, and cheap to hold. */
public final class PrinterResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * A job of this printer.
     *
     * @param jobId the id of the job, which is unique on its printer only
     * @return the job; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public PrinterJobResource job(String jobId) {
        return new PrinterJobResource(api, path.resolve("/jobs/{jobId}", jobId));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
