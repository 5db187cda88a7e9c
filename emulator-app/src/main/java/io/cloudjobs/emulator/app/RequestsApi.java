package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import io.cloudjobs.emulator.EmulatedService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the log of the requests to all services. */
final class RequestsApi {
    private final CloudJobsEmulator emulator;

    RequestsApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("GET /requests", Set.of("service", "after"), this::list);
        router.add("DELETE /requests", call -> {
            emulator.clearRequestLog();
            return Reply.none();
        });
    }

    private Reply list(ControlCall call) {
        EmulatedService service = service(call.query("service"));
        ArrayNode requests = Json.array();
        after(emulator.requestLog(), call.query("after")).stream()
                .filter(request -> service == null || request.service() == service)
                .forEach(request -> requests.add(json(request)));
        return Reply.json(Json.object().set("requests", requests));
    }

    private static @Nullable EmulatedService service(@Nullable String name) {
        try {
            return name == null ? null : ServiceNames.service(name);
        } catch (IllegalArgumentException e) {
            throw new Problem(400, Members.sentence(e));
        }
    }

    /**
     * Returns the requests that were logged after a request. A slow request is logged after faster ones with higher numbers,
     * so the order of the log counts, not the numbers. Without the request, because the log was cleared or is full, all are
     * returned.
     */
    static List<EmulatedRequest> after(List<EmulatedRequest> log, @Nullable String number) {
        if (number == null) {
            return log;
        }
        long last;
        try {
            last = Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new Problem(400, "The query parameter after must be the number of a request.");
        }
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).number() == last) {
                return log.subList(i + 1, log.size());
            }
        }
        return log;
    }

    /** Returns the request without secrets. */
    static ObjectNode json(EmulatedRequest request) {
        var redaction = new Redaction();
        ObjectNode first = json(request, redaction);
        return redaction.isAgain() ? json(request, redaction) : first;
    }

    private static ObjectNode json(EmulatedRequest request, Redaction redaction) {
        ObjectNode json = Json.object()
                .put("number", request.number())
                .put("service", ServiceNames.of(request.service()))
                .put("received", request.received().toString())
                .put("method", request.method())
                .put("target", redaction.target(request.target()))
                .put("operation", request.operation())
                .put("status", request.status())
                .put("duration", request.duration().toString())
                .put("fault", request.fault());
        Map<String, List<String>> sent = request.requestHeaders();
        json.set("requestHeaders", headers(redaction.headers(sent)));
        json.put("requestBody", redaction.body(sent, request.requestBody(), request.requestBytes()))
                .put("requestBytes", request.requestBytes());
        Map<String, List<String>> responded = request.responseHeaders();
        json.set("responseHeaders", headers(redaction.headers(responded)));
        return json.put("responseBody", redaction.body(responded, request.responseBody(), request.responseBytes()))
                .put("responseBytes", request.responseBytes());
    }

    private static ObjectNode headers(Map<String, List<String>> headers) {
        ObjectNode json = Json.object();
        headers.forEach((name, values) -> {
            ArrayNode list = json.putArray(name);
            values.forEach(list::add);
        });
        return json;
    }
}
