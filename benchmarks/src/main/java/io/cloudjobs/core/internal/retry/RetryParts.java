package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Package-private methods that a benchmark uses. */
public final class RetryParts {
    private final RetryPolicy policy = RetryPolicy.standard();
    private final Duration remaining = Duration.ofMinutes(1);
    private final RandomGenerator random = new ClientSettings().random;

    public @Nullable Duration waitAfterUnavailable() {
        return RetryDecision.waitBeforeRetry(policy, 1, Kind.UNCLEAR, true, null, remaining, random);
    }
}
