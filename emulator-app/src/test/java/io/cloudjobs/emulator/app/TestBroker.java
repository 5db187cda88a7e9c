package io.cloudjobs.emulator.app;

import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.JavaProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** A broker in a process of its own, whose address is known before it runs. */
final class TestBroker implements AutoCloseable {
    /** Far longer than a busy machine needs. */
    private static final Duration START = Duration.ofMinutes(3);

    private final Path folder;
    private final int controller;
    private final int port;
    private Process process;

    TestBroker(Path folder) throws IOException {
        this.folder = folder;
        try (var one = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                var two = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            controller = one.getLocalPort();
            port = two.getLocalPort();
        }
    }

    String bootstrap() {
        return "localhost:" + port;
    }

    void start() throws IOException {
        Path properties = folder.resolve("broker.properties");
        Files.writeString(
                properties,
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@localhost:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listeners=CONTROLLER://localhost:" + controller + ",PLAINTEXT://localhost:" + port,
                        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                        "log.dirs=" + folder.resolve("log").toString().replace('\\', '/'),
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "auto.create.topics.enable=true",
                        "num.network.threads=2",
                        "num.io.threads=2",
                        "log.cleaner.dedupe.buffer.size=4194304",
                        ""));
        process = JavaProgram.of(TestBroker.class, List.of("-Xmx256m"), List.of(properties.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && !isListening() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        if (!isListening()) {
            throw new IOException("the broker did not start: " + Files.readString(folder.resolve("output.txt")));
        }
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            Eventually.await(() -> !process.isAlive());
        }
    }

    /** Formats the storage of a broker, and runs it. Its process ends with the one that started it. */
    public static void main(String[] args) {
        var watch = new Thread(TestBroker::endWithParent);
        watch.setDaemon(true);
        watch.start();
        StorageTool.execute(
                new String[] {"format", "--cluster-id", "4L6g3nShT-eMCtK--X86sw", "--config", args[0]}, System.out);
        Kafka.main(args);
    }

    /** The pipe to this process ends when the other process ends, however that happens. */
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // The pipe is gone, too.
        }
        Runtime.getRuntime().halt(0);
    }
}
