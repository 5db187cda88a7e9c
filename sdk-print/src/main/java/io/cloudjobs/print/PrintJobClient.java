package io.cloudjobs.print;

import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.ClientBuilder;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.AsyncCall;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client for print jobs of Universal Print in Microsoft Graph v1.0.
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
 * {@link IllegalArgumentException} and sends no request. An id is invalid if it is blank, is {@code .} or {@code ..},
 * is longer than 1,024 characters, or contains a control character or one of {@code / \ ? # % { }}.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjob">printJob in Microsoft's documentation</a>
 */
public final class PrintJobClient implements AutoCloseable {
    private final ApiClient api;
    private final @Nullable PrintPacer pacer;

    private PrintJobClient(ApiClient api, @Nullable PrintPacer pacer) {
        this.api = api;
        this.pacer = pacer;
    }

    /**
     * Returns a builder of a client. Only {@link Builder#tokenProvider} is required.
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
     * Returns the printers of the tenant, to list them. Sends no request.
     *
     * @return the printers
     */
    public PrintersResource printers() {
        return new PrintersResource(api, ResourcePath.ROOT.resolve("/print/printers"));
    }

    /**
     * Returns the printer shares of the tenant, to list them. Sends no request.
     *
     * @return the shares
     */
    public PrinterSharesResource shares() {
        return new PrinterSharesResource(api, ResourcePath.ROOT.resolve("/print/shares"));
    }

    /**
     * Returns a printer. Sends no request.
     *
     * @param printerId the id of the printer, not the id of its share
     * @return the printer
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterResource printer(String printerId) {
        return new PrinterResource(api, ResourcePath.ROOT.resolve("/print/printers/{printerId}", printerId), pacer);
    }

    /**
     * Returns a printer share: a printer as its users see it. Sends no request.
     *
     * @param shareId the id of the share, which changes when the printer is shared again
     * @return the share
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterShareResource share(String shareId) {
        return new PrinterShareResource(api, ResourcePath.ROOT.resolve("/print/shares/{shareId}", shareId), pacer);
    }

    /**
     * Returns the task definitions of this application. Sends no request.
     *
     * @return the definitions
     */
    public PrintTaskDefinitionsResource taskDefinitions() {
        return new PrintTaskDefinitionsResource(api, ResourcePath.ROOT.resolve("/print/taskDefinitions"));
    }

    /**
     * Returns a task definition of this application. Sends no request.
     *
     * @param definitionId the id of the definition
     * @return the definition
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrintTaskDefinitionResource taskDefinition(String definitionId) {
        return new PrintTaskDefinitionResource(api, PrintTaskDefinitionResource.path(definitionId));
    }

    /**
     * Returns the notification subscriptions of this application. Sends no request.
     *
     * @return the subscriptions
     */
    public PrintSubscriptionsResource subscriptions() {
        return new PrintSubscriptionsResource(api, ResourcePath.ROOT.resolve("/subscriptions"));
    }

    /**
     * Returns a notification subscription of this application. Sends no request.
     *
     * @param subscriptionId the id of the subscription
     * @return the subscription
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrintSubscriptionResource subscription(String subscriptionId) {
        return new PrintSubscriptionResource(
                api, ResourcePath.ROOT.resolve("/subscriptions/{subscriptionId}", subscriptionId));
    }

    /**
     * Returns the reports about ended jobs: archived jobs, and usage by user and printer. Sends no request.
     *
     * @return the reports
     */
    public PrintReportsResource reports() {
        return new PrintReportsResource(api);
    }

    /**
     * Returns a view of this client with other options for some calls: {@code print.withOptions(o ->
     * o.timeout(ofSeconds(5)))}. The view shares the connections, the retry budget and the pacing of this client, and
     * closes with it. Closing the view does nothing.
     *
     * @param change sets the options to change
     * @return the view
     */
    public PrintJobClient withOptions(Consumer<? super ClientOptions> change) {
        return new PrintJobClient(api.withOptions(change), pacer);
    }

    /**
     * Makes a call, and returns its result with its responses: status, headers and request ids. {@code
     * print.withResponse(client -> client.printer("p").job("5182").get())}
     *
     * <p>The function gets a view of this client. The result has the requests of this view, also on other threads, that
     * end before the function returns. An exception of the function passes unchanged.
     *
     * @param call the call; it may return null
     * @param <T> the type of the result
     * @return the result with its responses
     */
    public <T extends @Nullable Object> CallResult<T> withResponse(Function<? super PrintJobClient, ? extends T> call) {
        Objects.requireNonNull(call, "call");
        return api.observed(view -> call.apply(new PrintJobClient(view, pacer)));
    }

    /**
     * Makes calls on a thread of an executor: {@code print.async(executor, client -> client.printer("c05f3726").job("5182").await())}. Whatever ends the future
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
            Executor executor, Function<? super PrintJobClient, ? extends T> call) {
        return AsyncCall.start(executor, this::withOptions, call);
    }

    @Override
    public void close() {
        api.close();
        if (pacer != null) {
            pacer.close();
        }
    }

    @Override
    public String toString() {
        return "PrintJobClient[" + api + "]";
    }

    /** Builds a {@link PrintJobClient}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private final ClientSettings settings;
        private @Nullable PrintPacing pacing;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
        }

        /**
         * Sets the Microsoft cloud. The default is {@link GraphCloud#GLOBAL}. Sets the endpoint to the URL of the
         * cloud.
         *
         * @param cloud the cloud of the tenant
         * @return this
         */
        public Builder cloud(GraphCloud cloud) {
            return endpoint(cloud.endpoint());
        }

        /**
         * Sets the address of the service in its links, if the endpoint is a gateway to the service: for example
         * {@code https://graph.microsoft.com/v1.0}. The client sends no request to this address. If a link to the next
         * page leads to this address or below, the client replaces scheme, host, port and this path with the parts of
         * the endpoint, and keeps the rest. The client also uses this address in requests that refer to a task
         * definition.
         *
         * <p>A link to the endpoint itself, with any path, needs no such setting. Any other link ends the list with an
         * {@link io.cloudjobs.core.InvalidResponseException}, because the token must not go to another host.
         *
         * @param advertisedEndpoint a URL without user name, query and fragment; it may be {@code http}
         * @return this
         */
        public Builder advertisedEndpoint(String advertisedEndpoint) {
            settings.advertisedEndpoint = Checks.given("advertisedEndpoint", advertisedEndpoint);
            return this;
        }

        /**
         * Makes submits and creations wait for their turn, so that the client does not exceed the limits of the service:
         * {@code pacing(PrintPacing.published())}. By default they do not wait, and the service may refuse them with
         * status 429.
         *
         * <p>Submits to a share or a printer run in the order of their calls. A wait counts towards the timeout, of the
         * submit or of the client. If the wait would exceed it, the call fails immediately and sends no request. An
         * interrupt, a cancellation, or closing the client, ends the wait. The listeners get an operation {@code printJob.pace} without
         * attempts for each wait.
         *
         * <p>A job that you create without {@code submit} counts as a job, but not as a submit in progress.
         *
         * @param pacing the limits
         * @return this
         */
        public Builder pacing(PrintPacing pacing) {
            this.pacing = Objects.requireNonNull(pacing, "pacing");
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
            ApiClient api = new ApiClient(settings, new GraphService());
            return new PrintJobClient(api, pacing == null ? null : new PrintPacer(pacing, api.time()));
        }
    }
}
