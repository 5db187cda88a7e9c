package io.cloudjobs.network;

import java.io.IOException;

/** Apache with its event MPM. */
final class Apache extends Server {
    /** The directory of the modules on Debian. */
    private static final String MODULES = "/usr/lib/apache2/modules";

    private static final String CONFIG = """
            ServerRoot %1$s
            DefaultRuntimeDir %1$s
            PidFile %1$s/pid
            ErrorLog %1$s/error.log
            LogLevel warn
            ServerName 127.0.0.1
            %2$s
            LoadModule mpm_event_module %3$s/mod_mpm_event.so
            LoadModule authz_core_module %3$s/mod_authz_core.so
            LoadModule socache_shmcb_module %3$s/mod_socache_shmcb.so
            LoadModule ssl_module %3$s/mod_ssl.so
            LoadModule http2_module %3$s/mod_http2.so
            LoadModule proxy_module %3$s/mod_proxy.so
            LoadModule proxy_http_module %3$s/mod_proxy_http.so
            StartServers 2
            ServerLimit 16
            ThreadsPerChild 32
            MaxRequestWorkers 256
            KeepAlive On
            KeepAliveTimeout %4$d
            MaxKeepAliveRequests %6$d
            H2MaxSessionStreams %5$d
            SSLSessionCache none
            SSLCertificateFile %7$s
            SSLCertificateKeyFile %8$s
            # No retries, and no connection to the backend is used twice.
            ProxyPass / http://127.0.0.1:%12$d/ disablereuse=on retry=0
            Listen 127.0.0.1:%9$d
            Listen 127.0.0.1:%10$d
            Listen 127.0.0.1:%11$d
            Protocols http/1.1
            <VirtualHost 127.0.0.1:%10$d>
                SSLEngine on
            </VirtualHost>
            <VirtualHost 127.0.0.1:%11$d>
                SSLEngine on
                Protocols h2
            </VirtualHost>
            """;

    Apache(Site site, Backend backend, Limits limits) throws IOException, InterruptedException {
        super(site, "apache");
        start(
                CONFIG.formatted(
                        directory,
                        Site.isRoot() ? "User nobody\nGroup nogroup" : "",
                        MODULES,
                        limits.idleSeconds(),
                        limits.streams(),
                        limits.requests(),
                        site.tls().certificate,
                        site.tls().key,
                        port(Protocol.PLAIN),
                        port(Protocol.TLS),
                        port(Protocol.HTTP_2),
                        backend.port()),
                "apache2",
                "-f",
                config.toString(),
                "-DFOREGROUND");
    }

    @Override
    void reload() throws IOException, InterruptedException {
        run("apache2", "-f", config.toString(), "-k", "graceful");
    }
}
