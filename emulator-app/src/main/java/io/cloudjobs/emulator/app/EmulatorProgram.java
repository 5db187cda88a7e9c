package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;

/** The main class: starts the services on their fixed ports, and the control API with the page. */
public final class EmulatorProgram {
    /** The port of the page and the control API. Each service has its place after it. */
    private static final int FIRST_PORT = 7800;

    private EmulatorProgram() {}

    public static void main(String[] arguments) {
        CloudJobsEmulator.Builder builder = CloudJobsEmulator.builder().wellKnownIds();
        for (EmulatedService service : EmulatedService.values()) {
            builder.port(service, FIRST_PORT + 1 + service.ordinal());
        }
        CloudJobsEmulator emulator = builder.start();
        var control = new ControlServer(FIRST_PORT, emulator);
        System.out.println("page: " + control.origin());
    }
}
