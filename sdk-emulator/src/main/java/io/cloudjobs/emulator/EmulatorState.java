package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.cloudjobs.emulator.internal.DocumentFile;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of all services as JSON. Acquires the locks in this order: tenant, subscriptions, graph engine. */
final class EmulatorState {
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
        ObjectNode state = write(false);
        for (ObjectNode document : documents(state)) {
            document.remove(StateReader.CONTENT);
        }
        return state;
    }

    private ObjectNode write(boolean isWhole) {
        ObjectNode state = JsonTrees.object().put("version", 1);
        synchronized (print.tenant()) {
            ObjectNode time =
                    state.putObject("clock").put("now", clock.now().toString()).put("frozen", clock.isFrozen());
            if (!clock.isFrozen()) {
                time.put("ahead", clock.ahead().toString());
            }
            state.put("permissive", tokens.isPermissive()).put("limits", service.enforcesLimits());
            state.set("print", print.write(isWhole));
            synchronized (ges) {
                state.set("ges", ges.state(isWhole));
            }
        }
        return state;
    }

    private static List<ObjectNode> documents(ObjectNode state) {
        var documents = new ArrayList<ObjectNode>();
        for (JsonNode printer : state.at("/print/printers")) {
            for (JsonNode job : printer.path("jobs")) {
                documents.add((ObjectNode) job.path("document"));
            }
        }
        return documents;
    }

    /**
     * Writes the whole state.
     *
     * @param directory gets the documents; null to write them into the state
     */
    void dump(OutputStream out, @Nullable Path directory) throws IOException {
        ObjectNode state = write(true);
        if (directory != null) {
            Files.createDirectories(directory);
            for (ObjectNode document : documents(state)) {
                if (document.remove(StateReader.CONTENT) instanceof POJONode content) {
                    Payload payload = (Payload) content.getPojo();
                    save(payload, directory.resolve(payload.name()));
                    document.put(StateReader.FILE, payload.name());
                }
            }
        }
        JsonTrees.write(state, out);
    }

    private static void save(Payload payload, Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) != payload.length()) {
            try (OutputStream out = Files.newOutputStream(file)) {
                payload.writeTo(out);
            }
        }
    }

    /**
     * Adds what a state names.
     *
     * @param directory has the documents that the state names; null if it cannot name a document
     */
    void load(InputStream in, @Nullable Path directory) throws IOException {
        var file = new DocumentFile(Path.of(System.getProperty("java.io.tmpdir")));
        boolean isLoaded = false;
        try {
            StateObject state = StateObject.checked(new StateReader(file, directory).read(in));
            synchronized (print.tenant()) {
                synchronized (ges) {
                    load(state);
                }
                service.documents().adopt(file);
            }
            isLoaded = true;
        } finally {
            if (!isLoaded) {
                file.close();
            }
        }
    }

    /** Changes nothing before all members are checked. */
    private void load(StateObject state) {
        Duration ahead = ahead(state.child("clock"));
        print.check(state.child("print"));
        List<Runnable> changes = new ArrayList<>();
        ges.read(state.child("ges"), changes);
        if (state.child("clock").get("frozen").asBoolean()) {
            Instant now = state.child("clock").time("now");
            clock.restore(now == null ? clock.now() : now, Duration.ZERO);
        } else if (!state.object("clock").isEmpty()) {
            clock.restore(null, ahead);
        }
        tokens.permissive(state.get("permissive").asBoolean(tokens.isPermissive()));
        service.limits().enforce(state.get("limits").asBoolean(service.enforcesLimits()));
        print.load(state.child("print"));
        for (Runnable change : changes) {
            change.run();
        }
    }

    /** Returns how far the clock of a state is ahead of the clock of this machine. */
    private Duration ahead(StateObject state) {
        Instant now = state.time("now");
        boolean isAhead = state.has("ahead");
        Duration ahead = now == null || isAhead ? state.duration("ahead", clock.ahead()) : clock.ahead(now);
        if (!clock.isPossible(ahead)) {
            throw state.wrong(isAhead ? "ahead" : "now", "a time from the year 1 to the year 9998");
        }
        return ahead;
    }
}
