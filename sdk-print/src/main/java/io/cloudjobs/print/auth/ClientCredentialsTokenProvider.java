package io.cloudjobs.print.auth;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.ConnectionBuilder;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.Credential;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.GraphCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets application tokens from Microsoft Entra ID with a client secret or certificate (OAuth 2.0 client credentials):
 * {@code POST {authority}/{tenantId}/oauth2/v2.0/token}. They authorize the calls that an application may make, such as
 * reading the jobs of printers, aborting them and updating tasks. Other calls need a user token: use a second client
 * for them.
 *
 * <p>Create one and share it. It caches the token while it is valid, and sends one request for all threads that need
 * the token: see {@link io.cloudjobs.core.CachingTokenProvider}. It closes idle connections within 5 minutes. You need
 * not close the provider.
 *
 * <p>If Entra ID refuses to issue a token, {@link #token()} throws an {@link EntraException}. For known error codes,
 * its message contains advice. For other failures it throws other {@link io.cloudjobs.core.SdkException}s, as the
 * clients do. A client throws a {@link io.cloudjobs.core.TokenException} with this exception as its cause.
 *
 * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy} after 429, 408, any 5xx, a missing response, and the codes
 * for throttling and transient errors (90055, 90006, 90012, 90024, 90033, 90090); not after any other 400 or 401. If the
 * supplier of the secret or the certificate fails, {@link #token()} sends no request and throws a
 * {@link io.cloudjobs.core.TokenException}.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client
 *     credentials</a>
 */
public final class ClientCredentialsTokenProvider implements TokenProvider {
    private static final String OPERATION = "entra.token";

    private final ApiClient api;
    private final ResourcePath path;
    private final String clientId;
    private final String scope;
    private final @Nullable Credential<String> clientSecret;
    private final @Nullable Credential<ClientCertificate> clientCertificate;
    private final Time time;
    private final TokenCache tokens;

    private ClientCredentialsTokenProvider(Builder builder) {
        this.path = Checks.required("tenantId", builder.path);
        this.clientId = Checks.required("clientId", builder.clientId);
        this.scope = Checks.required("scope", builder.scope);
        this.clientSecret = builder.clientSecret;
        this.clientCertificate = builder.clientCertificate;
        Checks.required("clientSecret or clientCertificate", clientSecret == null ? clientCertificate : clientSecret);
        if (clientSecret != null && clientCertificate != null) {
            throw new IllegalStateException("clientSecret and clientCertificate are both set: set only one of them");
        }
        this.api = new ApiClient(builder.settings, EntraService.TOKEN_ENDPOINT);
        this.time = builder.settings.time;
        this.tokens = new TokenCache(this::fetch, builder.settings);
    }

    /**
     * Returns a builder. It requires {@link Builder#tenantId}, {@link Builder#clientId}, and either
     * {@link Builder#clientSecret(String)} or {@link Builder#clientCertificate(ClientCertificate)}.
     *
     * @return a builder
     */
    public static Builder builder() {
        return builder(new ClientSettings()).cloud(GraphCloud.GLOBAL);
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

    /** Drops the refused token and sends the claims with the next token request. */
    @Override
    public void invalidate(String refused, String claims) {
        tokens.invalidate(refused, claims);
    }

    /** Returns the URL of the token endpoint. */
    @Override
    public String toString() {
        return "ClientCredentialsTokenProvider[" + api.url(path) + "]";
    }

    private AccessToken fetch(Duration limit, @Nullable String claims) {
        long started = time.nanos();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", clientId);
        form.put("scope", scope);
        Instant now;
        String secret;
        if (clientCertificate == null) {
            secret = Objects.requireNonNull(clientSecret).now(OPERATION);
            now = time.now();
            form.put("client_secret", secret);
        } else {
            ClientCertificate certificate = clientCertificate.now(OPERATION);
            now = time.now();
            secret = certificate.assertion(clientId, api.url(path).toString(), now);
            form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.put("client_assertion", secret);
        }
        form.put("grant_type", "client_credentials");
        if (claims != null) {
            form.put("claims", claims);
        }
        return api.within(limit.minusNanos(time.nanos() - started))
                .send(
                        new ApiRequest(OPERATION, "POST", path)
                                .form(form)
                                .hiding(secret)
                                .idempotent(),
                        TokenResponse.class)
                .askedFor(now);
    }

    /** Builds a {@link ClientCredentialsTokenProvider}. */
    public static final class Builder extends ConnectionBuilder<Builder> {
        /** For users only: an application gets its tokens from one tenant. */
        private static final Set<String> NO_TENANTS = Set.of("common", "organizations", "consumers");

        private static final Consumer<String> CLEAN = secret -> Checks.clean("clientSecret", secret);

        private final ClientSettings settings;
        private @Nullable ResourcePath path;
        private @Nullable String clientId;
        private @Nullable String scope;
        private @Nullable Credential<String> clientSecret;
        private @Nullable Credential<ClientCertificate> clientCertificate;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
        }

        /**
         * Sets the Microsoft cloud. The default is {@link GraphCloud#GLOBAL}. Sets {@link #endpoint} and {@link #scope} to
         * the authority and the scope of the cloud.
         *
         * @param cloud the cloud of the tenant
         * @return this
         */
        public Builder cloud(GraphCloud cloud) {
            return endpoint(cloud.authority()).scope(cloud.scope());
        }

        /**
         * Sets the tenant. Required.
         *
         * @param tenantId the id of the tenant, or one of its domains: {@code contoso.onmicrosoft.com}
         * @return this
         * @throws IllegalArgumentException if it is invalid, has a line break, begins or ends with whitespace, or is
         *     {@code common}, {@code organizations} or {@code consumers}, which are for users only
         */
        public Builder tenantId(String tenantId) {
            if (NO_TENANTS.contains(Checks.clean("tenantId", tenantId).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("tenantId must be a tenant id or domain, but is " + tenantId);
            }
            this.path = ResourcePath.ROOT.resolve("/{tenantId}/oauth2/v2.0/token", tenantId);
            return this;
        }

        /**
         * Sets the application. Required.
         *
         * @param clientId the id of the application, which the portal calls "application (client) ID"
         * @return this
         * @throws IllegalArgumentException if it is blank, is in quotes, begins or ends with whitespace, or has a line
         *     break, an invisible character or a placeholder
         */
        public Builder clientId(String clientId) {
            this.clientId = Checks.clean("clientId", clientId);
            return this;
        }

        /**
         * Sets the secret of the application.
         *
         * @param clientSecret the value of the secret, not its id
         * @return this
         * @throws IllegalArgumentException if it is blank, is in quotes, begins or ends with whitespace, or has a line
         *     break, an invisible character or a placeholder
         */
        public Builder clientSecret(String clientSecret) {
            this.clientSecret = Credential.fixed("clientSecret", clientSecret, CLEAN);
            return this;
        }

        /**
         * Sets the secret of the application.
         *
         * @param clientSecret the value of the secret, not its id; you may overwrite it after this call
         * @return this
         * @throws IllegalArgumentException if it is blank, is in quotes, begins or ends with whitespace, or has a line
         *     break, an invisible character or a placeholder
         */
        public Builder clientSecret(char[] clientSecret) {
            return clientSecret(new String(Checks.given("clientSecret", clientSecret)));
        }

        /**
         * Sets a supplier of the secret of the application, for a secret that changes while the program runs. It
         * replaces a fixed secret.
         *
         * @param clientSecret the supplier of the current secret, called before each token request on the thread that needs
         *     the token. Its time counts towards the timeout of the call, but the timeout does not interrupt it. If it
         *     throws, or returns a secret that {@link #clientSecret(String)} refuses, the call throws a
         *     {@link io.cloudjobs.core.TokenException}
         * @return this
         */
        public Builder clientSecret(Supplier<String> clientSecret) {
            this.clientSecret = Credential.from("clientSecret", clientSecret, CLEAN);
            return this;
        }

        /**
         * Sets the certificate of the application, instead of a secret. Its key signs each token request.
         *
         * @param clientCertificate the certificate with its private key
         * @return this
         */
        public Builder clientCertificate(ClientCertificate clientCertificate) {
            this.clientCertificate = Credential.fixed("clientCertificate", clientCertificate, any -> {});
            return this;
        }

        /**
         * Sets a supplier of the certificate of the application, for a certificate that is renewed while the program
         * runs. It replaces a fixed certificate.
         *
         * @param clientCertificate the supplier of the current certificate with its private key, called before each token
         *     request on the thread that needs the token. Its time counts towards the timeout of the call, but the timeout
         *     does not interrupt it. If it throws, the call throws a {@link io.cloudjobs.core.TokenException} with the
         *     exception of the supplier as its cause
         * @return this
         */
        public Builder clientCertificate(Supplier<ClientCertificate> clientCertificate) {
            this.clientCertificate = Credential.from("clientCertificate", clientCertificate, any -> {});
            return this;
        }

        /**
         * Sets the scope of the tokens. The default is the scope of the cloud.
         *
         * @param scope the scope, which must end with {@code /.default}
         * @return this
         * @throws IllegalArgumentException if it is invalid or does not end with {@code /.default}
         */
        public Builder scope(String scope) {
            if (!Checks.clean("scope", scope).endsWith("/.default")) {
                throw new IllegalArgumentException("scope must end with /.default for an application");
            }
            this.scope = scope;
            return this;
        }

        /**
         * Builds the provider. Sends no request.
         *
         * @return the provider
         * @throws IllegalStateException if a required value is missing, or both secret and certificate are set
         * @throws IllegalArgumentException if the endpoint is invalid
         */
        public ClientCredentialsTokenProvider build() {
            return new ClientCredentialsTokenProvider(this);
        }
    }
}
