package io.cloudjobs.emulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where the services listen, and how the URLs in their responses begin. */
record ServerAddress(
        InetAddress address,
        String host,
        Map<EmulatedService, Integer> ports,
        @Nullable SSLContext tls) {
    /** Returns the server, bound to its port. */
    HttpServer open(EmulatedService service, int backlog) throws IOException {
        InetSocketAddress place = of(service);
        if (tls == null) {
            return HttpServer.create(place, backlog);
        }
        HttpsServer server = HttpsServer.create(place, backlog);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    InetSocketAddress of(EmulatedService service) {
        return new InetSocketAddress(address, ports.getOrDefault(service, 0));
    }

    String origin(int port) {
        return (tls == null ? "http" : "https") + "://" + host + ":" + port;
    }
}
