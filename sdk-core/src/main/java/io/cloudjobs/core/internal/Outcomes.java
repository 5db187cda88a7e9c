package io.cloudjobs.core.internal;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.http.Attempt;
import io.cloudjobs.core.internal.http.EndlessResponseException;
import io.cloudjobs.core.internal.retry.Outcome;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import io.cloudjobs.core.internal.retry.Progress;
import io.cloudjobs.core.internal.retry.RetryDecision;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.secret.ShownCause;
import io.cloudjobs.core.internal.secret.Text;
import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Determines the outcome of an attempt from its response or exception. Pure: no clock, no I/O, no state of the client.
 */
final class Outcomes {
    private Outcomes() {}

    /**
     * Returns the outcome of a refusal.
     *
     * @param isDoubtful whether the response may come from elsewhere, and the service may have acted
     */
    static <T> Outcome<T> refused(
            Service service, ApiRequest operation, ErrorResponse error, boolean isDoubtful, Progress before) {
        Progress now = before.reaching(isDoubtful || mayHaveActed(error, operation.method()));
        if (error.status() == 404 && now.mayHaveReachedService && operation.isDoneWhenGone()) {
            return Outcome.success(null);
        }
        ApiException exception = service.exception(operation, now.attempts, now.mayHaveReachedService, error);
        return new Outcome<>(kind(service, error, isDoubtful), null, exception, error.retryAfter(), isDoubtful, null);
    }

    static Kind kind(Service service, ErrorResponse error, boolean isDoubtful) {
        if (service.isThrottled(error)) {
            return isDoubtful ? Kind.UNCLEAR : Kind.THROTTLED;
        }
        return service.isTransient(error) ? Kind.UNCLEAR : Kind.FINAL;
    }

    /** Returns whether the service may have acted before this error. */
    private static boolean mayHaveActed(ErrorResponse error, String method) {
        if (error.status() / 100 == 2) {
            return error.code() == null || error.code().isBlank(); // an error without a code, with a status of success
        }
        return RetryDecision.mayHaveActed(error.status(), method);
    }

    /** Returns the outcome of a success that the client cannot read. */
    static <T> Outcome<T> unreadable(String problem, Progress before) {
        return last(before.reaching(true).invalidResponse(problem, null));
    }

    /** Returns an outcome without a retry. */
    static <T> Outcome<T> last(SdkException exception) {
        return new Outcome<>(Kind.FINAL, null, exception, null, false, null);
    }

    /**
     * Returns the outcome of an attempt without a complete response.
     *
     * @param outOfTime the message about a timeout; null if there was none
     * @param seen the observed progress of the request
     */
    static <T> Outcome<T> failed(
            Throwable e, @Nullable String outOfTime, Attempt.Seen seen, Secrets secrets, Progress before) {
        Progress now = before.reaching(seen.isSent());
        Throwable cause = ShownCause.of(e, secrets);
        Kind kind = kind(e, seen);
        if (outOfTime == null && (e instanceof EndlessResponseException || seen.isEndless())) {
            // A retry would get the same response, unless it belongs to another call on the same HTTP/2 connection.
            Kind endless = seen.mayBeEndlessForOthers() ? Kind.ENDLESS : Kind.FINAL;
            return failure(endless, now.invalidResponse(EndlessResponseException.PROBLEM, cause), seen);
        }
        String problem = outOfTime != null ? outOfTime : problem(e, kind, secrets);
        if (seen.isInHandshake() && (outOfTime != null || mayBePlain(e, kind))) {
            problem += "; the TLS handshake did not end: check that the endpoint's port speaks TLS";
        }
        return failure(kind, now.transportFailure(problem, cause), seen);
    }

    private static <T> Outcome<T> failure(Kind kind, SdkException exception, Attempt.Seen seen) {
        return new Outcome<>(kind, null, exception, null, false, seen.isSent() ? seen.wire() : null);
    }

    private static Kind kind(Throwable e, Attempt.Seen seen) {
        if (!(e instanceof IOException) || isUntrusted(e) || seen.isDeclined()) {
            return Kind.FINAL;
        }
        if (seen.isSent()) {
            return Kind.UNCLEAR;
        }
        if (seen.isRefused()) {
            return Kind.REFUSED;
        }
        return seen.hasGoneOut() ? Kind.NOT_PROCESSED : Kind.UNREACHABLE;
    }

    private static boolean isUntrusted(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a handshake may have failed because the peer does not speak TLS. A certificate or an alert proves
     * that it does.
     */
    private static boolean mayBePlain(Throwable e, Kind kind) {
        return kind == Kind.UNREACHABLE
                && (!(e instanceof SSLHandshakeException) || e.getCause() instanceof EOFException);
    }

    private static String problem(Throwable e, Kind kind, Secrets secrets) {
        if (kind == Kind.REFUSED) {
            return "the server refused the request on this connection";
        }
        String said = e.getMessage() == null ? "" : ", " + secrets.hide(Text.cut(e.getMessage(), Text.MAX_BODY));
        return "no response: " + e.getClass().getSimpleName() + said;
    }
}
