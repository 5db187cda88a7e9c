package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.Time;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Universal Print without HTTP: printers, shares, jobs, tasks, and the rules between them. */
final class PrintService {
    /** The service writes seven digits. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final String endpoint;
    private final Map<String, Map<String, PrintJob>> jobsOfPrinters = new HashMap<>();
    private final Map<String, String> printersOfShares = new HashMap<>();
    private final Map<String, Map<String, PrintTask>> tasksOfDefinitions = new HashMap<>();
    // One definition per tenant is what a pull-print application has.
    private final String definitionId = UUID.randomUUID().toString();

    PrintService(Time time, String endpoint) {
        this.time = time;
        this.endpoint = endpoint;
    }

    /** Makes a job as it is when its task has just been created: the service does both on its own. */
    synchronized HeldJob holdJob(String printerId, String shareId) {
        String printerOfShare = printersOfShares.putIfAbsent(shareId, printerId);
        if (printerOfShare != null && !printerOfShare.equals(printerId)) {
            throw new IllegalArgumentException("share " + shareId + " belongs to printer " + printerOfShare);
        }
        var jobs = jobsOfPrinters.computeIfAbsent(printerId, id -> new LinkedHashMap<>());
        String jobId = String.valueOf(jobs.size() + 1);
        String taskId = UUID.randomUUID().toString();
        String documentId = UUID.randomUUID().toString();
        String url = endpoint + "/print/printers/" + encode(printerId) + "/jobs/" + jobId;

        var job = new PrintJob(jobId, url, TIMESTAMP.format(time.now()));
        job.documents()
                .addObject()
                .put("id", documentId)
                .put("displayName", "report.pdf")
                .put("contentType", "application/pdf")
                .put("size", 276604);
        var task = new PrintTask(taskId, job);
        job.tasks().add(task);
        jobs.put(jobId, job);
        tasksOfDefinitions
                .computeIfAbsent(definitionId, id -> new LinkedHashMap<>())
                .put(taskId, task);
        return new SeededJob(printerId, shareId, jobId, definitionId, taskId, documentId);
    }

    synchronized ObjectNode job(String printerId, String jobId, Set<String> expand) {
        return find(printerId, jobId).json(expand);
    }

    synchronized ObjectNode jobOfShare(String shareId, String jobId, Set<String> expand) {
        String printerId = printersOfShares.get(shareId);
        if (printerId == null) {
            throw notFound("The printer share id '" + shareId + "' does not match any registered printers.");
        }
        return find(printerId, jobId).json(expand);
    }

    synchronized void abort(String printerId, String jobId) {
        PrintJob job = find(printerId, jobId);
        List<PrintTask> processing = job.tasks().stream()
                .filter(task -> task.state() == PrintTaskState.PROCESSING)
                .toList();
        if (processing.isEmpty()) {
            throw new Refusal(409, "No task of print job '" + jobId + "' is in the processing state.");
        }
        processing.forEach(task -> task.state(PrintTaskState.ABORTED));
        job.state(PrintJobState.ABORTED);
    }

    synchronized ObjectNode updateTask(
            String definition, String taskId, @Nullable PrintTaskState state, @Nullable String description) {
        PrintTask task = find(definition).get(taskId);
        if (task == null) {
            throw noTask(taskId);
        }
        if (state != null && !state.maySucceed(task.state())) {
            throw new Refusal(
                    409,
                    "Print task '" + taskId + "' is " + Words.of(task.state()) + " and cannot become " + Words.of(state)
                            + ".");
        }
        if (state != null && state != task.state()) {
            task.state(state);
            if (state == PrintTaskState.COMPLETED) {
                task.job().state(PrintJobState.COMPLETED);
            }
        }
        if (description != null) {
            task.description(description);
        }
        return task.updated();
    }

    synchronized ObjectNode task(String definition, String taskId) {
        PrintTask task = find(definition).get(taskId);
        if (task == null) {
            throw noTask(taskId);
        }
        return task.json();
    }

    synchronized ArrayNode tasks(String definition) {
        var tasks = Json.array();
        find(definition).values().forEach(task -> tasks.add(task.json()));
        return tasks;
    }

    private PrintJob find(String printerId, String jobId) {
        var jobs = jobsOfPrinters.get(printerId);
        if (jobs == null) {
            throw notFound("The printer id '" + printerId + "' does not match any registered printers.");
        }
        PrintJob job = jobs.get(jobId);
        if (job == null) {
            throw notFound("The print job id '" + jobId + "' does not match any job of the printer.");
        }
        return job;
    }

    private Map<String, PrintTask> find(String definition) {
        var tasks = tasksOfDefinitions.get(definition);
        if (tasks == null) {
            throw notFound("The task definition id '" + definition + "' does not match any task definition.");
        }
        return tasks;
    }

    private static Refusal noTask(String taskId) {
        return notFound("The task id '" + taskId + "' does not match any task of the definition.");
    }

    /** The form in which the service was seen to say so, the quotes inside the text included. */
    private static Refusal notFound(String message) {
        return new Refusal(404, "UnknownError", '"' + message + '"');
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
