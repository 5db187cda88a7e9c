package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientOptions;
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
import java.io.InterruptedIOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How every operation of every service is done: token, attempt, answer, and then perhaps a wait and once more. The loop
 * stands here and not in an interceptor, because it has to know the deadline and whether the operation may be repeated.
 */
public final class ApiClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.core");

    private final ClientSettings settings;
    private final Service service;
    private final HttpUrl endpoint;
    private final @Nullable TokenProvider tokenProvider;
    private final String userAgent;
    private final ResponseReader reader;
    private final Shared shared;
    private final boolean isView;

    /** What a client shares with its views. */
    private static final class Shared {
        final OkHttpClient http;
        final boolean isOurs;
        final Call.Factory calls;
        final RetryBudget budget = new RetryBudget();
        final Set<Call> inFlight = ConcurrentHashMap.newKeySet();
        final CountDownLatch closed = new CountDownLatch(1);

        /** Set while a thread asks the token provider, which must not ask us for something that needs a token. */
        final ThreadLocal<Boolean> asksForToken = new ThreadLocal<>();

        Shared(ClientSettings settings) {
            isOurs = settings.httpClient == null;
            http = HttpClients.derive(settings.httpClient == null ? HttpClients.create() : settings.httpClient);
            calls = Objects.requireNonNull(settings.callFactory.apply(http), "callFactory gave null");
        }

        boolean isClosed() {
            return closed.getCount() == 0;
        }

        void close() {
            closed.countDown();
            inFlight.forEach(Call::cancel);
            if (isOurs) {
                http.dispatcher().executorService().shutdown();
            }
            closeIdleConnections();
        }

        /** A call that ends after the close gives back its connection then, and nobody else will look for it. */
        void ended(Call call) {
            inFlight.remove(call);
            if (isClosed()) {
                closeIdleConnections();
            }
        }

        private void closeIdleConnections() {
            if (isOurs) {
                http.connectionPool().evictAll();
            }
        }
    }

    /** A client with connections of its own, or of the user's OkHttp client. */
    public ApiClient(ClientSettings settings, Service service) {
        this.settings = settings.copy();
        this.service = service;
        this.endpoint =
                Endpoint.parse(ClientSettings.required("endpoint", settings.endpoint), settings.allowInsecureHttp);
        this.tokenProvider =
                service.wantsToken() ? ClientSettings.required("tokenProvider", settings.tokenProvider) : null;
        this.userAgent = UserAgent.of(settings.userAgent, service.product());
        this.reader = new ResponseReader(service, settings.maxResponseBytes);
        this.shared = new Shared(settings);
        this.isView = false;
    }

    private ApiClient(ApiClient origin, ClientSettings settings) {
        this.settings = settings;
        this.service = origin.service;
        this.endpoint = origin.endpoint;
        this.tokenProvider = origin.tokenProvider;
        this.userAgent = origin.userAgent;
        this.reader = origin.reader;
        this.shared = origin.shared;
        this.isView = true;
    }

    /** A view with other options, which shares the connections and the retry budget. */
    public ApiClient withOptions(Consumer<? super ClientOptions> change) {
        ClientSettings changed = settings.copy();
        change.accept(changed);
        return new ApiClient(this, changed);
    }

    /** A view whose calls take no longer than this, nor than they would without it. */
    public ApiClient within(Duration limit) {
        Duration shortest = Duration.ofMillis(1);
        Duration positive = limit.compareTo(shortest) < 0 ? shortest : limit;
        return positive.compareTo(settings.timeout) < 0 ? withOptions(options -> options.timeout(positive)) : this;
    }

    /** Does an operation and gives its result. */
    public <T> T send(ApiRequest operation, Class<T> type) {
        return Objects.requireNonNull(new Execution<>(operation, type).run());
    }

    /**
     * Does an operation once more, at the link that its last answer gave for what comes next. The token goes along, so the
     * link must lead to our own endpoint.
     */
    public <T> T follow(ApiRequest operation, String link, Class<T> type) {
        HttpUrl url = HttpUrl.parse(link);
        if (url == null
                || !url.scheme().equals(endpoint.scheme())
                || !url.host().equals(endpoint.host())
                || url.port() != endpoint.port()
                || !url.username().isEmpty()
                || !url.password().isEmpty()) {
            throw new InvalidResponseException(
                    operation.operation(), 0, false, "the link to the next page leads away from the endpoint", null);
        }
        return send(operation.at(url), type);
    }

    /** Does an operation that has no result. */
    public void send(ApiRequest operation) {
        new Execution<Void>(operation, null).run();
    }

    /** The time of this client, for resources that wait or check a date. */
    public Time time() {
        return settings.time;
    }

    /** Waits, and then says whether the client is still open; its close ends the wait. */
    boolean pause(Duration duration) throws InterruptedException {
        settings.time.sleep(duration, shared.closed);
        return !shared.isClosed();
    }

    /** Whether the service may well say something else to the same request later. */
    boolean mayPass(ErrorResponse error) {
        return service.isThrottled(error) || service.isTransient(error);
    }

    ClientSettings settings() {
        return settings;
    }

    /** Where a path is. */
    public HttpUrl url(ResourcePath path) {
        return endpoint.newBuilder()
                .encodedPath(endpoint.encodedPath() + path.encoded().substring(1))
                .build();
    }

    /** Ends the calls in flight, and the connections if they are ours. Closing a view does nothing. */
    @Override
    public void close() {
        if (!isView) {
            shared.close();
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }

    /** How one attempt ended. */
    private static final class Ended<T> {
        @Nullable T value;

        @Nullable SdkException failure;

        Outcome outcome = Outcome.FINAL;

        @Nullable Duration retryAfter;

        @Nullable Integer status;

        @Nullable String requestId;

        Duration duration = Duration.ZERO;
    }

    /** One operation on its way: what has been done for it, and what has come of it. */
    private final class Execution<T> {
        private final ApiRequest operation;
        private final @Nullable Class<T> type;
        private final Request template;
        private final long started = settings.time.nanos();

        private int attempts;
        private boolean mayHaveReachedService;
        private boolean tokenWasRefused;
        private int repeatCost;

        Execution(ApiRequest operation, @Nullable Class<T> type) {
            if (shared.isClosed()) {
                throw new IllegalStateException("the client is closed");
            }
            this.operation = operation;
            this.type = type;
            this.template = template(operation);
        }

        @Nullable T run() {
            try {
                T result = loop();
                tell(listener -> listener.operationEnded(ended(null)));
                return result;
            } catch (SdkException failure) {
                tell(listener -> listener.operationEnded(ended(failure)));
                throw failure;
            }
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
                    shared.budget.give(repeatCost == 0 ? 1 : repeatCost);
                    tell(listener -> listener.attemptEnded(event(ended, null)));
                    return ended.value;
                }
                nextToken = token != null && last instanceof UnauthorizedException refusal
                        ? tokenInsteadOf(token, refusal)
                        : null;
                Duration wait = nextToken != null ? Duration.ZERO : waitBeforeRepeat(ended);
                tell(listener -> listener.attemptEnded(event(ended, wait)));
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
            if (shared.isClosed()) {
                throw transportFailure("the client was closed during the call", last);
            }
            if (remaining().isNegative() || remaining().isZero()) {
                throw last != null ? last : transportFailure(timeoutIsOver(), null);
            }
        }

        private Ended<T> attempt(@Nullable String token) {
            attempts++;
            Secrets secrets =
                    token == null ? operation.secrets() : operation.secrets().and(token);
            Attempt attempt = new Attempt(operation.mayBeRepeated());
            Ended<T> ended = new Ended<>();
            long begun = settings.time.nanos();
            Duration limit = remaining().compareTo(settings.attemptTimeout) < 0 ? remaining() : settings.attemptTimeout;
            Call call = null;
            try {
                call = shared.calls.newCall(request(token, attempt));
                shared.inFlight.add(call);
                if (shared.isClosed()) {
                    call.cancel();
                }
                call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
                try (Response response = call.execute()) {
                    ended.status = response.code();
                    ended.requestId = secrets.hide(reader.requestId(response));
                    read(new Received(response, secrets, settings.time.now()), ended);
                }
            } catch (Exception e) { // of any kind: Kotlin declares none, and OkHttp waits for its connecting thread
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                ioFailed(e, attempt, limit, ended, secrets);
            } finally {
                if (call != null) {
                    shared.ended(call);
                }
            }
            ended.duration = Duration.ofNanos(settings.time.nanos() - begun);
            return ended;
        }

        private void read(Received received, Ended<T> ended) throws IOException {
            if (!received.response().isSuccessful()) {
                refused(reader.error(received), ended);
                return;
            }
            try {
                if (type == null) {
                    reader.nothing(received);
                } else {
                    ended.value = reader.value(received, type);
                }
            } catch (NoSuccess e) {
                if (e.error != null) {
                    refused(e.error, ended);
                    return;
                }
                mayHaveReachedService = true;
                ended.outcome = Outcome.FINAL;
                ended.failure = new InvalidResponseException(
                        operation.operation(), attempts, true, e.getMessage() + " (attempt " + attempts + ")", null);
            }
        }

        private void refused(ErrorResponse error, Ended<T> ended) {
            int status = error.status();
            mayHaveReachedService |= status < 200 || status == 408 || status >= 500;
            if (status == 404 && mayHaveReachedService && operation.isDoneWhenGone()) {
                return;
            }
            ended.failure = service.exception(operation, attempts, mayHaveReachedService, error);
            ended.retryAfter = error.retryAfter();
            ended.outcome = service.isThrottled(error)
                    ? Outcome.THROTTLED
                    : service.isTransient(error) ? Outcome.UNCLEAR : Outcome.FINAL;
        }

        private void ioFailed(Exception e, Attempt attempt, Duration limit, Ended<T> ended, Secrets secrets) {
            Exception cause = secrets.hideIn(e);
            boolean sent = attempt.sent() && !isRefusedStream(e);
            mayHaveReachedService |= sent;
            ended.outcome = !(e instanceof IOException) || isUntrusted(e)
                    ? Outcome.FINAL
                    : sent ? Outcome.UNCLEAR : Outcome.NOT_PROCESSED;
            if (Thread.currentThread().isInterrupted()) {
                ended.outcome = Outcome.FINAL;
                ended.failure = interrupted(cause);
            } else if (shared.isClosed()) {
                ended.outcome = Outcome.FINAL;
                ended.failure = transportFailure("the client was closed during the call", cause);
            } else if (e instanceof InterruptedIOException && "timeout".equals(e.getMessage())) {
                boolean isAttempts = limit.equals(settings.attemptTimeout);
                ended.failure = transportFailure(isAttempts ? "no answer within " + limit : timeoutIsOver(), cause);
            } else {
                String said = e.getMessage() == null ? "" : ", " + secrets.hide(e.getMessage());
                ended.failure = transportFailure("no answer: " + e.getClass().getSimpleName() + said, cause);
            }
        }

        private @Nullable Duration waitBeforeRepeat(Ended<T> ended) {
            Duration wait = RetryDecision.waitBeforeRepeat(
                    settings.retryPolicy,
                    attempts,
                    ended.outcome,
                    operation.mayBeRepeated(),
                    ended.retryAfter,
                    remaining(),
                    settings.random);
            int cost = ended.outcome == Outcome.THROTTLED ? RetryBudget.THROTTLED_COST : RetryBudget.COST;
            if (wait == null || !shared.budget.take(cost)) {
                return null;
            }
            repeatCost = cost;
            return wait;
        }

        /** A token for the next attempt. When there is none, what made that attempt necessary is not forgotten. */
        private @Nullable String tokenAfter(@Nullable SdkException last) {
            try {
                return token(null);
            } catch (SdkException e) {
                if (last != null) {
                    e.addSuppressed(last);
                }
                throw e;
            }
        }

        /** A token to send, after the provider has been told of the one that was refused, if one was; null for none. */
        private @Nullable String token(@Nullable String refused) {
            if (tokenProvider == null) {
                return null;
            }
            if (shared.asksForToken.get() != null) {
                throw tokenFailure("the token provider called the client that asks it for a token", null);
            }
            shared.asksForToken.set(true);
            String token;
            try {
                if (refused != null) {
                    tokenProvider.invalidate(refused);
                }
                token = tokenProvider.token(remaining());
                if (token != null && Secrets.problemOf(token) != null) {
                    tokenProvider.invalidate(token); // or it would be given until it expires
                }
            } catch (Exception e) { // of any kind: Kotlin declares none
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted(e);
                }
                // Our own messages show no secret; of any other one nobody knows.
                String problem = e instanceof SdkException
                        ? "the token provider failed: " + e.getMessage()
                        : "the token provider failed with " + e.getClass().getSimpleName();
                throw tokenFailure(problem, e);
            } finally {
                shared.asksForToken.remove();
            }
            String problem = Secrets.problemOf(token);
            if (problem != null) {
                throw tokenFailure("the token provider gave " + problem, null);
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
                String token = token(refused);
                return refused.equals(token) ? null : token;
            } catch (SdkException e) {
                refusal.addSuppressed(e);
                return null;
            }
        }

        private Request template(ApiRequest operation) {
            HttpUrl link = operation.link();
            Request.Builder request = new Request.Builder()
                    .url(
                            link != null
                                    ? link
                                    : url(operation.path())
                                            .newBuilder()
                                            .encodedQuery(operation.query())
                                            .build())
                    .header("Accept", "application/json")
                    .header("User-Agent", userAgent);
            service.describe(request);
            return request.build();
        }

        private Request request(@Nullable String token, Attempt attempt) {
            Content content = operation.content();
            // An operation that must not be done twice always has a body, if only an empty one: see Attempt. So has a
            // POST.
            boolean hasBody = content != null
                    || !operation.mayBeRepeated()
                    || operation.method().equals("POST");
            RequestBody body = hasBody ? attempt.body(content) : null;
            Request.Builder request =
                    template.newBuilder().method(operation.method(), body).tag(Attempt.class, attempt);
            if (token != null) {
                service.authorize(request, token);
            }
            return request.build();
        }

        private void sleep(Duration wait, SdkException last) {
            try {
                if (!wait.isZero()) {
                    settings.time.sleep(wait, shared.closed);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted(last);
            }
        }

        private String timeoutIsOver() {
            String culprit = attempts == 0 && tokenProvider != null ? ", and there was no token by then" : "";
            return "the timeout of " + settings.timeout + " is over" + culprit;
        }

        private Duration remaining() {
            return settings.timeout.minusNanos(settings.time.nanos() - started);
        }

        private SdkException interrupted(@Nullable Exception cause) {
            return new InterruptedCallException(
                    operation.operation(), attempts, mayHaveReachedService, "the thread was interrupted", cause);
        }

        private SdkException tokenFailure(String problem, @Nullable Exception cause) {
            return new TokenException(operation.operation(), attempts, mayHaveReachedService, problem, cause);
        }

        private SdkException transportFailure(String problem, @Nullable Exception cause) {
            String outcome = mayHaveReachedService ? "the service may have acted" : "nothing was processed";
            return new TransportException(
                    operation.operation(),
                    attempts,
                    mayHaveReachedService,
                    problem + " (" + outcome + ", attempt " + attempts + ")",
                    cause);
        }

        private AttemptEvent event(Ended<T> ended, @Nullable Duration repeatedAfter) {
            return new EndedAttempt(
                    operation.operation(),
                    attempts,
                    operation.method(),
                    operation.path().template(),
                    ended.status,
                    ended.requestId,
                    ended.duration,
                    ended.failure,
                    repeatedAfter);
        }

        private OperationEvent ended(@Nullable SdkException failure) {
            return new EndedOperation(
                    operation.operation(),
                    operation.method(),
                    operation.path().template(),
                    attempts,
                    Duration.ofNanos(settings.time.nanos() - started),
                    failure);
        }

        private void tell(Consumer<CallListener> event) {
            try {
                event.accept(settings.listener);
            } catch (VirtualMachineError e) { // no memory, no stack: not the listener's alone
                throw e;
            } catch (Throwable e) {
                LOG.log(System.Logger.Level.DEBUG, "the call listener failed", e);
            }
        }
    }

    /** HTTP/2's word for "I have not looked at it"; OkHttp's exception for it is not public, its text is all there is. */
    private static boolean isRefusedStream(Exception e) {
        return e instanceof IOException && "stream was reset: REFUSED_STREAM".equals(e.getMessage());
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
