package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Time;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, and the services that issue their tokens,
 * Microsoft Entra ID and Huawei Cloud IAM: each on a free port of 127.0.0.1 over plain HTTP/1.1. They keep state as the
 * services do, want a token on each request or credentials for one, and fail when they are told to. What they hold is
 * gone when they are closed. Any number may run at the same time.
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
 *   <li>print: the bytes of documents are not here; a job that was created stays {@code paused}, detail
 *       {@code uploadPending}, and cannot be started until {@code uploadDocument} was called for it; it is then
 *       {@code paused} without a detail; a job is started once;
 *   <li>print: a job that is started is held when its printer has a trigger. Without one it is {@code processing}, detail
 *       {@code interpreting}, and fetchable, in the answer and when it is read for the first time, and
 *       {@code completed}, detail {@code completedSuccessfully}, from then on; lists do not count as reading it;
 *   <li>print: cancel ends a job at once, whatever its state, unless it has ended; its tasks become {@code aborted}, as
 *       they do by an abort;
 *   <li>print: redirect ends the job as {@code completed}, not acquired by its printer; the new one has the same creator,
 *       the documents with ids of their own, the settings of the old one changed by those that are sent, and goes on as
 *       one that is started without a trigger, also when the printer has one; it may be the same printer;
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
 *       {@code invalidRequest}, as is one that the service excludes from a list; a body larger than 1 MiB is 413; other
 *       query options that are not named here are ignored;
 *   <li>ges: a job of a kind that cannot be cancelled, one that has ended, and one that is not there all answer HTTP 400,
 *       code {@code GES.8303}; a cancelled job ends at once, its status is spelt {@code cancelled};
 *   <li>ges: a graph that is not there is HTTP 400, code {@code GES.8000}; another project is code {@code GES.8006}; a
 *       path that is not there is 404, a method 405, both with code {@code GES.8000};
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
        print = new PrintEmulator(open("print", servers), printToken, client, time);
        ges = new GesEmulator(open("ges", servers), gesToken);
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

    /** Stops all services: connections are cut, the ports are free again. Closing twice is harmless. */
    @Override
    public void close() {
        print.close();
        servers.forEach(LoopbackServer::close);
    }
}
