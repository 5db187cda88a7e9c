package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Microsoft Universal Print as {@link CloudJobsEmulator} has it: jobs of printers and shares, from their creation to
 * their end; their documents, which are uploaded to and downloaded from a second host, as the service has it; task
 * definitions, tasks and task triggers; subscriptions, with notifications to URLs of this machine. Safe for use by many
 * threads.
 */
public final class PrintEmulator {
    private final LoopbackServer server;
    private final LoopbackServer transfers;
    private final PrintTokens tokens;
    private final EntraClient client;
    private final Time time;
    private final String printerId = UUID.randomUUID().toString();
    private final String shareId = UUID.randomUUID().toString();
    private volatile Webhooks webhooks = new Webhooks();
    private volatile GraphAnswers answers;
    private volatile PrintService service;
    private volatile PrintDocuments documents;

    PrintEmulator(LoopbackServer server, LoopbackServer transfers, Token token, EntraClient client, Time time) {
        this.server = server;
        this.transfers = transfers;
        tokens = new PrintTokens(token);
        this.client = client;
        this.time = time;
        reset();
    }

    /** An empty service from now on. What is addressed and presented stays: ports, the first printer, tokens. */
    void reset() {
        webhooks.close();
        webhooks = new Webhooks();
        answers = new GraphAnswers(server.origin() + "/v1.0");
        var subscriptions = new PrintSubscriptions(time, client.tenantId(), webhooks);
        var tenant = new PrintTenant(time, answers.endpoint(), client.id());
        service = new PrintService(tenant, subscriptions);
        service.addPrinter(printerId, shareId);
        documents = new PrintDocuments(tenant, time, transfers.origin());
        var tasks = new PrintTasks(tenant, subscriptions);
        var router = new GraphRouter(tokens);
        new PrintJobApi(router, answers, service);
        new PrintDocumentApi(router, tokens, answers, documents);
        new PrintTaskApi(router, answers, tasks);
        new SubscriptionApi(time, router, answers, service, tasks, subscriptions, webhooks, client.id());
        server.serve(new PrintApi(time, tokens::caller, router::route));
        var transferRouter = new Router();
        new TransferApi(transferRouter, documents);
        transfers.serve(new PrintApi(time, TransferApi::authorize, transferRouter::route));
    }

    /**
     * Where the service is, to be given to a client as its endpoint.
     *
     * @return the root of the API, {@code http://127.0.0.1:PORT/v1.0}, without a slash at the end
     */
    public String endpoint() {
        return answers.endpoint();
    }

    /**
     * The one bearer token of the application itself that is accepted now. {@link EntraEmulator} gives it to its
     * client. An operation that the service offers to users only refuses it with 403.
     *
     * @return the token, without {@code Bearer}
     */
    public String token() {
        return tokens.application();
    }

    /**
     * The one bearer token that is accepted now of a user who is signed in to the application, and is a Printer
     * Administrator. An operation that the service offers to applications only refuses it with 403.
     *
     * @return the token, without {@code Bearer}
     */
    public String userToken() {
        return tokens.user();
    }

    /**
     * Who the user of the {@link #userToken()} is.
     *
     * @return the user principal name, as jobs have it in {@code createdBy}
     */
    public String userPrincipalName() {
        return PrintUser.SIGNED_IN.userPrincipalName();
    }

    /**
     * Makes a new {@link #token()} and a new {@link #userToken()}. The old ones are refused from now on with 401, code
     * {@code InvalidAuthenticationToken}.
     */
    public void rotateToken() {
        tokens.rotate();
    }

    /**
     * The printer that is there from the start.
     *
     * @return the id of the printer
     */
    public String printerId() {
        return printerId;
    }

    /**
     * The share of the printer that is there from the start.
     *
     * @return the id of the printer share
     */
    public String shareId() {
        return shareId;
    }

    /**
     * Makes a printer and its share, as far as they are not there yet.
     *
     * @param printerId the printer
     * @param shareId the share of that printer
     * @throws IllegalArgumentException when an id is blank, or the share belongs to another printer
     */
    public void addPrinter(String printerId, String shareId) {
        checkIds(printerId, shareId);
        service.addPrinter(printerId, shareId);
    }

    private static void checkIds(String printerId, String shareId) {
        if (printerId.isBlank() || shareId.isBlank()) {
            throw new IllegalArgumentException("an id is blank");
        }
    }

    /**
     * Makes a job as the service has it while a task holds it: the job is {@code paused}, has one document and one task
     * in {@code processing}. It is on the printer that is there from the start, and of the user of the
     * {@link #userToken()}. The printer needs no trigger for it and gets none; the definition of the task is the same for
     * all jobs made so.
     *
     * @return the ids of the job
     */
    public HeldJob holdJob() {
        return holdJob(printerId, shareId);
    }

    /**
     * Makes a job as {@link #holdJob()} does, on the printer with the given id, which is shared as the given share. A
     * printer or share that is not there yet is made.
     *
     * @param printerId the printer
     * @param shareId the share of that printer
     * @return the ids of the job
     * @throws IllegalArgumentException when an id is blank, or the share belongs to another printer
     */
    public HeldJob holdJob(String printerId, String shareId) {
        checkIds(printerId, shareId);
        return service.holdJob(printerId, shareId);
    }

    /**
     * Makes a job as the service has it when a user has created it on the share that is there from the start, uploaded
     * its document and started it: a trigger of the printer holds it, without one it is on its way to paper.
     *
     * @param userPrincipalName the user, who need not be the one of the {@link #userToken()}
     * @return the id of the job
     * @throws IllegalArgumentException when the name is blank
     */
    public String submitJob(String userPrincipalName) {
        return submitJob(shareId, userPrincipalName);
    }

    /**
     * Makes a job as {@link #submitJob(String)} does, on the given share.
     *
     * @param shareId the share
     * @param userPrincipalName the user, who need not be the one of the {@link #userToken()}
     * @return the id of the job, which belongs to the printer of the share
     * @throws IllegalArgumentException when the name is blank, or there is no such share
     */
    public String submitJob(String shareId, String userPrincipalName) {
        if (userPrincipalName.isBlank()) {
            throw new IllegalArgumentException("userPrincipalName is blank");
        }
        return seed(() -> service.submitJob(shareId, PrintUser.named(userPrincipalName)));
    }

    /**
     * Gives a job that has been created through the API its document, a PDF file of 276,604 bytes with one empty page.
     * From then on it can be started. The jobs of {@link #holdJob()} and {@link #submitJob(String)} have the same one.
     *
     * @param printerId the printer of the job
     * @param jobId the job
     * @throws IllegalArgumentException when there is no such job, or it has its document
     */
    public void uploadDocument(String printerId, String jobId) {
        seed(() -> {
            service.upload(printerId, jobId);
            return jobId;
        });
    }

    /**
     * What the service has as the document of a job, to be compared with what was sent. Parts of an upload that is not
     * complete do not count.
     *
     * @param printerId the printer of the job
     * @param jobId the job
     * @return the bytes, a copy; none when nothing has been uploaded
     * @throws IllegalArgumentException when there is no such job
     */
    public byte[] document(String printerId, String jobId) {
        return seed(() -> documents.content(printerId, jobId));
    }

    /** What the API refuses is a mistake of the program here. */
    private static <T> T seed(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.message(), refusal);
        }
    }

    /**
     * Sets how many elements a page of a list has at most: jobs, definitions, tasks and triggers. At the start it is
     * 100. A list that is longer has {@code @odata.nextLink}.
     *
     * @param elements the number, at least 1
     * @throws IllegalArgumentException when it is less than 1
     */
    public void pageSize(int elements) {
        if (elements < 1) {
            throw new IllegalArgumentException("pageSize must be at least 1, but is " + elements);
        }
        answers.pageSize(elements);
    }

    /**
     * Lets the next requests to the {@link #endpoint()} fail, whatever they ask for. They are counted but change nothing,
     * unless the fault is {@link Fault#lostAnswer()}. Faults that still wait come first.
     *
     * @param answers how many requests, at least 1
     * @param fault what happens to them
     * @throws IllegalArgumentException when {@code answers} is less than 1
     */
    public void failNext(int answers, Fault fault) {
        server.failNext(answers, fault);
    }

    /**
     * Lets the next requests to the host of uploads and downloads fail, as {@link #failNext} does for the
     * {@link #endpoint()}. The two do not mix.
     *
     * @param answers how many requests, at least 1
     * @param fault what happens to them
     * @throws IllegalArgumentException when {@code answers} is less than 1
     */
    public void failNextTransfer(int answers, Fault fault) {
        transfers.failNext(answers, fault);
    }

    /**
     * How many requests have arrived at the {@link #endpoint()} since the start, those among them that met a
     * {@link Fault} or were refused.
     *
     * @return the number of requests, without the {@link #transferRequests()}
     */
    public int requests() {
        return server.requests();
    }

    /**
     * How many requests have arrived at the host of uploads and downloads since the start, those among them that met a
     * {@link Fault} or were refused.
     *
     * @return the number of requests
     */
    public int transferRequests() {
        return transfers.requests();
    }

    /** Notifies nobody any more. */
    void close() {
        webhooks.close();
    }
}
