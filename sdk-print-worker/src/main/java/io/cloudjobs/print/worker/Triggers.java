package io.cloudjobs.print.worker;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskTrigger;
import io.cloudjobs.print.PrinterResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates the missing triggers of a task definition. */
final class Triggers {
    private enum Group {
        CREATED,
        PRESENT,
        HELD_BY_OTHERS
    }

    private Triggers() {}

    static ReconciledTriggers reconcile(
            PrintJobClient administrator, String definitionId, Collection<String> printerIds) {
        List<PrinterResource> printers = new ArrayList<>();
        for (String id : new LinkedHashSet<>(printerIds)) {
            printers.add(administrator.printer(id)); // checks all ids before the first request
        }
        Map<Group, List<String>> groups = new EnumMap<>(Group.class);
        Map<String, SdkException> failed = new LinkedHashMap<>();
        for (PrinterResource printer : printers) {
            try {
                groups.computeIfAbsent(reconcile(printer, definitionId), group -> new ArrayList<>())
                        .add(printer.id());
            } catch (SdkException e) {
                failed.put(printer.id(), e);
            }
        }
        return new Result(
                List.copyOf(groups.getOrDefault(Group.CREATED, List.of())),
                List.copyOf(groups.getOrDefault(Group.PRESENT, List.of())),
                List.copyOf(groups.getOrDefault(Group.HELD_BY_OTHERS, List.of())),
                Collections.unmodifiableMap(failed));
    }

    /** Creates the trigger of a printer if it has none. */
    private static Group reconcile(PrinterResource printer, String definitionId) {
        Group before = existing(printer, definitionId);
        if (before != null) {
            return before;
        }
        try {
            printer.taskTriggers().create(definitionId);
            return Group.CREATED;
        } catch (ApiException e) {
            // Another administrator may have created a trigger after the read. The code of this refusal is not
            // documented.
            Group other = e.statusCode() == 400 || e.statusCode() == 409 ? existing(printer, definitionId) : null;
            if (other == null) {
                throw e;
            }
            return other;
        }
    }

    /** Returns the group of a printer that has a trigger; null if it has none. */
    private static @Nullable Group existing(PrinterResource printer, String definitionId) {
        Group found = null;
        for (PrintTaskTrigger trigger : printer.taskTriggers().list()) {
            if (isOf(definitionId, printer, trigger)) {
                return Group.PRESENT;
            }
            found = Group.HELD_BY_OTHERS;
        }
        return found;
    }

    private static boolean isOf(String definitionId, PrinterResource printer, PrintTaskTrigger trigger) {
        try {
            return printer.taskTrigger(trigger.id()).definition().id().equalsIgnoreCase(definitionId);
        } catch (NotFoundException | ForbiddenException e) {
            return false; // the list could be read, so the definition belongs to another application
        }
    }

    private record Result(
            List<String> created, List<String> present, List<String> heldByOthers, Map<String, SdkException> failed)
            implements ReconciledTriggers {
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
