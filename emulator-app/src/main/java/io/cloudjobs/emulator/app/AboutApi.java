package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;

/** Describes the running emulator: its services, their operations, and the control API itself. */
final class AboutApi {
    private final CloudJobsEmulator emulator;

    AboutApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /health", call -> health());
        router.add("GET /operations", call -> operations());
        router.add("GET /openapi.json", call -> Reply.of(200, Reply.JSON, Resources.read("openapi.json")));
    }

    private Reply health() {
        ObjectNode services = Json.object()
                .put("print", emulator.print().endpoint())
                .put("entra", emulator.entra().endpoint())
                .put("ges", emulator.ges().endpoint())
                .put("iam", emulator.iam().endpoint());
        return Reply.json(Json.object()
                .put("status", "UP")
                .put("time", emulator.clock().now().toString())
                .set("services", services));
    }

    private Reply operations() {
        ArrayNode operations = Json.array();
        for (EmulatedService service : EmulatedService.values()) {
            emulator.operations(service)
                    .forEach(operation -> operations
                            .addObject()
                            .put("service", ServiceNames.of(service))
                            .put("operation", operation));
        }
        return Reply.json(Json.object().set("operations", operations));
    }
}
