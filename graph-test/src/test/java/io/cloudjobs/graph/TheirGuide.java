package io.cloudjobs.graph;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.PrintDocument;
import com.microsoft.graph.models.PrintDocumentUploadProperties;
import com.microsoft.graph.models.PrintEvent;
import com.microsoft.graph.models.PrintJob;
import com.microsoft.graph.models.PrintJobCollectionResponse;
import com.microsoft.graph.models.PrintJobConfiguration;
import com.microsoft.graph.models.PrintTask;
import com.microsoft.graph.models.PrintTaskDefinition;
import com.microsoft.graph.models.PrintTaskProcessingState;
import com.microsoft.graph.models.PrintTaskStatus;
import com.microsoft.graph.models.PrintTaskTrigger;
import com.microsoft.graph.models.Subscription;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.print.printers.item.PrinterItemRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.item.PrintJobItemRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.item.abort.AbortPostRequestBody;
import com.microsoft.graph.print.printers.item.jobs.item.redirect.RedirectPostRequestBody;
import com.microsoft.graph.print.shares.item.PrinterShareItemRequestBuilder;
import com.microsoft.graph.print.shares.item.jobs.item.documents.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.print.taskdefinitions.item.PrintTaskDefinitionItemRequestBuilder;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;

/** The left-hand side of {@code docs/from-microsoft-graph.md}. */
final class TheirGuide {
    private final GraphServiceClient graph;
    private final PrinterItemRequestBuilder printer;
    private final PrintJobItemRequestBuilder job;
    private final PrinterShareItemRequestBuilder share;
    private final PrintTaskDefinitionItemRequestBuilder definition;
    private final GuideIds ids;

    TheirGuide(GraphServiceClient graph, GuideIds ids) {
        this.graph = graph;
        this.printer = graph.print().printers().byPrinterId(ids.printerId());
        this.job = printer.jobs().byPrintJobId(ids.jobId());
        this.share = graph.print().shares().byPrinterShareId(ids.shareId());
        this.definition = graph.print().taskDefinitions().byPrintTaskDefinitionId(ids.definitionId());
        this.ids = ids;
    }

    static GraphServiceClient client(String tenantId, String clientId, String clientSecret) {
        TokenCredential credential = new ClientSecretCredentialBuilder()
                .tenantId(tenantId)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .build();
        GraphServiceClient graph = new GraphServiceClient(credential, "https://graph.microsoft.com/.default");
        return graph;
    }

    void get() {
        job.get();
    }

    void getWithTasks() {
        job.get(config -> config.queryParameters.expand = new String[] {"tasks", "documents"});
    }

    void list(Consumer<PrintJob> work) throws ReflectiveOperationException {
        PrintJobCollectionResponse first = printer.jobs().get();
        new PageIterator.Builder<PrintJob, PrintJobCollectionResponse>()
                .client(graph)
                .collectionPage(first)
                .collectionPageFactory(PrintJobCollectionResponse::createFromDiscriminatorValue)
                .processPageItemCallback(job -> {
                    work.accept(job);
                    return true;
                })
                .build()
                .iterate();
    }

    void listOfUser() {
        printer.jobs()
                .get(config -> config.queryParameters.filter = "createdBy/userPrincipalName eq 'amy@contoso.com'");
    }

    void abort() {
        AbortPostRequestBody body = new AbortPostRequestBody();
        body.setReason("recalled");
        job.abort().post(body);
    }

    void redirect(String destinationPrinterId) {
        RedirectPostRequestBody body = new RedirectPostRequestBody();
        body.setDestinationPrinterId(destinationPrinterId);
        job.redirect().post(body);
    }

    void update(PrintJob changes) {
        job.patch(changes);
    }

    void cancel() {
        job.cancel().post();
    }

    PrintJob create(PrintJob job) {
        return share.jobs().post(job);
    }

    void submit(byte[] pdf, RequestAdapter anonymous) throws Exception {
        PrintJobConfiguration configuration = new PrintJobConfiguration();
        configuration.setCopies(2);
        PrintJob job = new PrintJob();
        job.setConfiguration(configuration);
        PrintJob created = share.jobs().post(job);
        PrintDocumentUploadProperties properties = new PrintDocumentUploadProperties();
        properties.setDocumentName("report.pdf");
        properties.setContentType("application/pdf");
        properties.setSize((long) pdf.length);
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        body.setProperties(properties);
        UploadSession session = share.jobs()
                .byPrintJobId(created.getId())
                .documents()
                .byPrintDocumentId(created.getDocuments().get(0).getId())
                .createUploadSession()
                .post(body);
        new LargeFileUploadTask<>(
                        anonymous,
                        session,
                        new ByteArrayInputStream(pdf),
                        pdf.length,
                        PrintDocument::createFromDiscriminatorValue)
                .upload();
        share.jobs().byPrintJobId(created.getId()).start().post();
    }

    void start(String jobId) {
        share.jobs().byPrintJobId(jobId).start().post();
    }

    void createDefinition() {
        PrintTaskDefinition definition = new PrintTaskDefinition();
        definition.setDisplayName("Badge release");
        graph.print().taskDefinitions().post(definition);
    }

    void listTasks() {
        definition.tasks().get();
    }

    void release(String taskId) {
        PrintTaskStatus status = new PrintTaskStatus();
        status.setState(PrintTaskProcessingState.Completed);
        status.setDescription("released");
        PrintTask task = new PrintTask();
        task.setStatus(status);
        definition.tasks().byPrintTaskId(taskId).patch(task);
    }

    void createTrigger(String endpoint) {
        PrintTaskTrigger trigger = new PrintTaskTrigger();
        trigger.setEvent(PrintEvent.JobStarted);
        trigger.setAdditionalData(
                Map.of("definition@odata.bind", endpoint + "/print/taskDefinitions/" + ids.definitionId()));
        printer.taskTriggers().post(trigger);
    }

    void listTriggers() {
        printer.taskTriggers().get();
    }

    void subscribe(String notificationUrl, String clientState) {
        Subscription subscription = new Subscription();
        subscription.setResource("print/taskDefinitions/" + ids.definitionId() + "/tasks");
        subscription.setChangeType("created");
        subscription.setNotificationUrl(notificationUrl);
        subscription.setClientState(clientState);
        subscription.setExpirationDateTime(OffsetDateTime.now().plusDays(2));
        graph.subscriptions().post(subscription);
    }

    void renew(String subscriptionId) {
        Subscription subscription = new Subscription();
        subscription.setExpirationDateTime(OffsetDateTime.now().plusDays(2));
        graph.subscriptions().bySubscriptionId(subscriptionId).patch(subscription);
    }

    void unsubscribe(String subscriptionId) {
        graph.subscriptions().bySubscriptionId(subscriptionId).delete();
    }

    String errors() {
        try {
            job.get();
            return "";
        } catch (ODataError e) {
            return e.getResponseStatusCode() + " " + e.getError().getCode() + " "
                    + e.getError().getInnerError().getRequestId();
        }
    }

    void retries() {
        RetryHandlerOption retries = new RetryHandlerOption(null, 5, 1);
        job.get(config -> config.options.add(retries));
    }
}
