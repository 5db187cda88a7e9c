package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import mockwebserver3.MockResponse;

/** Loads the classes that the first call of a process needs, including TLS: this takes longer than some tests allow. */
final class WarmUp {
    private WarmUp() {}

    static void run() {
        for (Operation operation : Operation.values()) {
            try (RawFaultServer http1 = new RawFaultServer(op -> null, "http");
                    CannedFaultServer http2 = CannedFaultServer.http2(op -> new MockResponse.Builder().build())) {
                call(operation, http1);
                call(operation, http2);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void call(Operation operation, FaultServer server) {
        FaultCase fault = new FaultCase(server);
        server.works(operation);
        assertThat(fault.outcome(operation, server)).isEqualTo("1 of 1: success");
        fault.close();
    }
}
