package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;

/**
 * The login of Huawei Cloud IAM as {@link CloudJobsEmulator} has it: {@code POST /v3/auth/tokens} with the password of
 * one IAM user, also with a virtual MFA device. With the project as its scope it gives the token that
 * {@link GesEmulator} accepts now; with the domain as its scope it gives one that is not accepted there. Safe for use by
 * many threads.
 */
public final class IamEmulator {
    private static final String PROJECT_NAME = "cn-north-4";

    private final LoopbackServer server;
    private final IamAccount account;

    IamEmulator(LoopbackServer server, Token token, String projectId, Time time) {
        this.server = server;
        account = new IamAccount(time);
        server.serve(new IamApi(time, token, account, projectId, PROJECT_NAME));
    }

    /**
     * Where the service is, to be given to a token provider as its endpoint.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * The account that the user belongs to.
     *
     * @return the name of the domain
     */
    public String domainName() {
        return account.domainName();
    }

    /**
     * The one user that there is.
     *
     * @return the name of the IAM user
     */
    public String userName() {
        return account.userName();
    }

    /**
     * The password of the user. After five wrong ones in a row the account is locked for 15 minutes.
     *
     * @return the password
     */
    public String password() {
        return account.password();
    }

    /**
     * The one project that there is; its id is {@link GesEmulator#projectId()}.
     *
     * @return the name of the project, which is that of its region
     */
    public String projectName() {
        return PROJECT_NAME;
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
        account.unlock();
        server.forget();
    }
}
