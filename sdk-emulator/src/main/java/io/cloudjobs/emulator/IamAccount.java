package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Duration;
import java.time.Instant;

/** The only IAM user and its domain. Checks the user's credentials and locks the account. */
final class IamAccount {
    private static final int WRONG_PASSWORDS = 5;
    private static final Duration LOCK = Duration.ofMinutes(15);

    private final Time time;
    private final String domainId;
    private final String domainName = "emulated-domain";
    private final String userId;
    private final String userName = "emulated-user";
    private final String password;
    private int wrongPasswords;
    private Instant lockedUntil = Instant.MIN;

    IamAccount(Time time, Ids ids) {
        this.time = time;
        domainId = id(ids.uuid("domain"));
        userId = id(ids.uuid("user"));
        password = ids.secret("password");
    }

    String domainId() {
        return domainId;
    }

    String domainName() {
        return domainName;
    }

    String userName() {
        return userName;
    }

    String password() {
        return password;
    }

    /** Throws a {@link Refusal} if the credentials are wrong or the account is locked. */
    synchronized void login(String domain, String user, String presented) {
        if (!domain.equals(domainName) || !user.equals(userName)) {
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

    synchronized void unlock() {
        wrongPasswords = 0;
        lockedUntil = Instant.MIN;
    }

    /** Returns the refusal. IAM does not specify which value is wrong. */
    private static Refusal wrong() {
        return new Refusal(401, "The username or password is wrong.");
    }

    ObjectNode domain() {
        return JsonTrees.object().put("id", domainId).put("name", domainName);
    }

    ObjectNode user() {
        var user = JsonTrees.object();
        user.set("domain", domain());
        // Empty: the password does not expire.
        return user.put("id", userId).put("name", userName).put("password_expires_at", "");
    }

    /** IAM writes ids without dashes. */
    static String id(String uuid) {
        return uuid.replace("-", "");
    }
}
