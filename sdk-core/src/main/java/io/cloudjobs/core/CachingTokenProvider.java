package io.cloudjobs.core;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.KeptToken;
import io.cloudjobs.core.internal.TokenState;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the token of any source while it is valid, and asks the source for the next one in good time.
 *
 * <pre>{@code
 * TokenProvider tokens = new CachingTokenProvider(() -> {
 *     Login login = vault.login();
 *     return new AccessToken(login.token(), login.expiresAt());
 * });
 * }</pre>
 *
 * <p>However many threads ask, one request is made. The first that finds the token due asks the source on its own thread;
 * there is no other thread. The others use the old token while it is valid, else they wait for the new one: until it
 * comes, their own limit is over or they are interrupted, which hurts nobody else. When the thread that asks the source
 * is interrupted, the next one takes over.
 *
 * <p>A source may have a cache of its own, as {@code azure-identity} and MSAL4J do. When it gives the same token again, it
 * is asked again after a tenth of the margin. One that gives a refused token again cannot be helped.
 *
 * <p>A token is due a twelfth of its life before it expires, but at most 5 minutes before it, and up to a fifth of that
 * earlier, by chance, so that many processes do not come at once. When the source fails, the old token is used while it is
 * valid, and the source asked again after a tenth of that time (30 seconds for an hour-long token); without a valid token
 * the failure reaches all who wait. It is not kept: who asks next, asks the source.
 *
 * <p>A token that the service has refused is forgotten; any other one, that may have come meanwhile, is not. Safe for use by
 * many threads, virtual ones too; it holds no lock while the source is asked.
 */
public final class CachingTokenProvider implements TokenProvider {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.core");
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    private final BiFunction<Duration, @Nullable String, AccessToken> source;
    private final Time time;
    private final RandomGenerator random;
    private final AtomicReference<TokenState> state = new AtomicReference<>(TokenState.EMPTY);
    private final AtomicReference<@Nullable Fetch> running = new AtomicReference<>();

    /**
     * One request to the source. Its token is not handed on from here: who waits looks for it where it is kept, as it may
     * have been refused by then. When there is neither a token nor a failure, the next one may try.
     */
    private static final class Fetch {
        final Thread owner = Thread.currentThread();
        final CountDownLatch ended = new CountDownLatch(1);
        volatile @Nullable Throwable failure;
    }

    /**
     * Keeps the tokens of a source.
     *
     * @param source gives a new token, by a request or in whatever way; asked by one thread at a time. It must come to an
     *     end by itself, and must not ask this provider
     */
    public CachingTokenProvider(Supplier<AccessToken> source) {
        this((limit, claims) -> source.get(), new ClientSettings());
        Objects.requireNonNull(source, "source");
    }

    /**
     * Keeps the tokens of a source that can answer claims challenges ({@link TokenProvider#invalidate(String, String)}).
     *
     * @param source gives a new token, as the one of {@link #CachingTokenProvider(Supplier)}. Its argument is null, or once
     *     after a claims challenge the JSON that must be sent with the request for the token
     * @return the provider
     */
    public static CachingTokenProvider answeringClaims(Function<@Nullable String, AccessToken> source) {
        Objects.requireNonNull(source, "source");
        return new CachingTokenProvider((limit, claims) -> source.apply(claims), new ClientSettings());
    }

    /**
     * For the modules of this library.
     *
     * @param source gives a new token in no more than this time, for these claims if there are any
     * @param settings for their clock and their chance
     */
    @SuppressWarnings("exports") // keeps others from using it
    public CachingTokenProvider(BiFunction<Duration, @Nullable String, AccessToken> source, ClientSettings settings) {
        this.source = source;
        this.time = settings.time;
        this.random = settings.random;
    }

    /**
     * A token that is valid now, from the source if need be.
     *
     * @return the token
     * @throws InterruptedCallException if the thread is interrupted while it waits for another one that asks the source
     * @throws TokenException if the source gives nothing, or a token that has expired
     * @throws RuntimeException what the source throws
     */
    @Override
    public String token() {
        return token(NO_LIMIT);
    }

    /**
     * As {@link #token()}, but waits no longer than this for another thread that asks the source. A source of one's own is
     * not cut short; the providers of this library are, after half of the limit when there still is a valid token.
     *
     * @param limit how long the caller can wait
     * @return the token
     * @throws TokenException if the limit is over, the source gives nothing, or a token that has expired
     */
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
                    fetch.ended.countDown();
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

    /** Null when a challenge has come meanwhile, which the token does not answer. */
    private @Nullable String fetch(Fetch fetch, TokenState known, Duration limit) {
        long started = time.nanos();
        KeptToken kept = known.kept();
        try {
            // With a token in hand nobody should miss his limit for a better one.
            boolean inHand = kept != null && kept.isValid(time.now());
            return keep(source.apply(inHand ? limit.dividedBy(2) : limit, known.wanted()), known);
        } catch (VirtualMachineError e) { // no memory, no stack: not the source's alone
            throw e;
        } catch (Throwable e) { // of any kind: Kotlin declares none, and a class may be missing
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            boolean interrupted = Thread.currentThread().isInterrupted();
            Instant now = time.now();
            if (kept != null
                    && kept.isValid(now)
                    && state.compareAndSet(known, interrupted ? known : known.paused(now))) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "no new token: {0}; the old one is used until {1}",
                        e instanceof SdkException
                                ? e.getMessage()
                                : e.getClass().getSimpleName(),
                        kept.token().expiresAt());
                return kept.token().token();
            }
            boolean outOfTime = limit.minusNanos(time.nanos() - started).isNegative();
            if (!interrupted && !outOfTime) { // else the failure is this thread's alone
                fetch.failure = e;
                if (!(e instanceof TransportException)) { // else nobody has read the claims
                    state.updateAndGet(then -> then.without(known.wanted())); // bad ones must not block each login
                }
            }
            throw unchecked(e);
        }
    }

    /** As it is, unless it is one that nobody declared. */
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
            throw noToken("the token source gave null");
        }
        Instant now = time.now();
        Duration life = Duration.between(now, token.expiresAt());
        if (life.isNegative() || life.isZero()) {
            throw noToken("the token source gave a token that expired at " + token.expiresAt()
                    + ", and by the clock of this machine it is " + now);
        }
        KeptToken next = known.fetched(token, now, random);
        String wanted = known.wanted();
        TokenState then = state.getAndUpdate(
                current -> Objects.equals(current.wanted(), wanted) ? current.with(next, wanted) : current);
        return Objects.equals(then.wanted(), wanted) ? token.token() : null;
    }

    private void await(Fetch other, Duration limit) {
        if (other.owner == Thread.currentThread()) {
            throw noToken("the token source asked for the very token that it shall give");
        }
        if (!limit.isNegative()) {
            try {
                time.sleep(limit.compareTo(NO_LIMIT) < 0 ? limit : NO_LIMIT, other.ended);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedCallException(
                        "token.get",
                        null,
                        0,
                        false,
                        "the thread was interrupted while another one asked for the token",
                        e);
            }
        }
        if (other.ended.getCount() > 0) {
            throw noToken("another thread has asked for the token, and none came in time");
        }
    }

    private static TokenException noToken(String problem) {
        return new TokenException("token.get", null, 0, false, problem, null);
    }

    @Override
    public void invalidate(String refused) {
        state.updateAndGet(known -> known.refused(refused));
    }

    /** The claims go to the source with its next request, and with none after it. */
    @Override
    public void invalidate(String refused, String claims) {
        state.updateAndGet(known -> known.refused(refused, claims));
    }

    /** When the token that is kept expires, but not the token. */
    @Override
    public String toString() {
        return "CachingTokenProvider[" + state + "]";
    }
}
