package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.EmulatorClock;
import java.io.IOException;
import java.time.Duration;

/** Reads and moves the clock of all services. */
final class ClockApi {
    private final EmulatorClock clock;

    ClockApi(ControlRouter router, EmulatorClock clock) {
        this.clock = clock;
        router.add("GET /clock", call -> now());
        router.add("POST /clock/advance", this::advance);
        router.add("POST /clock/freeze", call -> {
            call.noMembers();
            clock.freeze();
            return now();
        });
        router.add("POST /clock/unfreeze", call -> {
            call.noMembers();
            clock.unfreeze();
            return now();
        });
    }

    private Reply now() {
        return Reply.json(Json.object().put("now", clock.now().toString()).put("frozen", clock.isFrozen()));
    }

    private Reply advance(ControlCall call) throws IOException {
        Members members = call.members();
        Duration duration = members.required("duration", members.duration("duration"));
        members.end();
        return members.checked("duration", () -> {
            clock.advance(duration);
            return now();
        });
    }
}
