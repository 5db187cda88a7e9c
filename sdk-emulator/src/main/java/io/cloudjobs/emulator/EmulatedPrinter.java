package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A printer with its jobs and its trigger. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrinter {
    private static final String NAME = "displayName";
    private static final String REGISTERED = "registeredDateTime";

    private final PrintTenant tenant;
    private final String id;
    private final String path;
    private final PrinterDevice device;
    private final ObjectNode description = PrinterDescription.ofPrinter();
    private final Map<String, EmulatedPrinterShare> shares = new LinkedHashMap<>();
    private final Map<String, EmulatedPrintJob> jobs = new LinkedHashMap<>();
    private String registeredDateTime;
    private @Nullable ObjectNode trigger;

    EmulatedPrinter(PrintTenant tenant, String id) {
        this.tenant = tenant;
        this.id = id;
        path = "print/printers/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        device = new PrinterDevice(tenant, this);
        registeredDateTime = tenant.now();
    }

    PrintTenant tenant() {
        return tenant;
    }

    String id() {
        return id;
    }

    /** Returns the path relative to the endpoint. */
    String path() {
        return path;
    }

    String jobsPath() {
        return path + "/jobs/";
    }

    /** Returns the members that a test can describe. */
    ObjectNode description() {
        return description;
    }

    Map<String, EmulatedPrinterShare> shares() {
        return shares;
    }

    EmulatedPrinterShare share(String shareId) {
        EmulatedPrinterShare share = shares.get(shareId);
        if (share == null) {
            throw Refusal.notFound("The printer share id '" + shareId + "' does not match any share of the printer.");
        }
        return share;
    }

    EmulatedPrinterShare shareOrNew(String shareId) {
        EmulatedPrinterShare share = shares.get(shareId);
        if (share == null) {
            share = new EmulatedPrinterShare(shareId, this);
            shares.put(shareId, share);
        }
        return share;
    }

    Collection<EmulatedPrintJob> jobs() {
        return jobs.values();
    }

    boolean hasJob(String jobId) {
        return jobs.containsKey(jobId);
    }

    EmulatedPrintJob job(String jobId) {
        EmulatedPrintJob job = jobs.get(jobId);
        if (job == null) {
            throw Refusal.notFound("The print job id '" + jobId + "' does not match any job of the printer.");
        }
        return job;
    }

    /** Returns the id of the next job, a short number that is unique on its printer only. */
    String nextJobId() {
        int number = jobs.size() + 1;
        while (hasJob(String.valueOf(number))) {
            number++; // a loaded state has any ids
        }
        return String.valueOf(number);
    }

    EmulatedPrintJob addJob(PrintUser user) {
        return addJob(nextJobId(), user.userPrincipalName());
    }

    EmulatedPrintJob addJob(String jobId, String userPrincipalName) {
        var job = new EmulatedPrintJob(jobId, this, userPrincipalName);
        jobs.put(jobId, job);
        return job;
    }

    PrinterDevice device() {
        return device;
    }

    /** Replaces the status in an entity with the status of the device. */
    void addStatusTo(ObjectNode entity) {
        if (device.isStarted()) {
            entity.set("status", device.status());
        }
    }

    /** Returns the trigger as in the state of the emulator. It creates a task of its definition for each started job. */
    @Nullable ObjectNode trigger() {
        return trigger;
    }

    ObjectNode trigger(String triggerId) {
        if (trigger == null || !trigger.path("id").asText().equals(triggerId)) {
            throw Refusal.notFound(
                    "The task trigger id '" + triggerId + "' does not match any trigger of the printer.");
        }
        return trigger;
    }

    void bind(ObjectNode next) {
        if (trigger != null) {
            throw new Refusal(
                    400,
                    "400",
                    "Invalid Operation: There is a task trigger already created for the printer " + id
                            + ". Multiple task triggers per printer is not supported.");
        }
        trigger = next;
    }

    void unbind(String triggerId) {
        trigger(triggerId);
        trigger = null;
    }

    /** Returns all members, including the shares. */
    ObjectNode json() {
        ObjectNode printer = alone();
        ArrayNode all = printer.putArray("shares");
        for (EmulatedPrinterShare share : shares.values()) {
            all.add(share.alone());
        }
        return printer;
    }

    /** Returns the members without the shares. */
    ObjectNode alone() {
        ObjectNode printer = JsonTrees.object()
                .put("id", id)
                .put(NAME, "Printer " + id)
                .put("isShared", !shares.isEmpty())
                .put("hasPhysicalDevice", true)
                .put(REGISTERED, registeredDateTime)
                .put("lastSeenDateTime", registeredDateTime);
        printer.setAll(description.deepCopy());
        addStatusTo(printer);
        return printer;
    }

    /** Changes the names and the description to the ones of a state. */
    void restore(StateObject old) {
        registeredDateTime = old.members(REGISTERED).path(REGISTERED).asText(registeredDateTime);
        PrinterDescription.merge(description, PrinterDescription.read(old));
        String name = old.text(NAME, "");
        if (old.has(NAME) && !name.equals(alone().path(NAME).textValue())) {
            description.put(NAME, name);
        }
    }

    /** Returns the printer in the state of the emulator. It changes with the printer. */
    ObjectNode write() {
        ObjectNode state = JsonTrees.object().put("id", id);
        state.set(NAME, alone().get(NAME));
        state.put(REGISTERED, registeredDateTime);
        PrinterDescription.write(description.deepCopy().without(NAME), PrintTypes.PRINTER, state);
        ArrayNode ofShares = state.putArray("shares");
        for (EmulatedPrinterShare share : shares.values()) {
            ofShares.add(share.write());
        }
        if (trigger != null) {
            state.set("trigger", trigger);
        }
        state.set("device", device.write());
        ArrayNode ofJobs = state.putArray("jobs");
        for (EmulatedPrintJob job : jobs.values()) {
            ofJobs.add(job.write());
        }
        return state;
    }
}
