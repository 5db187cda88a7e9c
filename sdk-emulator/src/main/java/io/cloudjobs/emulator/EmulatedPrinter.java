package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A printer with its jobs and its trigger. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrinter {
    private final String id;
    private final String path;
    private String registeredDateTime;
    private final PrinterDescription description = PrinterDescription.ofPrinter();
    private final Map<String, EmulatedPrinterShare> shares = new LinkedHashMap<>();
    private final Map<String, EmulatedPrintJob> jobs = new LinkedHashMap<>();
    private @Nullable EmulatedPrintTaskTrigger trigger;
    private @Nullable PrinterDevice device;

    EmulatedPrinter(String id, String registeredDateTime) {
        this.id = id;
        this.path = "print/printers/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        this.registeredDateTime = registeredDateTime;
    }

    String id() {
        return id;
    }

    /** Returns the path relative to the endpoint. */
    String path() {
        return path;
    }

    PrinterDescription description() {
        return description;
    }

    Collection<EmulatedPrinterShare> shares() {
        return shares.values();
    }

    EmulatedPrinterShare share(String shareId) {
        EmulatedPrinterShare share = shares.get(shareId);
        if (share == null) {
            throw Refusal.notFound("The printer share id '" + shareId + "' does not match any share of the printer.");
        }
        return share;
    }

    EmulatedPrinterShare addShare(String shareId, String createdDateTime) {
        var share = new EmulatedPrinterShare(shareId, this, createdDateTime, PrinterDescription.ofShare());
        shares.put(shareId, share);
        return share;
    }

    Collection<EmulatedPrintJob> jobs() {
        return jobs.values();
    }

    EmulatedPrintJob job(String jobId) {
        EmulatedPrintJob job = jobs.get(jobId);
        if (job == null) {
            throw Refusal.notFound("The print job id '" + jobId + "' does not match any job of the printer.");
        }
        return job;
    }

    /** Adds a job. Its id is a short number that is unique on its printer only. */
    EmulatedPrintJob add(String endpoint, Supplier<String> now, PrintUser createdBy) {
        int number = jobs.size() + 1;
        while (jobs.containsKey(String.valueOf(number))) {
            number++; // a loaded state has any ids
        }
        String jobId = String.valueOf(number);
        String url = endpoint + "/" + path + "/jobs/" + jobId;
        var job = new EmulatedPrintJob(jobId, this, url, now, createdBy);
        jobs.put(jobId, job);
        return job;
    }

    /** Returns the device, which exists from the first call on. */
    PrinterDevice device(PrintTenant tenant, Time time) {
        if (device == null) {
            device = new PrinterDevice(tenant, time, this);
        }
        return device;
    }

    /** Returns the device, or null if the printer has none that was started. */
    @Nullable PrinterDevice startedDevice() {
        return device != null && device.isStarted() ? device : null;
    }

    /** Replaces the status in an entity with the status of the device. */
    void addStatusTo(ObjectNode entity) {
        PrinterDevice printing = startedDevice();
        if (printing != null) {
            entity.set("status", printing.status());
        }
    }

    @Nullable EmulatedPrintTaskTrigger trigger() {
        return trigger;
    }

    EmulatedPrintTaskTrigger trigger(String triggerId) {
        if (trigger == null || !trigger.id().equals(triggerId)) {
            throw Refusal.notFound(
                    "The task trigger id '" + triggerId + "' does not match any trigger of the printer.");
        }
        return trigger;
    }

    void bind(EmulatedPrintTaskTrigger next) {
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
        shares.values().forEach(share -> all.add(share.alone()));
        return printer;
    }

    /** Returns the members without the shares. */
    ObjectNode alone() {
        var printer = JsonTrees.object();
        printer.put("id", id)
                .put("displayName", "Printer " + id)
                .put("isShared", !shares.isEmpty())
                .put("hasPhysicalDevice", true)
                .put("registeredDateTime", registeredDateTime)
                .put("lastSeenDateTime", registeredDateTime);
        description.addTo(printer);
        addStatusTo(printer);
        return printer;
    }

    void put(EmulatedPrinterShare share) {
        shares.put(share.id(), share);
    }

    void put(EmulatedPrintJob job) {
        jobs.put(job.id(), job);
    }

    void restoreTrigger(EmulatedPrintTaskTrigger old) {
        trigger = old;
    }

    void restoreRegistered(String dateTime) {
        registeredDateTime = dateTime;
    }
}
