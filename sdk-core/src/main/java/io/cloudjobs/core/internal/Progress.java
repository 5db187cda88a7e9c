package io.cloudjobs.core.internal;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.NextStep.Cost;
import org.jspecify.annotations.Nullable;

/**
 * How far an operation has come: what decides on its next step, and what its exceptions say. Immutable.
 *
 * @param endpoints how many endpoints there are
 * @param mayReplaceToken whether a refused token may be replaced: once, and not without a token provider
 * @param attempts how many requests were made
 * @param moves how many of the attempts only found that their endpoint cannot be reached, and left it for another one
 * @param refusals how many of the attempts were refused by a server that may accept them on another connection
 * @param mayHaveReachedService whether the service may have acted on one of the requests
 * @param wasEndless whether an attempt ended because more came than the content of responses explains
 */
record Progress(
        ApiRequest operation,
        int endpoints,
        boolean mayReplaceToken,
        int attempts,
        int moves,
        int refusals,
        boolean mayHaveReachedService,
        boolean wasEndless) {

    /** Before the first attempt. */
    static Progress start(ApiRequest operation, int endpoints, boolean hasToken) {
        return new Progress(operation, endpoints, hasToken, 0, 0, 0, false, false);
    }

    /** One attempt later. */
    Progress withAttempt() {
        return new Progress(
                operation,
                endpoints,
                mayReplaceToken,
                attempts + 1,
                moves,
                refusals,
                mayHaveReachedService,
                wasEndless);
    }

    /** The same, when the service may also have acted on the last request. */
    Progress reaching(boolean mayHaveReachedService) {
        return new Progress(
                operation,
                endpoints,
                mayReplaceToken,
                attempts,
                moves,
                refusals,
                this.mayHaveReachedService || mayHaveReachedService,
                wasEndless);
    }

    /** After another token was asked for. */
    Progress withTokenReplaced() {
        return new Progress(operation, endpoints, false, attempts, moves, refusals, mayHaveReachedService, wasEndless);
    }

    /** After an attempt that is followed by another one, at this cost. */
    Progress retrying(Cost cost, Outcome.Kind outcome) {
        return new Progress(
                operation,
                endpoints,
                mayReplaceToken,
                attempts,
                cost == Cost.NOTHING ? moves + 1 : moves,
                cost == Cost.REFUSAL ? refusals + 1 : refusals,
                mayHaveReachedService,
                wasEndless || outcome == Outcome.Kind.ENDLESS);
    }

    boolean mayMove() {
        return moves < endpoints - 1;
    }

    /** How many attempts count for the retry policy. */
    int countedAttempts() {
        return attempts - moves - refusals;
    }

    SdkException interrupted(@Nullable Throwable cause) {
        return new InterruptedCallException(
                operation.operation(), attempts, mayHaveReachedService, "the thread was interrupted", cause);
    }

    SdkException tokenFailure(String problem, @Nullable Throwable cause) {
        return new TokenException(operation.operation(), attempts, mayHaveReachedService, problem, cause);
    }

    SdkException transportFailure(String problem, @Nullable Throwable cause) {
        String outcome = mayHaveReachedService ? "the service may have acted" : "nothing was processed";
        return new TransportException(
                operation.operation(),
                attempts,
                mayHaveReachedService,
                problem + " (" + outcome + ", attempt " + attempts + ")",
                cause);
    }

    SdkException invalidResponse(String problem, @Nullable Throwable cause) {
        return new InvalidResponseException(
                operation.operation(), attempts, mayHaveReachedService, problem + " (attempt " + attempts + ")", cause);
    }
}
