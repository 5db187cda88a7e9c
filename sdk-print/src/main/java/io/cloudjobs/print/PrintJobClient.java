package io.cloudjobs.print;

import io.cloudjobs.core.ClientBuilder;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Print jobs of Microsoft Graph Universal Print (v1.0).
 *
 * <pre>{@code
 * try (PrintJobClient print = PrintJobClient.builder()
 *         .tokenProvider(tokens)
 *         .userAgent("badge-release/2.1")
 *         .build()) {
 *     PrintJob job = print.printer("c05f3726").job("5182").get(TASKS, DOCUMENTS);
 *     System.out.println(job.status().state());
 * }
 * }</pre>
 *
 * <p>Thread-safe: create one and keep it. Close it when the application ends: this cancels the calls in flight and,
 * unless you passed an OkHttp client, closes the connections. A later call throws an {@link IllegalStateException}.
 *
 * <p>Every operation throws subclasses of {@link io.cloudjobs.core.SdkException}. For an invalid id it throws an
 * {@link IllegalArgumentException} and sends nothing. An id is invalid if it is blank, a {@code .} or {@code ..}, longer than
 * 1,024 characters, or has a control character or one of {@code / \ ? # % { }}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjob">printJob in Microsoft's documentation</a>
 */
public final class PrintJobClient implements AutoCloseable {
    private final ApiClient api;

    private PrintJobClient(ApiClient api) {
        this.api = api;
    }

    /**
     * Starts a client. Only {@link Builder#tokenProvider} is required.
     *
     * @return a builder
     */
    public static Builder builder() {
        return builder(new ClientSettings()).cloud(GraphCloud.GLOBAL);
    }

    static Builder builder(ClientSettings settings) {
        return new Builder(settings);
    }

    /**
     * A printer.
     *
     * @param printerId the id of the printer, not of a share of it
     * @return the printer; nothing is sent
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterResource printer(String printerId) {
        return new PrinterResource(api, ResourcePath.ROOT.resolve("/print/printers/{printerId}", printerId));
    }

    /**
     * A printer share, that is a printer as its users see it.
     *
     * @param shareId the id of the share, which changes when the printer is shared again
     * @return the share; nothing is sent
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterShareResource share(String shareId) {
        return new PrinterShareResource(api, ResourcePath.ROOT.resolve("/print/shares/{shareId}", shareId));
    }

    /**
     * The task definitions of this application.
     *
     * @return the definitions; nothing is sent
     */
    public PrintTaskDefinitionsResource taskDefinitions() {
        return new PrintTaskDefinitionsResource(api, ResourcePath.ROOT.resolve("/print/taskDefinitions"));
    }

    /**
     * A task definition of this application.
     *
     * @param definitionId the id of the definition
     * @return the definition; nothing is sent
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrintTaskDefinitionResource taskDefinition(String definitionId) {
        return new PrintTaskDefinitionResource(api, PrintTaskDefinitionResource.path(definitionId));
    }

    /**
     * The subscriptions to notifications of this application.
     *
     * @return the subscriptions; nothing is sent
     */
    public PrintSubscriptionsResource subscriptions() {
        return new PrintSubscriptionsResource(api, ResourcePath.ROOT.resolve("/subscriptions"));
    }

    /**
     * A subscription to notifications of this application.
     *
     * @param subscriptionId the id of the subscription
     * @return the subscription; nothing is sent
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrintSubscriptionResource subscription(String subscriptionId) {
        return new PrintSubscriptionResource(
                api, ResourcePath.ROOT.resolve("/subscriptions/{subscriptionId}", subscriptionId));
    }

    /**
     * Returns this client with other options for some calls: {@code print.withOptions(o -> o.timeout(ofSeconds(5)))}.
     * The view shares connections and retry budget with this client, and ends with it. Closing the view does nothing.
     *
     * @param change sets the options to change
     * @return the view
     */
    public PrintJobClient withOptions(Consumer<? super ClientOptions> change) {
        return new PrintJobClient(api.withOptions(change));
    }

    @Override
    public void close() {
        api.close();
    }

    @Override
    public String toString() {
        return "PrintJobClient[" + api + "]";
    }

    /** Builds a {@link PrintJobClient}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private final ClientSettings settings;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
        }

        /**
         * Sets the Microsoft cloud. The default is {@link GraphCloud#GLOBAL}. The same as setting its endpoint.
         *
         * @param cloud the cloud that the tenant lives in
         * @return this
         */
        public Builder cloud(GraphCloud cloud) {
            return endpoint(cloud.endpoint());
        }

        /**
         * Sets the address of the service as its links name it, for an endpoint that is a gateway to it: for example
         * {@code https://graph.microsoft.com/v1.0}. The client sends no request to this address. It reads a link to the next page
         * that leads there, or below, as if it led to the endpoint: it replaces scheme, host, port and this path with those of the
         * endpoint, and keeps the rest. The client also uses this address where a request names a task definition.
         *
         * <p>A link to the endpoint itself needs no such setting, whatever its path is. Any other link ends the list with an
         * {@link io.cloudjobs.core.InvalidResponseException}, because the token must not go to another host.
         *
         * @param advertisedEndpoint a URL without user name, query and fragment; it may be {@code http}
         * @return this
         */
        public Builder advertisedEndpoint(String advertisedEndpoint) {
            settings.advertisedEndpoint = Objects.requireNonNull(advertisedEndpoint, "advertisedEndpoint");
            return this;
        }

        /**
         * Builds the client. Sends no request.
         *
         * @return the client
         * @throws IllegalStateException if no token provider is set
         * @throws IllegalArgumentException if the endpoint or the advertised endpoint is invalid
         */
        public PrintJobClient build() {
            return new PrintJobClient(new ApiClient(settings, new GraphService()));
        }
    }
}
