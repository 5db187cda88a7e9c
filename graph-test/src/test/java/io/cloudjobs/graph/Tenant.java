package io.cloudjobs.graph;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.authentication.AuthenticationProvider;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.emulator.PrintEmulator;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.print.PrintReportsResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * An emulated tenant with two clients of Microsoft and two of ours, one with an application token and one with a user
 * token each.
 */
final class Tenant implements AutoCloseable {
    /** A group whose member is the user of the user token. */
    static final String GROUP = "8c1e9f0a-9a2b-4a52-9a1e-2f3a4b5c6d7e";

    private static final OkHttpClient OURS = new OkHttpClient();

    final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    final PrintEmulator print = emulator.print();
    final Exchanges sentByTheirs = new Exchanges();
    final Exchanges sentByOurs = new Exchanges();
    final GraphServiceClient theirs = theirs(this::token);
    final GraphServiceClient theirsOfUser = theirs(print::userToken);
    final PrintJobClient ours = ours(this::token, sentByOurs);
    final PrintJobClient oursOfUser = ours(print::userToken, sentByOurs);
    private @Nullable String keptSubscription;
    private volatile @Nullable String oldToken;
    private final Exchanges sentToPrepare = new Exchanges();
    private final PrintJobClient preparing = ours(print::token, sentToPrepare);
    private final PrintJobClient preparingUser = ours(print::userToken, sentToPrepare);
    private final MockWebServer webhook = new MockWebServer();
    /** A second printer, which has a trigger. */
    final Trigger withTrigger;
    /** A held job. On the same printer are four other jobs, of three users. Pages have two elements. */
    final HeldJob held;

    Tenant() throws IOException {
        startWebhook();
        print.pageSize(2);
        held = print.holdJob();
        print.submitJob("o'neill+1@contoso.com");
        print.submitJob("amy@contoso.com");
        print.holdJob();
        print.submitJob("o'neill+1@contoso.com");
        withTrigger = trigger();
        print.addToGroup(GROUP, print.userPrincipalName());
        archive();
        describe();
    }

    /** Describes the first printer and its share completely, and adds further printers. */
    private void describe() throws IOException {
        try (InputStream description = Tenant.class.getResourceAsStream("/printer.json")) {
            print.describePrinter(print.printerId(), new String(description.readAllBytes(), StandardCharsets.UTF_8));
        }
        print.describeShare(print.shareId(), "{\"displayName\":\"O'Neill's\",\"allowAllUsers\":true}");
        printer();
        printer();
    }

    /** Archives jobs of two users on two days, so that each report has rows. */
    private void archive() {
        for (String user : List.of(print.userPrincipalName(), "amy@contoso.com")) {
            for (int copies = 1; copies <= 2; copies++) {
                print.archive("{\"createdBy\":{\"userPrincipalName\":\"" + user + "\"},\"copiesPrinted\":" + copies
                        + ",\"createdDateTime\":\"2026-11-1" + copies + "T07:00:00.1234567Z\""
                        + ",\"acquiredDateTime\":\"2026-11-1" + copies + "T08:00:00.1234567Z\""
                        + ",\"completionDateTime\":\"2026-11-1" + copies + "T09:00:00.1234567Z\"}");
            }
        }
    }

    /** A job and its document. */
    record CreatedJob(String id, String documentId) {}

    /** A printer with its share and its trigger. */
    record Trigger(String printerId, String shareId, String triggerId) {}

    /** Microsoft's client as its users create it, except for the login, which requires https. */
    private GraphServiceClient theirs(Supplier<String> token) {
        return new GraphServiceClient(
                adapter((request, context) -> request.headers.tryAdd("Authorization", "Bearer " + token.get())));
    }

    /** Returns the adapter of Microsoft's client for URLs that are credentials themselves. */
    BaseGraphRequestAdapter anonymous() {
        return adapter(new AnonymousAuthenticationProvider());
    }

    private BaseGraphRequestAdapter adapter(AuthenticationProvider authentication) {
        OkHttpClient http =
                GraphClientFactory.create().addInterceptor(sentByTheirs).build();
        return new BaseGraphRequestAdapter(authentication, print.endpoint(), http);
    }

    private PrintJobClient ours(Supplier<String> token, Exchanges sent) {
        return PrintJobClient.builder()
                .endpoint(print.endpoint())
                .tokenProvider(token::get)
                .httpClient(OURS.newBuilder().addInterceptor(sent).build())
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    /** Returns the number of requests that have arrived, without the requests of the preparation. */
    int arrived() {
        return print.requests()
                + print.transferRequests()
                - sentToPrepare.sent().size();
    }

    /** Makes the clients keep a token that the service no longer accepts. */
    String keepOldToken() {
        oldToken = print.token();
        print.rotateToken();
        return oldToken;
    }

    private String token() {
        String old = oldToken;
        return old == null ? print.token() : old;
    }

    /** The preparation of a change that needs none. */
    String nothing() {
        return "";
    }

    HeldJob holdJob() {
        return print.holdJob();
    }

    /** Creates a job that waits for its document. */
    CreatedJob createdJob() {
        PrintJob job = preparingUser.share(print.shareId()).jobs().create();
        return new CreatedJob(job.id(), job.documents().get(0).id());
    }

    /** Creates a job that can be started, and returns its id. */
    String uploadedJob() {
        String jobId = createdJob().id();
        print.uploadDocument(print.printerId(), jobId);
        return jobId;
    }

    /** Creates an upload session of a held job, and returns its URL. */
    String uploadUrl(HeldJob job) {
        return preparing
                .printer(job.printerId())
                .job(job.jobId())
                .document(job.documentId())
                .createUploadSession(DocumentContent.of("a.pdf", "application/pdf", DocumentCalls.BYTES))
                .uploadUrl();
    }

    /** Creates a printer, and returns its id. */
    String printer() {
        String printerId = UUID.randomUUID().toString();
        print.addPrinter(printerId, UUID.randomUUID().toString());
        return printerId;
    }

    /** Creates a job that has ended, and returns its id. */
    String endedJob() {
        HeldJob job = print.holdJob();
        preparing.printer(job.printerId()).job(job.jobId()).abort();
        return job.jobId();
    }

    /** Creates a task definition, and returns its id. */
    String definition() {
        return preparing
                .taskDefinitions()
                .create("Badge release", "Pull printing")
                .id();
    }

    /** Creates a printer with a trigger. */
    Trigger trigger() {
        String printerId = UUID.randomUUID().toString();
        String shareId = UUID.randomUUID().toString();
        print.addPrinter(printerId, shareId);
        String triggerId = preparingUser
                .printer(printerId)
                .taskTriggers()
                .create(held.taskDefinitionId())
                .id();
        return new Trigger(printerId, shareId, triggerId);
    }

    /** Creates a job that the trigger of {@link #withTrigger} holds, and returns the id of its task. */
    String triggeredTaskId() {
        String jobId = print.submitJob(withTrigger.shareId(), print.userPrincipalName());
        return preparing
                .printer(withTrigger.printerId())
                .job(jobId)
                .get(PrintJobExpand.TASKS)
                .tasks()
                .get(0)
                .id();
    }

    /** Returns the id of the user of the user token. */
    String userId() {
        return preparing
                .printer(held.printerId())
                .job(held.jobId())
                .get()
                .createdBy()
                .id();
    }

    /** Returns the reports, to prepare a call with an id of a row. */
    PrintReportsResource reports() {
        return preparingUser.reports();
    }

    /** Returns the id of a subscription that stays the same, besides two others. */
    synchronized String keptSubscription() {
        if (keptSubscription == null) {
            keptSubscription = subscription();
            subscription();
            subscription();
        }
        return keptSubscription;
    }

    /** Creates a subscription, and returns its id. */
    String subscription() {
        return preparing
                .subscriptions()
                .create(SubscriptionCalls.ourSubscription(this, definition()))
                .id();
    }

    /** Returns the URL of a webhook that accepts each validation and each notification. */
    String webhook() {
        return webhook.url("/notifications").toString();
    }

    private void startWebhook() throws IOException {
        webhook.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String token = request.getUrl().queryParameter("validationToken");
                return new MockResponse.Builder()
                        .code(token == null ? 202 : 200)
                        .addHeader("Content-Type", "text/plain")
                        .body(token == null ? "" : token)
                        .build();
            }
        });
        webhook.start();
    }

    @Override
    public void close() {
        ours.close();
        oursOfUser.close();
        preparing.close();
        preparingUser.close();
        webhook.close();
        emulator.close();
    }
}
