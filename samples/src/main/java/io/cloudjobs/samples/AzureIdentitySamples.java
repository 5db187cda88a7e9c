package io.cloudjobs.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.CachingTokenProvider;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.GraphCloud;

/** Application tokens from {@code com.azure:azure-identity}. */
final class AzureIdentitySamples {
    private AzureIdentitySamples() {}

    static TokenCredential credential() {
        TokenCredential credential = new DefaultAzureCredentialBuilder().build();
        return credential;
    }

    /** Sufficient for a credential that caches its tokens, as most do. */
    static TokenProvider application(TokenCredential credential) {
        TokenRequestContext graph = new TokenRequestContext().addScopes(GraphCloud.GLOBAL.scope());
        TokenProvider tokens = () -> credential.getTokenSync(graph).getToken();
        return tokens;
    }

    /**
     * For any credential, and for many threads. Credentials of developer tools cache nothing: {@code AzureCliCredential}
     * starts {@code az} each time. A {@code ClientSecretCredential} caches its token, but sends a request for each thread that
     * finds no token.
     */
    static TokenProvider cached(TokenCredential credential) {
        TokenRequestContext graph = new TokenRequestContext().addScopes(GraphCloud.GLOBAL.scope());
        TokenProvider tokens = new CachingTokenProvider(() -> {
            var token = credential.getTokenSync(graph);
            return new AccessToken(token.getToken(), token.getExpiresAt().toInstant());
        });
        return tokens;
    }

    /** With continuous access evaluation: the client replaces a revoked token within the call. */
    static TokenProvider withClaims(TokenCredential credential) {
        TokenProvider tokens = CachingTokenProvider.withClaims(claims -> {
            TokenRequestContext graph = new TokenRequestContext()
                    .addScopes(GraphCloud.GLOBAL.scope())
                    .setCaeEnabled(true)
                    .setClaims(claims);
            var token = credential.getTokenSync(graph);
            return new AccessToken(token.getToken(), token.getExpiresAt().toInstant());
        });
        return tokens;
    }
}
