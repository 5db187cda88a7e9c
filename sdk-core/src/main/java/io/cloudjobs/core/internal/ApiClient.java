package io.cloudjobs.core.internal;

import com.fasterxml.jackson.databind.JavaType;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ResponseReader.NoSuccess;
import io.cloudjobs.core.internal.ResponseReader.Received;
import io.cloudjobs.core.internal.http.Connections;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Performs the operations of the resources of one service, each in an {@link Execution}. */
public final class ApiClient implements AutoCloseable {
    final ClientSettings settings;
    final Service service;
    final List<HttpUrl> endpoints;
    private final @Nullable HttpUrl advertised;
    final Tokens tokens;
    final String userAgent;
    final ResponseReader reader;
    final Connections connections;
    final LiveState state;
    private final boolean isView;

    /** The deadline of a composite call, which also limits each of its calls; null if there is none. */
    private final @Nullable Deadline limit;

    /** Creates a client with its own connections or the connections of the user's OkHttp client. */
    public ApiClient(ClientSettings settings, Service service) {
        this.settings = settings.copy();
        this.service = service;
        this.endpoints = Endpoint.parse(settings);
        this.advertised = Endpoint.advertised(settings);
        this.tokens = new Tokens(
                service instanceof ProtectedService ? Checks.required("tokenProvider", settings.tokenProvider) : null,
                settings.time);
        this.userAgent = UserAgent.of(settings.userAgent, service.product());
        this.reader = new ResponseReader(service, settings.maxResponseBytes);
        // A factory that wraps our client may use it for other calls, too.
        boolean isPlain = Endpoint.arePlain(endpoints) && settings.callFactory == ClientSettings.SAME_CLIENT;
        this.connections = new Connections(
                settings.time, settings.httpClient, settings.callFactory, settings.attemptTimeout, isPlain);
        this.state = new LiveState(endpoint().toString(), connections, tokens);
        this.isView = false;
        this.limit = null;
    }

    private ApiClient(ApiClient origin, ClientSettings settings, Service service, @Nullable Deadline limit) {
        this.settings = settings;
        this.service = service;
        this.endpoints = origin.endpoints;
        this.advertised = origin.advertised;
        this.tokens = service instanceof ProtectedService ? origin.tokens : new Tokens(null, settings.time);
        this.state = origin.state;
        this.userAgent = origin.userAgent;
        this.reader =
                service == origin.service ? origin.reader : new ResponseReader(service, settings.maxResponseBytes);
        this.connections = origin.connections;
        this.isView = true;
        this.limit = limit;
    }

    /** Returns a view with other options, which shares the connections and the retry budget. */
    public ApiClient withOptions(Consumer<? super ClientOptions> change) {
        return new ApiClient(this, settings.with(change), service, limit);
    }

    /** Makes a call with a view of this client, and returns its value with its requests. */
    public <T extends @Nullable Object> CallResult<T> observed(Function<ApiClient, ? extends T> call) {
        ObservedCall.Attempts attempts = new ObservedCall.Attempts();
        T value = call.apply(withOptions(options -> options.listener(attempts)));
        return new ObservedCall<>(value, attempts.untilNow());
    }

    /** Returns a view for links to other hosts, which get no token and have their own headers and errors. */
    public ApiClient elsewhere(TokenService service) {
        return new ApiClient(this, settings, service, limit);
    }

    /** Returns a view whose calls share a deadline after this time, in addition to their own timeouts. */
    public ApiClient within(Duration limit) {
        return new ApiClient(this, settings, service, new Deadline(settings.time, shorter(limit)));
    }

    /** Returns this time, or the rest of the limit if that is shorter. */
    Duration shorter(Duration own) {
        Duration left = limit == null ? own : limit.remaining();
        return left.compareTo(own) < 0 ? left : own;
    }

    /** Performs an operation and returns its result. */
    public <T> T send(ApiRequest operation, Class<T> type) {
        return page(operation, null, Json.type(type));
    }

    /**
     * Performs an operation and returns its result. An empty response with a 2xx is a success too: the client then
     * reads the result once, in the remaining time. If that fails, the exception says that the service completed the
     * operation.
     *
     * @param reading the function that reads the result with the given client
     */
    public <T> T send(ApiRequest operation, Class<? extends T> type, Function<ApiClient, ? extends T> reading) {
        Execution<T> execution = new Execution<>(
                this,
                operation,
                received -> reader.isEmpty(received) ? null : value(operation, received, Json.type(type)));
        T value = execution.run();
        if (value != null) {
            return value;
        }
        try {
            return reading.apply(within(execution.remaining()));
        } catch (RuntimeException e) { // of any kind: the client may be closed
            throw doneButNotRead(operation, execution.attempts(), e);
        }
    }

    private static SdkException doneButNotRead(ApiRequest operation, int attempts, RuntimeException e) {
        String problem =
                "the service completed the operation, but its response is empty and the result could not be read"
                        + " (do not retry; call get()): ";
        int all = attempts + (e instanceof SdkException failure ? failure.attempts() : 0);
        SdkException stopped =
                Stopped.of(e, operation.operation(), operation.resource(), all, true, problem + e.getMessage());
        return stopped != null
                ? stopped
                : new InvalidResponseException(
                        operation.operation(), operation.resource(), all, true, problem + e.getMessage(), e);
    }

    private <T> T value(ApiRequest operation, Received received, JavaType type) throws IOException, NoSuccess {
        T value = reader.value(received, type);
        if (!operation.isAnsweredBy(value)) {
            throw new NoSuccess("the response is for another request, its id differs: check the proxies", null);
        }
        return value;
    }

    /**
     * Reads a page of a list.
     *
     * @param page the result of {@link #next}; null for the first page
     * @param type the result of {@link Json#type}
     */
    public <T> T page(ApiRequest operation, @Nullable String page, JavaType type) {
        ApiRequest request = page == null ? operation : operation.at(target(operation, page));
        return Objects.requireNonNull(execute(request, received -> this.<T>value(request, received, type)));
    }

    /**
     * Returns the link to the next page; null at the end of the list.
     *
     * @param page the link to the current page; null for the first page
     */
    public @Nullable String next(ApiRequest operation, @Nullable String page, @Nullable String link) {
        return NextLink.resolve(link, page == null ? firstPage(operation) : target(operation, page));
    }

    /** Returns the format of the links of a list in page tokens. */
    public CursorFormat<String> links(ApiRequest operation) {
        return new LinkFormat(operation, firstPage(operation), link -> target(operation, link));
    }

    private HttpUrl firstPage(ApiRequest operation) {
        return url(endpoint(), operation.path(), operation.query());
    }

    private HttpUrl target(ApiRequest operation, String next) {
        return NextLink.target(operation, next, endpoint(), advertised);
    }

    /** Performs an operation without a result. */
    public void send(ApiRequest operation) {
        execute(operation, received -> {
            reader.nothing(received);
            return null;
        });
    }

    /**
     * Downloads the bytes of an operation, or returns the target if the service redirects.
     *
     * @return the target of the redirect; null if the response had the bytes
     */
    public @Nullable HttpUrl receiveOrLocate(ApiRequest operation, ByteTarget target, long maxBytes) {
        return execute(operation.transfer().redirectable(), received -> {
            if (received.response().code() / 100 == 3) {
                return reader.location(received, this::mayFollow);
            }
            reader.bytes(received, target, maxBytes);
            return null;
        });
    }

    /** Downloads the bytes of an operation, up to the bound. */
    public void receive(ApiRequest operation, ByteTarget target, long maxBytes) {
        execute(operation.transfer(), received -> {
            reader.bytes(received, target, maxBytes);
            return null;
        });
    }

    private <T> @Nullable T execute(ApiRequest operation, Execution.Reading<T> reading) {
        return new Execution<>(this, operation, reading).run();
    }

    /** Returns a link to another host; null if it is not a link, or less safe than the endpoint. */
    public @Nullable HttpUrl link(@Nullable String text) {
        HttpUrl link = text == null ? null : HttpUrl.parse(text);
        return link != null && mayFollow(link) ? link : null;
    }

    private boolean mayFollow(HttpUrl link) {
        return Endpoint.isAsSafe(link, endpoint(), settings.allowInsecureHttp);
    }

    /** Returns the timeout of a call. */
    public Duration timeout() {
        return shorter(settings.timeout);
    }

    /**
     * Tells the listeners about the start of an operation without requests, such as a wait for a turn.
     *
     * @return the function to call at its end, with its failure or null
     */
    public Consumer<@Nullable SdkException> start(ApiRequest operation) {
        CallEvents events = new CallEvents(settings.listeners, null, operation, new Deadline(settings.time, timeout()));
        events.operationStarted(state);
        return failure -> events.operationEnded(0, failure);
    }

    /** Returns the clock of this client, for resources that wait or check a date. */
    public Time time() {
        return settings.time;
    }

    /** Returns the cancellations of the next call on this thread. */
    public Signals cancellations() {
        return settings.cancellations.and(Signals.ofThread());
    }

    /** Waits, and returns whether the client is still open. A cancellation, or closing the client, ends the wait. */
    boolean pause(Duration duration) throws InterruptedException {
        connections.sleep(duration, cancellations());
        return !isClosed();
    }

    /** Returns whether the client is closed. */
    public boolean isClosed() {
        return connections.isClosed();
    }

    /** Returns whether the same request may succeed later. */
    public boolean mayPass(SdkException failure) {
        return failure instanceof ApiException refusal
                ? service.isThrottled(refusal.error()) || service.isTransient(refusal.error())
                : failure instanceof TransportException
                        && !(failure instanceof InterruptedCallException)
                        && !(failure instanceof CancelledCallException)
                        && !(failure.getCause() instanceof Error); // a class that is missing stays missing
    }

    /** Returns the URL of a path as in the links of the service. */
    public HttpUrl url(ResourcePath path) {
        return url(advertised == null ? endpoint() : advertised, path, null);
    }

    static HttpUrl url(HttpUrl endpoint, ResourcePath path, @Nullable String query) {
        String prefix = endpoint.encodedPath(); // ends with a slash
        String below = path.encoded();
        return endpoint.newBuilder()
                .encodedPath(prefix.equals("/") ? below : prefix + below.substring(1))
                .encodedQuery(query)
                .build();
    }

    HttpUrl endpoint() {
        return endpoints.get(0);
    }

    /**
     * Ends the calls in flight, and closes the connections unless they belong to the user's client. Closing a view does
     * nothing.
     */
    @Override
    public void close() {
        if (!isView) {
            connections.close();
        }
    }

    @Override
    public String toString() {
        return endpoints.size() == 1 ? endpoint().toString() : endpoints.toString();
    }
}
