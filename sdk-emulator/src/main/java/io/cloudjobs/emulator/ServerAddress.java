package io.cloudjobs.emulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloudjobs.emulator.internal.http.CrossSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where the services listen, how the URLs in their responses begin, and whose requests they accept for how long. */
record ServerAddress(
        InetAddress address,
        String host,
        Map<EmulatedService, Integer> ports,
        @Nullable SSLContext tls,
        Set<String> origins,
        Duration requestTimeout) {
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

    /** Other machines can use any name. Only a name for loopback can be a trick of a web page. */
    CrossSite crossSite() {
        return new CrossSite(origins, address.isLoopbackAddress() ? host : null);
    }
}
