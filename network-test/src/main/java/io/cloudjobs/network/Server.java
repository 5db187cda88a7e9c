package io.cloudjobs.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A packaged proxy with its own configuration, directory and ports. It must not retry, and reuses no connection to the
 * backend: so a duplicate request was sent twice by the client.
 */
abstract class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();

    final Path directory;
    final Path config;
    final Map<Protocol, Integer> ports = new EnumMap<>(Protocol.class);
    private @Nullable Process process;

    Server(Site site, String name) throws IOException {
        directory = Files.createDirectories(site.directory().resolve(name + "-" + COUNT.incrementAndGet()));
        config = directory.resolve("config");
        for (Protocol protocol : Protocol.values()) {
            ports.put(protocol, Ports.free());
        }
    }

    /** Returns the name of the program. */
    enum Kind {
        NGINX("nginx"),
        HAPROXY("HAProxy"),
        APACHE("Apache");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        Server start(Site site, Backend backend, Limits limits) throws IOException, InterruptedException {
            return switch (this) {
                case NGINX -> new Nginx(site, backend, limits);
                case HAPROXY -> new Haproxy(site, backend, limits);
                case APACHE -> new Apache(site, backend, limits);
            };
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** Reloads the configuration, so that new workers take over. */
    abstract void reload() throws IOException, InterruptedException;

    int port(Protocol protocol) {
        return ports.getOrDefault(protocol, 0);
    }

    String url(Protocol protocol) {
        return protocol.url(port(protocol));
    }

    /** Starts the program in the foreground, so that it is a child process, and waits until it listens. */
    final void start(String configuration, String... command) throws IOException, InterruptedException {
        Files.writeString(config, configuration);
        Process started = Ports.start(builder(command));
        process = started;
        // .ci/network-tests ends the server with this process id if this program cannot.
        Files.writeString(directory.resolve("process"), Long.toString(started.pid()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        if (!Threads.await(PATIENCE, () -> !started.isAlive() || isListening()) || !started.isAlive()) {
            close();
            throw new IOException(command[0] + " does not start, see " + directory);
        }
    }

    /** Runs a short command. */
    final void run(String... command) throws IOException, InterruptedException {
        Process run = Ports.start(builder(command));
        if (!run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || run.exitValue() != 0) {
            run.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed, see " + directory);
        }
    }

    final void signal(String signal, long pid) throws IOException, InterruptedException {
        run("sh", "-c", "kill -" + signal + " " + pid);
    }

    final Process process() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private ProcessBuilder builder(String... command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output.log").toFile()));
    }

    private boolean isListening() {
        for (int port : ports.values()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getPort();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        // A stopped worker does not react to its master.
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
