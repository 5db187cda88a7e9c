package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Token;

/**
 * The emulated token endpoint of Microsoft Entra ID, a part of {@link CloudJobsEmulator}:
 * {@code POST /{tenantId}/oauth2/v2.0/token} with the client credentials grant, for one client with a secret or a
 * client assertion. It returns the current {@link PrintEmulator#token()}. Safe for use by many threads.
 */
public final class EntraEmulator {
    private final LoopbackServer server;
    private final EntraClient client;

    EntraEmulator(LoopbackServer server, Token token, EntraClient client, Time time) {
        this.server = server;
        this.client = client;
        server.serve(new EntraApi(time, token, client));
    }

    /**
     * Returns the authority for a token provider.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without the tenant and without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * Returns the id of the only tenant.
     *
     * @return the id of the tenant
     */
    public String tenantId() {
        return client.tenantId();
    }

    /**
     * Returns the id of the only application in the tenant.
     *
     * @return the id of the client
     */
    public String clientId() {
        return client.id();
    }

    /**
     * Returns the secret of the client. Like real secrets, it has characters that a form must encode.
     *
     * @return the secret
     */
    public String clientSecret() {
        return client.secret();
    }

    /**
     * Makes the next requests fail, regardless of path and content. Each counts in {@link #requests()}, but changes
     * nothing unless the fault is {@link Fault#lostResponse()}. If earlier faults are still pending, they come first.
     *
     * @param requests the number of requests that fail, at least 1
     * @param fault the failure
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    public void failNext(int requests, Fault fault) {
        server.failNext(requests, fault);
    }

    /**
     * Returns the number of requests that have arrived since the start or the last reset, including requests that
     * failed with a {@link Fault} or that the service refused.
     *
     * @return the number of requests
     */
    public int requests() {
        return server.requests();
    }

    /** Keeps the credentials. */
    void reset() {
        server.forget();
    }
}
