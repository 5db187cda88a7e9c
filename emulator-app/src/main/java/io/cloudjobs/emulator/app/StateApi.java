package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Shows, adds, replaces and resets the state of all services. */
final class StateApi {
    private final CloudJobsEmulator emulator;

    StateApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /state", Set.of("documents"), this::state);
        router.add("DELETE /state", call -> {
            emulator.reset();
            return Reply.none();
        });
    }

    private Reply state(ControlCall call) {
        String documents = call.query("documents");
        if (documents == null || documents.equals("false")) {
            return Reply.of(200, Reply.JSON, emulator.state().getBytes(StandardCharsets.UTF_8));
        }
        throw new Problem(400, "The query parameter documents must be false.");
    }
}
