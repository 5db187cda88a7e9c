package io.cloudjobs.graph;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintTaskDefinitionResource;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.PrinterJobResource;
import io.cloudjobs.print.PrinterResource;
import io.cloudjobs.print.PrinterShareResource;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** The right-hand side of {@code docs/from-microsoft-graph.md}. */
final class OurGuide {
    private final PrintJobClient print;
    private final PrinterResource printer;
    private final PrinterJobResource job;
    private final PrinterShareResource share;
    private final PrintTaskDefinitionResource definition;
    private final GuideIds ids;

    OurGuide(PrintJobClient print, GuideIds ids) {
        this.print = print;
        this.printer = print.printer(ids.printerId());
        this.job = printer.job(ids.jobId());
        this.share = print.share(ids.shareId());
        this.definition = print.taskDefinition(ids.definitionId());
        this.ids = ids;
    }

    static PrintJobClient client(String tenantId, String clientId, String clientSecret) {
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .tenantId(tenantId)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .build();
        PrintJobClient print = PrintJobClient.builder().tokenProvider(tokens).build();
        return print;
    }

    void get() {
        job.get();
    }

    void getWithTasks() {
        job.get(TASKS, DOCUMENTS);
    }

    void list(Consumer<PrintJob> work) {
        printer.jobs().list().forEach(work);
    }

    void listOfUser() {
        printer.jobs().createdBy("amy@contoso.com").iterator().hasNext();
    }

    void abort() {
        job.abort("recalled");
    }

    void redirect(String destinationPrinterId) {
        job.redirect(destinationPrinterId);
    }

    void update(PrintJobConfiguration changes) {
        job.update(changes);
    }

    void cancel() {
        job.cancel();
    }

    PrintJob create(PrintJobConfiguration configuration) {
        return share.jobs().create(configuration);
    }

    void upload(String jobId, String documentId, DocumentContent content) {
        share.job(jobId).document(documentId).upload(content);
    }

    void submit(PrintJobConfiguration configuration, DocumentContent content) {
        share.jobs().submit(configuration, content);
    }

    void submit(byte[] pdf) {
        share.jobs()
                .submit(
                        PrintJobConfiguration.builder().copies(2).build(),
                        DocumentContent.of("report.pdf", "application/pdf", pdf));
    }

    void start(String jobId) {
        share.job(jobId).start();
    }

    void createDefinition() {
        print.taskDefinitions().create("Badge release");
    }

    void listTasks() {
        definition.tasks().list().iterator().hasNext();
    }

    void release(String taskId) {
        definition.task(taskId).update(PrintTaskProcessingState.COMPLETED, "released");
    }

    void createTrigger() {
        String definitionId = ids.definitionId();
        printer.taskTriggers().create(definitionId);
    }

    void listTriggers() {
        printer.taskTriggers().list().iterator().hasNext();
    }

    void subscribe(String notificationUrl, String clientState) {
        NewPrintSubscription subscription = NewPrintSubscription.forTasks(ids.definitionId())
                .notificationUrl(notificationUrl)
                .clientState(clientState)
                .expirationDateTime(OffsetDateTime.now().plusDays(2))
                .build();
        print.subscriptions().create(subscription);
    }

    void renew(String subscriptionId) {
        print.subscription(subscriptionId).renew(OffsetDateTime.now().plusDays(2));
    }

    void unsubscribe(String subscriptionId) {
        print.subscription(subscriptionId).delete();
    }

    String errors() {
        try {
            job.get();
            return "";
        } catch (ApiException e) {
            return e.statusCode() + " " + e.error().code() + " " + e.error().requestId();
        }
    }

    void retries() {
        RetryPolicy retries = RetryPolicy.standard().withMaxAttempts(5);
        PrintJobClient patient = print.withOptions(options -> options.retryPolicy(retries));
        patient.printer(ids.printerId()).job(ids.jobId()).get();
    }

    void timeouts() {
        PrintJobClient quick = print.withOptions(options -> options.timeout(Duration.ofSeconds(5)));
        quick.printer(ids.printerId()).job(ids.jobId()).get();
    }
}
