package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ResponseReader.NoSuccess;
import io.cloudjobs.core.internal.ResponseReader.Received;
import io.cloudjobs.core.internal.RetryDecision.Outcome;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * How every operation of every service is done: token, attempt, answer, and then perhaps a wait and once more. This is one
 * operation on its way: what has been done for it, and what has come of it. The loop stands here and not in an interceptor,
 * because it has to know the deadline and whether the operation may be repeated.
 */
final class Execution<T> {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.core");

    private final ClientSettings settings;
    private final Service service;
    private final List<HttpUrl> endpoints;
    private final @Nullable TokenProvider tokenProvider;
    private final ResponseReader reader;
    private final Connections connections;
    private final ApiRequest operation;
    private final Reading<T> reading;
    private final Duration timeout;
    private final Duration attemptTimeout;
    private final Request.Builder common;
    private final long started;

    /** The endpoint that stands in what the attempts have in common; -1 before the first one. */
    private int asked = -1;

    private int attempts;
    private int moves;
    private int refusals;
    private boolean mayHaveReachedService;
    private boolean tokenWasRefused;
    private boolean wasEndless;
    private int repeatCost;

    /** How long the provider took for a token that came when the time was over; null if none did. */
    private @Nullable Duration lateToken;

    /** An operation whose time runs from now on. */
    Execution(ApiClient api, ApiRequest operation, Reading<T> reading) {
        this.settings = api.settings;
        this.service = api.service;
        this.endpoints = api.endpoints;
        this.tokenProvider = api.tokenProvider;
        this.reader = api.reader;
        this.connections = api.connections;
        this.started = settings.time.nanos();
        if (connections.isClosed()) {
            throw new IllegalStateException("the client is closed");
        }
        this.operation = operation;
        this.reading = reading;
        Duration usual = operation.usualTimeout();
        Duration own = usual == null || settings.isTimeoutSet && !operation.isTransfer() ? settings.timeout : usual;
        this.timeout = settings.shorter(own);
        this.common = common(api.userAgent);
        this.attemptTimeout = usual == null ? settings.attemptTimeout : longer(usual, settings.attemptTimeout);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    @Nullable T run() {
        try {
            T result = loop();
            operationEnded(null);
            return result;
        } catch (SdkException failure) {
            operationEnded(failure);
            throw failure;
        }
    }

    /** How many requests were made. */
    int attempts() {
        return attempts;
    }

    private @Nullable T loop() {
        String nextToken = null;
        SdkException last = null;
        while (true) {
            checkMayGoOn(last);
            String token = nextToken == null ? tokenAfter(last) : nextToken;
            checkMayGoOn(last);
            Ended<T> ended = attempt(token);
            last = ended.failure;
            if (last == null) {
                connections.budget.give(repeatCost == 0 ? 1 : repeatCost);
                attemptEnded(ended, null);
                return ended.value;
            }
            boolean mayBeSentAgain = operation.mayBeRepeated() || !ended.isDoubtful;
            nextToken = token != null && mayBeSentAgain && last instanceof UnauthorizedException refusal
                    ? tokenInsteadOf(token, refusal)
                    : null;
            Duration wait = nextToken != null ? Duration.ZERO : waitBeforeRepeat(ended);
            attemptEnded(ended, wait);
            if (wait == null) {
                throw last;
            }
            LOG.log(System.Logger.Level.DEBUG, "{0}; repeated after {1}", last.getMessage(), wait);
            sleep(wait, last);
        }
    }

    /** No request is made when nobody may or will use its answer. */
    private void checkMayGoOn(@Nullable SdkException last) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(last);
        }
        if (connections.isClosed()) {
            throw transportFailure("the client was closed during the call", last);
        }
        Duration remaining = remaining();
        if (remaining.isNegative() || remaining.isZero()) {
            if (last == null) {
                throw transportFailure(timeoutIsOver(), null);
            }
            if (lateToken != null) {
                last.addSuppressed(transportFailure(timeoutIsOver(), null));
            }
            throw last;
        }
    }

    private Ended<T> attempt(@Nullable String token) {
        attempts++;
        Secrets secrets = token == null ? operation.secrets() : connections.secrets(operation.secrets(), token);
        Attempt attempt = new Attempt(operation.mayBeRepeated(), attempts > 1);
        attempt.mayReceive(settings.maxResponseBytes);
        Ended<T> ended = new Ended<>();
        long begun = settings.time.nanos();
        Duration remaining = remaining();
        Duration limit = operation.isTransfer() || remaining.compareTo(attemptTimeout) < 0 ? remaining : attemptTimeout;
        int endpoint = connections.endpoint.get();
        try {
            Duration stall = operation.isTransfer() ? settings.attemptTimeout : null;
            connections.call(request(endpoint, token, attempt), attempt, limit, stall, response -> {
                ended.status = response.code();
                ended.requestId = secrets.hide(reader.requestId(response));
                if (settings.listener != ClientSettings.NO_LISTENER) {
                    ended.headers = KeptHeaders.of(response.headers(), secrets);
                }
                read(new Received(response, secrets, settings.time.now()), attempt, ended);
            });
        } catch (VirtualMachineError e) { // see token()
            throw e;
        } catch (Throwable e) { // of any kind: Kotlin declares none, and OkHttp waits for its connecting thread
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            ioFailed(e, attempt, endpoint, limit, ended, secrets);
        }
        ended.duration = Duration.ofNanos(settings.time.nanos() - begun);
        return ended;
    }

    private void read(Received received, Attempt attempt, Ended<T> ended) throws IOException {
        int status = received.response().code();
        if (!reading.expects(status) && status / 100 != 2) {
            refused(reader.error(received), attempt, ended);
            return;
        }
        try {
            ended.value = reading.read(received);
        } catch (NoSuccess e) {
            if (e.error != null) {
                refused(e.error, attempt, ended);
                return;
            }
            mayHaveReachedService = true;
            ended.outcome = Outcome.FINAL;
            ended.failure = new InvalidResponseException(
                    operation.operation(), attempts, true, e.getMessage() + " (attempt " + attempts + ")", null);
        }
    }

    private void refused(ErrorResponse error, Attempt attempt, Ended<T> ended) {
        int status = error.status();
        ended.isDoubtful = attempt.isSent(status);
        mayHaveReachedService |= ended.isDoubtful || mayHaveActed(error);
        if (status == 404 && mayHaveReachedService && operation.isDoneWhenGone()) {
            return;
        }
        ended.failure = service.exception(operation, attempts, mayHaveReachedService, error);
        ended.retryAfter = error.retryAfter();
        if (service.isThrottled(error)) {
            ended.outcome = ended.isDoubtful ? Outcome.UNCLEAR : Outcome.THROTTLED;
        } else {
            ended.outcome = service.isTransient(error) ? Outcome.UNCLEAR : Outcome.FINAL;
        }
    }

    /** Whether a service that answered like this may have done what it was asked. */
    private boolean mayHaveActed(ErrorResponse error) {
        if (error.status() / 100 == 2) {
            return error.code() == null
                    || error.code().isBlank(); // an error that says nothing beside a status that says yes
        }
        return HttpStatus.mayHaveActed(error.status(), operation.method());
    }

    private void ioFailed(Throwable e, Attempt attempt, int endpoint, Duration limit, Ended<T> ended, Secrets secrets) {
        Throwable cause = ShownCause.of(e, secrets);
        mayHaveReachedService |= attempt.isSent();
        ended.outcome = !(e instanceof IOException) || isUntrusted(e) || attempt.isDeclined()
                ? Outcome.FINAL
                : attempt.isSent() ? Outcome.UNCLEAR : attempt.isRefused() ? Outcome.REFUSED : Outcome.NOT_PROCESSED;
        if (Thread.currentThread().isInterrupted()) {
            ended.outcome = Outcome.FINAL;
            ended.failure = interrupted(cause);
        } else if (connections.isClosed()) {
            ended.outcome = Outcome.FINAL;
            ended.failure = transportFailure("the client was closed during the call", cause);
        } else if (e instanceof OutOfTimeException late) {
            ended.failure = transportFailure(outOfTime(late, limit), cause);
        } else if (isEndless(e, attempt)) {
            endless(attempt, ended, cause);
        } else if (ended.outcome == Outcome.REFUSED) {
            ended.failure = transportFailure("the server refused the request on this connection", cause);
        } else {
            String said = e.getMessage() == null ? "" : ", " + secrets.hide(Text.cut(e.getMessage(), Text.MAX_BODY));
            ended.failure = transportFailure("no answer: " + e.getClass().getSimpleName() + said, cause);
        }
        ended.isUnreachable = ended.outcome == Outcome.NOT_PROCESSED && !attempt.hasGoneOut();
        ended.lost = attempt.isSent() ? attempt.wire() : null;
        if (ended.isUnreachable) {
            connections.endpoint.compareAndSet(endpoint, (endpoint + 1) % endpoints.size());
        }
    }

    private static boolean isEndless(Throwable e, Attempt attempt) {
        Wire wire = attempt.isSent() ? attempt.wire() : null;
        return e instanceof EndlessResponseException || wire != null && wire.isEndless();
    }

    /** The service would send it again. But on a connection of HTTP/2 it may have been the response to another call: once. */
    private void endless(Attempt attempt, Ended<T> ended, Throwable cause) {
        Wire wire = attempt.wire();
        boolean mayBeOfOthers = !wasEndless && wire != null && wire.mayBeEndlessForOthers();
        wasEndless = true;
        ended.outcome = mayBeOfOthers ? Outcome.UNCLEAR : Outcome.FINAL;
        ended.failure = new InvalidResponseException(
                operation.operation(),
                attempts,
                mayHaveReachedService,
                EndlessResponseException.PROBLEM + " (attempt " + attempts + ")",
                cause);
    }

    private String outOfTime(OutOfTimeException late, Duration limit) {
        return switch (late.reason) {
            case STALL -> "nothing has moved for " + settings.attemptTimeout;
            case LIMIT -> limit.equals(attemptTimeout) ? "no answer within " + limit : timeoutIsOver();
        };
    }

    private @Nullable Duration waitBeforeRepeat(Ended<T> ended) {
        if (ended.isUnreachable && moves < endpoints.size() - 1) {
            moves++; // to ask another endpoint is no repeat: this one has not heard of it
            return Duration.ZERO;
        }
        if (ended.outcome == Outcome.REFUSED) {
            Duration wait = RetryDecision.waitAfterRefusal(refusals, remaining(), settings.random);
            if (wait != null && connections.budget.takeRefusal()) {
                refusals++; // nor is it one to take another connection, when a server refuses to do more on this one
                return wait;
            }
        }
        Duration wait = RetryDecision.waitBeforeRepeat(
                settings.retryPolicy,
                attempts - moves - refusals,
                ended.outcome,
                operation.mayBeRepeated(),
                ended.retryAfter,
                remaining(),
                settings.random);
        if (wait == null) {
            return null;
        }
        int cost = ended.outcome == Outcome.THROTTLED ? RetryBudget.THROTTLED_COST : RetryBudget.COST;
        if (ended.lost != null && ended.lost.isLossPaid()) {
            cost = 0;
        }
        if (!connections.budget.take(cost)) {
            return null;
        }
        repeatCost = cost;
        return wait;
    }

    /** A token for the next attempt. When there is none, what made that attempt necessary is not forgotten. */
    private @Nullable String tokenAfter(@Nullable SdkException last) {
        try {
            return token(null, null);
        } catch (SdkException e) {
            if (last != null) {
                e.addSuppressed(last);
            }
            throw e;
        }
    }

    /**
     * A token to send, after the provider has been told of the one that was refused, if one was, and of what the service wants of the
     * next one; null for none.
     */
    private @Nullable String token(@Nullable String refused, @Nullable String claims) {
        if (tokenProvider == null) {
            return null;
        }
        if (connections.asksForToken.get() != null) {
            throw tokenFailure("the token provider called the client that asks it for a token", null);
        }
        connections.asksForToken.set(true);
        long begun = settings.time.nanos();
        String token;
        String problem;
        try {
            if (refused != null && claims != null) {
                tokenProvider.invalidate(refused, claims);
            } else if (refused != null) {
                tokenProvider.invalidate(refused);
            }
            token = tokenProvider.token(remaining());
            problem = Secrets.problemOf(token);
            if (token != null && problem != null) {
                tokenProvider.invalidate(token); // or it would be given until it expires
            }
        } catch (VirtualMachineError e) { // no memory, no stack: nothing that an exception of ours would make better
            throw e;
        } catch (Throwable e) { // of any kind: Kotlin declares none, and a class may be missing
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(e);
            }
            // Our own messages show no secret; of any other one nobody knows.
            throw tokenFailure(
                    e instanceof SdkException
                            ? "the token provider failed: " + e.getMessage()
                            : "the token provider failed with " + e.getClass().getSimpleName(),
                    e);
        } finally {
            connections.asksForToken.remove();
        }
        if (problem != null) {
            throw tokenFailure("the token provider gave " + problem, null);
        }
        Duration remaining = remaining();
        if (remaining.isNegative() || remaining.isZero()) {
            lateToken = Duration.ofNanos(settings.time.nanos() - begun);
        }
        return token;
    }

    /** Another token after one was refused; null when there is none, or when this has been tried already. */
    private @Nullable String tokenInsteadOf(String refused, UnauthorizedException refusal) {
        if (tokenWasRefused) {
            return null;
        }
        tokenWasRefused = true;
        try {
            String token = token(refused, ClaimsChallenge.claims(refusal.error().header("WWW-Authenticate")));
            return refused.equals(token) ? null : token;
        } catch (SdkException e) {
            refusal.addSuppressed(e);
            return null;
        }
    }

    /** What its attempts have in common, so that an id which the service shall see belongs to the operation. */
    private Request.Builder common(String userAgent) {
        Request.Builder request =
                new Request.Builder().header("Accept", "application/json").header("User-Agent", userAgent);
        service.describe(request);
        operation.headers().forEach(request::header);
        return request;
    }

    private HttpUrl target(int endpoint) {
        HttpUrl link = operation.link();
        return link != null ? link : ApiClient.url(endpoints.get(endpoint), operation.path(), operation.query());
    }

    private Request request(int endpoint, @Nullable String token, Attempt attempt) {
        Content content = operation.content();
        // An operation that must not be done twice always has a body, if only an empty one, that OkHttp must not send
        // again:
        // see Attempt. So has a POST.
        boolean hasBody = content != null
                || !operation.mayBeRepeated()
                || operation.method().equals("POST");
        RequestBody body = hasBody ? attempt.body(content) : null;
        if (asked != endpoint) {
            common.url(target(endpoint));
            asked = endpoint;
        }
        common.method(operation.method(), body).tag(Attempt.class, attempt);
        if (token != null) {
            service.authorize(common, token);
        }
        return common.build();
    }

    private void sleep(Duration wait, SdkException last) {
        try {
            if (!wait.isZero()) {
                connections.sleep(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(last);
        }
    }

    private String timeoutIsOver() {
        if (timeout.isZero() || timeout.isNegative()) {
            return "the timeout of the whole operation is over"; // a composite call has used it
        }
        String over = "the timeout of " + timeout + " is over";
        return lateToken == null
                ? over
                : over + ": the token provider took " + lateToken
                        + ", and the client cannot interrupt it; limit its requests to what token(Duration) is given, or raise"
                        + " the client's timeout";
    }

    /** What is left of its time. */
    Duration remaining() {
        return timeout.minusNanos(settings.time.nanos() - started);
    }

    private SdkException interrupted(@Nullable Throwable cause) {
        return new InterruptedCallException(
                operation.operation(), attempts, mayHaveReachedService, "the thread was interrupted", cause);
    }

    private SdkException tokenFailure(String problem, @Nullable Throwable cause) {
        return new TokenException(operation.operation(), attempts, mayHaveReachedService, problem, cause);
    }

    private SdkException transportFailure(String problem, @Nullable Throwable cause) {
        String outcome = mayHaveReachedService ? "the service may have acted" : "nothing was processed";
        return new TransportException(
                operation.operation(),
                attempts,
                mayHaveReachedService,
                problem + " (" + outcome + ", attempt " + attempts + ")",
                cause);
    }

    private void attemptEnded(Ended<T> ended, @Nullable Duration repeatedAfter) {
        if (settings.listener == ClientSettings.NO_LISTENER) {
            return;
        }
        AttemptEvent event = new EndedAttempt(
                operation.operation(),
                attempts,
                operation.method(),
                operation.path().template(),
                ended.status,
                ended.requestId,
                ended.headers,
                ended.duration,
                ended.failure,
                repeatedAfter);
        tell(listener -> listener.attemptEnded(event));
    }

    private void operationEnded(@Nullable SdkException failure) {
        if (settings.listener == ClientSettings.NO_LISTENER) {
            return;
        }
        OperationEvent event = new EndedOperation(
                operation.operation(),
                operation.method(),
                operation.path().template(),
                attempts,
                Duration.ofNanos(settings.time.nanos() - started),
                failure);
        tell(listener -> listener.operationEnded(event));
    }

    private void tell(Consumer<CallListener> event) {
        try {
            event.accept(settings.listener);
        } catch (VirtualMachineError e) { // no memory, no stack: not the listener's alone
            throw e;
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.DEBUG, "the call listener failed", ShownCause.of(e, Secrets.NONE));
        }
    }

    /** How an answer becomes a result. */
    interface Reading<T> {
        /** Whether the answer to look for may have this status. */
        default boolean expects(int status) {
            return status / 100 == 2;
        }

        /** The result; an {@link IOException} means that the answer did not arrive whole. */
        @Nullable T read(Received received) throws IOException, NoSuccess;
    }

    /** How one attempt ended. */
    private static final class Ended<T> {
        @Nullable T value;

        @Nullable SdkException failure;

        Outcome outcome = Outcome.FINAL;

        @Nullable Duration retryAfter;

        @Nullable Integer status;

        @Nullable String requestId;

        KeptHeaders headers = KeptHeaders.NONE;

        Duration duration = Duration.ZERO;

        /** Whether there was no connection at all. */
        boolean isUnreachable;

        /** Whether the answer may not be the service's, which may have acted. */
        boolean isDoubtful;

        /** The connection on which it waited in vain. */
        @Nullable Wire lost;
    }

    private static boolean isUntrusted(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
