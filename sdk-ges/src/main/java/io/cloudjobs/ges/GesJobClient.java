package io.cloudjobs.ges;

import io.cloudjobs.core.ClientBuilder;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of Huawei Cloud Graph Engine Service (GES), service plane: the API that a graph serves at its access address.
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
 * <p>The tokens of an IAM user come from an {@link io.cloudjobs.ges.auth.IamTokenProvider}, which also finds the id of a
 * project by its name. Any other {@link io.cloudjobs.core.TokenProvider} does, too.
 *
 * <p>Safe for use by many threads; make one and keep it. Close it when the application ends: this cancels the calls in
 * flight and, unless the OkHttp client was given, closes the connections. A later call is an
 * {@link IllegalStateException}.
 *
 * <p>A graph is addressed by IP, so no public certificate can fit it. Give {@link Builder#httpClient} an OkHttp client that
 * trusts your own CA or certificate; {@code docs/certificates.md} in the repository shows how.
 *
 * <p>Every operation throws the subclasses of {@link io.cloudjobs.core.SdkException}, and
 * {@link IllegalArgumentException}, before anything is sent, for an id that cannot be one: blank, a {@code .} or
 * {@code ..}, longer than 1,024 characters, or with a control character or one of {@code / \ ? # % { }}.
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
     * Starts a client. {@link Builder#endpoint}, {@link Builder#projectId} and {@link Builder#tokenProvider} are required;
     * an {@link io.cloudjobs.ges.auth.IamTokenProvider} gives the latter two.
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
     * A graph.
     *
     * @param graphName the name of the graph, not its id, which is for the management plane
     * @return the graph; nothing is sent
     * @throws IllegalArgumentException if the name cannot be one
     */
    public GesGraphResource graph(String graphName) {
        return new GesGraphResource(api, project, graphName);
    }

    /**
     * A graph of the database edition as its computing engine HyG sees it.
     *
     * @param graphName the name of the graph
     * @return the graph; nothing is sent
     * @throws IllegalArgumentException if the name cannot be one
     */
    public HygGraphResource hyg(String graphName) {
        return new HygGraphResource(api, project.resolve("/hyg/{graphName}", graphName), graph(graphName));
    }

    /**
     * This client with other options for some calls: {@code ges.withOptions(o -> o.timeout(ofSeconds(5)))}. The view
     * shares connections and retry budget with this client; it ends with it, and closing the view does nothing.
     *
     * @param change sets the options that differ
     * @return the view
     */
    public GesJobClient withOptions(Consumer<? super ClientOptions> change) {
        return new GesJobClient(api.withOptions(change), project);
    }

    @Override
    public void close() {
        api.close();
    }

    @Override
    public String toString() {
        return "GesJobClient[" + api + "]";
    }

    /** Makes a {@link GesJobClient}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private final ClientSettings settings;
        private @Nullable ResourcePath project;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
        }

        /**
         * Sets several endpoints of one graph, for example the physical addresses behind its floating IP. The client uses the
         * first one until it cannot be reached, then the next one, and after the last one the first again. It moves on only
         * if no connection was made (DNS, route, TLS handshake), so nothing was sent. A move costs no attempt and no wait.
         * After an untrusted certificate, or one for another host, the client does not move on: the call fails. Takes the
         * place of {@link #endpoint}.
         *
         * @param endpoints the URLs, in the order of preference, as for {@link #endpoint}
         * @return this
         * @throws IllegalArgumentException if there is none; each is checked by {@link #build()}
         */
        public Builder endpoints(List<String> endpoints) {
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("endpoints must not be empty");
            }
            endpoint(endpoints.get(0));
            settings.furtherEndpoints = List.copyOf(endpoints.subList(1, endpoints.size()));
            return this;
        }

        /**
         * Sets the project that the graph belongs to. Required. The token must be one of this project, too.
         *
         * @param projectId the id of the project, not its name; by name,
         *     {@link io.cloudjobs.ges.auth.IamTokenProvider#projectId()} finds it
         * @return this
         * @throws IllegalArgumentException if the id cannot be one
         */
        public Builder projectId(String projectId) {
            this.project = ResourcePath.ROOT.resolve("/ges/v1.0/{projectId}", projectId);
            return this;
        }

        /**
         * Makes the client. Nothing is sent.
         *
         * @return the client
         * @throws IllegalStateException if the endpoint, the project id or the token provider is not set
         * @throws IllegalArgumentException if the endpoint is not valid
         */
        public GesJobClient build() {
            ResourcePath project = Checks.required("projectId", this.project);
            return new GesJobClient(new ApiClient(settings, new GesService()), project);
        }
    }
}
