package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A printer under the name by which users know it. */
record PrinterShare(String id, Printer printer, String createdDateTime) {
    ObjectNode json() {
        var share = Json.object();
        share.put("id", id)
                .put("displayName", "Share " + id)
                .put("createdDateTime", createdDateTime)
                .put("isAcceptingJobs", true)
                .put("allowAllUsers", true);
        share.set("status", Printer.idle());
        return share;
    }
}
