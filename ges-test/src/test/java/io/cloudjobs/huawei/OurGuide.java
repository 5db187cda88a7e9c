package io.cloudjobs.huawei;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.CypherQuery;
import io.cloudjobs.ges.CypherResult;
import io.cloudjobs.ges.ExportGraph;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.ImportGraph;
import io.cloudjobs.ges.ListedJob;
import io.cloudjobs.ges.ObsParameters;
import io.cloudjobs.ges.auth.IamTokenProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The right-hand side of {@code docs/from-huaweicloud-sdk.md}. */
final class OurGuide {
    private final GesJobClient ges;
    private final String graphName;

    OurGuide(GesJobClient ges, String graphName) {
        this.ges = ges;
        this.graphName = graphName;
    }

    static GesJobClient client(String domainName, String userName, String password) {
        IamTokenProvider iam = IamTokenProvider.builder()
                .region("cn-north-4")
                .domainName(domainName)
                .userName(userName)
                .password(password)
                .projectName("cn-north-4")
                .build();
        GesJobClient ges = GesJobClient.builder()
                .endpoint("https://10.0.0.7")
                .projectId(iam.projectId())
                .tokenProvider(iam)
                .build();
        return ges;
    }

    GesJobResource load(ObsParameters obs) {
        ImportGraph data = ImportGraph.builder()
                .edgesetPath("bucket/edges.csv")
                .vertexsetPath("bucket/vertices.csv")
                .schemaPath("bucket/schema.xml")
                .obsParameters(obs)
                .build();
        return ges.graph(graphName).submit(data);
    }

    GesJobResource export(ObsParameters obs) {
        ExportGraph export =
                ExportGraph.builder("bucket/export/").obsParameters(obs).build();
        return ges.graph(graphName).submit(export);
    }

    GesJob get(String jobId) {
        return ges.graph(graphName).job(jobId).get();
    }

    GesJob await(String jobId) {
        return ges.graph(graphName).job(jobId).await();
    }

    List<ListedJob> list() {
        List<ListedJob> jobs = new ArrayList<>();
        ges.graph(graphName).jobs().list().forEach(jobs::add);
        return jobs;
    }

    void cancel(String jobId) {
        ges.graph(graphName).job(jobId).cancel();
    }

    GesJobResource algorithm() {
        return ges.graph(graphName).submit(Algorithm.pageRank());
    }

    CypherResult query() {
        return ges.graph(graphName).execute(CypherQuery.of("match (n) return n limit 10"));
    }

    String errors(String jobId) {
        try {
            get(jobId);
            return "";
        } catch (ApiException e) {
            return e.statusCode() + " " + e.error().code() + " " + e.error().requestId();
        }
    }

    GesJob retries(String jobId) {
        GesJobClient patient = ges.withOptions(
                options -> options.retryPolicy(RetryPolicy.standard().withMaxAttempts(4)));
        return patient.graph(graphName).job(jobId).get();
    }

    GesJob timeouts(String jobId) {
        GesJobClient quick = ges.withOptions(options -> options.timeout(Duration.ofSeconds(5)));
        return quick.graph(graphName).job(jobId).get();
    }
}
