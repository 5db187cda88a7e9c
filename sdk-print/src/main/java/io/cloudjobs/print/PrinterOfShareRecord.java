package io.cloudjobs.print;

import io.cloudjobs.core.internal.Json;

/** A share of which only its printer was asked for. */
record PrinterOfShareRecord(PrinterRecord printer) {
    PrinterOfShareRecord {
        Json.required("printer", printer);
    }
}
