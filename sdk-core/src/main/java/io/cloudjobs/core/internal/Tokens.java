package io.cloudjobs.core.internal;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.retry.Progress;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The tokens of a client and its views, from their provider. */
final class Tokens {
    private final @Nullable TokenProvider provider;

    /** Set while a thread calls the provider, which must not make calls that need a token. */
    private final ThreadLocal<Boolean> isAsking = new ThreadLocal<>();

    private final Time time;
    private volatile @Nullable Received last;

    /** A token, its number, and when it first came. It is a class, because a record would show the token. */
    private static final class Received {
        final String token;
        final long number;
        final long nanos;

        Received(String token, long number, long nanos) {
            this.token = token;
            this.number = number;
            this.nanos = nanos;
        }
    }

    /**
     * Creates the tokens of a provider.
     *
     * @param provider the provider; null if the service needs no token
     */
    Tokens(@Nullable TokenProvider provider, Time time) {
        this.provider = provider;
        this.time = time;
    }

    /** Returns the number of different tokens. */
    long received() {
        Received now = last;
        return now == null ? 0 : now.number;
    }

    /** Returns the time since the last token first came; null without one. */
    @Nullable Duration age() {
        Received now = last;
        return now == null ? null : Duration.ofNanos(time.nanos() - now.nanos);
    }

    private void receive(String token) {
        Received known = last;
        if (known == null || !known.token.equals(token)) {
            synchronized (this) {
                Received before = last;
                if (before == null || !before.token.equals(token)) {
                    last = new Received(token, received() + 1, time.nanos());
                }
            }
        }
    }

    /** Returns whether the service needs tokens. */
    boolean areNeeded() {
        return provider != null;
    }

    /**
     * Returns a token for the next attempt; null if the service needs none.
     *
     * @param last the failure of the last attempt, null for the first; suppressed in the exception if there is no token
     */
    @Nullable String next(Progress progress, Deadline deadline, Signals cancellations, @Nullable SdkException last) {
        try {
            return ask(null, null, progress, deadline, cancellations);
        } catch (SdkException e) {
            if (last != null) {
                e.addSuppressed(last);
            }
            throw e;
        }
    }

    /** Returns another token after the service refused one; null if there is none. */
    @Nullable String insteadOf(
            String refused,
            UnauthorizedException refusal,
            Progress progress,
            Deadline deadline,
            Signals cancellations) {
        try {
            String claims = ClaimsChallenge.claims(refusal.error().header("WWW-Authenticate"));
            String token = ask(refused, claims, progress, deadline, cancellations);
            return refused.equals(token) ? null : token;
        } catch (SdkException e) {
            refusal.addSuppressed(e);
            return null;
        }
    }

    /**
     * Returns a token to send. If the service refused one, the provider first gets that token and the claims for the
     * next one.
     */
    private @Nullable String ask(
            @Nullable String refused,
            @Nullable String claims,
            Progress progress,
            Deadline deadline,
            Signals cancellations) {
        if (provider == null) {
            return null;
        }
        if (isAsking.get() != null) {
            throw progress.tokenFailure("the token provider must not call the client that needs the token", null);
        }
        isAsking.set(true);
        Signals before = cancellations.enter(); // a token request of the provider ends with the call
        Duration begun = deadline.elapsed();
        String token;
        String problem;
        try {
            if (refused != null && claims != null) {
                provider.invalidate(refused, claims);
            } else if (refused != null) {
                provider.invalidate(refused);
            }
            token = provider.token(deadline.remaining());
            problem = Secrets.problemOf(token);
            if (token != null && problem != null) {
                provider.invalidate(token); // otherwise the provider would return it until it expires
            }
        } catch (VirtualMachineError e) { // no memory, no stack: our exception would not help
            throw e;
        } catch (Throwable e) { // of any kind: Kotlin declares no exceptions, and a class may be missing
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw progress.interrupted(e);
            }
            if (cancellations.isGiven()) {
                throw progress.cancelled(e);
            }
            // Our own messages show no secret; other messages may.
            throw progress.tokenFailure(
                    e instanceof SdkException
                            ? "the token provider failed: " + e.getMessage()
                            : "the token provider failed with " + e.getClass().getSimpleName(),
                    e);
        } finally {
            isAsking.remove();
            var unused = before.enter();
        }
        if (problem != null || token == null) {
            throw progress.tokenFailure("the token provider returned " + problem, null);
        }
        receive(token);
        if (deadline.isOver()) {
            deadline.tokenCameLate(deadline.elapsed().minus(begun));
        }
        return token;
    }
}
