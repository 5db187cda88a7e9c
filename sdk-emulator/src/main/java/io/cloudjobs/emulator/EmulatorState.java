package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.documents.DocumentFile;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.state.StateFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The state of all services as JSON. Acquires the locks in this order: tenant, subscriptions, graph engine. */
final class EmulatorState {
    private static final int VERSION = 1;

    private final EmulatorClock clock;
    private final PrintTokens tokens;
    private final PrintEmulator service;
    private final PrintTenantState print;
    private final GesServicePlane ges;

    EmulatorState(EmulatorClock clock, PrintTokens tokens, PrintEmulator service, GesServicePlane ges) {
        this.clock = clock;
        this.tokens = tokens;
        this.service = service;
        print = service.state();
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
            state.put("permissive", tokens.isPermissive()).put("limits", service.enforcesLimits());
            state.set("print", print.write(isWhole, bytes));
            synchronized (ges) {
                state.set("ges", ges.state(isWhole));
            }
        }
        return state;
    }

    /** Writes the whole state. */
    void dump(OutputStream out) throws IOException {
        ObjectNode state = write(true, (document, payload) -> document.putPOJO(StateReader.CONTENT, payload));
        JsonTrees.write(state, out);
    }

    /** Replaces the state in a folder. */
    void saveTo(StateFolder folder) throws IOException {
        ObjectNode state = write(true, (document, payload) -> document.put(StateReader.FILE, folder.use(payload)));
        folder.save(out -> JsonTrees.write(state, out));
    }

    /** Adds the state of a folder. */
    void loadFrom(StateFolder folder) throws IOException {
        try (InputStream in = folder.open()) {
            load(in, folder);
        }
        folder.keepNames();
    }

    /**
     * Adds what a state names.
     *
     * @param folder has the documents that the state names; null if it cannot name a document
     */
    void load(InputStream in, @Nullable StateFolder folder) throws IOException {
        var file = new DocumentFile(Path.of(System.getProperty("java.io.tmpdir")));
        boolean isLoaded = false;
        try {
            ObjectNode json = new StateReader(file, folder).read(in);
            synchronized (print.tenant()) {
                synchronized (ges) {
                    List<Runnable> changes = new ArrayList<>();
                    read(StateObject.checked(json), changes);
                    changes.forEach(Runnable::run);
                }
                print.documents().adopt(file);
            }
            isLoaded = true;
        } finally {
            if (!isLoaded) {
                file.close();
            }
        }
    }

    private void read(StateObject state, List<Runnable> changes) {
        clock(state.child("clock"), changes);
        boolean isPermissive = state.get("permissive").asBoolean(tokens.isPermissive());
        changes.add(() -> tokens.permissive(isPermissive));
        if (state.get("limits").asBoolean(service.enforcesLimits()) != service.enforcesLimits()) {
            changes.add(service.enforcesLimits() ? service::liftLimits : service::enforceLimits);
        }
        print.read(state.child("print"), changes);
        ges.read(state.child("ges"), changes);
    }

    private void clock(StateObject state, List<Runnable> changes) {
        Instant now = state.time("now");
        boolean isFrozen = state.get("frozen").asBoolean();
        Duration ahead = state.duration("ahead", clock.ahead());
        if (now == null && !state.has("frozen") && !state.has("ahead")) {
            return;
        }
        String name = state.has("ahead") ? "ahead" : "now";
        if (!clock.isPossible(now == null || state.has("ahead") ? ahead : clock.ahead(now))) {
            throw state.wrong(name, "a time from the year 1 to the year 9998");
        }
        changes.add(() -> {
            if (isFrozen) {
                clock.restore(now == null ? clock.now() : now, Duration.ZERO);
            } else {
                Duration fromNow = now == null || state.has("ahead") ? ahead : clock.ahead(now);
                clock.restore(null, fromNow);
            }
        });
    }
}
