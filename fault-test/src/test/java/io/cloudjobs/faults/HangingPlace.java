package io.cloudjobs.faults;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.EventListener;

/** A place where a call can hang, and the known outcome of its request. */
enum HangingPlace {
    CONNECT(FullBacklogServer::new, "0 of 1: %s, clear"),
    TLS_HANDSHAKE(() -> raw("https", Answer.onConnection(Then.HANG)), "0 of 1: %s, clear"),
    HEADERS(() -> headers("HTTP/1.1 200", Then.HANG), "1 of 1: %s, unclear"),
    DRIPPING_HEADERS(() -> headers("HTTP/1.1 200 OK\r\nX: ", Then.DRIP), "1 of 1: %s, unclear"),
    BODY(() -> body(200, Then.HANG), "1 of 1: %s, unclear"),
    DRIPPING_BODY(() -> body(200, Then.DRIP), "1 of 1: %s, unclear"),
    /** The service has rejected the request, so the exception reports the rejection. */
    BODY_OF_403(() -> body(403, Then.HANG), "1 of 1: ForbiddenException 403, clear"),
    HTTP_2(HangingPlace::stallingHttp2, "1 of 1: %s, unclear");

    final Supplier<FaultServer> server;
    private final String outcome;

    HangingPlace(Supplier<FaultServer> server, String outcome) {
        this.server = server;
        this.outcome = outcome;
    }

    /** Returns the outcome of a call that ends with this exception. */
    String outcome(Class<? extends SdkException> exception) {
        return outcome.formatted(exception.getSimpleName());
    }

    /** Opens the latch when a call has reached this place. */
    EventListener signal(CountDownLatch reached) {
        return new EventListener() {
            @Override
            public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                reached(CONNECT);
            }

            @Override
            public void secureConnectStart(Call call) {
                reached(TLS_HANDSHAKE);
            }

            @Override
            public void responseHeadersStart(Call call) {
                reached(HEADERS, DRIPPING_HEADERS, HTTP_2);
            }

            @Override
            public void responseBodyStart(Call call) {
                reached(BODY, DRIPPING_BODY, BODY_OF_403);
            }

            private void reached(HangingPlace... phases) {
                if (Arrays.asList(phases).contains(HangingPlace.this)) {
                    reached.countDown();
                }
            }
        };
    }

    /** The 100 tells the listener that the request has arrived, so the call now waits for the headers. */
    private static FaultServer headers(String start, Then then) {
        return raw("http", Answer.of("HTTP/1.1 100 Continue\r\n\r\n" + start, then));
    }

    private static FaultServer body(int status, Then then) {
        return raw("http", Answer.of("HTTP/1.1 " + status + " OK\r\nContent-Length: 9999\r\n\r\n{", then));
    }

    static FaultServer raw(String scheme, Answer answer) {
        try {
            return new RawFaultServer(operation -> answer, scheme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultServer stallingHttp2() {
        MockResponse stalling = new MockResponse.Builder()
                .body("{\"id\":\"5182\"}")
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build();
        return CannedFaultServer.http2(operation -> stalling);
    }
}
