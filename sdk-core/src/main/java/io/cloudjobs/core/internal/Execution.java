package io.cloudjobs.core.internal;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ResponseReader.NoSuccess;
import io.cloudjobs.core.internal.ResponseReader.Received;
import io.cloudjobs.core.internal.http.Attempt;
import io.cloudjobs.core.internal.http.Connections;
import io.cloudjobs.core.internal.http.OutOfTimeException;
import io.cloudjobs.core.internal.http.Watch;
import io.cloudjobs.core.internal.retry.NextStep;
import io.cloudjobs.core.internal.retry.Outcome;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import io.cloudjobs.core.internal.retry.Outcome.LostConnection;
import io.cloudjobs.core.internal.retry.Progress;
import io.cloudjobs.core.internal.retry.RetryDecision;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.time.Signals;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Performs one operation on the thread of its caller: a token, an attempt, its outcome, and perhaps a wait and a retry,
 * until the deadline. {@link Outcomes} determines the outcome, and {@link RetryDecision} the next step. The loop is
 * here instead of in an interceptor, because it needs the deadline and must know whether the operation is idempotent.
 */
final class Execution<T> {
    private final ApiClient api;
    private final ClientSettings settings;
    private final Connections connections;
    private final ApiRequest operation;
    private final Reading<T> reading;
    private final Deadline deadline;
    private final Duration attemptTimeout;
    private final RequestFactory requests;
    private final CallEvents events;
    private final Signals cancellations;

    private Progress progress;

    /** The token for the next attempt, after the service refused the last one. */
    private @Nullable String freshToken;

    /** The cost of the last retry. */
    private int retryCost;

    /** Creates an execution and starts its timeout. */
    Execution(ApiClient api, ApiRequest operation, Reading<T> reading) {
        this.api = api;
        this.settings = api.settings;
        this.connections = api.connections;
        Duration usual = operation.usualTimeout();
        Duration own = usual == null || settings.isTimeoutSet && !operation.isTransfer() ? settings.timeout : usual;
        this.deadline = new Deadline(settings.time, api.shorter(own));
        if (connections.isClosed()) {
            throw new IllegalStateException("the client is closed");
        }
        this.cancellations = api.cancellations();
        this.operation = api.service instanceof ProtectedService ? operation.with(settings.headers) : operation;
        this.reading = reading;
        this.attemptTimeout = usual == null ? settings.attemptTimeout : longer(usual, settings.attemptTimeout);
        this.requests = new RequestFactory(this.operation, api.service, api.endpoints, api.userAgent);
        DebugLog log = DebugLog.of(this.operation, api.service, settings.debugLog);
        this.events = new CallEvents(settings.listeners, log, operation, deadline);
        this.progress = Progress.start(operation, api.endpoints.size(), api.tokens.areNeeded());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    @Nullable T run() {
        @Nullable T result;
        try {
            events.operationStarted(api.state);
            result = loop();
        } catch (SdkException failure) {
            events.operationEnded(progress.attempts, failure);
            throw failure;
        } catch (Throwable e) { // no memory, no stack: a listener must still close what it opened
            String problem = "the call ended with " + e.getClass().getSimpleName();
            events.operationEnded(progress.attempts, progress.transportFailure(problem, e));
            throw e;
        }
        events.operationEnded(progress.attempts, null);
        return result;
    }

    /** Returns the number of requests made. */
    int attempts() {
        return progress.attempts;
    }

    /** Returns the remaining time. */
    Duration remaining() {
        return deadline.remaining();
    }

    private @Nullable T loop() {
        SdkException last = null;
        while (true) {
            checkMayGoOn(last);
            String token = token(last);
            checkMayGoOn(last);
            progress = progress.withAttempt();
            Outcome<T> outcome = attempt(token);
            last = outcome.exception();
            progress = progress.reaching(last != null && last.mayHaveReachedService());
            NextStep next = next(outcome, token);
            if (last == null) {
                connections.budget.give(retryCost == 0 ? 1 : retryCost);
            }
            events.attemptEnded(progress.attempts, last, next.pause());
            if (last == null) {
                return outcome.value();
            }
            if (next.pause() == null) {
                throw last;
            }
            sleep(next.pause(), last);
        }
    }

    /** Throws if the call must not make another request. */
    private void checkMayGoOn(@Nullable SdkException last) {
        SdkException stopped = stopped(last);
        if (stopped != null) {
            throw stopped;
        }
        if (deadline.isOver()) {
            SdkException over = progress.transportFailure(deadline.problem(), null);
            if (last == null) {
                throw over;
            }
            if (deadline.hasLateToken()) {
                last.addSuppressed(over);
            }
            throw last;
        }
    }

    /** Returns the failure that forbids a further request after any outcome; null if there is none. */
    private @Nullable SdkException stopped(@Nullable Throwable cause) {
        if (Thread.currentThread().isInterrupted()) {
            return progress.interrupted(cause);
        }
        if (cancellations.isGiven()) {
            return progress.cancelled(cause);
        }
        return connections.isClosed()
                ? progress.transportFailure("the client was closed during the call", cause)
                : null;
    }

    private @Nullable String token(@Nullable SdkException last) {
        String fresh = freshToken;
        freshToken = null;
        return fresh == null ? api.tokens.next(progress, deadline, cancellations, last) : fresh;
    }

    private Outcome<T> attempt(@Nullable String token) {
        Secrets secrets = token == null ? operation.secrets() : connections.secrets(operation.secrets(), token);
        Attempt attempt = new Attempt(operation.isIdempotent(), progress.attempts > 1);
        attempt.mayReceive(settings.maxResponseBytes);
        events.attemptBegins();
        Duration remaining = deadline.remaining();
        Duration limit = operation.isTransfer() || remaining.compareTo(attemptTimeout) < 0 ? remaining : attemptTimeout;
        Duration stall = operation.isTransfer() ? settings.attemptTimeout : null;
        int endpoint = connections.endpoint.get();
        try {
            Request request = requests.request(endpoint, token, attempt);
            return connections.call(
                    events.attemptStarted(progress.attempts, request, secrets),
                    attempt,
                    limit,
                    stall,
                    cancellations,
                    response -> {
                        Response heard = events.responseBegins(response, api.reader.requestId(response), secrets);
                        return read(new Received(heard, secrets, settings.time.now()), attempt);
                    });
        } catch (VirtualMachineError e) { // see Tokens
            throw e;
        } catch (Throwable e) { // of any kind, see Tokens; OkHttp waits for its connecting thread
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return failed(e, attempt.seen(), endpoint, limit, secrets);
        } finally {
            events.attemptIsOver();
        }
    }

    private Outcome<T> read(Received received, Attempt attempt) throws IOException {
        int status = received.response().code();
        if (!operation.expects(status)) {
            return refused(api.reader.error(received), attempt);
        }
        try {
            return Outcome.success(reading.read(received));
        } catch (NoSuccess e) {
            return e.error == null ? Outcomes.unreadable(e.problem, progress) : refused(e.error, attempt);
        }
    }

    private Outcome<T> refused(ErrorResponse error, Attempt attempt) {
        boolean isDoubtful = attempt.isSent(error.status());
        ApiRequest hinting = operation;
        Duration wait = error.retryAfter();
        if (wait != null
                && wait.compareTo(deadline.remaining()) >= 0
                && RetryDecision.mayRetry(
                        progress, settings.retryPolicy, Outcomes.kind(api.service, error, isDoubtful))) {
            hinting = operation.hinting(deadline.problem(wait, settings.timeout));
        }
        return Outcomes.refused(api.service, hinting, error, isDoubtful, progress);
    }

    private Outcome<T> failed(Throwable e, Attempt.Seen seen, int endpoint, Duration limit, Secrets secrets) {
        progress = progress.reaching(seen.isSent());
        String outOfTime = e instanceof OutOfTimeException late ? outOfTime(late, limit) : null;
        Outcome<T> outcome = Outcomes.failed(e, outOfTime, seen, secrets, progress);
        SdkException stopped = stopped(outcome.cause());
        if (stopped != null) {
            return Outcomes.last(stopped);
        }
        if (outcome.kind() == Kind.UNREACHABLE) {
            connections.endpoint.compareAndSet(endpoint, (endpoint + 1) % api.endpoints.size());
        }
        return outcome;
    }

    private String outOfTime(OutOfTimeException late, Duration limit) {
        if (late.reason == Watch.Reason.STALL) {
            return "no data moved for " + settings.attemptTimeout;
        }
        return limit.equals(attemptTimeout) ? "no response within " + limit : deadline.problem();
    }

    /** Returns the next step, which depends on the tokens and the retry budget too. */
    private NextStep next(Outcome<T> outcome, @Nullable String token) {
        NextStep next =
                RetryDecision.after(outcome, progress, settings.retryPolicy, deadline.remaining(), settings.random);
        Progress after = progress.followedBy(next.kind(), outcome.kind());
        if (token != null
                && next.kind() == NextStep.Kind.WITH_TOKEN
                && outcome.exception() instanceof UnauthorizedException refusal) {
            progress = after;
            freshToken = api.tokens.insteadOf(token, refusal, progress, deadline, cancellations);
            return freshToken == null ? next(outcome, token) : next;
        }
        if (!isPaid(next.kind(), outcome.lost())) {
            return next(outcome.unpaid(), token);
        }
        progress = after;
        return next;
    }

    private boolean isPaid(NextStep.Kind next, @Nullable LostConnection lost) {
        if (next == NextStep.Kind.RECONNECT) {
            return connections.budget.takeRefusal();
        }
        if (next.cost == 0) {
            return true;
        }
        retryCost = lost != null && lost.isLossPaid() ? 0 : next.cost;
        return connections.budget.take(retryCost);
    }

    private void sleep(Duration wait, @Nullable SdkException last) {
        try {
            if (!wait.isZero()) {
                connections.sleep(wait, cancellations);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw progress.interrupted(last);
        }
    }

    /** Reads the result of a response. */
    interface Reading<T> {
        /** Returns the result. An {@link IOException} means that the response is incomplete. */
        @Nullable T read(Received received) throws IOException, NoSuccess;
    }
}
