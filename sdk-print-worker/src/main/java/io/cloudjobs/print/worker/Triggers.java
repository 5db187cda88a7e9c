package io.cloudjobs.print.worker;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskTrigger;
import io.cloudjobs.print.PrinterResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Creates the missing triggers of a task definition. */
final class Triggers {
    private Triggers() {}

    static ReconciledTriggers reconcile(
            PrintJobClient administrator, String definitionId, Collection<String> printerIds) {
        List<PrinterResource> printers = new ArrayList<>();
        for (String id : new LinkedHashSet<>(printerIds)) {
            printers.add(administrator.printer(id)); // checks all ids before the first request
        }
        Result result = new Result(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
        for (PrinterResource printer : printers) {
            try {
                result.groupOf(printer, definitionId).add(printer.id());
            } catch (SdkException e) {
                result.failed.put(printer.id(), e);
            }
        }
        return result;
    }

    private record Result(
            List<String> created, List<String> present, List<String> heldByOthers, Map<String, SdkException> failed)
            implements ReconciledTriggers {
        /** Creates the trigger of a printer if it has none. Returns the group of the printer. */
        List<String> groupOf(PrinterResource printer, String definitionId) {
            boolean isHeld = false;
            for (PrintTaskTrigger trigger : printer.taskTriggers().list()) {
                isHeld = true;
                if (printer.taskTrigger(trigger.id()).definition().id().equalsIgnoreCase(definitionId)) {
                    return present;
                }
            }
            if (isHeld) {
                return heldByOthers;
            }
            printer.taskTriggers().create(definitionId);
            return created;
        }

        @Override
        public String toString() {
            return Shown.record(
                    "ReconciledTriggers",
                    "created",
                    created,
                    "present",
                    present,
                    "heldByOthers",
                    heldByOthers,
                    "failed",
                    failed.keySet());
        }
    }
}
