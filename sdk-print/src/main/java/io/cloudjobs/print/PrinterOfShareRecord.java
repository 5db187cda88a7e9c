package io.cloudjobs.print;

import io.cloudjobs.core.internal.HasId;
import io.cloudjobs.core.internal.Json;

/** A share of which only its printer was asked for. */
record PrinterOfShareRecord(String id, PrinterRecord printer) implements HasId {
    PrinterOfShareRecord {
        Json.required("id", id);
        Json.required("printer", printer);
    }
}
