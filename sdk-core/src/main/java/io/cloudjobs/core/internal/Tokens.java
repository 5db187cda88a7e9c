package io.cloudjobs.core.internal;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.retry.Progress;
import io.cloudjobs.core.internal.secret.Secrets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The tokens of a client and its views: what its provider gives, or why that cannot be sent. */
final class Tokens {
    private final @Nullable TokenProvider provider;

    /** Set while a thread asks the provider, which must not ask us for something that needs a token. */
    private final ThreadLocal<Boolean> isAsking = new ThreadLocal<>();

    /**
     * The tokens of a provider.
     *
     * @param provider null if the service needs none
     */
    Tokens(@Nullable TokenProvider provider) {
        this.provider = provider;
    }

    /** Whether the service needs them. */
    boolean areNeeded() {
        return provider != null;
    }

    /**
     * A token for the next attempt; null if the service needs none.
     *
     * @param last what made that attempt necessary; it is not forgotten when there is no token
     */
    @Nullable String next(Progress progress, Deadline deadline, @Nullable SdkException last) {
        try {
            return ask(null, null, progress, deadline);
        } catch (SdkException e) {
            if (last != null) {
                e.addSuppressed(last);
            }
            throw e;
        }
    }

    /** Another token after one was refused; null when there is none. */
    @Nullable String insteadOf(String refused, UnauthorizedException refusal, Progress progress, Deadline deadline) {
        try {
            String claims = ClaimsChallenge.claims(refusal.error().header("WWW-Authenticate"));
            String token = ask(refused, claims, progress, deadline);
            return refused.equals(token) ? null : token;
        } catch (SdkException e) {
            refusal.addSuppressed(e);
            return null;
        }
    }

    /** A token to send, after the provider was told which one was refused, if one was, and what the service wants of the next one. */
    private @Nullable String ask(
            @Nullable String refused, @Nullable String claims, Progress progress, Deadline deadline) {
        if (provider == null) {
            return null;
        }
        if (isAsking.get() != null) {
            throw progress.tokenFailure("the token provider called the client that asks it for a token", null);
        }
        isAsking.set(true);
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
                provider.invalidate(token); // or it would be given until it expires
            }
        } catch (VirtualMachineError e) { // no memory, no stack: nothing that an exception of ours would make better
            throw e;
        } catch (Throwable e) { // of any kind: Kotlin declares none, and a class may be missing
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw progress.interrupted(e);
            }
            // Our own messages show no secret; of any other one nobody knows.
            throw progress.tokenFailure(
                    e instanceof SdkException
                            ? "the token provider failed: " + e.getMessage()
                            : "the token provider failed with " + e.getClass().getSimpleName(),
                    e);
        } finally {
            isAsking.remove();
        }
        if (problem != null) {
            throw progress.tokenFailure("the token provider gave " + problem, null);
        }
        if (deadline.isOver()) {
            deadline.tokenCameLate(deadline.elapsed().minus(begun));
        }
        return token;
    }
}
