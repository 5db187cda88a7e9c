package io.cloudjobs.print.auth;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.ConnectionBuilder;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.GraphCloud;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Gets application tokens for the managed identity of an Azure virtual machine, without a secret: {@code GET
 * http://169.254.169.254/metadata/identity/oauth2/token}, never through a proxy. Grant permissions of Microsoft Graph to
 * the service principal of the identity. App Service, Functions, Arc and others have other endpoints: use
 * {@code azure-identity} there.
 *
 * <p>Create one and share it. It caches the token while it is valid: see {@link io.cloudjobs.core.CachingTokenProvider}. You need not close
 * it.
 *
 * <p>Retries after 404, 410, 429, 5xx and a missing response: at most 5 requests in total. It waits 1, 2, 4 and 8 seconds
 * between them, or 5, 10, 20 and 40 seconds after 429 and 410. (410 means an update of the endpoint, which takes up to 70
 * seconds.) After any other error response, it throws an {@link EntraException} immediately. The timeouts are 5 seconds
 * per request and 2 minutes in total.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">Managed
 *     identities on a virtual machine</a>
 */
public final class ManagedIdentityTokenProvider implements TokenProvider {
    private static final ResourcePath PATH = ResourcePath.ROOT.resolve("/metadata/identity/oauth2/token");

    private final ApiClient api;
    private final ApiRequest request;
    private final Time time;
    private final TokenCache tokens;

    private ManagedIdentityTokenProvider(Builder builder) {
        ClientSettings settings = builder.settings.copy();
        settings.httpClient = (settings.httpClient == null ? new OkHttpClient() : settings.httpClient)
                .newBuilder()
                .proxy(Proxy.NO_PROXY)
                .connectTimeout(settings.attemptTimeout)
                .build();
        // Each machine has its own endpoint, so jitter does not help. The full waits exceed the 70 seconds of an
        // update.
        settings.retryPolicy = settings.retryPolicy.withoutJitter();
        this.api = new ApiClient(settings, EntraService.MANAGED_IDENTITY);
        this.request = new ApiRequest("managedIdentity.token", "GET", PATH)
                .query("api-version", "2018-02-01")
                .query("resource", builder.cloud.resource())
                .query(builder.idKind, builder.id)
                .idempotent();
        this.time = settings.time;
        this.tokens = new TokenCache((limit, noClaims) -> fetch(limit), builder.settings);
    }

    /**
     * Returns a builder. No value is required: the default is the system-assigned identity of the machine.
     *
     * @return a builder
     */
    public static Builder builder() {
        ClientSettings settings = new ClientSettings();
        settings.attemptTimeout = Duration.ofSeconds(5);
        return builder(settings);
    }

    static Builder builder(ClientSettings settings) {
        return new Builder(settings);
    }

    @Override
    public String token() {
        return tokens.token();
    }

    @Override
    public String token(Duration limit) {
        return tokens.token(limit);
    }

    @Override
    public void invalidate(String refused) {
        tokens.invalidate(refused);
    }

    /** Returns the URL of the token endpoint. */
    @Override
    public String toString() {
        return "ManagedIdentityTokenProvider[" + api.url(PATH) + "]";
    }

    private AccessToken fetch(Duration limit) {
        Instant now = time.now();
        return api.within(limit).send(request, TokenResponse.class).askedFor(now);
    }

    /** Builds a {@link ManagedIdentityTokenProvider}. */
    public static final class Builder extends ConnectionBuilder<Builder> {
        private final ClientSettings settings;
        private GraphCloud cloud = GraphCloud.GLOBAL;
        private String idKind = "client_id";
        private @Nullable String id;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
            endpoint("http://169.254.169.254").allowInsecureHttp(); // requests stay on the host of the machine
            timeout(Duration.ofMinutes(2));
            retryPolicy(RetryPolicy.standard()
                    .withMaxAttempts(5)
                    .withBaseDelay(Duration.ofSeconds(1))
                    .withThrottledBaseDelay(Duration.ofSeconds(5))
                    .withMaxDelay(Duration.ofSeconds(40)));
        }

        /**
         * Sets the Microsoft cloud. The default is {@link GraphCloud#GLOBAL}.
         *
         * @param cloud the cloud of the tenant
         * @return this
         */
        public Builder cloud(GraphCloud cloud) {
            this.cloud = Objects.requireNonNull(cloud, "cloud");
            return this;
        }

        /**
         * Selects a user-assigned identity instead of the system-assigned one. Of {@code clientId}, {@code objectId} and
         * {@code resourceId}, the last call applies.
         *
         * @param clientId the client id of the identity
         * @return this
         * @throws IllegalArgumentException if it is blank, is in quotes, begins or ends with whitespace, or has a line
         *     break, an invisible character or a placeholder
         */
        public Builder clientId(String clientId) {
            return identity("client_id", Checks.clean("clientId", clientId));
        }

        /**
         * Selects a user-assigned identity instead of the system-assigned one. Of {@code clientId}, {@code objectId} and
         * {@code resourceId}, the last call applies.
         *
         * @param objectId the object id of the identity
         * @return this
         * @throws IllegalArgumentException if it is blank, is in quotes, begins or ends with whitespace, or has a line
         *     break, an invisible character or a placeholder
         */
        public Builder objectId(String objectId) {
            return identity("object_id", Checks.clean("objectId", objectId));
        }

        /**
         * Selects a user-assigned identity instead of the system-assigned one. Of {@code clientId}, {@code objectId} and
         * {@code resourceId}, the last call applies.
         *
         * @param resourceId the Azure resource id of the identity: {@code /subscriptions/...}
         * @return this
         * @throws IllegalArgumentException if it is blank, is in quotes, begins or ends with whitespace, or has a line
         *     break, an invisible character or a placeholder
         */
        public Builder resourceId(String resourceId) {
            return identity("msi_res_id", Checks.clean("resourceId", resourceId));
        }

        /**
         * Builds the provider. Sends no request.
         *
         * @return the provider
         * @throws IllegalArgumentException if the endpoint is invalid
         */
        public ManagedIdentityTokenProvider build() {
            return new ManagedIdentityTokenProvider(this);
        }

        private Builder identity(String kind, String value) {
            this.idKind = kind;
            this.id = value;
            return this;
        }
    }
}
