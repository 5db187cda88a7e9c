package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** A tenant like one of a company, at a frozen time, for the page. */
final class PageTenant {
    static final String ADA = "ada@contoso.com";
    static final String GRACE = "grace@contoso.com";

    private static final String DEFINITION = "hold-for-badge";

    private final ObjectNode state = Json.object();
    private final ObjectNode print = state.putObject("print");
    private final ArrayNode printers = print.putArray("printers");
    private final List<String> jobs = new ArrayList<>();

    PageTenant() {
        state.putObject("clock").put("now", "2027-01-04T09:00:00Z").put("frozen", true);
        print.putArray("taskDefinitions")
                .addObject()
                .put("id", DEFINITION)
                .put("displayName", "Hold for badge")
                .put("appName", "Release station");
    }

    /** Returns the tenant of the picture and of most tests. */
    static PageTenant company() {
        return new PageTenant()
                .printer("lobby", "Lobby")
                .job("lobby", "annual-report", "printed", ADA, "Annual report 2026.pdf")
                .job("lobby", "budget", "held", ADA, "Budget 2027.xlsx")
                .job("lobby", "travel", "held", GRACE, "Travel plan.pdf")
                .job("lobby", "poster", "uploadPending", GRACE, "Poster.pdf")
                .printer("floor-2", "Floor 2, color")
                .job("floor-2", "minutes", "canceled", ADA, "Minutes.pdf")
                .printer("warehouse", "Warehouse")
                .graph();
    }

    PageTenant printer(String id, String name) {
        ObjectNode printer = printers.addObject().put("id", id).put("displayName", name);
        printer.putArray("shares")
                .addObject()
                .put("id", id + "-share")
                .putObject("description")
                .put("displayName", name);
        printer.putObject("trigger").put("id", id + "-trigger").put("taskDefinitionId", DEFINITION);
        printer.putArray("jobs");
        return this;
    }

    PageTenant job(String printerId, String id, String jobState, String user, String name) {
        ObjectNode job = jobsOf(printerId)
                .addObject()
                .put("id", id)
                .put("state", jobState)
                .put("createdBy", user)
                .put("createdDateTime", "2027-01-04T08:%02d:00Z".formatted(jobs.size() % 60));
        jobs.add(id);
        job.putObject("configuration").put("copies", 2);
        job.putObject("document").put("displayName", name).put("contentType", "application/pdf");
        if (jobState.equals("held")) {
            job.putArray("tasks")
                    .addObject()
                    .put("id", "task-of-" + id)
                    .put("taskDefinitionId", DEFINITION)
                    .put("state", "processing")
                    .put("description", "waits for the badge");
        }
        return this;
    }

    private ArrayNode jobsOf(String printerId) {
        for (JsonNode printer : printers) {
            if (printer.path("id").textValue().equals(printerId)) {
                return (ArrayNode) printer.path("jobs");
            }
        }
        return Assertions.fail("no printer " + printerId);
    }

    private PageTenant graph() {
        ObjectNode graph = state.putObject("ges").putArray("graphs").addObject().put("name", "movie");
        ArrayNode graphJobs = graph.putArray("jobs");
        graphJob(graphJobs, "import", "IMPORT_GRAPH", "success");
        graphJob(graphJobs, "rank", "ALGORITHM", "running")
                .put("algorithm", "pagerank")
                .put("progress", 50);
        graphJob(graphJobs, "groups", "ALGORITHM", "pending").put("algorithm", "louvain");
        return this;
    }

    private static ObjectNode graphJob(ArrayNode graphJobs, String id, String kind, String status) {
        return graphJobs.addObject().put("id", id).put("kind", kind).put("status", status);
    }

    PageTenant subscription(String id, String notificationUrl, String expires) {
        print.withArray("/subscriptions")
                .addObject()
                .put("id", id)
                .put("resource", "print/taskDefinitions/" + DEFINITION + "/tasks")
                .put("changeType", "created")
                .put("notificationUrl", notificationUrl)
                .put("expirationDateTime", expires);
        return this;
    }

    /** Replaces everything in the emulator by this tenant. */
    void putInto(RunningControl control) {
        control.emulator.reset();
        try {
            control.emulator.load(new ByteArrayInputStream(Json.bytes(state)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: the source is memory
        }
    }
}
