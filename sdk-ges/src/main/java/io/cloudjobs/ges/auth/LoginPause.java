package io.cloudjobs.ges.auth;

import io.cloudjobs.core.internal.time.Time;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pause after a refused login. IAM locks an account after a few wrong passwords, and without a pause each call of an
 * application would send the same wrong password.
 */
final class LoginPause {
    /** The pause after a refused password, for this password. */
    private static final Duration LENGTH = Duration.ofMinutes(5);

    /** The default time for which IAM counts a refusal, and the default duration of a lock. */
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** The maximum number of refusals within the window. By default, the fifth one locks the account. */
    private static final int MOST = 4;

    private final Time time;
    private final byte[] salt = new byte[16];

    /** The refusals within the window, the last one at the end. */
    private volatile List<Refusal> refusals = List.of();

    /** A refused login. Has a hash instead of the password, so that a heap dump does not show the password. */
    private record Refusal(IamException failure, String passwordHash, Instant at, long nanos) {
        Refusal forgiven() {
            return new Refusal(failure, "", at, nanos);
        }

        @Override
        public String toString() {
            return "Refusal[at=" + at + "]";
        }
    }

    LoginPause(Time time) {
        this.time = time;
        new SecureRandom().nextBytes(salt);
    }

    /**
     * Logs in. If IAM recently refused this password or too many others, sends no request and throws the last refusal
     * again. Only one thread at a time calls this method.
     */
    <T> T unlessRefused(String password, Supplier<T> login) {
        String hash = hash(password);
        List<Refusal> recent = within(WINDOW, refusals);
        refusals = recent;
        throwIfPaused(hash, recent);
        try {
            T result = login.get();
            refusals = recent.stream()
                    .map(refusal -> refusal.passwordHash.equals(hash) ? refusal.forgiven() : refusal)
                    .toList();
            return result;
        } catch (IamException e) {
            if (e.statusCode() == 401 || IamRefusal.mayLock(e.error())) {
                List<Refusal> all = new ArrayList<>(recent);
                all.add(new Refusal(e, hash, time.now(), time.nanos()));
                refusals = List.copyOf(all);
            }
            throw e;
        }
    }

    private void throwIfPaused(String hash, List<Refusal> recent) {
        Refusal last = last(recent);
        if (last != null && last.failure.isAccountLocked()) {
            throw paused(last, last.at.plus(WINDOW));
        }
        if (last != null && recent.size() >= MOST) {
            throw paused(last, recent.get(recent.size() - MOST).at.plus(WINDOW));
        }
        Refusal same = last(within(LENGTH, recent).stream()
                .filter(refusal -> refusal.passwordHash.equals(hash))
                .toList());
        if (same != null) {
            throw paused(same, same.at.plus(LENGTH));
        }
    }

    private static IamException paused(Refusal refusal, Instant end) {
        return new IamException(
                refusal.failure,
                "not sent: IAM refused a login at " + refusal.at.truncatedTo(ChronoUnit.SECONDS)
                        + ", and another refusal may lock the account, so the provider sends no login before "
                        + end.truncatedTo(ChronoUnit.SECONDS));
    }

    private List<Refusal> within(Duration length, List<Refusal> some) {
        long now = time.nanos();
        return some.stream()
                .filter(refusal -> now - refusal.nanos < length.toNanos())
                .toList();
    }

    private static @Nullable Refusal last(List<Refusal> some) {
        return some.isEmpty() ? null : some.get(some.size() - 1);
    }

    private String hash(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }
}
