package io.cloudjobs.emulator.app;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where the control API listens, and which web pages may use it. */
final class ControlOptions {
    final int port;
    final Set<String> allowedOrigins = new LinkedHashSet<>();
    InetAddress address = new InetSocketAddress("127.0.0.1", 0).getAddress();
    String host = "127.0.0.1";

    @Nullable SSLContext tls;
    /** The time without an event until a listener gets a comment. */
    Duration heartbeat = Duration.ofSeconds(10);
    /** The time for one write until a listener counts as dead. */
    Duration stuck = Duration.ofSeconds(30);

    /** Creates options for this port of 127.0.0.1. */
    ControlOptions(int port) {
        this.port = port;
    }

    /** Sets the address to listen on. On any other than loopback, other machines can change all state. */
    ControlOptions address(InetAddress bound) {
        address = bound;
        return this;
    }

    /** Sets the name by which clients reach the emulator. A request with another name in {@code Host} is refused. */
    ControlOptions host(String name) {
        host = name;
        return this;
    }

    /** Lets the pages of another origin, such as {@code http://localhost:3000}, use the control API (CORS). */
    ControlOptions allowOrigin(String origin) {
        allowedOrigins.add(Origins.checked(origin));
        return this;
    }

    /** Serves HTTPS instead of HTTP. */
    ControlOptions tls(@Nullable SSLContext context) {
        tls = context;
        return this;
    }

    String scheme() {
        return tls == null ? "http" : "https";
    }
}
