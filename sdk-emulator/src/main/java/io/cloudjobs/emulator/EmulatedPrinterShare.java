package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A printer under the name that users see. */
record EmulatedPrinterShare(String id, EmulatedPrinter printer, String createdDateTime) {
    ObjectNode json() {
        var share = JsonTrees.object();
        share.put("id", id)
                .put("displayName", "Share " + id)
                .put("createdDateTime", createdDateTime)
                .put("isAcceptingJobs", true)
                .put("allowAllUsers", true);
        share.set("status", EmulatedPrinter.idle());
        return share;
    }
}
