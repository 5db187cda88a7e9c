package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.FaultRule;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lists, adds and removes faults. */
final class FaultsApi {
    private final CloudJobsEmulator emulator;

    FaultsApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /faults", call -> list());
        router.add("POST /faults", this::add);
        router.add("DELETE /faults", call -> clear());
        router.add("DELETE /faults/{service}/{id}", this::remove);
    }

    private Reply list() {
        ArrayNode list = Json.array();
        for (EmulatedService service : EmulatedService.values()) {
            emulator.faults(service).forEach((id, rule) -> list.add(json(service, id, rule, rule.requestsLeft())));
        }
        return Reply.json(Json.object().set("faults", list));
    }

    private static ObjectNode json(EmulatedService service, long id, FaultRule rule, @Nullable Integer requestsLeft) {
        return Json.object()
                .put("service", ServiceNames.of(service))
                .put("id", id)
                .put("fault", rule.fault().toString())
                .put("operation", rule.operation())
                .put("probability", rule.probability())
                .put("requestsLeft", requestsLeft);
    }

    private Reply add(ControlCall call) throws IOException {
        Members members = call.members();
        String name = members.required("service", members.text("service"));
        EmulatedService service = members.checked("service", () -> ServiceNames.service(name));
        FaultRule rule = rule(members);
        members.end();
        long id = emulator.addFault(service, rule);
        FaultRule left = emulator.faults(service).get(id);
        // A request can be faster and use it.
        ObjectNode added = json(service, id, rule, left == null ? Integer.valueOf(0) : left.requestsLeft());
        return Reply.json(201, added).header("Location", ControlRouter.ROOT + "/faults/" + name + "/" + id);
    }

    private Reply clear() {
        for (EmulatedService service : EmulatedService.values()) {
            emulator.faults(service).keySet().forEach(id -> emulator.removeFault(service, id));
        }
        return Reply.none();
    }

    private Reply remove(ControlCall call) {
        EmulatedService service = Library.atPath(() -> ServiceNames.service(call.path("service")));
        String id = call.path("id");
        long found = emulator.faults(service).keySet().stream()
                .filter(fault -> Long.toString(fault).equals(id))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        404, "There is no such fault. It may be used up. GET /_cloudjobs/faults lists all."));
        emulator.removeFault(service, found);
        return Reply.none();
    }

    private static FaultRule rule(Members members) {
        FaultRule rule = FaultRule.of(fault(members));
        String operation = members.text("operation");
        FaultRule limited = operation == null ? rule : members.checked("operation", () -> rule.operation(operation));
        Integer times = members.whole("times");
        FaultRule counted = times == null ? limited : members.checked("times", () -> limited.times(times));
        Double probability = members.number("probability");
        return probability == null ? counted : members.checked("probability", () -> counted.probability(probability));
    }

    private static Fault fault(Members members) {
        Integer status = members.whole("status");
        Duration retryAfter = members.duration("retryAfter");
        String connection = members.text("connection");
        Integer speed = members.whole("bytesPerSecond");
        Duration delay = members.duration("delay");
        refuseBoth(members, "connection", connection, status);
        refuseBoth(members, "bytesPerSecond", speed, status == null ? connection : status);
        if (retryAfter != null && status == null) {
            throw members.wrong("retryAfter", "together with status");
        }
        Fault fault = status != null
                ? members.checked(
                        "status", () -> retryAfter == null ? Fault.status(status) : Fault.status(status, retryAfter))
                : connection != null
                        ? connection(members, connection)
                        : speed != null ? members.checked("bytesPerSecond", () -> Fault.slowResponse(speed)) : null;
        if (fault != null) {
            return delay == null ? fault : fault.after(delay);
        }
        if (delay == null) {
            throw Problem.member(
                    "",
                    "The fault must have status, connection, bytesPerSecond or delay: what happens to the requests.");
        }
        return Fault.delayed(delay);
    }

    private static void refuseBoth(Members members, String name, @Nullable Object value, @Nullable Object other) {
        if (value != null && other != null) {
            throw members.wrong(name, "the only one of status, connection and bytesPerSecond");
        }
    }

    private static Fault connection(Members members, String name) {
        return switch (name) {
            case "closed" -> Fault.closedConnection();
            case "lostResponse" -> Fault.lostResponse();
            default -> throw members.wrong("connection", "closed or lostResponse");
        };
    }
}
