package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;

/** A job of a graph. Immutable, and cheap to hold. */
public final class GesJobResource {
    private final ApiClient api;
    private final ResourcePath path;

    GesJobResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Cancels the job: {@code DELETE /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}}. When this returns, the
     * service has accepted it; the job may still run for a while. Which kinds of jobs can be cancelled depends on the
     * version of the engine: vertex and edge filter queries, some algorithms and adding an index, in newer ones also
     * import, export and filtered query. A job that has ended cannot be.
     *
     * <p>Permission: a token of the project that the graph belongs to.
     *
     * <p>May be repeated, and is, as {@link io.cloudjobs.core.RetryPolicy} says. A repeat may meet a job that an earlier
     * attempt has cancelled: see {@link JobNotCancellableException}.
     *
     * @throws JobNotCancellableException if the service knows no such job that could be cancelled
     * @throws io.cloudjobs.core.UnauthorizedException if the service does not accept the token
     * @throws io.cloudjobs.core.ForbiddenException if the user lacks the permission
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0038.html">Canceling a job</a>
     */
    public void cancel() {
        api.send(new ApiRequest("job.cancel", "DELETE", path).repeatable());
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
