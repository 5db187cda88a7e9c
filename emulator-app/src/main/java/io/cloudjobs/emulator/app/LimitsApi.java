package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.PrintEmulator;
import java.io.IOException;

/** Switches the published limits of Universal Print on and off. */
final class LimitsApi {
    private final PrintEmulator print;

    LimitsApi(ControlRouter router, PrintEmulator print) {
        this.print = print;
        router.add("GET /limits", call -> limits());
        router.add("PUT /limits", this::set);
    }

    private Reply limits() {
        return Reply.json(Json.object().put("enforced", print.enforcesLimits()));
    }

    private Reply set(ControlCall call) throws IOException {
        Members members = call.members();
        boolean enforced = members.required("enforced", members.bool("enforced"));
        members.end();
        if (enforced) {
            print.enforceLimits();
        } else {
            print.liftLimits();
        }
        return limits();
    }
}
