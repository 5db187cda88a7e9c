package io.cloudjobs.core.internal;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.secret.CoreLog;
import io.cloudjobs.core.internal.time.Signal;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the token of a source while it is valid, with one request to the source at a time. {@code CachingTokenProvider}
 * documents its behavior for users; the token providers of this library use it with their own clock and limit.
 */
public final class TokenCache implements TokenProvider {
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final BiFunction<Duration, @Nullable String, AccessToken> source;
    private final Time time;
    private final RandomGenerator random;
    private final AtomicReference<TokenState> state = new AtomicReference<>(TokenState.EMPTY);
    private final AtomicReference<@Nullable Fetch> running = new AtomicReference<>();

    /**
     * One request to the source. It does not carry the token: the service may have refused the token before a waiting
     * thread wakes, so that thread reads the state again. Without a failure, the next thread may call the source.
     */
    private static final class Fetch {
        final Thread owner = Thread.currentThread();
        final Signal ended = new Signal();
        volatile @Nullable Throwable failure;
    }

    /**
     * Caches the tokens of a source.
     *
     * @param source the function that returns a new token within this time, for these claims if there are any
     * @param settings the settings with the clock and the random numbers
     */
    public TokenCache(BiFunction<Duration, @Nullable String, AccessToken> source, ClientSettings settings) {
        this.source = source;
        this.time = settings.time;
        this.random = settings.random;
    }

    @Override
    public String token() {
        return token(NO_LIMIT);
    }

    @Override
    public String token(Duration limit) {
        long started = time.nanos();
        while (true) {
            TokenState known = state.get();
            KeptToken kept = known.kept();
            Instant now = time.now();
            if (kept != null && now.isBefore(kept.due())) {
                return kept.token().token();
            }
            Fetch fetch = new Fetch();
            Fetch other = running.compareAndExchange(null, fetch);
            if (other == null) {
                try {
                    String token =
                            state.get() == known ? fetch(fetch, known, limit.minusNanos(time.nanos() - started)) : null;
                    if (token != null) {
                        return token;
                    }
                } finally {
                    running.set(null);
                    fetch.ended.cancel();
                }
            } else if (kept != null && kept.isValid(now)) {
                return kept.token().token();
            } else {
                await(other, limit.minusNanos(time.nanos() - started));
                if (other.failure != null) {
                    throw unchecked(other.failure);
                }
            }
        }
    }

    /** Returns null if a claims challenge arrived during the request, because the token does not meet it. */
    private @Nullable String fetch(Fetch fetch, TokenState known, Duration limit) {
        long started = time.nanos();
        KeptToken kept = known.kept();
        try {
            // A caller with a valid token must not miss its limit for a newer one.
            boolean hasToken = kept != null && kept.isValid(time.now());
            return keep(source.apply(hasToken ? limit.dividedBy(2) : limit, known.wanted()), known);
        } catch (VirtualMachineError e) { // no memory or stack: not a failure of the source
            throw e;
        } catch (Throwable e) { // Kotlin declares no checked exceptions, and a class may be missing
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            boolean stopped =
                    Thread.currentThread().isInterrupted() || Signals.ofThread().isGiven();
            Instant now = time.now();
            if (kept != null && kept.isValid(now) && state.compareAndSet(known, stopped ? known : known.paused(now))) {
                CoreLog.log(
                        System.Logger.Level.WARNING,
                        "no new token: {0}; using the old one until {1}",
                        e instanceof SdkException
                                ? e.getMessage()
                                : e.getClass().getSimpleName(),
                        kept.token().expiresAt());
                return kept.token().token();
            }
            boolean outOfTime = limit.minusNanos(time.nanos() - started).isNegative();
            if (!stopped && !outOfTime) { // otherwise the failure concerns this thread only
                fetch.failure = e;
                if (!(e instanceof TransportException)) { // otherwise the claims did not arrive
                    state.updateAndGet(then -> then.without(known.wanted())); // bad claims must not block every login
                }
            }
            throw unchecked(e);
        }
    }

    /** Returns the failure itself, or a wrapper for an undeclared checked exception. */
    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("the token source failed", failure);
    }

    private @Nullable String keep(@Nullable AccessToken token, TokenState known) {
        if (token == null) {
            throw noToken("the token source returned null");
        }
        Instant now = time.now();
        Duration life = Duration.between(now, token.expiresAt());
        if (life.isNegative() || life.isZero()) {
            throw noToken("the token source returned a token that expired at " + token.expiresAt()
                    + "; the clock of this machine shows " + now);
        }
        KeptToken next = known.fetched(token, now, random);
        String wanted = known.wanted();
        TokenState then = state.getAndUpdate(
                current -> Objects.equals(current.wanted(), wanted) ? current.with(next, wanted) : current);
        return Objects.equals(then.wanted(), wanted) ? token.token() : null;
    }

    private void await(Fetch other, Duration limit) {
        if (other.owner == Thread.currentThread()) {
            throw noToken("the token source called its own provider");
        }
        Signals cancellations = Signals.ofThread();
        if (!limit.isNegative()) {
            try {
                cancellations.and(other.ended).sleep(time, limit.compareTo(NO_LIMIT) < 0 ? limit : NO_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedCallException(
                        "token.get",
                        null,
                        0,
                        false,
                        "the thread was interrupted while it waited for another thread to get the token",
                        e);
            }
        }
        if (!other.ended.isCancelled() && cancellations.isGiven()) {
            throw new CancelledCallException(
                    "token.get",
                    null,
                    0,
                    false,
                    "the call was cancelled while it waited for another thread to get the token",
                    null);
        }
        if (!other.ended.isCancelled()) {
            throw noToken(
                    "the timeout ended while another thread was getting the token: raise timeout(...), or check the token endpoint");
        }
    }

    private static TokenException noToken(String problem) {
        return new TokenException("token.get", null, 0, false, problem, null);
    }

    @Override
    public void invalidate(String refused) {
        state.updateAndGet(known -> known.refused(refused));
    }

    /** Passes the claims to the source with its next request only. */
    @Override
    public void invalidate(String refused, String claims) {
        state.updateAndGet(known -> known.refused(refused, claims));
    }

    /** Shows the expiry of the cached token, but not the token. */
    @Override
    public String toString() {
        return String.valueOf(state);
    }
}
