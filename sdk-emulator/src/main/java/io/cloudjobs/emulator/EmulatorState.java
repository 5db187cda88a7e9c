package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.util.function.BiConsumer;

/** The state of all services as JSON. Acquires the locks in this order: tenant, subscriptions, graph engine. */
final class EmulatorState {
    private static final int VERSION = 1;

    private final EmulatorClock clock;
    private final PrintTenantState print;
    private final GesServicePlane ges;

    EmulatorState(EmulatorClock clock, PrintTenantState print, GesServicePlane ges) {
        this.clock = clock;
        this.print = print;
        this.ges = ges;
    }

    /** Returns the state without secrets and without the bytes of documents and outputs. */
    ObjectNode summary() {
        return write(false, (document, payload) -> {});
    }

    private ObjectNode write(boolean isWhole, BiConsumer<ObjectNode, Payload> bytes) {
        ObjectNode state = JsonTrees.object().put("version", VERSION);
        synchronized (print.tenant()) {
            ObjectNode time =
                    state.putObject("clock").put("now", clock.now().toString()).put("frozen", clock.isFrozen());
            if (!clock.isFrozen()) {
                time.put("ahead", clock.ahead().toString());
            }
            state.put("limits", print.service().enforcesLimits());
            state.set("print", print.write(isWhole, bytes));
            synchronized (ges) {
                state.set("ges", new GesGraphsState(ges).write(isWhole));
            }
        }
        return state;
    }
}
