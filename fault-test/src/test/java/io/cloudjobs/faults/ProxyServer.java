package io.cloudjobs.faults;

import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;

/** A proxy between the client and a service that is reachable only through it. It records its requests. */
final class ProxyServer implements FaultServer {
    private final MockWebServer server = new MockWebServer();
    private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();
    private final String service;
    private final Authenticator authenticator;

    /**
     * Starts the proxy.
     *
     * @param service the URL of the service, for example {@code https://service.example}
     * @param authenticator the authenticator of the client for the proxy
     * @param response the response of the proxy to every request
     */
    ProxyServer(String service, Authenticator authenticator, MockResponse response) {
        this.service = service;
        this.authenticator = authenticator;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return response;
            }

            @Override
            public MockResponse peek() {
                return response;
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String url() {
        return service;
    }

    @Override
    public int requestCount() {
        return requests.size();
    }

    /** The client may have closed the connection before its request is counted. */
    @Override
    public int requestCount(int expected) {
        Eventually.await(() -> requestCount() >= expected);
        return requestCount();
    }

    @Override
    public OkHttpClient client(OkHttpClient plain) {
        return plain.newBuilder()
                .proxy(new Proxy(Proxy.Type.HTTP, server.getSocketAddress()))
                .proxyAuthenticator(authenticator)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
