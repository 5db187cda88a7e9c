package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;

/** A printer under the name that users see. Guarded by the lock of its {@link PrintTenant}. */
record EmulatedPrinterShare(
        String id, EmulatedPrinter printer, String createdDateTime, PrinterDescription description) {
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
        var share = JsonTrees.object();
        share.put("id", id)
                .put("displayName", "Share " + id)
                .put("createdDateTime", createdDateTime)
                .put("allowAllUsers", true)
                .putNull("viewPoint");
        printer.description().addSharedTo(share);
        printer.addStatusTo(share);
        description.addTo(share);
        return share;
    }
}
