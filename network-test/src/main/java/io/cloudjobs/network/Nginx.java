package io.cloudjobs.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** nginx with one worker, so that the worker of a connection is known. */
final class Nginx extends Server {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Uses small buffers: bytes that a stopped worker does not read stay at the client. */
    private static final String CONFIG = """
            daemon off;
            %1$s
            worker_processes 1;
            pid %2$s/pid;
            error_log %2$s/error.log warn;
            events { worker_connections 2048; }
            http {
                access_log off;
                client_body_temp_path %2$s/body;
                proxy_temp_path %2$s/proxy;
                fastcgi_temp_path %2$s/fastcgi;
                uwsgi_temp_path %2$s/uwsgi;
                scgi_temp_path %2$s/scgi;
                client_max_body_size 0;
                keepalive_timeout %3$ds;
                http2_max_concurrent_streams %4$d;
                keepalive_requests %5$d;
                ssl_certificate %6$s;
                ssl_certificate_key %7$s;
                # No retries, and no connection to the backend is used twice.
                proxy_next_upstream off;
                proxy_http_version 1.1;
                proxy_set_header Connection close;
                server {
                    listen 127.0.0.1:%8$d rcvbuf=64k;
                    listen 127.0.0.1:%9$d rcvbuf=64k ssl;
                    listen 127.0.0.1:%10$d rcvbuf=64k ssl http2;
                    location / { proxy_pass http://127.0.0.1:%11$d; }
                }
            }
            """;

    Nginx(Site site, Backend backend, Limits limits) throws IOException, InterruptedException {
        super(site, "nginx");
        start(
                CONFIG.formatted(
                        Site.isRoot() ? "user root;" : "",
                        directory,
                        limits.idleSeconds(),
                        limits.streams(),
                        limits.requests(),
                        site.tls().certificate,
                        site.tls().key,
                        port(Protocol.PLAIN),
                        port(Protocol.TLS),
                        port(Protocol.HTTP_2),
                        backend.port()),
                command());
    }

    private String[] command(String... options) {
        List<String> command = new ArrayList<>(
                List.of("nginx", "-p", directory.toString(), "-c", config.toString(), "-e", directory + "/error.log"));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    @Override
    void reload() throws IOException, InterruptedException {
        run(command("-s", "reload"));
    }

    /** Stops the worker with all its connections, and starts a new worker for new connections. */
    ProcessHandle stopWorker() throws IOException, InterruptedException {
        ProcessHandle worker = process().children().findFirst().orElseThrow();
        signal("STOP", worker.pid());
        reload();
        if (!Threads.await(PATIENCE, () -> process().children().count() > 1)) {
            throw new IOException("nginx started no new worker, see " + directory);
        }
        return worker;
    }

    /** Continues the stopped worker, which processes the requests that it received, and ends. */
    void goOn(ProcessHandle worker) throws IOException, InterruptedException {
        signal("CONT", worker.pid());
        Threads.await(PATIENCE, () -> !worker.isAlive());
    }
}
