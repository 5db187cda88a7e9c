package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TransportException;
import org.jspecify.annotations.Nullable;

/** How far an operation has come: what decides on its next step, and what its exceptions say. Immutable. */
public final class Progress {
    final Operation operation;

    /** How many requests were made. */
    public final int attempts;

    /** Whether the service may have acted on one of them. */
    public final boolean mayHaveReachedService;

    /** How many endpoints there are to move to. */
    final int otherEndpoints;

    /** How many attempts only found that their endpoint cannot be reached, and left it for another one. */
    final int moves;

    /** How many attempts were refused by a server that may accept them on another connection. */
    final int refusals;

    /** Whether a refused token may be replaced: once, and not without a token provider. */
    final boolean mayReplaceToken;

    /** Whether an attempt ended because more came than the content of responses explains. */
    final boolean wasEndless;

    Progress(
            Operation operation,
            int attempts,
            boolean mayHaveReachedService,
            int otherEndpoints,
            int moves,
            int refusals,
            boolean mayReplaceToken,
            boolean wasEndless) {
        this.operation = operation;
        this.attempts = attempts;
        this.mayHaveReachedService = mayHaveReachedService;
        this.otherEndpoints = otherEndpoints;
        this.moves = moves;
        this.refusals = refusals;
        this.mayReplaceToken = mayReplaceToken;
        this.wasEndless = wasEndless;
    }

    /** Before the first attempt. */
    public static Progress start(Operation operation, int endpoints, boolean hasToken) {
        return new Progress(operation, 0, false, endpoints - 1, 0, 0, hasToken, false);
    }

    /** One attempt later. */
    public Progress withAttempt() {
        return with(attempts + 1, mayHaveReachedService);
    }

    /** The same, when the service may also have acted on the last request. */
    public Progress reaching(boolean mayHaveReachedService) {
        return with(attempts, this.mayHaveReachedService || mayHaveReachedService);
    }

    private Progress with(int attempts, boolean mayHaveReachedService) {
        return new Progress(
                operation,
                attempts,
                mayHaveReachedService,
                otherEndpoints,
                moves,
                refusals,
                mayReplaceToken,
                wasEndless);
    }

    /** After an attempt that is followed by this. */
    public Progress followedBy(NextStep.Kind next, Outcome.Kind outcome) {
        return new Progress(
                operation,
                attempts,
                mayHaveReachedService,
                otherEndpoints,
                next == NextStep.Kind.MOVE ? moves + 1 : moves,
                next == NextStep.Kind.RECONNECT ? refusals + 1 : refusals,
                mayReplaceToken && next != NextStep.Kind.WITH_TOKEN,
                wasEndless || outcome == Outcome.Kind.ENDLESS);
    }

    /** How many attempts count for the retry policy. */
    int countedAttempts() {
        return attempts - moves - refusals;
    }

    public SdkException interrupted(@Nullable Throwable cause) {
        return new InterruptedCallException(
                operation.operation(),
                operation.resource(),
                attempts,
                mayHaveReachedService,
                "the thread was interrupted",
                cause);
    }

    public SdkException tokenFailure(String problem, @Nullable Throwable cause) {
        return new TokenException(
                operation.operation(), operation.resource(), attempts, mayHaveReachedService, problem, cause);
    }

    public SdkException transportFailure(String problem, @Nullable Throwable cause) {
        String outcome = mayHaveReachedService ? "the service may have acted" : "nothing was processed";
        return new TransportException(
                operation.operation(),
                operation.resource(),
                attempts,
                mayHaveReachedService,
                problem + " (" + outcome + ", attempt " + attempts + ")",
                cause);
    }

    public SdkException invalidResponse(String problem, @Nullable Throwable cause) {
        return new InvalidResponseException(
                operation.operation(),
                operation.resource(),
                attempts,
                mayHaveReachedService,
                problem + " (attempt " + attempts + ")",
                cause);
    }
}
