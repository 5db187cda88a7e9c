package io.cloudjobs.samples;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IConfidentialClientApplication;
import com.microsoft.aad.msal4j.IPublicClientApplication;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.CachingTokenProvider;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.GraphCloud;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Tokens from {@code com.microsoft.azure:msal4j}: application tokens, and user tokens after a sign-in. */
final class Msal4jSamples {
    /** The scopes for submitting a job, which requires a user token. */
    static final Set<String> SUBMIT =
            Set.of("PrintJob.Create", "PrintJob.ReadWriteBasic", "PrinterShare.ReadBasic.All");

    private Msal4jSamples() {}

    static ConfidentialClientApplication.Builder application(String tenantId, String clientId, String clientSecret)
            throws MalformedURLException {
        ConfidentialClientApplication.Builder application = ConfidentialClientApplication.builder(
                        clientId, ClientCredentialFactory.createFromSecret(clientSecret))
                .authority("https://login.microsoftonline.com/" + tenantId);
        return application;
    }

    /** MSAL4J caches the token until 5 minutes before it expires. */
    static TokenProvider tokens(IConfidentialClientApplication application) {
        ClientCredentialParameters graph = ClientCredentialParameters.builder(Set.of(GraphCloud.GLOBAL.scope()))
                .build();
        TokenProvider tokens = () -> result(application.acquireToken(graph)).accessToken();
        return tokens;
    }

    /** For many threads: without a cached token, MSAL4J sends a request for each thread. */
    static TokenProvider cached(IConfidentialClientApplication application) {
        ClientCredentialParameters graph = ClientCredentialParameters.builder(Set.of(GraphCloud.GLOBAL.scope()))
                .build();
        TokenProvider tokens = new CachingTokenProvider(() -> {
            IAuthenticationResult result = result(application.acquireToken(graph));
            return new AccessToken(result.accessToken(), result.expiresOnDate().toInstant());
        });
        return tokens;
    }

    static PublicClientApplication.Builder userApplication(String tenantId, String clientId)
            throws MalformedURLException {
        PublicClientApplication.Builder application =
                PublicClientApplication.builder(clientId).authority("https://login.microsoftonline.com/" + tenantId);
        return application;
    }

    /** Signs in a user, once. MSAL4J caches the refresh token, by default only in memory. */
    static IAccount signIn(IPublicClientApplication application) {
        DeviceCodeFlowParameters byDeviceCode = DeviceCodeFlowParameters.builder(
                        SUBMIT, code -> System.out.println(code.message()))
                .build();
        IAccount user = result(application.acquireToken(byDeviceCode)).account();
        return user;
    }

    /** Gets tokens after the sign-in. {@code MsalInteractionRequiredException} means that the user must sign in again. */
    static TokenProvider tokens(IPublicClientApplication application, IAccount user) {
        SilentParameters silently = SilentParameters.builder(SUBMIT, user).build();
        TokenProvider tokens = () -> {
            try {
                return result(application.acquireTokenSilently(silently)).accessToken();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        };
        return tokens;
    }

    /** Waits for the result. Throws the exception of MSAL4J without its wrapper. */
    static IAuthenticationResult result(CompletableFuture<IAuthenticationResult> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MsalException failure ? failure : e;
        }
    }
}
