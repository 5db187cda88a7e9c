package io.cloudjobs.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Free ports, each returned once, below the range that the kernel uses for outgoing connections. */
final class Ports {
    private static final int LAST = 32_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(12_000, 24_000));

    private Ports() {}

    static synchronized int free() {
        while (true) {
            int port = NEXT.getAndIncrement();
            if (port > LAST) {
                throw new IllegalStateException("no free port up to " + LAST);
            }
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Another program uses it.
            }
        }
    }

    /** Starts a program, but not while a port is being tested: a new process briefly holds the sockets of this one. */
    static synchronized Process start(ProcessBuilder program) throws IOException {
        return program.start();
    }
}
