package io.cloudjobs.samples;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesErrorCode;
import io.cloudjobs.ges.GesJobClient;

/** What can be done with the jobs of a graph. */
final class GesSamples {
    private GesSamples() {}

    static void fromBeginningToEnd(TokenProvider tokens) {
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint("https://10.0.0.7")
                .projectId("0ae1f2c3d4")
                .tokenProvider(tokens)
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
