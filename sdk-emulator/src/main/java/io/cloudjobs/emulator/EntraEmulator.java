package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;

/**
 * The token endpoint of Microsoft Entra ID as {@link CloudJobsEmulator} has it:
 * {@code POST /{tenantId}/oauth2/v2.0/token} with the client credentials grant, for one client with a secret or a client
 * assertion. It gives the token that {@link PrintEmulator} accepts now. Safe for use by many threads.
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
     * Where the service is, to be given to a token provider as its authority.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without the tenant and without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * The one tenant that there is.
     *
     * @return the id of the tenant
     */
    public String tenantId() {
        return client.tenantId();
    }

    /**
     * The one application that is registered in the tenant.
     *
     * @return the id of the client
     */
    public String clientId() {
        return client.id();
    }

    /**
     * The secret of the client. As with the service, it has characters that a form must encode.
     *
     * @return the secret
     */
    public String clientSecret() {
        return client.secret();
    }

    /**
     * Lets the next requests fail, whatever they ask for. They are counted but change nothing, unless the fault is
     * {@link Fault#lostAnswer()}. Faults that still wait come first.
     *
     * @param answers how many requests, at least 1
     * @param fault what happens to them
     * @throws IllegalArgumentException when {@code answers} is less than 1
     */
    public void failNext(int answers, Fault fault) {
        server.failNext(answers, fault);
    }

    /**
     * How many requests have arrived since the start, those among them that met a {@link Fault} or were refused.
     *
     * @return the number of requests
     */
    public int requests() {
        return server.requests();
    }

    /** The credentials stay. */
    void reset() {
        server.forget();
    }
}
