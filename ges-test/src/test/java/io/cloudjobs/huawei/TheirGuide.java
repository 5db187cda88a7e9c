package io.cloudjobs.huawei;

import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.ICredential;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.ges.v2.GesClient;
import com.huaweicloud.sdk.ges.v2.model.ExportGraph2Request;
import com.huaweicloud.sdk.ges.v2.model.ExportGraphReq;
import com.huaweicloud.sdk.ges.v2.model.ImportGraph2Request;
import com.huaweicloud.sdk.ges.v2.model.ImportGraphReq;
import com.huaweicloud.sdk.ges.v2.model.ListJobs2Request;
import com.huaweicloud.sdk.ges.v2.model.ShowJob2Request;
import com.huaweicloud.sdk.ges.v2.model.ShowJob2Response;
import com.huaweicloud.sdk.ges.v2.region.GesRegion;
import java.util.Set;

/** The left-hand side of {@code docs/from-huaweicloud-sdk.md}. */
final class TheirGuide {
    private final GesClient client;
    private final String graphId;
    private final String graphName;

    TheirGuide(GesClient client, String graphId, String graphName) {
        this.client = client;
        this.graphId = graphId;
        this.graphName = graphName;
    }

    static GesClient client(String accessKey, String secretKey, String projectId) {
        ICredential credential =
                new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(projectId);
        GesClient client = GesClient.newBuilder()
                .withCredential(credential)
                .withRegion(GesRegion.valueOf("cn-north-4"))
                .build();
        return client;
    }

    String load() {
        ImportGraph2Request request = new ImportGraph2Request()
                .withGraphId(graphId)
                .withBody(new ImportGraphReq()
                        .withEdgesetPath("bucket/edges.csv")
                        .withVertexsetPath("bucket/vertices.csv")
                        .withSchemaPath("bucket/schema.xml"));
        return client.importGraph2(request).getJobId();
    }

    String export() {
        ExportGraph2Request request = new ExportGraph2Request()
                .withGraphId(graphId)
                .withBody(new ExportGraphReq().withGraphExportPath("bucket/export/"));
        return client.exportGraph2(request).getJobId();
    }

    ShowJob2Response get(String jobId) {
        return client.showJob2(new ShowJob2Request().withGraphId(graphId).withJobId(jobId));
    }

    ShowJob2Response await(String jobId) throws InterruptedException {
        ShowJob2Request request = new ShowJob2Request().withGraphId(graphId).withJobId(jobId);
        ShowJob2Response job = client.showJob2(request);
        while (!Set.of("success", "failed").contains(job.getStatus())) {
            Thread.sleep(5_000);
            job = client.showJob2(request);
        }
        return job;
    }

    int list() {
        return client.listJobs2(new ListJobs2Request().withGraphName(graphName))
                .getJobList()
                .size();
    }

    String errors(String jobId) {
        try {
            get(jobId);
            return "";
        } catch (ServiceResponseException e) {
            return e.getHttpStatusCode() + " " + e.getErrorCode() + " " + e.getRequestId();
        }
    }

    ShowJob2Response retries(String jobId) {
        ShowJob2Request request = new ShowJob2Request().withGraphId(graphId).withJobId(jobId);
        return client.showJob2Invoker(request).retryTimes(3).invoke();
    }

    static HttpConfig timeouts() {
        HttpConfig config =
                HttpConfig.getDefaultHttpConfig().withConnectionTimeout(5).withReadTimeout(5);
        return config;
    }
}
