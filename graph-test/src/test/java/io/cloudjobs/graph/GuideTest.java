package io.cloudjobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.graph.models.PrintJob;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.graph.Exchanges.Exchange;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJobConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of {@code docs/from-microsoft-graph.md} send the same requests. */
@Timeout(120)
class GuideTest {
    /** Writes members in the order of their names, because both sides order them differently. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private interface Call<G> {
        void run(G guide, Tenant tenant, HeldJob job) throws Exception;
    }

    /**
     * A row of the guide.
     *
     * @param isOfUser whether the call needs a user token
     */
    private record Row(String name, boolean isOfUser, Call<TheirGuide> theirs, Call<OurGuide> ours) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("get", false, (their, tenant, job) -> their.get(), (our, tenant, job) -> our.get()),
                new Row(
                        "get with tasks",
                        false,
                        (their, tenant, job) -> their.getWithTasks(),
                        (our, tenant, job) -> our.getWithTasks()),
                new Row(
                        "list",
                        false,
                        (their, tenant, job) -> their.list(each -> {}),
                        (our, tenant, job) -> our.list(each -> {})),
                new Row(
                        "list of a user",
                        false,
                        (their, tenant, job) -> their.listOfUser(),
                        (our, tenant, job) -> our.listOfUser()),
                new Row("abort", false, (their, tenant, job) -> their.abort(), (our, tenant, job) -> our.abort()),
                new Row(
                        "redirect",
                        false,
                        (their, tenant, job) -> their.redirect(tenant.withTrigger.printerId()),
                        (our, tenant, job) -> our.redirect(tenant.withTrigger.printerId())),
                new Row(
                        "update",
                        false,
                        (their, tenant, job) -> {
                            PrintJob changes = new PrintJob();
                            changes.setConfiguration(new com.microsoft.graph.models.PrintJobConfiguration());
                            changes.getConfiguration().setCopies(3);
                            their.update(changes);
                        },
                        (our, tenant, job) -> our.update(
                                PrintJobConfiguration.builder().copies(3).build())),
                new Row("cancel", true, (their, tenant, job) -> their.cancel(), (our, tenant, job) -> our.cancel()),
                new Row(
                        "create",
                        true,
                        (their, tenant, job) -> {
                            PrintJob created = new PrintJob();
                            created.setConfiguration(new com.microsoft.graph.models.PrintJobConfiguration());
                            their.create(created);
                        },
                        (our, tenant, job) ->
                                our.create(PrintJobConfiguration.builder().build())),
                new Row(
                        "start",
                        true,
                        (their, tenant, job) -> their.start(tenant.uploadedJob()),
                        (our, tenant, job) -> our.start(tenant.uploadedJob())),
                new Row(
                        "create a definition",
                        false,
                        (their, tenant, job) -> their.createDefinition(),
                        (our, tenant, job) -> our.createDefinition()),
                new Row(
                        "list tasks",
                        false,
                        (their, tenant, job) -> their.listTasks(),
                        (our, tenant, job) -> our.listTasks()),
                new Row(
                        "release",
                        false,
                        (their, tenant, job) -> their.release(job.taskId()),
                        (our, tenant, job) -> our.release(job.taskId())),
                new Row(
                        "create a trigger",
                        true,
                        (their, tenant, job) -> new TheirGuide(tenant.theirsOfUser, ofPrinter(tenant, job))
                                .createTrigger(tenant.print.endpoint()),
                        (our, tenant, job) -> new OurGuide(tenant.oursOfUser, ofPrinter(tenant, job)).createTrigger()),
                new Row(
                        "list triggers",
                        true,
                        (their, tenant, job) -> their.listTriggers(),
                        (our, tenant, job) -> our.listTriggers()),
                new Row(
                        "subscribe",
                        false,
                        (their, tenant, job) -> new TheirGuide(tenant.theirs, ofDefinition(tenant, job))
                                .subscribe(tenant.webhook(), "a secret"),
                        (our, tenant, job) -> new OurGuide(tenant.ours, ofDefinition(tenant, job))
                                .subscribe(tenant.webhook(), "a secret")),
                new Row(
                        "renew",
                        false,
                        (their, tenant, job) -> their.renew(tenant.subscription()),
                        (our, tenant, job) -> our.renew(tenant.subscription())),
                new Row(
                        "unsubscribe",
                        false,
                        (their, tenant, job) -> their.unsubscribe(tenant.subscription()),
                        (our, tenant, job) -> our.unsubscribe(tenant.subscription())),
                new Row("retries", false, (their, tenant, job) -> their.retries(), (our, tenant, job) -> our.retries()),
                new Row("timeouts", false, (their, tenant, job) -> their.get(), (our, tenant, job) -> our.timeouts()));
    }

    private static GuideIds ids(Tenant tenant, HeldJob job) {
        return new GuideIds(job.printerId(), tenant.print.shareId(), job.jobId(), job.taskDefinitionId());
    }

    /** Returns the ids with a new printer, which has no trigger. */
    private static GuideIds ofPrinter(Tenant tenant, HeldJob job) {
        return new GuideIds(tenant.printer(), tenant.print.shareId(), job.jobId(), job.taskDefinitionId());
    }

    /** Returns the ids with a new task definition, which has no subscription. */
    private static GuideIds ofDefinition(Tenant tenant, HeldJob job) {
        return new GuideIds(job.printerId(), tenant.print.shareId(), job.jobId(), tenant.definition());
    }

    /** Returns the requests, without ids and times that differ between the two calls. */
    private static List<String> requests(Exchanges sent) throws IOException {
        List<String> requests = new ArrayList<>();
        for (Exchange exchange : sent.sent()) {
            String url = exchange.url()
                    .replaceAll("/(job|task)s/[^/]+", "/$1s/{$1}")
                    .replaceAll("^/subscriptions/.+", "/subscriptions/{id}")
                    .replaceAll("^/printers/[^/]+/taskTriggers", "/printers/{printer}/taskTriggers");
            String body = exchange.body().isEmpty()
                    ? ""
                    : JSON.writeValueAsString(JSON.readValue(exchange.body(), Object.class))
                            .replaceAll("taskDefinitions/[^/\"]+", "taskDefinitions/{definition}")
                            .replaceAll("(?<=DateTime\":\")[^\"]+", "{time}");
            requests.add(exchange.method() + " " + url + "?" + exchange.query() + " " + body + " " + exchange.status());
        }
        return requests;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothSidesSendTheSameRequests(Row row) throws Exception {
        try (Tenant tenant = new Tenant()) {
            HeldJob job = tenant.holdJob();
            HeldJob another = tenant.holdJob();
            row.theirs()
                    .run(
                            new TheirGuide(row.isOfUser() ? tenant.theirsOfUser : tenant.theirs, ids(tenant, job)),
                            tenant,
                            job);
            row.ours()
                    .run(
                            new OurGuide(row.isOfUser() ? tenant.oursOfUser : tenant.ours, ids(tenant, another)),
                            tenant,
                            another);

            assertThat(requests(tenant.sentByTheirs))
                    .isNotEmpty()
                    .isEqualTo(requests(tenant.sentByOurs))
                    .allMatch(request -> request.matches(".* 20[0-4]"));
        }
    }

    @Test
    void bothSidesReportTheSameError() throws Exception {
        try (Tenant tenant = new Tenant()) {
            GuideIds unknown = new GuideIds(tenant.print.printerId(), "s", "unknown", "d");

            assertThat(new TheirGuide(tenant.theirs, unknown).errors())
                    .startsWith("404 ")
                    .endsWith(tenant.sentByTheirs.last().requestId());
            assertThat(new OurGuide(tenant.ours, unknown).errors())
                    .startsWith("404 ")
                    .endsWith(tenant.sentByOurs.last().requestId());
        }
    }

    @Test
    void bothSidesSubmit() throws Exception {
        try (Tenant tenant = new Tenant()) {
            GuideIds ids = ids(tenant, tenant.held);
            byte[] pdf = new byte[1_000];

            new TheirGuide(tenant.theirsOfUser, ids).submit(pdf, tenant.anonymous());
            new OurGuide(tenant.oursOfUser, ids).submit(pdf);

            new OurGuide(tenant.oursOfUser, ids)
                    .submit(
                            PrintJobConfiguration.builder().build(),
                            DocumentContent.of("report.pdf", "application/pdf", pdf));

            assertThat(tenant.sentByOurs.sent().stream().map(Exchange::method))
                    .containsExactly("POST", "POST", "PUT", "POST", "POST", "POST", "PUT", "POST");
            assertThat(tenant.sentByTheirs.sent().stream().map(Exchange::method))
                    .containsExactly("POST", "POST", "PUT", "POST");
        }
    }
}
