package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TransportException;
import org.jspecify.annotations.Nullable;

/** The progress of an operation: it determines the next step and the content of exceptions. Immutable. */
public final class Progress {
    final Operation operation;

    /** The number of attempts. */
    public final int attempts;

    /** Whether the service may have acted on one of the requests. */
    public final boolean mayHaveReachedService;

    /** The number of other endpoints. */
    final int otherEndpoints;

    /** The number of attempts that did not reach their endpoint and moved to another one. */
    final int moves;

    /** The number of attempts refused by a server that may accept them on another connection. */
    final int refusals;

    /** Whether a rejected token may be replaced: once, and only with a token provider. */
    final boolean mayReplaceToken;

    /** Whether an attempt failed because more data arrived than the content of responses explains. */
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

    /** Returns the progress before the first attempt. */
    public static Progress start(Operation operation, int endpoints, boolean hasToken) {
        return new Progress(operation, 0, false, endpoints - 1, 0, 0, hasToken, false);
    }

    /** Returns the progress with one more attempt. */
    public Progress withAttempt() {
        return with(attempts + 1, mayHaveReachedService);
    }

    /** Returns the progress after the last request, on which the service may have acted too. */
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

    /** Returns the progress after an attempt with this outcome and next step. */
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

    /** Returns the number of attempts that count for the retry policy. */
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

    public SdkException cancelled(@Nullable Throwable cause) {
        return new CancelledCallException(
                operation.operation(),
                operation.resource(),
                attempts,
                mayHaveReachedService,
                "the call was cancelled (" + effect() + ", attempt " + attempts + ")",
                cause);
    }

    private String effect() {
        return mayHaveReachedService ? "the service may have acted" : "nothing was processed";
    }

    public SdkException tokenFailure(String problem, @Nullable Throwable cause) {
        return new TokenException(
                operation.operation(), operation.resource(), attempts, mayHaveReachedService, problem, cause);
    }

    public SdkException transportFailure(String problem, @Nullable Throwable cause) {
        return new TransportException(
                operation.operation(),
                operation.resource(),
                attempts,
                mayHaveReachedService,
                problem + " (" + effect() + ", attempt " + attempts + ")",
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
