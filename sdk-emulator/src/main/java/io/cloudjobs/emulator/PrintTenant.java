package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The printers, their shares and the task definitions. Callers hold the lock of the tenant. */
final class PrintTenant {
    /** The service writes seven digits. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final String endpoint;
    private final String appId;
    private final PrintLimits limits;
    private final Map<String, EmulatedPrinter> printers = new LinkedHashMap<>();
    private final Map<String, EmulatedPrinterShare> shares = new LinkedHashMap<>();
    private final Map<String, EmulatedPrintTaskDefinition> definitions = new LinkedHashMap<>();

    /** Creates a tenant with one registered application. */
    PrintTenant(Time time, String endpoint, String appId) {
        this.time = time;
        this.endpoint = endpoint;
        this.appId = appId;
        limits = new PrintLimits(time);
    }

    PrintLimits limits() {
        return limits;
    }

    /** Creates the printer and the share, unless they exist. */
    EmulatedPrinterShare addPrinter(String printerId, String shareId) {
        EmulatedPrinterShare share = shares.get(shareId);
        if (share != null && !share.printer().id().equals(printerId)) {
            throw new IllegalArgumentException("share " + shareId + " belongs to printer "
                    + share.printer().id() + ", not to printer " + printerId + ": use another shareId");
        }
        EmulatedPrinter printer = printers.computeIfAbsent(printerId, id -> new EmulatedPrinter(id, now()));
        return shares.computeIfAbsent(shareId, id -> printer.addShare(id, now()));
    }

    Collection<EmulatedPrinterShare> shares() {
        printers();
        return shares.values();
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
        PrinterDevice device = printer.startedDevice();
        if (device != null) {
            device.passTo(time.now());
        }
        return printer;
    }

    PrinterDevice device(String printerId) {
        return printer(printerId).device(this, time);
    }

    EmulatedPrinter printer(String printerId) {
        EmulatedPrinter printer = printers.get(printerId);
        if (printer == null) {
            throw Refusal.notFound("The printer id '" + printerId + "' does not match any registered printers.");
        }
        return passToNow(printer);
    }

    EmulatedPrinterShare share(String shareId) {
        EmulatedPrinterShare share = shares.get(shareId);
        if (share == null) {
            throw Refusal.notFound("The printer share id '" + shareId + "' does not match any registered printers.");
        }
        passToNow(share.printer());
        return share;
    }

    EmulatedPrintJob addJob(EmulatedPrinter printer, PrintUser createdBy) {
        return printer.add(endpoint, this::now, createdBy);
    }

    Collection<EmulatedPrintTaskDefinition> definitions() {
        return definitions.values();
    }

    EmulatedPrintTaskDefinition definition(String definitionId) {
        EmulatedPrintTaskDefinition definition = definitions.get(definitionId);
        if (definition == null) {
            throw Refusal.notFound("The task definition id '" + definitionId + "' does not match any task definition.");
        }
        return definition;
    }

    EmulatedPrintTaskDefinition addDefinition(String displayName, @Nullable String appName) {
        return definitionOrNew(UUID.randomUUID().toString(), displayName, appName);
    }

    EmulatedPrintTaskDefinition definitionOrNew(String definitionId, String displayName, @Nullable String appName) {
        return definitions.computeIfAbsent(
                definitionId, id -> new EmulatedPrintTaskDefinition(id, displayName, appId, appName));
    }

    void removeDefinition(EmulatedPrintTaskDefinition definition) {
        boolean bound = printers.values().stream()
                .map(EmulatedPrinter::trigger)
                .anyMatch(trigger -> trigger != null && trigger.definition() == definition);
        if (bound) {
            throw new Refusal(409, "A task trigger is bound to the task definition '" + definition.id() + "'.");
        }
        definitions.remove(definition.id());
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

    void put(EmulatedPrinter printer) {
        printers.put(printer.id(), printer);
    }

    void put(EmulatedPrinterShare share) {
        shares.put(share.id(), share);
        share.printer().put(share);
    }

    void put(EmulatedPrintTaskDefinition definition) {
        definitions.put(definition.id(), definition);
    }
}
