package io.cloudjobs.samples;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.CachingTokenProvider;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCertificate;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.EntraException;
import io.cloudjobs.print.auth.ManagedIdentityTokenProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import okhttp3.OkHttpClient;

/** Sources of access tokens. */
final class TokenSamples {
    private TokenSamples() {}

    static TokenProvider clientSecret() {
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .tenantId("contoso.onmicrosoft.com")
                .clientId("815f204f-c791-4ee6-9098-614ecdb003f6")
                .clientSecret(System.getenv("PRINT_CLIENT_SECRET"))
                .build();
        return tokens;
    }

    static TokenProvider clientCertificate(Path file, char[] password) throws IOException {
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .tenantId("contoso.onmicrosoft.com")
                .clientId("815f204f-c791-4ee6-9098-614ecdb003f6")
                .clientCertificate(ClientCertificate.fromPkcs12(Files.readAllBytes(file), password))
                .build();
        return tokens;
    }

    static ClientCertificate pem(Path file) throws IOException {
        ClientCertificate certificate = ClientCertificate.fromPem(Files.readString(file));
        return certificate;
    }

    /** Stands for your store of secrets, such as a vault or a mounted file. */
    interface Secrets {
        String current(String name);
    }

    static TokenProvider changingSecret(Secrets secrets) {
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .tenantId("contoso.onmicrosoft.com")
                .clientId("815f204f-c791-4ee6-9098-614ecdb003f6")
                .clientSecret(() -> secrets.current("print-client-secret"))
                .build();
        return tokens;
    }

    static ClientCertificate chain(Path file) throws IOException {
        ClientCertificate certificate =
                ClientCertificate.fromPem(Files.readString(file)).withCertificateChain();
        return certificate;
    }

    static TokenProvider managedIdentity() {
        TokenProvider tokens = ManagedIdentityTokenProvider.builder().build();
        return tokens;
    }

    static PrintJobClient otherCloud(String tenantId, String clientId, char[] clientSecret) {
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .cloud(GraphCloud.US_GOVERNMENT_L4)
                .tenantId(tenantId)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .build();
        PrintJobClient print = PrintJobClient.builder()
                .cloud(GraphCloud.US_GOVERNMENT_L4)
                .tokenProvider(tokens)
                .build();
        return print;
    }

    static GesJobClient iamUser() {
        IamTokenProvider iam = IamTokenProvider.builder()
                .region("cn-north-4")
                .domainName("acme")
                .userName("graph-jobs")
                .password(System.getenv("IAM_PASSWORD"))
                .projectName("cn-north-4")
                .build();
        GesJobClient ges = GesJobClient.builder()
                .endpoint("https://10.0.0.7")
                .projectId(iam.projectId())
                .tokenProvider(iam)
                .build();
        return ges;
    }

    /** Stands for your own code that logs in. */
    interface Vault {
        Login login();
    }

    record Login(String token, Instant expiresAt) {}

    static TokenProvider cached(Vault vault) {
        TokenProvider tokens = new CachingTokenProvider(() -> {
            Login login = vault.login();
            return new AccessToken(login.token(), login.expiresAt());
        });
        return tokens;
    }

    static TokenProvider fixed() {
        TokenProvider tokens = TokenProvider.of("eyJ0eXAi");
        return tokens;
    }

    /** Calls with an application token and with a user token, over the same connections. */
    static void bothWorlds(TokenProvider applicationTokens, TokenProvider userTokens, String printerId, String jobId) {
        OkHttpClient http = new OkHttpClient();
        try (PrintJobClient application = PrintJobClient.builder()
                        .httpClient(http)
                        .tokenProvider(applicationTokens)
                        .build();
                PrintJobClient user = PrintJobClient.builder()
                        .httpClient(http)
                        .tokenProvider(userTokens)
                        .build()) {
            user.printer(printerId).job(jobId).get();
            application.printer(printerId).job(jobId).abort("recalled by its owner");
        }
    }

    /** Returns a message for the administrator, or null if Entra ID did not refuse a token. */
    static String advice(SdkException failure) {
        if (failure instanceof TokenException && failure.getCause() instanceof EntraException refusal) {
            if (refusal.errorCodes().contains(7000222)) {
                return "The client secret has expired.";
            }
            return refusal.getMessage();
        }
        return null;
    }

    /** Stands for your own code that gets tokens and caches them while they are valid. */
    interface TokenCache {
        String currentToken();

        void drop(String token);
    }

    static PrintJobClient fromCache(TokenCache cache) {
        PrintJobClient print = PrintJobClient.builder()
                .tokenProvider(() -> cache.currentToken())
                .build();
        return print;
    }

    static TokenProvider thatForgets(TokenCache cache) {
        TokenProvider tokens = new TokenProvider() {
            @Override
            public String token() {
                return cache.currentToken();
            }

            @Override
            public void invalidate(String refused) {
                cache.drop(refused);
            }
        };
        return tokens;
    }
}
