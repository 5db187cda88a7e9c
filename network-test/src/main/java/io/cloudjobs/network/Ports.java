package io.cloudjobs.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Free ports, each given once, below those that the kernel gives to outgoing connections. */
final class Ports {
    private static final int LAST = 32_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(12_000, 24_000));

    private Ports() {}

    static synchronized int free() {
        while (true) {
            int port = NEXT.getAndIncrement();
            if (port > LAST) {
                throw new IllegalStateException("no port is free up to " + LAST);
            }
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Another program has it.
            }
        }
    }

    /** Starts a program, but not while a port is tried: a new process holds the sockets of this one for a moment. */
    static synchronized Process start(ProcessBuilder program) throws IOException {
        return program.start();
    }
}
