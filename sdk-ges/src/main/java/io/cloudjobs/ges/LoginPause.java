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

    private record Refused(IamException failure, Instant at, long nanos) {
        Duration length() {
            return failure.isAccountLocked() ? LOCKED : LENGTH;
        }
    }

    LoginPause(Time time) {
        this.time = time;
    }

    /** Logs in, unless the last login was refused a moment ago; then it is refused once more, and nothing is sent. */
    <T> T unlessRefused(Supplier<T> login) {
        Refused refused = last;
        if (refused != null && time.nanos() - refused.nanos < refused.length().toNanos()) {
            throw new IamException(
                    refused.failure,
                    "not sent: IAM said this at " + refused.at + ", and accounts lock, so no login is sent before "
                            + refused.at.plus(refused.length()));
        }
        try {
            return login.get();
        } catch (IamException e) {
            if (e.statusCode() == 401 || IamRefusal.mayLock(e.error())) {
                last = new Refused(e, time.now().truncatedTo(ChronoUnit.SECONDS), time.nanos());
            }
            throw e;
        }
    }
}
