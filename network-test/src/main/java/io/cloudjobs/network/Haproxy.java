package io.cloudjobs.network;

import java.io.IOException;

/** HAProxy with a master process that starts workers. */
final class Haproxy extends Server {
    private static final String CONFIG = """
            global
                maxconn 2000
                tune.h2.max-concurrent-streams %1$d
            defaults
                mode http
                timeout connect 5s
                timeout client 120s
                timeout server 120s
                timeout http-keep-alive %2$ds
                # No retries, and no connection to the backend is used twice.
                retries 0
                no option redispatch
                option http-server-close
            frontend plain
                bind 127.0.0.1:%3$d
                default_backend service
            frontend tls
                bind 127.0.0.1:%4$d ssl crt %5$s alpn http/1.1
                default_backend service
            frontend http2
                bind 127.0.0.1:%6$d ssl crt %5$s alpn h2
                default_backend service
            backend service
                http-reuse never
                server service 127.0.0.1:%7$d
            """;

    Haproxy(Site site, Backend backend, Limits limits) throws IOException, InterruptedException {
        super(site, "haproxy");
        start(
                CONFIG.formatted(
                        limits.streams(),
                        limits.idleSeconds(),
                        port(Protocol.PLAIN),
                        port(Protocol.TLS),
                        site.tls().both,
                        port(Protocol.HTTP_2),
                        backend.port()),
                "haproxy",
                "-W",
                "-f",
                config.toString());
    }

    @Override
    void reload() throws IOException, InterruptedException {
        signal("USR2", process().pid());
    }
}
