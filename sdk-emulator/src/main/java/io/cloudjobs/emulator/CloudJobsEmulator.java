package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Time;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, and the services that issue their tokens,
 * Microsoft Entra ID and Huawei Cloud IAM: each on a free port of 127.0.0.1 over plain HTTP/1.1, the documents of
 * Universal Print on one more. They keep state as the services do, want a token on each request or credentials for one,
 * and fail when they are told to. What they hold is gone when they are closed. Any number may run at the same time.
 *
 * <pre>{@code
 * try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
 *         PrintJobClient print = PrintJobClient.builder()
 *                 .endpoint(emulator.print().endpoint())
 *                 .tokenProvider(() -> emulator.print().token())
 *                 .build()) {
 *     HeldJob held = emulator.print().holdJob();
 *     print.printer(held.printerId()).job(held.jobId()).abort();
 * }
 * }</pre>
 *
 * <p>All threads are daemons: a program ends also when the emulator is still open.
 *
 * <p>What the services do not document is chosen here once. Do not rely on it in a program:
 *
 * <ul>
 *   <li>print: start, cancel, abort, redirect, update of a job, update of a task and a second trigger of a printer are 409,
 *       code {@code notAllowed}, when the state does not allow them; the reason of an abort is not kept;
 *   <li>print: a job that was created stays {@code paused}, detail {@code uploadPending}, and cannot be started until its
 *       document was uploaded, or {@code uploadDocument} was called for it; it is then {@code paused} without a detail; a
 *       job is started once;
 *   <li>print: until the job is started its user may open an upload session, also when there is a document; while a task
 *       of it is {@code processing} the application may, and so replaces the document; at any other time that is 409, code
 *       {@code notAllowed}; a document without bytes is 400, one of more than 256 MiB is 413, any content type is
 *       accepted; documents are kept in memory;
 *   <li>print: an upload session is open for one hour, until a newer one of the same document, until the last part, or
 *       until the job goes on without it; from then on it is 404, as one that is not there; a header
 *       {@code Authorization} or a wrong {@code tempauthtoken} is 401; a part without {@code Content-Length} is 411, one of
 *       10,000,000 bytes or more 413, one whose {@code Content-Range} is missing, or fits neither the document nor the
 *       length, 400, one of which any byte is there already 416; the expected ranges end with the last byte;
 *   <li>print: a link to a document can be used for five minutes, any number of times, and gives what was there when it
 *       was made; then it is 404; a document that is not uploaded has none, 404; the header {@code Range} is ignored;
 *   <li>print: a job that is started is held when its printer has a trigger. Without one it is {@code processing}, detail
 *       {@code interpreting}, and fetchable, in the answer and when it is read for the first time, and
 *       {@code completed}, detail {@code completedSuccessfully}, from then on; lists do not count as reading it;
 *   <li>print: cancel ends a job at once, whatever its state, unless it has ended; its tasks become {@code aborted}, as
 *       they do by an abort;
 *   <li>print: redirect ends the job as {@code completed}, not acquired by its printer; the new one has the same creator,
 *       the same document with an id of its own, the settings of the old one changed by those that are sent, and goes on
 *       as one that is started without a trigger, also when the printer has one; it may be the same printer;
 *   <li>print: the names of settings are checked, their values are not; a setting that is sent as null is kept as null;
 *   <li>print: a task may be given the state it has, and {@code processing} may become {@code completed} or
 *       {@code aborted}; any other change is 409;
 *   <li>print: when its task is {@code completed}, the job is {@code completed} at once, detail
 *       {@code completedSuccessfully}, and still fetchable when it is read for the first time, not from then on; lists do
 *       not count as reading it; when its task is set to {@code aborted}, the job stays {@code paused};
 *   <li>print: an update answers the service's own description of the state; later reads give the one that was sent;
 *   <li>print: a definition cannot be deleted while a trigger is bound to it, 409; its tasks cannot be read any more, jobs
 *       that they hold stay held;
 *   <li>print: a share has all jobs of its printer, the user may see all jobs, nobody is limited in number; lists are in
 *       the order of creation and offer {@code $filter} by the creator's name only, {@code $expand} of documents only;
 *   <li>print: a token of the wrong kind is 403, code {@code UnknownError};
 *   <li>print: notifications go to URLs of this machine only, over http too; one that is refused or not answered within 3
 *       seconds is lost; one whose connection is lost is sent again, and may so arrive twice; there are none about the life of a subscription; a handshake that fails is 400, code
 *       {@code ValidationError}; a subscription that is not there or has expired is 404, code {@code itemNotFound};
 *   <li>print: a job is told to be fetchable when it goes on to its printer: started without a trigger, redirected there,
 *       or its task completed;
 *   <li>print: a printer, share, job, task, trigger or definition that is not there is 404, code {@code UnknownError}, a
 *       path that is not there 404, code {@code itemNotFound}; a body or query option that cannot be read is 400, code
 *       {@code invalidRequest}, as is one that the service excludes from a list; a body larger than 1 MiB is 413,
 *       unless it is a part of a document; other query options that are not named here are ignored;
 *   <li>ges: a job that a request has submitted is pending for 0.1 s, running for 0.2 s, and then ends well, unless it is
 *       moved by hand; one that was made without a request waits until it is; nothing is computed, an output that nobody
 *       has given is an empty list; jobs are never forgotten, and listed with the newest first, their times in UTC;
 *   <li>ges: a job of a kind that cannot be cancelled, one that has ended, one whose cancelling was accepted before, and
 *       one that is not there all answer HTTP 400, code {@code GES.8303}; a cancelled job ends at once, its status is spelt
 *       {@code cancelled};
 *   <li>ges: an algorithm that has failed answers the question for its status with HTTP 400, code {@code GES.8301}; other
 *       jobs with HTTP 200, status {@code failed};
 *   <li>ges: the name of an index is taken from its submit on, and free again when that job failed or was cancelled;
 *       {@code erase} takes the job away when the export of its result is accepted;
 *   <li>ges: of a body only what the service requires is checked; the algorithm may have any name; requests are listed as
 *       they came, with the secrets in them; the HyG engine has the graphs of the other, and its jobs are among theirs;
 *   <li>ges: a graph that is not there is HTTP 400, code {@code GES.8402} for an algorithm, {@code GES.8806} for a
 *       filtered query, {@code GES.8603} and {@code GES.8604} for an index, {@code GES.8013}, {@code GES.8005} and
 *       {@code GES.8012} for import, export and clear, {@code GES.8011} for the export of a result and an algorithm of
 *       HyG, {@code GES.8000} for all else; another project is code {@code GES.8006}; an {@code offset}, {@code limit} or
 *       {@code action_id} that is not one is 400, a path that is not there 404, a method 405, all with code
 *       {@code GES.8000};
 *   <li>ges: 429 has the envelope of the gateway, code {@code APIGW.0308}; 503 has no body;
 *   <li>entra: an assertion of the client needs the client's id as issuer and subject and a time of expiry to come; its
 *       signature and everything else in it are not checked; credentials in a {@code Basic} header are not read;
 *   <li>entra: any one scope that ends in {@code /.default} is accepted; what is wrong is looked for in the order tenant,
 *       grant, client, scope, credential;
 *   <li>entra: 429 is {@code temporarily_unavailable}, code 90055; 503 is the same, code 90033; a form that cannot be
 *       read is 400, a path that is not there 404, a method 405, all with code 9002313;
 *   <li>iam: after five wrong passwords in a row the account is locked for 15 minutes, also for the right one: 401, code
 *       {@code IAM.0061}; the attempts of that time do not count;
 *   <li>iam: a project or domain of the scope that is not there is 401, as in Keystone; a login without a scope is 400;
 *       a project is given by its id when the request has both id and name;
 *   <li>iam: any passcode of a virtual MFA device is accepted; the catalog is always empty; 429 is code
 *       {@code IAM.0012}; 503 has no body;
 *   <li>entra, iam: the token is the one that the service accepts at that moment; when it expires is said but not
 *       enforced, only {@code rotateToken()} ends it;
 *   <li>all: a fault comes first, a lost answer last; in between the token is checked, then the path, then the kind of the
 *       token, then the body.
 * </ul>
 *
 * <p>On JDK 17, small answers on a connection that is kept take 40 ms longer when the program has made another server of
 * {@code jdk.httpserver} before, unless it was started with {@code -Dsun.net.httpserver.nodelay=true}.
 */
public final class CloudJobsEmulator implements AutoCloseable {
    private final List<LoopbackServer> servers;
    private final PrintEmulator print;
    private final GesEmulator ges;
    private final EntraEmulator entra;
    private final IamEmulator iam;

    private CloudJobsEmulator(Time time, List<LoopbackServer> servers) {
        this.servers = servers;
        var printToken = new Token();
        var gesToken = new Token();
        var client = new EntraClient();
        print = new PrintEmulator(open("print", servers), open("transfer", servers), printToken, client, time);
        ges = new GesEmulator(open("ges", servers), gesToken, time);
        entra = new EntraEmulator(open("entra", servers), printToken, client, time);
        iam = new IamEmulator(open("iam", servers), gesToken, ges.projectId(), time);
    }

    private static LoopbackServer open(String name, List<LoopbackServer> servers) {
        var server = new LoopbackServer(name);
        servers.add(server);
        return server;
    }

    /**
     * Starts all services.
     *
     * @return the running emulator
     * @throws UncheckedIOException when no port can be had
     */
    public static CloudJobsEmulator start() {
        return start(Time.SYSTEM);
    }

    static CloudJobsEmulator start(Time time) {
        var servers = new ArrayList<LoopbackServer>();
        try {
            return new CloudJobsEmulator(time, servers);
        } catch (RuntimeException e) {
            servers.forEach(LoopbackServer::close);
            throw e;
        }
    }

    /**
     * The print service.
     *
     * @return the emulated Universal Print
     */
    public PrintEmulator print() {
        return print;
    }

    /**
     * The graph engine.
     *
     * @return the emulated Graph Engine Service
     */
    public GesEmulator ges() {
        return ges;
    }

    /**
     * Where the print service's tokens come from.
     *
     * @return the emulated Microsoft Entra ID
     */
    public EntraEmulator entra() {
        return entra;
    }

    /**
     * Where the graph engine's tokens come from.
     *
     * @return the emulated Huawei Cloud IAM
     */
    public IamEmulator iam() {
        return iam;
    }

    /**
     * Forgets everything since the start: jobs, graphs, task definitions, subscriptions, documents, requests that were
     * counted, faults that wait, and what was set. Ports, ids that are there from the start, credentials and the tokens
     * of this moment stay, so clients need not be made anew. Meant for the time between two tests: a request that is on
     * its way may still be answered from what was there before.
     */
    public void reset() {
        print.reset();
        ges.reset();
        entra.reset();
        iam.reset();
    }

    /** Stops all services: connections are cut, the ports are free again. Closing twice is harmless. */
    @Override
    public void close() {
        print.close();
        servers.forEach(LoopbackServer::close);
    }
}
