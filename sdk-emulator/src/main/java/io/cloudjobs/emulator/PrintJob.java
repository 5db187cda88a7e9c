package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A print job with its documents and tasks. Guarded by the lock of its {@link PrintService}. */
final class PrintJob {
    /** What {@code $expand} adds to a job. */
    static final Set<String> EXPANDABLE = Set.of("tasks", "documents");

    private final String id;
    private final String url;
    private final String createdDateTime;
    private final ArrayNode documents = Json.array();
    private final List<PrintTask> tasks = new ArrayList<>();
    private PrintJobState state = PrintJobState.PAUSED;

    PrintJob(String id, String url, String createdDateTime) {
        this.id = id;
        this.url = url;
        this.createdDateTime = createdDateTime;
    }

    /** Where the job is read, as its tasks tell it. */
    String url() {
        return url;
    }

    ArrayNode documents() {
        return documents;
    }

    List<PrintTask> tasks() {
        return tasks;
    }

    void state(PrintJobState next) {
        state = next;
    }

    ObjectNode json(Set<String> expand) {
        var job = Json.object();
        job.put("id", id);
        job.put("createdDateTime", createdDateTime);
        job.putObject("createdBy")
                .put("id", "87d349ed-44d7-43e1-9a83-5f2406dee5bd")
                .put("displayName", "John Smith")
                .put("userPrincipalName", "john.smith@contoso.com");
        job.putObject("configuration");
        job.set("status", state.status());
        job.putNull("redirectedTo");
        job.putNull("redirectedFrom");
        job.put("isFetchable", false);
        if (expand.contains("documents")) {
            job.set("documents", documents.deepCopy());
        }
        if (expand.contains("tasks")) {
            var held = job.putArray("tasks");
            tasks.forEach(task -> held.add(task.json()));
        }
        return job;
    }
}
