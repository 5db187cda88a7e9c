package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The printers and the task definitions, which have the format of the state of the emulator. Callers hold the lock of the tenant.
 */
final class PrintTenant {
    /** The member that names the definition of a task or a trigger. */
    static final String DEFINITION = "taskDefinitionId";

    private static final String NAME = "displayName";
    private static final String APP_NAME = "appName";
    /** The service writes seven digits. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final String endpoint;
    private final EntraTenant directory;
    private final PrintLimits limits;
    private final Map<String, EmulatedPrinter> printers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    private final Map<String, EmulatedPrintTask> tasks = new HashMap<>();

    /** Creates a tenant with the application and the users of a directory. */
    PrintTenant(Time time, String endpoint, EntraTenant directory) {
        this.time = time;
        this.endpoint = endpoint;
        this.directory = directory;
        limits = new PrintLimits(time);
    }

    /** Returns a tenant without printers and definitions. */
    PrintTenant empty() {
        return new PrintTenant(time, endpoint, directory);
    }

    Time time() {
        return time;
    }

    PrintLimits limits() {
        return limits;
    }

    PrintUser user(String userPrincipalName) {
        return directory.user(userPrincipalName);
    }

    /** Creates the printer and the share, unless they exist. */
    EmulatedPrinter addPrinter(String printerId, String shareId) {
        EmulatedPrinterShare share = shareOrNull(shareId);
        if (share != null && !share.printer().id().equals(printerId)) {
            throw new IllegalArgumentException("share " + shareId + " belongs to printer "
                    + share.printer().id() + ", not to printer " + printerId + ": use another shareId");
        }
        EmulatedPrinter printer = printerOrNew(printerId);
        printer.shareOrNew(shareId);
        return printer;
    }

    EmulatedPrinter printerOrNew(String printerId) {
        EmulatedPrinter printer = printers.get(printerId);
        if (printer == null) {
            printer = new EmulatedPrinter(this, printerId);
            printers.put(printerId, printer);
        }
        return printer;
    }

    boolean hasPrinter(String printerId) {
        return printers.containsKey(printerId);
    }

    /** Returns the shares of one printer after the other. */
    Collection<EmulatedPrinterShare> shares() {
        var all = new ArrayList<EmulatedPrinterShare>();
        for (EmulatedPrinter printer : printers()) {
            all.addAll(printer.shares().values());
        }
        return all;
    }

    /** Returns all printers, with their jobs as of now. */
    Collection<EmulatedPrinter> printers() {
        for (EmulatedPrinter printer : printers.values()) {
            passToNow(printer);
        }
        return printers.values();
    }

    /** Lets the device of the printer do what is due, before anything is read or changed. */
    private EmulatedPrinter passToNow(EmulatedPrinter printer) {
        printer.device().passTo(time.now());
        return printer;
    }

    EmulatedPrinter printer(String printerId) {
        EmulatedPrinter printer = printers.get(printerId);
        if (printer == null) {
            throw Refusal.notFound("The printer id '" + printerId + "' does not match any registered printers.");
        }
        return passToNow(printer);
    }

    /** Returns the printer that the path of a request names, or the printer of the share that it names. */
    EmulatedPrinter printer(Request request) {
        return request.hasPath("printerId")
                ? printer(request.path("printerId"))
                : share(request.path("shareId")).printer();
    }

    EmulatedPrintJob job(Request request) {
        return printer(request).job(request.path("jobId"));
    }

    @Nullable EmulatedPrinterShare shareOrNull(String shareId) {
        for (EmulatedPrinter printer : printers.values()) {
            EmulatedPrinterShare share = printer.shares().get(shareId);
            if (share != null) {
                return share;
            }
        }
        return null;
    }

    EmulatedPrinterShare share(String shareId) {
        EmulatedPrinterShare share = shareOrNull(shareId);
        if (share == null) {
            throw Refusal.notFound("The printer share id '" + shareId + "' does not match any registered printers.");
        }
        passToNow(share.printer());
        return share;
    }

    /** Returns whether a path relative to the endpoint leads to a job. */
    boolean hasJob(String path) {
        int name = path.lastIndexOf('/') + 1;
        for (EmulatedPrinter printer : printers.values()) {
            if (path.substring(0, name).equals(printer.jobsPath()) && printer.hasJob(path.substring(name))) {
                return true;
            }
        }
        return false;
    }

    Collection<ObjectNode> definitions() {
        return definitions.values();
    }

    boolean hasDefinition(@Nullable String definitionId) {
        return definitions.containsKey(definitionId);
    }

    ObjectNode definition(String definitionId) {
        ObjectNode definition = definitions.get(definitionId);
        if (definition == null) {
            throw Refusal.notFound("The task definition id '" + definitionId + "' does not match any task definition.");
        }
        return definition;
    }

    ObjectNode definitionOrNew(String definitionId, String displayName, @Nullable String appName) {
        ObjectNode definition = JsonTrees.object()
                .put("id", definitionId)
                .put(NAME, displayName)
                .put(APP_NAME, appName);
        ObjectNode old = definitions.putIfAbsent(definitionId, definition);
        return old == null ? definition : old;
    }

    /** Changes the names. Null leaves a name unchanged. */
    static void rename(ObjectNode definition, @Nullable String displayName, @Nullable String appName) {
        if (displayName != null) {
            definition.put(NAME, displayName);
        }
        if (appName != null) {
            definition.put(APP_NAME, appName);
        }
    }

    void removeDefinition(String definitionId) {
        definition(definitionId);
        for (EmulatedPrinter printer : printers.values()) {
            ObjectNode trigger = printer.trigger();
            if (trigger != null && trigger.path(DEFINITION).asText().equals(definitionId)) {
                throw new Refusal(409, "A task trigger is bound to the task definition '" + definitionId + "'.");
            }
        }
        for (EmulatedPrintTask task : tasks(definitionId)) {
            task.forgetDefinition();
        }
        definitions.remove(definitionId);
    }

    /** Returns the {@code printTaskDefinition}. */
    ObjectNode json(ObjectNode definition) {
        ObjectNode json = JsonTrees.object();
        json.set("id", definition.get("id"));
        json.set(NAME, definition.get(NAME));
        json.putObject("createdBy").put("appId", directory.clientId()).set(NAME, definition.get(APP_NAME));
        return json;
    }

    /** Returns the tasks of a definition, in the order of their jobs. */
    List<EmulatedPrintTask> tasks(String definitionId) {
        definition(definitionId);
        var all = new ArrayList<EmulatedPrintTask>();
        for (EmulatedPrinter printer : printers()) {
            for (EmulatedPrintJob job : printer.jobs()) {
                for (EmulatedPrintTask task : job.tasks()) {
                    if (definitionId.equals(task.definitionId())) {
                        all.add(task);
                    }
                }
            }
        }
        return all;
    }

    EmulatedPrintTask task(String definitionId, String taskId) {
        definition(definitionId);
        EmulatedPrintTask task = tasks.get(taskId);
        if (task == null || !definitionId.equals(task.definitionId())) {
            throw Refusal.notFound("The task id '" + taskId + "' does not match any task of the definition.");
        }
        return task;
    }

    boolean hasTask(String taskId) {
        return tasks.containsKey(taskId);
    }

    /** Creates a task that holds a job. */
    EmulatedPrintTask addTask(String taskId, EmulatedPrintJob job, @Nullable String definitionId) {
        var task = new EmulatedPrintTask(taskId, job, definitionId);
        tasks.put(taskId, task);
        job.hold(task);
        return task;
    }

    /** Returns the definitions and the printers in the state of the emulator. */
    ObjectNode write() {
        ObjectNode state = JsonTrees.object();
        state.putArray("taskDefinitions").addAll(definitions.values());
        ArrayNode all = state.putArray("printers");
        for (EmulatedPrinter printer : printers()) {
            all.add(printer.write());
        }
        return state.deepCopy();
    }

    String now() {
        return timestamp(time.now());
    }

    static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    String endpoint() {
        return endpoint;
    }
}
