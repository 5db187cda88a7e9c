package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Token;
import java.time.Duration;
import java.time.Instant;

/**
 * The emulated login of Huawei Cloud IAM, a part of {@link CloudJobsEmulator}: {@code POST /v3/auth/tokens} with the
 * password of one IAM user, and optionally with a virtual MFA device. If the scope is the project, the login returns
 * the current {@link GesEmulator#token()}. If the scope is the domain, it returns a token that {@link GesEmulator}
 * refuses. Safe for use by many threads.
 */
public final class IamEmulator {
    private static final String PROJECT_NAME = "cn-north-4";
    private static final String DOMAIN_NAME = "emulated-domain";
    private static final String USER_NAME = "emulated-user";
    private static final int WRONG_PASSWORDS = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);

    private final LoopbackServer server;
    private final Time time;
    private final String domainId;
    private final String userId;
    private final String password;
    private int wrongPasswords;
    private Instant lockedUntil = Instant.MIN;

    IamEmulator(LoopbackServer server, Token token, String projectId, Time time, Ids ids) {
        this.server = server;
        this.time = time;
        domainId = id(ids.uuid("domain"));
        userId = id(ids.uuid("user"));
        password = ids.secret("password");
        server.serve(new IamApi(time, token, this, projectId));
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
        return DOMAIN_NAME;
    }

    /**
     * Returns the name of the only user.
     *
     * @return the name of the IAM user
     */
    public String userName() {
        return USER_NAME;
    }

    /**
     * Returns the password of the user. After five wrong passwords in a row the account is locked for 15 minutes.
     *
     * @return the password
     */
    public String password() {
        return password;
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
    synchronized void reset() {
        wrongPasswords = 0;
        lockedUntil = Instant.MIN;
        server.forget();
    }

    String domainId() {
        return domainId;
    }

    /** Throws a {@link Refusal} if the credentials are wrong or the account is locked. */
    synchronized void login(String domain, String user, String presented) {
        if (!domain.equals(DOMAIN_NAME) || !user.equals(USER_NAME)) {
            throw wrong();
        }
        if (time.now().isBefore(lockedUntil)) {
            throw new Refusal(401, "IAM.0061", "The account is locked.");
        }
        if (!presented.equals(password)) {
            wrongPasswords++;
            if (wrongPasswords == WRONG_PASSWORDS) {
                wrongPasswords = 0;
                lockedUntil = time.now().plus(LOCK);
            }
            throw wrong();
        }
        wrongPasswords = 0;
    }

    /** Returns the refusal. IAM does not specify which value is wrong. */
    private static Refusal wrong() {
        return new Refusal(401, "The username or password is wrong.");
    }

    ObjectNode domain() {
        return JsonTrees.object().put("id", domainId).put("name", DOMAIN_NAME);
    }

    ObjectNode user() {
        var user = JsonTrees.object();
        user.set("domain", domain());
        // Empty: the password does not expire.
        return user.put("id", userId).put("name", USER_NAME).put("password_expires_at", "");
    }

    /** IAM writes ids without dashes. */
    static String id(String uuid) {
        return uuid.replace("-", "");
    }
}
