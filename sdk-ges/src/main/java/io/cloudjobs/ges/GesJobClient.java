package io.cloudjobs.ges;

import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.ClientBuilder;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.AsyncCall;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client for the jobs of Huawei Cloud Graph Engine Service (GES). It uses the service plane, which is the API of a graph at
 * its access address.
 *
 * <pre>{@code
 * try (GesJobClient ges = GesJobClient.builder()
 *         .endpoint("https://10.0.0.7")
 *         .projectId(iam.projectId())
 *         .tokenProvider(iam)
 *         .build()) {
 *     ges.graph("movie")
 *             .job("4448c9fb-0b16-4a78-8d89-2a137c53454a001679122")
 *             .cancel();
 * }
 * }</pre>
 *
 * <p>An {@link io.cloudjobs.ges.auth.IamTokenProvider} logs in an IAM user and also finds the id of a project by its name. Any
 * other {@link io.cloudjobs.core.TokenProvider} works too.
 *
 * <p>The client is thread-safe. Create one and share it. Close it when the application ends. This cancels the calls in
 * flight. It also closes the connections, unless you set the OkHttp client. Later calls throw an
 * {@link IllegalStateException}.
 *
 * <p>The address of a graph is an IP address, so a public certificate cannot match it. Set {@link Builder#httpClient}
 * to an OkHttp client that trusts your own CA or certificate. {@code docs/certificates.md} in the repository shows how.
 *
 * <p>Every operation throws subclasses of {@link io.cloudjobs.core.SdkException}. For an invalid id or name, the client
 * throws an {@link IllegalArgumentException} and sends no request. An id is invalid if it is blank, {@code .} or {@code ..},
 * is longer than 1,024 characters, or contains a control character or one of {@code / \ ? # % { }}.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/">GES API reference</a>
 */
public final class GesJobClient implements AutoCloseable {
    private final ApiClient api;
    private final ResourcePath project;

    private GesJobClient(ApiClient api, ResourcePath project) {
        this.api = api;
        this.project = project;
    }

    /**
     * Starts a builder. {@link Builder#endpoint}, {@link Builder#projectId} and {@link Builder#tokenProvider} are
     * required. An {@link io.cloudjobs.ges.auth.IamTokenProvider} provides both the token and the project id.
     *
     * @return a builder
     */
    public static Builder builder() {
        return builder(new ClientSettings());
    }

    static Builder builder(ClientSettings settings) {
        return new Builder(settings);
    }

    /**
     * Returns a resource for a graph. Sends no request.
     *
     * @param graphName the name of the graph; its id is for the management plane only
     * @return the graph
     * @throws IllegalArgumentException if the name is invalid
     */
    public GesGraphResource graph(String graphName) {
        return new GesGraphResource(api, project, Checks.given("graphName", graphName));
    }

    /**
     * Returns a resource for a graph in HyG, the computing engine of the database edition. Sends no request.
     *
     * @param graphName the name of the graph
     * @return the graph
     * @throws IllegalArgumentException if the name is invalid
     */
    public HygGraphResource hyg(String graphName) {
        GesGraphResource graph = graph(graphName);
        return new HygGraphResource(api, project.resolve("/hyg/{graphName}", graphName), graph);
    }

    /**
     * Returns a view of this client with other options: {@code ges.withOptions(o -> o.timeout(ofSeconds(5)))}. The view
     * shares connections and retry budget with this client. Closing the client closes the view. Closing the view has no effect.
     *
     * @param change the function that sets the options that differ
     * @return the view
     */
    public GesJobClient withOptions(Consumer<? super ClientOptions> change) {
        return new GesJobClient(api.withOptions(change), project);
    }

    /**
     * Makes a call, and returns its result with its responses: status, headers and request ids. {@code
     * ges.withResponse(client -> client.graph("movie").job("4448c9fb").get())}
     *
     * <p>The function gets a view of this client. The result has the requests of this view, also on other threads, that
     * end before the function returns. An exception of the function passes unchanged.
     *
     * @param call the call; it may return null
     * @param <T> the type of the result
     * @return the result with its responses
     */
    public <T extends @Nullable Object> CallResult<T> withResponse(Function<? super GesJobClient, ? extends T> call) {
        Objects.requireNonNull(call, "call");
        return api.observed(view -> call.apply(new GesJobClient(view, project)));
    }

    /**
     * Makes calls on a thread of an executor: {@code ges.async(executor, client -> client.graph("movie").job("4448c9fb").await())}. Whatever ends the future
     * before the calls, such as {@code cancel}, {@code orTimeout} or {@code completeExceptionally}, cancels them: the
     * client closes the request in progress, and sends no other one. If the executor starts them only later, they do not
     * start.
     *
     * <p>An exception of the calls ends the future. A future that you end yourself does not tell whether the service may
     * have acted: if you need to know that, use a {@link Cancellation} instead, or a listener. To end the calls, end this
     * future, not one that depends on it.
     *
     * @param executor runs the calls, which block its thread: a pool of your own or, on JDK 21 or later, virtual threads
     * @param call makes the calls with a view of this client, and returns the result, which may be null
     * @param <T> the type of the result
     * @return the future of the result
     * @throws java.util.concurrent.RejectedExecutionException if the executor rejects the calls
     */
    public <T extends @Nullable Object> CompletableFuture<T> async(
            Executor executor, Function<? super GesJobClient, ? extends T> call) {
        return AsyncCall.start(executor, this::withOptions, call);
    }

    @Override
    public void close() {
        api.close();
    }

    @Override
    public String toString() {
        return "GesJobClient[" + api + "]";
    }

    /** Builds a {@link GesJobClient}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private final ClientSettings settings;
        private @Nullable ResourcePath project;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
        }

        /**
         * Sets several endpoints of one graph instead of {@link #endpoint}, for example the physical addresses behind
         * its floating IP. The client starts with the first endpoint. If it cannot connect to an endpoint, it changes
         * to the next one, and from the last one to the first. It changes the endpoint only if it did not connect (DNS,
         * route, TLS handshake), so the service did not receive the request. The change does not count as an attempt
         * and causes no delay. If a certificate is not trusted or belongs to another host, the client does not change
         * the endpoint, and the call fails.
         *
         * @param endpoints the URLs, in order of preference; {@link #build()} checks each of them like
         *     {@link #endpoint}
         * @return this
         * @throws IllegalArgumentException if the list is empty
         */
        public Builder endpoints(List<String> endpoints) {
            if (Objects.requireNonNull(endpoints, "endpoints").isEmpty()) {
                throw new IllegalArgumentException("endpoints must not be empty: add the URL of the graph");
            }
            endpoints.forEach(endpoint -> Checks.given("endpoint", endpoint));
            endpoint(endpoints.get(0));
            settings.furtherEndpoints = List.copyOf(endpoints.subList(1, endpoints.size()));
            return this;
        }

        /**
         * Sets the project of the graph. Required. The token must be for the same project.
         *
         * @param projectId the id of the project. To find the id by name, call
         *     {@link io.cloudjobs.ges.auth.IamTokenProvider#projectId()}
         * @return this
         * @throws IllegalArgumentException if the id is invalid
         */
        public Builder projectId(String projectId) {
            this.project = ResourcePath.ROOT.resolve("/ges/v1.0/{projectId}", projectId);
            return this;
        }

        /**
         * Builds the client. Sends no request.
         *
         * @return the client
         * @throws IllegalStateException if the endpoint, the project id or the token provider is not set
         * @throws IllegalArgumentException if an endpoint is invalid
         */
        public GesJobClient build() {
            ResourcePath project = Checks.required("projectId", this.project);
            return new GesJobClient(new ApiClient(settings, new GesService()), project);
        }
    }
}
