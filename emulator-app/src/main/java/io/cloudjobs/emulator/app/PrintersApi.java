package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.PrinterDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Lists printers, and does to their devices what happens to real ones. */
final class PrintersApi {
    private final CloudJobsEmulator emulator;

    PrintersApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /printers", call -> list());
        add(router, "jam", PrinterDevice::jam);
        add(router, "paper-out", PrinterDevice::runOutOfPaper);
        add(router, "stop", PrinterDevice::stop);
        router.add("POST /printers/{printerId}/resume", this::resume);
    }

    private void add(ControlRouter router, String action, Consumer<PrinterDevice> effect) {
        router.add("POST /printers/{printerId}/" + action, call -> {
            call.noMembers();
            PrinterDevice device = device(call);
            effect.accept(device);
            return printer(call.path("printerId"));
        });
    }

    private Reply resume(ControlCall call) throws IOException {
        Members members = call.members();
        Duration timePerJob = members.duration("timePerJob");
        members.end();
        PrinterDevice device = device(call);
        if (timePerJob == null) {
            device.resume();
        } else {
            members.checked("timePerJob", () -> {
                device.start(timePerJob);
                return device;
            });
        }
        return printer(call.path("printerId"));
    }

    private PrinterDevice device(ControlCall call) {
        return Library.atPath(() -> emulator.print().device(call.path("printerId")));
    }

    private Reply list() {
        ArrayNode list = Json.array();
        StateJson.of(emulator).printers().forEach(printer -> list.add(json(printer)));
        return Reply.json(Json.object().set("printers", list));
    }

    private Reply printer(String printerId) {
        return Reply.json(json(StateJson.of(emulator).printer(printerId)));
    }

    private ObjectNode json(JsonNode printer) {
        String id = printer.path("id").asText();
        ObjectNode json = Json.object()
                .put("id", id)
                .put("displayName", printer.path("displayName").textValue());
        JsonNode device = printer.path("device");
        json.set(
                "device",
                device.isObject()
                        ? device
                        : Json.object().put("state", emulator.print().device(id).state()));
        return json.put("jobs", printer.path("jobs").size());
    }
}
