package io.cloudjobs.emulator.app;

import io.cloudjobs.emulator.EmulatedService;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of the command line. Picocli sets the fields. */
@Command(
        name = "cloudjobs-emulator",
        description = "Universal Print and Graph Engine Service on this machine, for programs in any language.",
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footer = "The exit code is 2 if the emulator cannot start. Documentation: docs/emulator-program.md in the"
                + " repository.")
final class ProgramOptions {
    /** The port of the page and the control API. Each service has its place after it. */
    static final int FIRST_PORT = 7800;

    private static final int LAST_PORT = 0xFFFF;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the page and the control API. The services use the next five ports, in this order:"
                    + " print, documents, Entra ID, GES, IAM. 0: free ports for all. Default: 7800.")
    int port = FIRST_PORT;

    @Option(names = "--print-port", paramLabel = "PORT", description = "Port of Universal Print. 0: a free port.")
    @Nullable Integer printPort;

    @Option(
            names = "--documents-port",
            paramLabel = "PORT",
            description = "Port of the documents of Universal Print. 0: a free port.")
    @Nullable Integer documentsPort;

    @Option(names = "--entra-port", paramLabel = "PORT", description = "Port of Entra ID. 0: a free port.")
    @Nullable Integer entraPort;

    @Option(names = "--ges-port", paramLabel = "PORT", description = "Port of GES. 0: a free port.")
    @Nullable Integer gesPort;

    @Option(names = "--iam-port", paramLabel = "PORT", description = "Port of IAM. 0: a free port.")
    @Nullable Integer iamPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            converter = AddressConverter.class,
            description = "Address to listen on. Default: 127.0.0.1. On any other address, other machines can read and"
                    + " change all data. 0.0.0.0: all addresses.")
    InetAddress bind = AddressConverter.LOOPBACK;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            converter = HostConverter.class,
            description =
                    "Host name in the URLs, by which clients reach the emulator. Default: the address of --bind, or"
                            + " 127.0.0.1 for 0.0.0.0.")
    @Nullable String host;

    @Option(
            names = "--tls",
            description = "Serve HTTPS, with a certificate that the emulator makes for localhost, 127.0.0.1, ::1 and"
                    + " the host of --host.")
    boolean tls;

    @Option(names = "--limits", description = "Enforce the published limits of Universal Print for jobs.")
    boolean limits;

    @Option(
            names = "--permissive",
            description = "Accept each valid token for each operation, whatever its permissions.")
    boolean permissive;

    @Option(
            names = "--notify-any-host",
            description = "Send notifications to other machines, too. By default only to this machine, and to names"
                    + " without a dot.")
    boolean notifyAnyHost;

    @Option(
            names = "--allow-origin",
            paramLabel = "URL",
            converter = OriginConverter.class,
            description = "Let the web pages of this origin, such as http://localhost:3000, use all services and the"
                    + " control API (CORS). Can be given several times.")
    List<String> allowedOrigins = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description = "Start with the data of this file, JSON or YAML, instead of the demonstration data.")
    @Nullable Path seed;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            converter = PathConverter.class,
            description = "Keep all data in this directory, also the certificate of --tls. If it has data, the emulator"
                    + " starts with them, and ignores --seed.")
    @Nullable Path state;

    @Option(names = "--empty", description = "Start without the demonstration data.")
    boolean empty;

    @Option(
            names = "--kafka",
            paramLabel = "BROKERS",
            description = "Send the notifications of event hubs to these Kafka brokers, such as localhost:9092.")
    @Nullable String kafka;

    @Option(
            names = "--health",
            description = "Start nothing, but ask the emulator on --port whether it is ready: exit code 0 or 1.")
    boolean health;

    @Option(names = "--help", usageHelp = true, description = "Print this help.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    /** Returns the host in the URLs. */
    String host() {
        if (host != null) {
            return host;
        }
        return new HostConverter()
                .convert((bind.isAnyLocalAddress() ? AddressConverter.LOOPBACK : bind).getHostAddress());
    }

    /**
     * Returns the port of each service.
     *
     * @throws StartFailure if a port is not between 0 and 65535, or two ports are the same
     */
    Map<EmulatedService, Integer> ports() {
        checkPort("--port", port, LAST_PORT);
        Map<EmulatedService, Integer> ports = new EnumMap<>(EmulatedService.class);
        put(ports, EmulatedService.PRINT, printPort);
        put(ports, EmulatedService.DOCUMENTS, documentsPort);
        put(ports, EmulatedService.ENTRA, entraPort);
        put(ports, EmulatedService.GES, gesPort);
        put(ports, EmulatedService.IAM, iamPort);
        return ports;
    }

    private void put(Map<EmulatedService, Integer> ports, EmulatedService service, @Nullable Integer chosen) {
        int next = port == 0 ? 0 : port + 1 + service.ordinal();
        if (chosen == null) {
            checkPort("--port", port, LAST_PORT - 1 - service.ordinal());
        } else {
            checkPort("the port of " + service, chosen, LAST_PORT);
        }
        int used = chosen == null ? next : chosen;
        if (used != 0 && (used == port || ports.containsValue(used))) {
            throw new StartFailure("port " + used + " is used twice; give each service a port of its own");
        }
        ports.put(service, used);
    }

    private static void checkPort(String name, int port, int last) {
        if (port < 0 || port > last) {
            throw new StartFailure(name + " must be between 0 and " + last + ", but is " + port);
        }
    }
}
