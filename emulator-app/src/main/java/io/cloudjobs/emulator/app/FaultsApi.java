package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.FaultRule;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Lists, adds and removes faults. */
final class FaultsApi {
    private final CloudJobsEmulator emulator;
    private final Map<String, ObjectNode> faults = new ConcurrentSkipListMap<>();

    FaultsApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /faults", call -> list());
        router.add("POST /faults", this::add);
        router.add("DELETE /faults", call -> {
            faults.values().forEach(this::remove);
            return Reply.none();
        });
        router.add("DELETE /faults/{service}/{id}", call -> {
            ObjectNode fault = faults.get(call.path("service") + "/" + call.path("id"));
            if (fault == null) {
                throw new Problem(404, "There is no such fault. It may be used up. GET /_cloudjobs/faults lists all.");
            }
            remove(fault);
            return Reply.none();
        });
    }

    private Reply list() {
        ArrayNode list = Json.array();
        faults.values().forEach(list::add);
        return Reply.json(Json.object().set("faults", list));
    }

    private void remove(ObjectNode fault) {
        String service = fault.path("service").textValue();
        long id = fault.path("id").longValue();
        emulator.removeFault(ServiceNames.service(service), id);
        faults.remove(service + "/" + id);
    }

    private Reply add(ControlCall call) throws IOException {
        Members members = call.members();
        String name = members.required("service", members.text("service"));
        EmulatedService service = members.checked("service", () -> ServiceNames.service(name));
        FaultRule rule = rule(members);
        members.end();
        long id = emulator.addFault(service, rule);
        ObjectNode fault = Json.object().put("service", name).put("id", id);
        faults.put(name + "/" + id, fault);
        return Reply.json(201, fault).header("Location", ControlRouter.ROOT + "/faults/" + name + "/" + id);
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
        if (connection != null) {
            return switch (connection) {
                case "closed" -> Fault.closedConnection();
                case "lostResponse" -> Fault.lostResponse();
                default -> throw members.wrong("connection", "closed or lostResponse");
            };
        }
        return status(members.required("status", status), retryAfter);
    }

    private static Fault status(int status, @Nullable Duration retryAfter) {
        return retryAfter == null
                ? Fault.unavailable()
                : status == 429 ? Fault.throttled(retryAfter) : Fault.unavailable(retryAfter);
    }
}
