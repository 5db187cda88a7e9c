package io.cloudjobs.samples;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.ExportResult;
import io.cloudjobs.ges.GesErrorCode;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.GesResult;
import io.cloudjobs.ges.GesSubmission;
import io.cloudjobs.ges.ListedJob;
import io.cloudjobs.ges.ObsParameters;
import io.cloudjobs.ges.PropertyFilter;
import io.cloudjobs.ges.VertexFilterQuery;
import io.cloudjobs.ges.VertexValue;
import io.cloudjobs.ges.auth.IamTokenProvider;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations on graph jobs. */
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

    static void rank(GesJobClient ges) {
        GesJobResource ranking = ges.graph("movie").submit(Algorithm.pageRank().with("alpha", 0.85));
        GesJob job = ranking.await(options -> options.timeout(Duration.ofHours(1)));
        if (job.status().isSuccess()) {
            for (VertexValue vertex : ranking.results().values("pagerank")) {
                System.out.println(vertex.vertexId() + " " + vertex.number());
            }
        } else {
            System.out.println(job); // escaped, unlike failReason() alone
        }
    }

    static GesJob untilItHasEnded(GesJobResource ranking) {
        GesJob job = ranking.await(options -> options.timeout(Duration.ofHours(1))
                .onPoll(polled -> System.out.println(ranking.id() + " " + polled.status())));
        return job;
    }

    static void progress(GesJobClient ges) {
        for (ListedJob job : ges.graph("movie").jobs().list()) {
            System.out.println(job.jobId() + " " + job.status() + " " + job.progress()); // progress may be null
        }
    }

    static @Nullable String jsonOfOutput(GesJobResource ranking) {
        GesResult firstRows = ranking.getWithRows(0, 100).result();
        String json = firstRows == null ? null : firstRows.output("pagerank");
        return json;
    }

    static GesJobResource comedies(GesJobClient ges) {
        GesJobResource comedies = ges.graph("movie")
                .submit(VertexFilterQuery.builder()
                        .label("movie")
                        .filter(PropertyFilter.equalTo("genre", "Comedy"))
                        .limit(1000)
                        .build());
        return comedies;
    }

    static List<ListedJob> lost(GesJobClient ges, GesSubmission submission) {
        List<ListedJob> jobs = ges.graph("movie").jobs().find(submission);
        return jobs;
    }

    static void endpoints(GesJobClient.Builder builder) {
        builder.endpoints(List.of("https://10.0.0.7", "https://10.0.0.8", "https://10.0.0.9"));
    }

    static void export(GesJobClient ges, String jobId, ObsParameters keys) {
        GesJob exported = ges.graph("movie")
                .job(jobId)
                .exportResult(ExportResult.builder("bucket/results")
                        .erase(false)
                        .obsParameters(keys)
                        .build())
                .await();
        System.out.println(exported.status());
    }
}
