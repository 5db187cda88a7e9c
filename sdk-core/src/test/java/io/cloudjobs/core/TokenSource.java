package io.cloudjobs.core;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A source that returns token-1, token-2 and so on, each valid for an hour, and before them the outcomes that a test
 * has queued.
 */
final class TokenSource implements Supplier<AccessToken> {
    static final Duration LIFE = Duration.ofHours(1);

    private final Time time;
    private final Queue<Supplier<AccessToken>> inLine = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    TokenSource(Time time) {
        this.time = time;
    }

    /** Queues one outcome. */
    void then(Supplier<AccessToken> answer) {
        inLine.add(answer);
    }

    /** Queues one outcome. */
    void thenFail(Throwable failure) {
        then(() -> {
            throw TokenSource.<RuntimeException>sneak(failure);
        });
    }

    /** Returns the token with the next number. */
    AccessToken token() {
        return new AccessToken("token-" + asked, time.now().plus(LIFE));
    }

    /** Returns the number of token requests. */
    int asked() {
        return asked.get();
    }

    @Override
    public AccessToken get() {
        asked.incrementAndGet();
        Supplier<AccessToken> next = inLine.poll();
        return next == null ? token() : next.get();
    }

    /** Throws an undeclared checked exception, as Kotlin and Lombok do. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
