package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Emulates Microsoft Universal Print and Huawei Cloud Graph Engine Service, with the services that issue their tokens,
 * Microsoft Entra ID and Huawei Cloud IAM. Each service listens on a free port of 127.0.0.1 over plain HTTP/1.1. The
 * documents of Universal Print have their own port. The services keep state, check tokens and credentials, and fail on
 * demand, see {@link Fault}. All data is in memory, except uploaded documents, which are in one temporary file. Closing
 * the emulator deletes all data.
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
 * <p>If the services do not document a behaviour, the emulator chooses one. {@code docs/emulator.md} in the repository
 * lists these choices. Do not rely on them in a program.
 */
public final class CloudJobsEmulator implements AutoCloseable {
    private final List<LoopbackServer> servers;
    private final EmulatorClock clock;
    private final RequestLog log;
    private final PrintTokens tokens;
    private final PrintEmulator print;
    private final GesEmulator ges;
    private final EntraEmulator entra;
    private final IamEmulator iam;

    private CloudJobsEmulator(Builder options, List<LoopbackServer> servers) {
        this.servers = servers;
        clock = new EmulatorClock(options.time);
        log = new RequestLog();
        Time time = clock.time();
        Ids ids = options.ids;
        for (EmulatedService service : EmulatedService.values()) {
            servers.add(new LoopbackServer(service, options, log, clock));
        }
        tokens = new PrintTokens(ids, time);
        var gesToken = ids.token("project");
        var directory = new EntraTenant(ids);
        print = new PrintEmulator(
                server(EmulatedService.PRINT),
                server(EmulatedService.DOCUMENTS),
                tokens,
                directory,
                time,
                ids,
                options);
        ges = new GesEmulator(server(EmulatedService.GES), gesToken, time, ids);
        entra = new EntraEmulator(server(EmulatedService.ENTRA), tokens, directory, time);
        iam = new IamEmulator(server(EmulatedService.IAM), gesToken, ges.projectId(), time, ids);
    }

    private LoopbackServer server(EmulatedService service) {
        return servers.get(service.ordinal());
    }

    /**
     * Starts all services on free ports of 127.0.0.1, with ids and secrets of their own.
     *
     * @return the running emulator
     * @throws UncheckedIOException if the emulator cannot open a port
     */
    public static CloudJobsEmulator start() {
        return builder().start();
    }

    static CloudJobsEmulator start(Time time) {
        return builder().time(time).start();
    }

    /**
     * Returns a builder, to choose ports, ids or TLS.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Options of an emulator. Each is optional. */
    public static final class Builder {
        private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9._\\-\\[\\]:]+");

        final Map<EmulatedService, Integer> ports = new EnumMap<>(EmulatedService.class);
        final Set<String> origins = new HashSet<>();
        InetAddress address = new InetSocketAddress("127.0.0.1", 0).getAddress();
        String host = "127.0.0.1";

        @Nullable SSLContext tls;
        /** Long enough for a part of a document over a slow proxy. */
        Duration requestTimeout = Duration.ofMinutes(1);

        boolean notifyAnyHost;
        int webhookMillis = 3_000;
        private Time time = Time.SYSTEM;
        private Ids ids = new Ids(false);

        private Builder() {}

        /**
         * Sets the port of a service. The default is 0, a free port.
         *
         * @param service the service
         * @param port the port, or 0 for a free one
         * @return this builder
         * @throws IllegalArgumentException if {@code port} is not between 0 and 65535
         */
        public Builder port(EmulatedService service, int port) {
            if (port < 0 || port > 0xFFFF) {
                throw new IllegalArgumentException("port must be between 0 and 65535, but is " + port);
            }
            ports.put(Objects.requireNonNull(service, "service must not be null"), port);
            return this;
        }

        /**
         * Sets the address on which the services listen. The default is 127.0.0.1. On any other address, other machines can
         * read and change all state: the emulator protects nothing.
         *
         * @param bound the address of this machine
         * @return this builder
         */
        public Builder address(InetAddress bound) {
            address = Objects.requireNonNull(bound, "bound must not be null");
            return this;
        }

        /**
         * Sets the host in the URLs that the services return. The default is {@code 127.0.0.1}. Set the name by which clients
         * reach the emulator, for example the name of its container.
         *
         * @param name the name or address
         * @return this builder
         * @throws IllegalArgumentException if {@code name} is blank
         */
        public Builder host(String name) {
            host = Checks.notBlank("name", name);
            return this;
        }

        /**
         * Uses the same ids, secrets and first tokens in each emulator. They need no escaping in a shell or a URL. By default
         * each emulator has its own.
         *
         * @return this builder
         */
        public Builder wellKnownIds() {
            ids = new Ids(true);
            return this;
        }

        /**
         * Serves HTTPS instead of HTTP.
         *
         * @param context the context with the key and the certificate of the emulator
         * @return this builder
         */
        public Builder tls(SSLContext context) {
            tls = Objects.requireNonNull(context, "context must not be null");
            return this;
        }

        /**
         * Allows the requests of a web page (CORS). By default, the services refuse each request with an {@code Origin} header
         * with 403, so that no page in a browser on this machine can change their state. They also refuse a {@code Host} header
         * that names neither loopback nor the {@link #host}, unless they listen on another {@link #address}.
         *
         * @param origin the scheme, host and port of the page, as a browser sends them: {@code http://localhost:3000}
         * @return this builder
         * @throws IllegalArgumentException if {@code origin} has another format
         */
        public Builder allowOrigin(String origin) {
            if (!ORIGIN.matcher(Objects.requireNonNull(origin, "origin must not be null"))
                    .matches()) {
                throw new IllegalArgumentException(
                        "origin must have the format http://host:port in lower case, without a slash at the end");
            }
            origins.add(origin);
            return this;
        }

        /** Sets the time in which a request must arrive completely, by the clock of this machine. */
        Builder requestTimeout(Duration timeout) {
            requestTimeout = timeout;
            return this;
        }

        /**
         * Allows notification URLs on any host. By default they must be on this machine, so that a client cannot make the
         * emulator send requests to others.
         *
         * @return this builder
         */
        public Builder notifyAnyHost() {
            notifyAnyHost = true;
            return this;
        }

        /** Sets how long a receiver of notifications may take, for tests on a busy machine. */
        Builder webhookMillis(int millis) {
            webhookMillis = millis;
            return this;
        }

        Builder time(Time source) {
            time = source;
            return this;
        }

        /**
         * Starts all services.
         *
         * @return the running emulator
         * @throws UncheckedIOException if the emulator cannot open a port
         */
        public CloudJobsEmulator start() {
            var servers = new ArrayList<LoopbackServer>();
            try {
                return new CloudJobsEmulator(this, servers);
            } catch (RuntimeException e) {
                servers.forEach(LoopbackServer::close);
                throw e;
            }
        }
    }

    /**
     * Returns the clock of all services.
     *
     * @return the clock
     */
    public EmulatorClock clock() {
        return clock;
    }

    /**
     * Returns the root URL of a service. The clients need the endpoint of each service, such as
     * {@link PrintEmulator#endpoint()}, which can have a path.
     *
     * @param service the service
     * @return the scheme, host and port, without a slash at the end
     */
    public String origin(EmulatedService service) {
        return server(service).origin();
    }

    /**
     * Returns the operations of a service, for {@link FaultRule#operation}. Each is the method and the path in the format of
     * the services' documentation, for example {@code POST /v1.0/print/printers/{printerId}/jobs/{jobId}/abort}.
     *
     * @param service the service
     * @return the operations
     */
    public List<String> operations(EmulatedService service) {
        return server(service).operations();
    }

    /**
     * Adds a fault. It applies until it is removed, has failed its number of requests, or the emulator is reset. Earlier faults
     * come first.
     *
     * @param service the service whose requests fail
     * @param rule the fault, and the requests that it applies to
     * @return the id of the fault, for {@link #removeFault}
     */
    public long addFault(EmulatedService service, FaultRule rule) {
        return server(service).faults().add(Objects.requireNonNull(rule, "rule must not be null"));
    }

    /**
     * Removes a fault. An unknown or used fault has no effect.
     *
     * @param service the service of the fault
     * @param id the result of {@link #addFault}
     */
    public void removeFault(EmulatedService service, long id) {
        server(service).faults().remove(id);
    }

    /**
     * Returns the faults that still apply to requests, in the order in which they apply.
     *
     * @param service the service whose requests fail
     * @return the faults by their ids, including the faults of {@code failNext}
     */
    public Map<Long, FaultRule> faults(EmulatedService service) {
        return server(service).faults().all();
    }

    /**
     * Returns the last requests to all services, oldest first: at most 1,000 requests with four million characters in all. A
     * request is added before its response ends; a download of a document, after it.
     *
     * @return the requests since the start, the last reset or the last {@link #clearRequestLog()}
     */
    public List<EmulatedRequest> requestLog() {
        return log.all();
    }

    /** Deletes the requests in the {@link #requestLog()}. The next request continues their numbers. */
    public void clearRequestLog() {
        log.clear();
    }

    /**
     * Calls a listener after each request, in the order of the {@link #requestLog()}, on the threads of the services: all
     * requests wait until the listener returns. The emulator ignores its exceptions.
     *
     * @param listener gets each request
     */
    public void onRequest(Consumer<? super EmulatedRequest> listener) {
        log.listen(Objects.requireNonNull(listener, "listener must not be null"));
    }

    /**
     * Turns the check of permissions off or on, until the next reset. A permissive emulator accepts each token that has not
     * expired for each operation, as an application token and as the token of a Printer Administrator. By default the
     * emulator checks the permissions that the service documents, see {@link PrintEmulator#permissions}.
     *
     * @param allowsAll whether to accept each token for each operation
     */
    public void permissive(boolean allowsAll) {
        tokens.permissive(allowsAll);
    }

    /**
     * Returns whether the emulator does not check permissions.
     *
     * @return the last value of {@link #permissive}; {@code false} after a reset
     */
    public boolean isPermissive() {
        return tokens.isPermissive();
    }

    /**
     * Returns the emulated Universal Print.
     *
     * @return the print service
     */
    public PrintEmulator print() {
        return print;
    }

    /**
     * Returns the emulated Graph Engine Service.
     *
     * @return the graph engine
     */
    public GesEmulator ges() {
        return ges;
    }

    /**
     * Returns the emulated Microsoft Entra ID, which issues the tokens of the print service.
     *
     * @return the token service of {@link #print()}
     */
    public EntraEmulator entra() {
        return entra;
    }

    /**
     * Returns the emulated Huawei Cloud IAM, which issues the tokens of the graph engine.
     *
     * @return the token service of {@link #ges()}
     */
    public IamEmulator iam() {
        return iam;
    }

    /**
     * Returns the state as JSON: everything that the services return, without the bytes of documents, the rows of outputs, the
     * bodies of requests for graph jobs, and secrets. Fast, for a page that shows the state.
     *
     * @return the JSON text of an object
     */
    public String state() {
        return currentState().summary().toString();
    }

    /**
     * Writes the whole state as JSON: what {@link #state()} returns, and the bytes of documents in Base64, outputs, requests and
     * secrets. {@link #load} reads it. Writes while it reads, so documents can be larger than the memory. Upload sessions,
     * download links, pending faults and the request log are not in the state.
     *
     * @param out receives the UTF-8 text and stays open
     * @throws IOException if {@code out} fails
     */
    public void dump(OutputStream out) throws IOException {
        currentState().dump(Objects.requireNonNull(out, "out must not be null"), null);
    }

    /**
     * Writes the whole state, like {@link #dump(OutputStream)}, and each document to a file of its own in a directory. Its name is
     * in the state. A file that the directory has is not written again.
     *
     * @param out receives the UTF-8 text and stays open
     * @param directory the directory of the documents, which this method creates. It can have files of earlier states
     * @throws IOException if {@code out} fails, or the directory cannot be written
     */
    public void dump(OutputStream out, Path directory) throws IOException {
        Objects.requireNonNull(out, "out must not be null");
        currentState().dump(out, Objects.requireNonNull(directory, "directory must not be null"));
    }

    /**
     * Adds what a state names to the state of this emulator: the text of {@link #dump(OutputStream)}, or a seed that someone
     * wrote. All members are optional. If a member is wrong, nothing changes.
     *
     * @param in returns the UTF-8 text of a JSON object, and stays open
     * @throws IllegalArgumentException if the text is not JSON, or a member is wrong. The message has the path of the member,
     *     for example {@code print.printers[0].jobs[2].state}, and what is allowed there
     * @throws IOException if {@code in} fails
     */
    public void load(InputStream in) throws IOException {
        currentState().load(Objects.requireNonNull(in, "in must not be null"), null);
    }

    /**
     * Adds what a state names, like {@link #load(InputStream)}, with the documents of {@link #dump(OutputStream, Path)}.
     *
     * @param in returns the UTF-8 text of a JSON object, and stays open
     * @param directory the directory of the documents
     * @throws IllegalArgumentException if the text is not JSON, or a member is wrong
     * @throws IOException if {@code in} fails, or a document cannot be read
     */
    public void load(InputStream in, Path directory) throws IOException {
        Objects.requireNonNull(in, "in must not be null");
        currentState().load(in, Objects.requireNonNull(directory, "directory must not be null"));
    }

    private EmulatorState currentState() {
        return new EmulatorState(clock, tokens, print, ges.service());
    }

    /**
     * Deletes all jobs, graphs, printers, task definitions, subscriptions, documents, added users, request counts, pending
     * faults, account locks and settings. Ports, the ids and users that exist from the start, credentials and current tokens
     * stay the same, so clients stay usable. Call this method between two tests: a request that is still in progress can return
     * data from before the reset.
     */
    public void reset() {
        clock.reset();
        log.clear();
        tokens.permissive(false);
        print.reset();
        ges.reset();
        entra.reset();
        iam.reset();
    }

    /** Stops all services, closes their connections and frees their ports. A second call has no effect. */
    @Override
    public void close() {
        print.close();
        servers.forEach(LoopbackServer::close);
    }
}
