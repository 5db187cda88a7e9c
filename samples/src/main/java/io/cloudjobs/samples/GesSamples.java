package io.cloudjobs.samples;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.ges.GesErrorCode;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.IamTokenProvider;

/** What can be done with the jobs of a graph. */
final class GesSamples {
    private GesSamples() {}

    static void fromBeginningToEnd(IamTokenProvider iam) {
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint("https://10.0.0.7")
                .projectId(iam.projectId())
                .tokenProvider(iam)
                .build()) {
            ges.graph("movie")
                    .job("4448c9fb-0b16-4a78-8d89-2a137c53454a001679122")
                    .cancel();
        }
    }

    static void cancel(GesJobClient ges, String graphName, String jobId) {
        ges.graph(graphName).job(jobId).cancel();
    }

    static boolean isEngineDown(ApiException failure) {
        boolean engineIsDown = GesErrorCode.ENGINE_UNAVAILABLE.equals(GesErrorCode.of(failure));
        return engineIsDown;
    }
}
