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
 * Gets tokens of the managed identity of an Azure virtual machine, without a secret: {@code GET
 * http://169.254.169.254/metadata/identity/oauth2/token}, never through a proxy. They are application tokens: grant
 * permissions of Microsoft Graph to the service principal of the identity. App Service, Functions, Arc and others have
 * other endpoints: use {@code azure-identity} there.
 *
 * <p>Create one and share it. It caches the token while it is valid: see {@link TokenCache}. There is nothing
 * to close.
 *
 * <p>Retries after 404, 410, 429, 5xx and a missing response: at most 5 requests in all, with waits of 1, 2, 4 and 8
 * seconds, or of 5, 10, 20 and 40 seconds after 429 and 410 (the endpoint is being updated, which takes up to 70
 * seconds). Any other error response is an {@link EntraException} immediately. The timeout is 5 seconds per request and
 * 2 minutes in all.
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
        // One machine asks, and the endpoint may be away for 70 seconds.
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
     * Starts a provider. Nothing is required: the default is the identity of the machine itself.
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

    /** Where the tokens come from. */
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
            endpoint("http://169.254.169.254").allowInsecureHttp(); // it never leaves the machine's own host
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
         * @param cloud the cloud whose Microsoft Graph the tokens are for
         * @return this
         */
        public Builder cloud(GraphCloud cloud) {
            this.cloud = Objects.requireNonNull(cloud, "cloud");
            return this;
        }

        /**
         * Uses an identity that was assigned to the machine, instead of its own. The last of these settings counts.
         *
         * @param clientId the client id of the identity
         * @return this
         * @throws IllegalArgumentException if it is blank, has a line break or an invisible character, stands between blanks or
         *     quotes, or has a placeholder
         */
        public Builder clientId(String clientId) {
            return identity("client_id", Checks.clean("clientId", clientId));
        }

        /**
         * Uses an identity that was assigned to the machine, instead of its own. The last of these settings counts.
         *
         * @param objectId the object id of the identity
         * @return this
         * @throws IllegalArgumentException if it is blank, has a line break or an invisible character, stands between blanks or
         *     quotes, or has a placeholder
         */
        public Builder objectId(String objectId) {
            return identity("object_id", Checks.clean("objectId", objectId));
        }

        /**
         * Uses an identity that was assigned to the machine, instead of its own. The last of these settings counts.
         *
         * @param resourceId the Azure resource id of the identity: {@code /subscriptions/...}
         * @return this
         * @throws IllegalArgumentException if it is blank, has a line break or an invisible character, stands between blanks or
         *     quotes, or has a placeholder
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
