package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Token;

/**
 * The emulated login of Huawei Cloud IAM, a part of {@link CloudJobsEmulator}: {@code POST /v3/auth/tokens} with the
 * password of one IAM user, and optionally with a virtual MFA device. If the scope is the project, the login returns
 * the current {@link GesEmulator#token()}. If the scope is the domain, it returns a token that {@link GesEmulator}
 * refuses. Safe for use by many threads.
 */
public final class IamEmulator {
    private static final String PROJECT_NAME = "cn-north-4";

    private final LoopbackServer server;
    private final IamAccount account;

    IamEmulator(LoopbackServer server, Token token, String projectId, Time time, Ids ids) {
        this.server = server;
        account = new IamAccount(time, ids);
        server.serve(new IamApi(time, token, account, projectId, PROJECT_NAME));
    }

    /**
     * Returns the endpoint for a token provider.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * Returns the name of the user's account.
     *
     * @return the name of the domain
     */
    public String domainName() {
        return account.domainName();
    }

    /**
     * Returns the name of the only user.
     *
     * @return the name of the IAM user
     */
    public String userName() {
        return account.userName();
    }

    /**
     * Returns the password of the user. After five wrong passwords in a row the account is locked for 15 minutes.
     *
     * @return the password
     */
    public String password() {
        return account.password();
    }

    /**
     * Returns the name of the only project. {@link GesEmulator#projectId()} returns its id.
     *
     * @return the name of the project, which is also the name of its region
     */
    public String projectName() {
        return PROJECT_NAME;
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
        account.unlock();
        server.forget();
    }
}
