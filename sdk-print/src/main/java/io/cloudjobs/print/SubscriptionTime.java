package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** When a subscription may end. */
final class SubscriptionTime {
    private static final Duration MAX = Duration.ofMinutes(4_230);

    private SubscriptionTime() {}

    /** The end as it is sent, in whole seconds of UTC, if the service would take it. */
    static OffsetDateTime checked(OffsetDateTime expiration, ApiClient api) {
        Instant end = expiration.toInstant().truncatedTo(ChronoUnit.SECONDS);
        Instant now = api.time().now();
        if (!end.isAfter(now) || end.isAfter(now.plus(MAX))) {
            throw new IllegalArgumentException("expiration must be from now and until " + MAX.toMinutes()
                    + " minutes from now, but is " + expiration);
        }
        return end.atOffset(ZoneOffset.UTC);
    }
}
