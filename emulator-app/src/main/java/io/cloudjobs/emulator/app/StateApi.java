package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** Shows, adds, replaces and resets the state of all services. */
final class StateApi {
    private final CloudJobsEmulator emulator;

    StateApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /state", Set.of("documents"), this::state);
        router.add("PUT /state", this::replace);
        router.add("POST /state", call -> received(call, file -> load(emulator, file)));
        router.add("DELETE /state", call -> {
            call.noMembers();
            emulator.reset();
            return Reply.none();
        });
    }

    private Reply state(ControlCall call) {
        String documents = call.query("documents");
        if (documents == null || documents.equals("false")) {
            return Reply.of(200, Reply.JSON, emulator.state().getBytes(StandardCharsets.UTF_8));
        }
        if (!documents.equals("true")) {
            throw new Problem(400, "The query parameter documents must be true or false.");
        }
        return Reply.streamed(Reply.JSON, emulator::dump);
    }

    /** Tries the new state on an emulator of its own first, so that a wrong one does not cost the old one. */
    private Reply replace(ControlCall call) throws IOException {
        return received(call, file -> {
            try (CloudJobsEmulator trial =
                    CloudJobsEmulator.builder().wellKnownIds().start()) {
                load(trial, file);
            }
            emulator.reset();
            load(emulator, file);
        });
    }

    private interface Use {
        void of(Path file) throws IOException;
    }

    /** Receives the body in a file: it can be larger than the memory, and a slow client must not block the services. */
    private static Reply received(ControlCall call, Use use) throws IOException {
        InputStream body = call.stream();
        Path file = Files.createTempFile("cloudjobs-state", ".json");
        try {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            use.of(file);
            return Reply.none();
        } finally {
            Files.delete(file);
        }
    }

    private static void load(CloudJobsEmulator target, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            target.load(in);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, Members.sentence(e));
        }
    }
}
