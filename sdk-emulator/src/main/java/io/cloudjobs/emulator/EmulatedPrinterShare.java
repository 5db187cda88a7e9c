package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;

/** A printer under the name that users see. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrinterShare {
    private static final String CREATED = "createdDateTime";

    private final String id;
    private final EmulatedPrinter printer;
    private final ObjectNode members;
    private final ObjectNode description = JsonTrees.object();

    EmulatedPrinterShare(String id, EmulatedPrinter printer) {
        this.id = id;
        this.printer = printer;
        members = JsonTrees.object().put(CREATED, printer.tenant().now());
    }

    EmulatedPrinter printer() {
        return printer;
    }

    ObjectNode description() {
        return description;
    }

    void restore(StateObject old) {
        members.setAll(old.members(CREATED));
        PrinterDescription.merge(description, PrinterDescription.read(old));
    }

    /** Returns the share in the state of the emulator. */
    ObjectNode write() {
        ObjectNode state = JsonTrees.object().put("id", id).setAll(members);
        PrinterDescription.write(description, PrintTypes.SHARE, state);
        return state;
    }

    /** Returns all members, including the printer. */
    ObjectNode json() {
        ObjectNode share = alone();
        share.set("printer", printer.alone());
        return share;
    }

    /**
     * Returns the members without the printer. Members that the share does not describe itself come from the printer.
     */
    ObjectNode alone() {
        ObjectNode share = JsonTrees.object().put("id", id).put("displayName", "Share " + id);
        share.setAll(members);
        share.put("allowAllUsers", true).putNull("viewPoint");
        PrinterDescription.addShared(printer.description(), share);
        printer.addStatusTo(share);
        return share.setAll(description.deepCopy());
    }
}
