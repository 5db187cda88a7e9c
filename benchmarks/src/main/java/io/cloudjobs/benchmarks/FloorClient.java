package io.cloudjobs.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudjobs.benchmarks.Exchange.Paths;
import io.cloudjobs.benchmarks.FloorModels.ErrorBody;
import io.cloudjobs.benchmarks.FloorModels.GraphAnswer;
import io.cloudjobs.benchmarks.FloorModels.Job;
import io.cloudjobs.benchmarks.FloorModels.Reason;
import io.cloudjobs.benchmarks.FloorModels.Task;
import io.cloudjobs.benchmarks.FloorModels.TaskStatus;
import io.cloudjobs.benchmarks.FloorModels.TaskUpdate;
import java.io.IOException;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The minimal client: hand-written code with OkHttp and Jackson for a single program. It has no deadlines across
 * retries, no budget, no checks of ids, no size limit for a response, and keeps no JSON text. It retries 429
 * immediately.
 */
final class FloorClient implements Client {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            // Created on first use: a first call must not pay for the readers and writers of other calls.
            .disable(DeserializationFeature.EAGER_DESERIALIZER_FETCH)
            .disable(SerializationFeature.EAGER_SERIALIZER_FETCH)
            .build();
    private static final ObjectReader JOB = MAPPER.readerFor(Job.class);
    private static final ObjectReader TASK = MAPPER.readerFor(Task.class);
    private static final ObjectReader GRAPH_ANSWER = MAPPER.readerFor(GraphAnswer.class);
    private static final ObjectReader ERROR = MAPPER.readerFor(ErrorBody.class);
    private static final ObjectWriter REASON = MAPPER.writerFor(Reason.class);
    private static final ObjectWriter TASK_UPDATE = MAPPER.writerFor(TaskUpdate.class);

    private final OkHttpClient http;
    private final String endpoint;

    FloorClient(OkHttpClient http, String endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    /** An error response of the service. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(int status, FloorModels.Error error) {
            super("HTTP " + status + ", " + error.code() + ": " + error.message());
        }
    }

    Job job(String printerId, String jobId, String query) throws IOException {
        Request request = graph("/print/printers/" + printerId + "/jobs/" + jobId + query)
                .get()
                .build();
        return send(request, JOB);
    }

    private Job jobOfShare(String shareId, String jobId) throws IOException {
        return send(graph("/print/shares/" + shareId + "/jobs/" + jobId).get().build(), JOB);
    }

    private void abort(String printerId, String jobId, String reason) throws IOException {
        Request request = graph("/print/printers/" + printerId + "/jobs/" + jobId + "/abort")
                .post(RequestBody.create(REASON.writeValueAsBytes(new Reason(reason)), JSON))
                .build();
        send(request, null);
    }

    private Task updateTask(String definitionId, String taskId, TaskStatus status) throws IOException {
        Request request = graph("/print/taskDefinitions/" + definitionId + "/tasks/" + taskId)
                .patch(RequestBody.create(TASK_UPDATE.writeValueAsBytes(new TaskUpdate(status)), JSON))
                .build();
        return send(request, TASK);
    }

    private void cancel(String projectId, String graph, String jobId) throws IOException {
        Request request = new Request.Builder()
                .url(endpoint + "/ges/v1.0/" + projectId + "/graphs/" + graph + "/jobs/" + jobId)
                .header("Accept", "application/json")
                .header("User-Agent", "benchmark")
                .header("Content-Type", "application/json")
                .header("X-Language", "en-us")
                .header("X-Auth-Token", TOKEN)
                .delete(null)
                .build();
        GraphAnswer said = send(request, GRAPH_ANSWER);
        if (said.errorCode() != null && !said.errorCode().isEmpty()) {
            throw new RefusedException(200, new FloorModels.Error(said.errorCode(), said.errorMessage()));
        }
    }

    Request.Builder graph(String path) {
        return new Request.Builder()
                .url(endpoint + path)
                .header("Accept", "application/json")
                .header("User-Agent", "benchmark")
                .header("Prefer", "include-unknown-enum-members")
                .header("client-request-id", UUID.randomUUID().toString())
                .header("Authorization", "Bearer " + TOKEN);
    }

    private <T> T send(Request request, ObjectReader reader) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Response response = http.newCall(request).execute()) {
                byte[] body = response.body().bytes();
                if (response.code() == 429 && attempt < 3) {
                    continue;
                }
                if (!response.isSuccessful()) {
                    ErrorBody said = ERROR.readValue(body);
                    throw new RefusedException(response.code(), said.error());
                }
                return reader == null ? null : reader.readValue(body);
            }
        }
    }

    @Override
    public Object call(Exchange exchange) throws IOException {
        return switch (exchange) {
            case GET -> job(Paths.PRINTER_ID, "5182", "");
            case GET_TASKS -> job(Paths.PRINTER_ID, "5182", "?$expand=tasks");
            case GET_DOCUMENTS -> job(Paths.PRINTER_ID, "5182", "?$expand=documents");
            case ABORT -> {
                abort(Paths.PRINTER_ID, "5182", "recalled by its owner");
                yield "";
            }
            case UPDATE_TASK ->
                updateTask(Paths.DEFINITION_ID, Paths.TASK_ID, new TaskStatus("completed", "released at the device"));
            case CANCEL -> {
                cancel(Paths.PROJECT_ID, "movie", Paths.GRAPH_JOB_ID);
                yield "";
            }
            case THROTTLED -> job("throttled-" + Client.thread(), "5182", "");
            case NOT_FOUND -> {
                try {
                    yield jobOfShare(Paths.SHARE_ID, "5182");
                } catch (RefusedException e) {
                    yield e;
                }
            }
            case GET_1_KB -> job("1kB", "5182", "?$expand=documents");
            case GET_100_KB -> job("100kB", "5182", "?$expand=documents");
            case GET_10_MB -> job("10MB", "5182", "?$expand=documents");
        };
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
