package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.DocumentFile;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Payload;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The emulated Microsoft Universal Print, a part of {@link CloudJobsEmulator}: jobs of printers and shares from their
 * creation to their end, documents, task definitions, tasks, task triggers, and subscriptions with notifications to
 * URLs of this machine, to event hubs and to partner topics in memory. Documents are uploaded to and downloaded from a
 * second host, as with the real service. A temporary file holds them, so they need no memory. Safe for use by many
 * threads.
 */
public final class PrintEmulator {
    private static final String NOT_HELD =
            " Only a held job can be released, aborted or redirected: holdJob() and addJob() create one.";

    private final LoopbackServer server;
    private final LoopbackServer transfers;
    private final PrintTokens tokens;
    private final EntraTenant directory;
    private final Time time;
    private final String printerId;
    private final String shareId;
    private final String taskDefinitionId;
    private final boolean notifyAnyHost;
    private final int webhookMillis;
    private volatile BiConsumer<String, String> topicListener = (url, message) -> {};
    private volatile Webhooks webhooks;
    private volatile EventTopics topics;
    private volatile PrintSubscriptions subscriptions;
    private volatile GraphResponses responses;
    private volatile PrintTenant tenant;
    private volatile PrintService service;
    private volatile PrintDocuments documents;
    private volatile PrintReports reports;
    private volatile PrintTenantState state;
    private volatile GraphRouter router;

    PrintEmulator(
            LoopbackServer server,
            LoopbackServer transfers,
            PrintTokens tokens,
            EntraTenant directory,
            Time time,
            Ids ids,
            CloudJobsEmulator.Builder options) {
        this.server = server;
        this.transfers = transfers;
        this.tokens = tokens;
        printerId = ids.uuid("printer");
        shareId = ids.uuid("share");
        taskDefinitionId = ids.uuid("task-definition");
        this.directory = directory;
        this.time = time;
        notifyAnyHost = options.notifyAnyHost;
        webhookMillis = options.webhookMillis;
        reset();
    }

    /** Clears the service. The ports, the first printer, the id of the task definition and the tokens stay the same. */
    void reset() {
        if (webhooks != null) {
            webhooks.close();
        }
        topics = new EventTopics(time, this::tellTopicListener);
        webhooks = new Webhooks(time, topics, notifyAnyHost, webhookMillis);
        responses = new GraphResponses(server.origin() + "/v1.0");
        subscriptions = new PrintSubscriptions(time, directory.id(), webhooks, topics);
        tenant = new PrintTenant(time, responses.endpoint(), directory);
        service = new PrintService(tenant, subscriptions, taskDefinitionId);
        EmulatedPrinter printer = tenant.addPrinter(printerId, shareId);
        PrinterDescription.merge(printer.description(), PrinterDescription.PLACE);
        PrintDocuments before = documents;
        var file = new DocumentFile(Path.of(System.getProperty("java.io.tmpdir")));
        documents = new PrintDocuments(tenant, time, transfers.origin(), file);
        var routes = new GraphRouter(tokens, tenant);
        new PrinterApi(routes, responses, tenant);
        new PrintJobApi(routes, responses, tenant, service);
        var transferRouter = new Router();
        new PrintDocumentApi(routes, transferRouter, responses, tenant, documents);
        new PrintTaskApi(routes, responses, tenant, service);
        reports = new PrintReports(tenant, time, printerId);
        new ReportApi(routes, responses, reports);
        state = new PrintTenantState(tenant, service, subscriptions, reports, responses, directory);
        new SubscriptionApi(time, routes, responses, tenant, subscriptions, directory.clientId());
        router = routes;
        server.serve(new PrintApi(
                time,
                request -> {
                    tokens.access(request);
                    tenant.limits().checkSubscriptions(request.method(), request.rawPath());
                },
                routes.router()));
        transfers.serve(new PrintApi(time, PrintDocumentApi::authorizeTransfer, transferRouter));
        if (before != null) {
            before.close();
        }
    }

    /**
     * Returns the endpoint for a client.
     *
     * @return the root of the API, {@code http://127.0.0.1:PORT/v1.0}, without a slash at the end
     */
    public String endpoint() {
        return responses.endpoint();
    }

    /**
     * Returns the application token that has all application permissions and does not expire. A client credentials request
     * to {@link EntraEmulator} returns the same token. The service refuses this token with 403 for operations that have
     * delegated permissions only. {@link EntraEmulator#applicationToken} returns tokens with fewer permissions.
     *
     * @return the token, without {@code Bearer}
     */
    public String token() {
        return tokens.application();
    }

    /**
     * Returns the token of a user who is signed in to the application and has the role Printer Administrator. The token has
     * all delegated permissions and does not expire. The service refuses this token with 403 for operations that have
     * application permissions only. {@link EntraEmulator#userToken} returns tokens of other users or with fewer scopes.
     *
     * @return the token, without {@code Bearer}
     */
    public String userToken() {
        return tokens.administrator();
    }

    /**
     * Returns a token of the same user without the role Printer Administrator. The service also refuses this token with
     * 403 for operations that require the role. With this token, lists of shares have only the members {@code id},
     * {@code displayName}, {@code manufacturer}, {@code model} and {@code location}.
     *
     * @return the token, without {@code Bearer}
     */
    public String userTokenWithoutRole() {
        return tokens.user();
    }

    /**
     * Returns the name of the user to whom the {@link #userToken()} belongs.
     *
     * @return the user principal name, as in {@code createdBy} of a job
     */
    public String userPrincipalName() {
        return PrintUser.SIGNED_IN.userPrincipalName();
    }

    /**
     * Replaces the {@link #token()}, the {@link #userToken()} and the {@link #userTokenWithoutRole()}, and ends all tokens
     * of {@link EntraEmulator}, except refresh tokens. The service then refuses the old tokens with 401, code
     * {@code InvalidAuthenticationToken}.
     */
    public void rotateToken() {
        tokens.rotate();
    }

    /**
     * Returns the permissions that the service documents for an operation. A token without them gets 403, code
     * {@code UnknownError}, unless the emulator is {@linkplain CloudJobsEmulator#permissive permissive}.
     *
     * @param operation one of {@link CloudJobsEmulator#operations} of {@link EmulatedService#PRINT}
     * @return the permissions
     * @throws IllegalArgumentException if the service does not have the operation
     */
    public OperationPermissions permissions(String operation) {
        OperationPermissions found = router.permissions().get(Checks.notBlank("operation", operation));
        if (found == null) {
            throw new IllegalArgumentException("Universal Print has no operation " + TextNode.valueOf(operation)
                    + ": use one of operations(PRINT)");
        }
        return found;
    }

    /**
     * Returns the id of the printer that exists from the start.
     *
     * @return the id of the printer
     */
    public String printerId() {
        return printerId;
    }

    /**
     * Returns the id of the share of the printer that exists from the start.
     *
     * @return the id of the printer share
     */
    public String shareId() {
        return shareId;
    }

    /**
     * Returns the id of the task definition of {@link #holdJob()}. Creates the task definition, unless it exists.
     *
     * @return the id of the task definition
     */
    public String taskDefinitionId() {
        return seed(() -> service.pullPrinting(tenant));
    }

    /**
     * Creates a printer and its share, unless they exist.
     *
     * @param printerId the id of the printer
     * @param shareId the id of the share of that printer
     * @throws IllegalArgumentException if an id is blank, or the share belongs to another printer
     */
    public void addPrinter(String printerId, String shareId) {
        checkIds(printerId, shareId);
        seed(() -> tenant.addPrinter(printerId, shareId));
    }

    /**
     * Describes a printer, to test code that uses the capabilities, the location or other members of printers. Merges
     * the members of a JSON object into the printer: {@code displayName}, {@code manufacturer}, {@code model},
     * {@code location}, {@code status}, {@code defaults}, {@code capabilities} and any other. An object changes only
     * the members that it contains. Any other value replaces the old value.
     *
     * @param printerId the id of the printer
     * @param json the members, for example <code>{"location":{"building":"7"}}</code>
     * @throws IllegalArgumentException if the printer does not exist, {@code json} is not a JSON object, or it contains
     *     a member that the emulator sets itself, such as {@code id} or {@code shares}
     */
    public void describePrinter(String printerId, String json) {
        Checks.notBlank("printerId", printerId);
        Checks.notBlank("json", json);
        ObjectNode changes = PrinterDescription.parse(json);
        seed(() -> {
            PrinterDescription.merge(tenant.printer(printerId).description(), changes);
            return printerId;
        });
    }

    /**
     * Describes a printer share, like {@link #describePrinter}. A share has the manufacturer, model, location, status,
     * defaults and capabilities of its printer, unless you describe its own. A member that you describe replaces the
     * whole member of the printer.
     *
     * @param shareId the id of the share
     * @param json the members, for example <code>{"displayName":"Lobby"}</code>
     * @throws IllegalArgumentException if the share does not exist, {@code json} is not a JSON object, or it contains a
     *     member that the emulator sets itself, such as {@code id} or {@code printer}
     */
    public void describeShare(String shareId, String json) {
        Checks.notBlank("shareId", shareId);
        Checks.notBlank("json", json);
        ObjectNode changes = PrinterDescription.parse(json);
        seed(() -> {
            PrinterDescription.merge(tenant.share(shareId).description(), changes);
            return shareId;
        });
    }

    private static void checkIds(String printerId, String shareId) {
        Checks.notBlank("printerId", printerId);
        Checks.notBlank("shareId", shareId);
    }

    /**
     * Creates a held job, without a request, on the printer that exists from the start. The job belongs to the user of
     * the {@link #userToken()}, is {@code paused}, and has one document and one task in state {@code processing}. The
     * printer needs no trigger, and the method creates none. All jobs of {@code holdJob} have the same task definition.
     *
     * @return the ids of the job
     */
    public HeldJob holdJob() {
        return holdJob(printerId, shareId);
    }

    /**
     * Creates a held job, like {@link #holdJob()}, on the given printer. Creates the printer and its share, unless they
     * exist.
     *
     * @param printerId the id of the printer
     * @param shareId the id of the share of that printer
     * @return the ids of the job
     * @throws IllegalArgumentException if an id is blank, or the share belongs to another printer
     */
    public HeldJob holdJob(String printerId, String shareId) {
        checkIds(printerId, shareId);
        return seed(() -> service.holdJob(printerId, shareId));
    }

    /**
     * Creates a job of a user on the share that exists from the start, without a request. The document of the job is
     * uploaded, and the job is started. If the printer has a trigger, the job is held. Otherwise it is
     * {@code processing}.
     *
     * @param userPrincipalName the name of the user, which can differ from {@link #userPrincipalName()}
     * @return the id of the job
     * @throws IllegalArgumentException if {@code userPrincipalName} is blank
     */
    public String submitJob(String userPrincipalName) {
        return submitJob(shareId, userPrincipalName);
    }

    /**
     * Creates a job, like {@link #submitJob(String)}, on the given share.
     *
     * @param shareId the id of the share
     * @param userPrincipalName the name of the user, which can differ from {@link #userPrincipalName()}
     * @return the id of the job, which belongs to the printer of the share
     * @throws IllegalArgumentException if {@code userPrincipalName} is blank, or the share does not exist
     */
    public String submitJob(String shareId, String userPrincipalName) {
        Checks.notBlank("userPrincipalName", userPrincipalName);
        return seed(() -> service.addJob(tenant.share(shareId).printer(), PrintUser.named(userPrincipalName), false));
    }

    /**
     * Creates a job of a user on the given printer, without a request, with an uploaded document. Either a task holds the job,
     * as with {@link #holdJob()}, or the job is started, as with {@link #submitJob(String)}.
     *
     * @param printerId the id of the printer
     * @param userPrincipalName the name of the user, which can differ from {@link #userPrincipalName()}
     * @param hold whether a task holds the job even if the printer has no trigger
     * @return the id of the job
     * @throws IllegalArgumentException if {@code userPrincipalName} is blank, or the printer does not exist
     */
    public String addJob(String printerId, String userPrincipalName, boolean hold) {
        Checks.notBlank("userPrincipalName", userPrincipalName);
        return seed(() -> service.addJob(tenant.printer(printerId), PrintUser.named(userPrincipalName), hold));
    }

    /**
     * Returns the simulated device of a printer. Until it is started, the first read of a fetchable job prints the job.
     *
     * @param printerId the id of the printer
     * @return the device, the same until the next reset
     * @throws IllegalArgumentException if the printer does not exist
     */
    public PrinterDevice device(String printerId) {
        return seed(() -> tenant.printer(printerId).device());
    }

    /**
     * Releases a held job, without a request: completes the task that holds the job, as the application does with an update of
     * the task.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @throws IllegalArgumentException if the job does not exist
     * @throws IllegalStateException if no task holds the job
     */
    public void release(String printerId, String jobId) {
        act(NOT_HELD, () -> {
            EmulatedPrintJob job = job(printerId, jobId);
            job.checkHeld();
            service.release(job);
            return jobId;
        });
    }

    /**
     * Aborts a held job, without a request, by the rules of the request.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @throws IllegalArgumentException if the job does not exist
     * @throws IllegalStateException if no task holds the job
     */
    public void abort(String printerId, String jobId) {
        act(NOT_HELD, () -> {
            job(printerId, jobId).abort();
            return jobId;
        });
    }

    /**
     * Redirects a held job to a printer, without a request, by the rules of the request: the job is completed, and a new job on
     * the other printer has its document and settings.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @param destinationPrinterId the id of the printer that prints the new job
     * @return the id of the new job
     * @throws IllegalArgumentException if the job or the printer does not exist
     * @throws IllegalStateException if no task holds the job
     */
    public String redirect(String printerId, String jobId, String destinationPrinterId) {
        return act(
                NOT_HELD,
                () -> service.redirect(job(printerId, jobId), destinationPrinterId, JsonTrees.object())
                        .id());
    }

    /**
     * Cancels a job, without a request, by the rules of the request.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @throws IllegalArgumentException if the job does not exist
     * @throws IllegalStateException if the job has ended
     */
    public void cancel(String printerId, String jobId) {
        act("", () -> {
            job(printerId, jobId).cancel();
            return jobId;
        });
    }

    /**
     * Uploads a document to a job that a client has created, without a request. The document is a PDF file of 276,604
     * bytes with one empty page, the same as in the jobs of {@link #holdJob()} and {@link #submitJob(String)}. After
     * the upload the job can be started.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @throws IllegalArgumentException if the job does not exist, or its document is already uploaded
     */
    public void uploadDocument(String printerId, String jobId) {
        seed(() -> {
            job(printerId, jobId).uploadBlankPage();
            return jobId;
        });
    }

    /**
     * Returns the document of a job, to compare it with the file that the client sent. The document has no bytes until
     * its upload is complete.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @return a copy of the bytes; empty if no upload is complete
     * @throws IllegalArgumentException if the job does not exist
     */
    public byte[] document(String printerId, String jobId) {
        return payload(printerId, jobId).map(Payload::copy).orElse(new byte[0]);
    }

    /**
     * Writes the document of a job, for example one that is larger than the memory. Writes nothing until its upload is
     * complete. Does not close the stream.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @param out the stream that receives the bytes
     * @throws IllegalArgumentException if the job does not exist
     * @throws IOException if the stream throws it
     */
    public void document(String printerId, String jobId, OutputStream out) throws IOException {
        Objects.requireNonNull(out, "out must not be null");
        Optional<Payload> payload = payload(printerId, jobId);
        if (payload.isPresent()) {
            payload.get().writeTo(out);
        }
    }

    /** Returns the bytes of the document of a job. They never change, so they need no lock. */
    private Optional<Payload> payload(String printerId, String jobId) {
        return seed(() -> Optional.ofNullable(job(printerId, jobId).payload()));
    }

    /**
     * Returns the media type of the document of a job.
     *
     * @param printerId the id of the printer of the job
     * @param jobId the id of the job
     * @return the media type, for example {@code application/pdf}; empty if no upload is complete
     * @throws IllegalArgumentException if the job does not exist
     */
    public String documentType(String printerId, String jobId) {
        return seed(() -> job(printerId, jobId).contentType());
    }

    /**
     * Returns the messages in an event hub or a partner topic. A subscription names it as its notification URL,
     * {@code EventHub:https://...} or {@code EventGrid:?...}. The first message of an event hub is the validation
     * message, which programs ignore. A message of an event hub has the body of a request to a webhook. A message of a
     * partner topic is one event in the CloudEvents schema. The emulator adds the messages before the call that causes
     * them returns. It keeps the last 10,000 messages of each URL.
     *
     * @param notificationUrl the URL, as in the subscription
     * @return the messages, oldest first; empty if there are none
     */
    public List<String> deliveries(String notificationUrl) {
        return topics.messages(Objects.requireNonNull(notificationUrl, "notificationUrl"));
    }

    /**
     * Calls a listener with each new message in an event hub or a partner topic, with its notification URL, in the order
     * of the messages. The listener must return quickly, because the service waits for it, and must not call the
     * emulator. An exception of the listener goes to the uncaught exception handler. A reset keeps the listener.
     *
     * @param listener the listener, which replaces the one before: takes the URL and the message, as in
     *     {@link #deliveries}
     */
    public void onTopicMessage(BiConsumer<String, String> listener) {
        topicListener = Objects.requireNonNull(listener, "listener must not be null");
    }

    private void tellTopicListener(String url, String message) {
        try {
            topicListener.accept(url, message);
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    /**
     * Returns the last 1,000 attempts to deliver notifications to http and https URLs, and the notifications that were
     * lost. A receiver must respond with 2xx within 3 seconds. Otherwise the notification is sent again for 4 hours by
     * the {@link CloudJobsEmulator#clock()}, after pauses from 5 seconds to 15 minutes.
     *
     * @return the attempts since the start or the last reset, oldest first
     */
    public List<EmulatedDelivery> webhookDeliveries() {
        return webhooks.log();
    }

    /**
     * Sends the event {@code reauthorizationRequired} to the lifecycle notification URL of each subscription that has
     * one. The subscriptions continue to work. The service also sends the event 15 minutes before the end of a
     * subscription, or of the hour since it was created, renewed or reauthorized. After this hour, notifications to
     * http and https URLs wait until the subscription is renewed or reauthorized.
     */
    public void requireReauthorization() {
        subscriptions.requireReauthorization();
    }

    /**
     * Adds a job to the archive, without a request, for the reports about past jobs. Ended jobs of the emulator are in the
     * archive anyway. The added job is in the reports only. It is completed now, by the printer that exists from the
     * start, for the user of the {@link #userToken()}, with one copy, unless the members of {@code json} say otherwise.
     *
     * @param json a JSON object with members of {@code archivedPrintJob}, for example
     *     <code>{"createdBy":{"userPrincipalName":"ada@contoso.com"},"copiesPrinted":3}</code>. A null stays null
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public void archive(String json) {
        Checks.notBlank("json", json);
        reports.archive(JsonTrees.parse(json));
    }

    /**
     * Makes a user a member of a group, for the report about the jobs of a group.
     *
     * @param groupId the id of the group
     * @param userPrincipalName the name of the user
     * @throws IllegalArgumentException if an argument is blank
     */
    public void addToGroup(String groupId, String userPrincipalName) {
        Checks.notBlank("groupId", groupId);
        Checks.notBlank("userPrincipalName", userPrincipalName);
        reports.addToGroup(groupId, PrintUser.named(userPrincipalName).id());
    }

    /** Converts a refusal to an exception, because it is caused by an error in the test. */
    private <T> T seed(Supplier<T> work) {
        return act(null, work);
    }

    /** Like {@link #seed}, for operations that the state of an existing job can forbid. */
    private <T> T act(@Nullable String advice, Supplier<T> work) {
        try {
            synchronized (tenant) {
                return work.get();
            }
        } catch (Refusal refusal) {
            if (advice != null && refusal.status() == 409) {
                throw new IllegalStateException(refusal.message() + advice, refusal);
            }
            throw new IllegalArgumentException(
                    refusal.status() == 404
                            ? refusal.message().replace("\"", "")
                                    + " Create it first: addPrinter() creates printers and shares, holdJob() and submitJob()"
                                    + " create jobs."
                            : refusal.message(),
                    refusal);
        }
    }

    private EmulatedPrintJob job(String printerId, String jobId) {
        return tenant.printer(printerId).job(jobId);
    }

    /**
     * Sets the maximum number of elements in a page of a list, for example of printers or jobs. The default is 100. Each
     * page except the last one has {@code @odata.nextLink}.
     *
     * @param elements the number of elements, at least 1
     * @throws IllegalArgumentException if {@code elements} is less than 1
     */
    public void pageSize(int elements) {
        if (elements < 1) {
            throw new IllegalArgumentException("pageSize must be at least 1, but is " + elements);
        }
        responses.pageSize(elements);
    }

    /**
     * Enforces the published limits of the service, until {@link #liftLimits()} or the next reset: 100 jobs per printer and 200
     * jobs per user in 10 minutes; 10,000 jobs per user in 12 days; 4 concurrent submissions per user, and 50 in all, to one
     * printer; 1 GB (2<sup>30</sup> bytes) of uploaded documents per user in 15 minutes, and 50 GB in 10 days; 25 lists, and
     * 500 changes, of subscriptions in 20 seconds. A request that would exceed a limit returns 429, code {@code TooManyRequests}, with
     * {@code Retry-After}. The limits follow the {@link CloudJobsEmulator#clock()}. A submission begins with the creation of the
     * job, and ends when the job is started, has ended, or is one hour old. Jobs that a test creates, for example with
     * {@link #submitJob(String)}, count, but are not refused. Jobs that a redirect creates do not count. Uploads and requests
     * count from this call on. By default, only the size of a job is limited, to 1 GB. A second call has no effect.
     *
     * @see <a href="https://learn.microsoft.com/universal-print/fundamentals/universal-print-limits">Universal Print
     *     limits</a>
     */
    public void enforceLimits() {
        limits().enforce(true);
    }

    PrintLimits limits() {
        return state.tenant().limits();
    }

    /** Ends {@link #enforceLimits()}. */
    public void liftLimits() {
        limits().enforce(false);
    }

    /**
     * Returns whether the service enforces its published limits.
     *
     * @return whether {@link #enforceLimits()} is in effect
     */
    public boolean enforcesLimits() {
        return limits().isEnforced();
    }

    /**
     * Makes the next requests to the {@link #endpoint()} fail, regardless of path and content. Each counts in
     * {@link #requests()}, but changes nothing unless the fault is {@link Fault#lostResponse()}. If earlier faults are
     * still pending, they come first.
     *
     * @param requests the number of requests that fail, at least 1
     * @param fault the failure
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    public void failNext(int requests, Fault fault) {
        server.failNext(requests, fault);
    }

    /**
     * Makes the next uploads and downloads fail, like {@link #failNext} for the second host. Each counts in
     * {@link #transferRequests()}.
     *
     * @param requests the number of requests that fail, at least 1
     * @param fault the failure
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    public void failNextTransfer(int requests, Fault fault) {
        transfers.failNext(requests, fault);
    }

    /**
     * Returns the number of requests that have arrived at the {@link #endpoint()} since the start or the last reset,
     * including requests that failed with a {@link Fault} or that the service refused.
     *
     * @return the number of requests, without the {@link #transferRequests()}
     */
    public int requests() {
        return server.requests();
    }

    /**
     * Returns the number of uploads and downloads, which are the requests that have arrived at the second host since
     * the start or the last reset, including requests that failed with a {@link Fault} or that the service refused.
     *
     * @return the number of requests
     */
    public int transferRequests() {
        return transfers.requests();
    }

    PrintDocuments documents() {
        return documents;
    }

    PrintTenantState state() {
        return state;
    }

    /** Stops the notifications and deletes the documents. */
    void close() {
        webhooks.close();
        documents.close();
    }
}
