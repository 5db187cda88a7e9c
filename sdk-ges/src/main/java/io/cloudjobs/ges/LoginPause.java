package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time without logins after one was refused. IAM locks an account after a few wrong passwords, and without this every
 * call of an application would send the wrong one again.
 */
final class LoginPause {
    private static final Duration LENGTH = Duration.ofMinutes(5);

    /** How long an account stays locked, unless its administrator has set another time. */
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final Time time;
    private volatile @Nullable Refused last;

    /** A source of passwords that gives another wrong one each time would lock the account, too. */
    private static final int MOST_PASSWORDS = 3;

    private record Refused(IamException failure, String password, int passwords, Instant at, long nanos) {
        Duration length() {
            return failure.isAccountLocked() ? LOCKED : LENGTH;
        }

        /** Another password is not the one that was wrong, but a locked account takes none. */
        boolean countsFor(String other) {
            return failure.isAccountLocked() || passwords == MOST_PASSWORDS || password.equals(other);
        }

        @Override
        public String toString() {
            return "Refused[at=" + at + "]";
        }
    }

    LoginPause(Time time) {
        this.time = time;
    }

    /**
     * Logs in, unless the last login was refused a moment ago; then it is refused once more, and nothing is sent. Another password
     * than the refused one is tried.
     */
    <T> T unlessRefused(String password, Supplier<T> login) {
        Refused refused = last;
        if (refused != null && time.nanos() - refused.nanos >= refused.length().toNanos()) {
            refused = null;
        }
        if (refused != null && refused.countsFor(password)) {
            throw new IamException(
                    refused.failure,
                    "not sent: IAM said this at " + refused.at + ", and accounts lock, so no login is sent before "
                            + refused.at.plus(refused.length()));
        }
        try {
            T result = login.get();
            last = null;
            return result;
        } catch (IamException e) {
            if (e.statusCode() == 401 || IamRefusal.mayLock(e.error())) {
                int passwords = refused == null ? 1 : refused.passwords + 1;
                last = new Refused(e, password, passwords, time.now().truncatedTo(ChronoUnit.SECONDS), time.nanos());
            }
            throw e;
        }
    }
}
