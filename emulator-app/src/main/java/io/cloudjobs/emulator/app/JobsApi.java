package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.IOException;

/** Creates print jobs, and does what the application does with held ones. */
final class JobsApi {
    private final CloudJobsEmulator emulator;

    JobsApi(ControlRouter router, CloudJobsEmulator emulator) {
        this.emulator = emulator;
        router.add("POST /printers/{printerId}/jobs", this::create);
        router.add("POST /printers/{printerId}/jobs/{jobId}/release", call -> {
            call.noMembers();
            Library.atPath(() -> emulator.print().release(call.path("printerId"), call.path("jobId")));
            return Reply.none();
        });
        router.add("POST /printers/{printerId}/jobs/{jobId}/abort", call -> {
            call.noMembers();
            Library.atPath(() -> emulator.print().abort(call.path("printerId"), call.path("jobId")));
            return Reply.none();
        });
        router.add("POST /printers/{printerId}/jobs/{jobId}/redirect", this::redirect);
        router.add("GET /printers/{printerId}/jobs/{jobId}/document", this::document);
    }

    private Reply create(ControlCall call) throws IOException {
        Members members = call.members();
        String user = members.text("user");
        if (user != null && user.isBlank()) {
            throw members.wrong("user", "the user principal name of a user");
        }
        Boolean hold = members.bool("hold");
        members.end();
        String printerId = call.path("printerId");
        String owner = user == null ? emulator.print().userPrincipalName() : user;
        String jobId = Library.atPath(() -> emulator.print().addJob(printerId, owner, Boolean.TRUE.equals(hold)));
        return Reply.json(201, ids(printerId, jobId));
    }

    private Reply redirect(ControlCall call) throws IOException {
        Members members = call.members();
        String destination = members.required("destinationPrinterId", members.text("destinationPrinterId"));
        members.end();
        members.checked("destinationPrinterId", () -> emulator.print().device(destination));
        String jobId = Library.atPath(
                () -> emulator.print().redirect(call.path("printerId"), call.path("jobId"), destination));
        return Reply.json(ids(destination, jobId));
    }

    private static JsonNode ids(String printerId, String jobId) {
        return Json.object().put("printerId", printerId).put("jobId", jobId);
    }

    private Reply document(ControlCall call) {
        String printerId = call.path("printerId");
        String jobId = call.path("jobId");
        String type = Library.atPath(() -> emulator.print().documentType(printerId, jobId));
        if (type.isEmpty()) {
            throw new Problem(404, "The document of the job is not uploaded yet.");
        }
        String name = StateJson.of(emulator)
                .job(printerId, jobId)
                .path("document")
                .path("displayName")
                .asText("");
        return DocumentHeaders.apply(
                Reply.streamed(
                        DocumentHeaders.type(type), out -> emulator.print().document(printerId, jobId, out)),
                type,
                name);
    }
}
