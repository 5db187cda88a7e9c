package io.cloudjobs.core;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Gives token-1, token-2 and so on, each good for an hour, but first what a test has put in line. */
final class TokenSource implements Supplier<AccessToken> {
    static final Duration LIFE = Duration.ofHours(1);

    private final Time time;
    private final Queue<Supplier<AccessToken>> inLine = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    TokenSource(Time time) {
        this.time = time;
    }

    /** What comes next, once. */
    void then(Supplier<AccessToken> answer) {
        inLine.add(answer);
    }

    /** What comes next, once. */
    void thenFail(Throwable failure) {
        then(() -> {
            throw TokenSource.<RuntimeException>sneak(failure);
        });
    }

    /** The token that is next by its number. */
    AccessToken token() {
        return new AccessToken("token-" + asked, time.now().plus(LIFE));
    }

    /** How often this has been asked. */
    int asked() {
        return asked.get();
    }

    @Override
    public AccessToken get() {
        asked.incrementAndGet();
        Supplier<AccessToken> next = inLine.poll();
        return next == null ? token() : next.get();
    }

    /** Throws what the compiler does not know of, as Kotlin and Lombok do. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
