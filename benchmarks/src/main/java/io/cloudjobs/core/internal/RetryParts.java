package io.cloudjobs.core.internal;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.internal.Outcome.Kind;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a benchmark needs of this package. */
public final class RetryParts {
    private final RetryPolicy policy = RetryPolicy.standard();
    private final Duration remaining = Duration.ofMinutes(1);
    private final RandomGenerator random = new ClientSettings().random;

    public @Nullable Duration waitAfterUnavailable() {
        return RetryDecision.waitBeforeRepeat(policy, 1, Kind.UNCLEAR, true, null, remaining, random);
    }
}
