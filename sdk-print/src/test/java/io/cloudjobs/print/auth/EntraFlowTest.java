package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider.Builder;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.RsaKeys;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a secret or certificate to a call of Microsoft Graph, with tokens from an independent OAuth 2.0 server. */
@Timeout(60)
class EntraFlowTest {
    private static final String TENANT = "7c1e4a2b-9d5f-4e0a-8b1c-1234567890ab";

    /** The name of the issuer, which the server reads from the path before {@code /token}. */
    private static final String ISSUER = TENANT + "/oauth2/v2.0";

    private static final String CLIENT_ID = "0f3a9d7e-5b2c-4d6e-9f01-abcdefabcdef";
    private static final String SECRET = "s3cr3t~&+/= \u00FC";
    private static final String SCOPE = "https://graph.microsoft.com/.default";

    private final MockOAuth2Server entra = new MockOAuth2Server();

    @StartStop
    final MockWebServer graph = new MockWebServer();

    @BeforeEach
    void start() {
        entra.start();
    }

    @AfterEach
    void stop() {
        entra.shutdown();
    }

    private Builder builder() {
        return ClientCredentialsTokenProvider.builder()
                .endpoint(entra.baseUrl().toString())
                .tenantId(TENANT)
                .clientId(CLIENT_ID);
    }

    private PrintJobClient print(ClientCredentialsTokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(graph.url("/v1.0").toString())
                .tokenProvider(tokens)
                .build();
    }

    /** The token that Graph received. */
    private SignedJWT tokenAtGraph() throws Exception {
        String authorization = graph.takeRequest().getHeaders().get("Authorization");
        assertThat(authorization).startsWith("Bearer ");
        return SignedJWT.parse(authorization.substring("Bearer ".length()));
    }

    /** The form fields of the only token request. */
    private Map<String, List<String>> tokenRequest() throws Exception {
        RecordedRequest request = entra.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /" + ISSUER + "/token HTTP/1.1");
        assertNoOtherTokenRequest();
        return URLUtils.parseParameters(request.getBody().readUtf8());
    }

    private void assertNoOtherTokenRequest() {
        assertThat(catchThrowableOfType(RuntimeException.class, () -> entra.takeRequest(0, TimeUnit.MILLISECONDS)))
                .hasMessageContaining("no request found");
    }

    /** Checks that the server issued the token to this application, for Graph, for an hour from now. */
    private void assertIsGood(SignedJWT token) throws Exception {
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly(SCOPE);
        assertThat(claims.getSubject()).isEqualTo(CLIENT_ID);
        assertThat(claims.getIssuer()).isEqualTo(entra.issuerUrl(ISSUER).toString());
        assertThat(claims.getExpirationTime().toInstant())
                .isBetween(Instant.now().plusSeconds(3600 - 60), Instant.now().plusSeconds(3600 + 1));
        JWKSet keys = JWKSet.load(entra.jwksUrl(ISSUER).url());
        String keyId = token.getHeader().getKeyID();
        assertThat(token.verify(new RSASSAVerifier(keys.getKeyByKeyId(keyId).toRSAKey())))
                .isTrue();
    }

    @Test
    void aClaimsChallengeOfGraphIsAnsweredWithinTheCall() throws Exception {
        graph.enqueue(new MockResponse.Builder()
                .code(401)
                .setHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"\", error=\"insufficient_claims\","
                                + " claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ==\"")
                .build());
        graph.enqueue(new MockResponse.Builder().code(204).build());

        try (PrintJobClient print = print(builder().clientSecret(SECRET).build())) {
            print.printer("c05f3726").job("5182").abort();
        }

        assertThat(graph.getRequestCount()).isEqualTo(2);
        assertThat(tokenAtGraph().serialize()).isNotEqualTo(tokenAtGraph().serialize());
        assertThat(URLUtils.parseParameters(entra.takeRequest().getBody().readUtf8()))
                .doesNotContainKey("claims");
        assertThat(tokenRequest())
                .containsEntry("claims", List.of("{\"access_token\":{\"nbf\":{\"essential\":true}}}"));
    }

    @Test
    void aSecretBecomesATokenThatGraphGets() throws Exception {
        graph.enqueue(new MockResponse.Builder().code(204).build());
        graph.enqueue(new MockResponse.Builder().code(204).build());
        ClientCredentialsTokenProvider tokens = builder().clientSecret(SECRET).build();

        try (PrintJobClient print = print(tokens)) {
            print.printer("p").job("1").abort();
            print.printer("p").job("2").abort();
        }

        assertThat(tokenRequest())
                .isEqualTo(Map.of(
                        "client_id", List.of(CLIENT_ID),
                        "client_secret", List.of(SECRET),
                        "scope", List.of(SCOPE),
                        "grant_type", List.of("client_credentials")));
        SignedJWT token = tokenAtGraph();
        assertIsGood(token);
        assertThat(tokenAtGraph().serialize()).isEqualTo(token.serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void aCertificateBecomesATokenThatGraphGets(String algorithm) throws Exception {
        HeldCertificate held =
                RsaKeys.certificate("leaf").commonName("pull printing").build();
        ClientCertificate certificate = ClientCertificate.fromPem(held.certificatePem() + held.privateKeyPkcs8Pem());
        graph.enqueue(new MockResponse.Builder().code(204).build());

        try (PrintJobClient print = print(builder()
                .clientCertificate(algorithm.equals("RS256") ? certificate.withRs256() : certificate)
                .build())) {
            print.printer("p").job("1").abort();
        }

        PrivateKeyJWT authentication = PrivateKeyJWT.parse(tokenRequest()); // refuses any that is not after RFC 7523
        SignedJWT assertion = authentication.getClientAssertion();
        assertThat(authentication.getClientID().getValue()).isEqualTo(CLIENT_ID);
        assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(assertion.verify(
                        new RSASSAVerifier((RSAPublicKey) held.certificate().getPublicKey())))
                .isTrue();
        JWTClaimsSet claims = assertion.getJWTClaimsSet();
        assertThat(claims.getAudience())
                .containsExactly(entra.tokenEndpointUrl(ISSUER).toString());
        assertThat(claims.getIssuer()).isEqualTo(CLIENT_ID);
        assertThat(claims.getSubject()).isEqualTo(CLIENT_ID);
        assertThat(claims.getNotBeforeTime()).isEqualTo(claims.getIssueTime());
        assertThat(Duration.between(
                        claims.getNotBeforeTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .hasMinutes(5);
        assertIsGood(tokenAtGraph());
    }

    @Test
    void whatTheServerSaysReachesTheCaller() {
        entra.enqueueCallback(new DefaultOAuth2TokenCallback(ISSUER) {
            @Override
            public String subject(TokenRequest request) {
                throw new OAuth2Exception(OAuth2Error.INVALID_CLIENT, "wrong secret");
            }
        });

        TokenException failure;
        try (PrintJobClient print = print(builder().clientSecret(SECRET).build())) {
            failure = catchThrowableOfType(
                    TokenException.class, () -> print.printer("p").job("1").abort());
        }

        assertThat(failure).hasCauseExactlyInstanceOf(EntraException.class);
        assertThat(failure)
                .hasMessageContaining("HTTP 401 Unauthorized, invalid_client: ")
                .hasMessageNotContaining(SECRET);
        assertThat(graph.getRequestCount()).isZero();
    }

    @Test
    void twoHundredThreadsGetOneToken() throws Exception {
        Crowd crowd = new Crowd(new ManualTime());
        ClientSettings settings = new ClientSettings();
        settings.time = crowd;
        ClientCredentialsTokenProvider tokens = ClientCredentialsTokenProvider.builder(settings)
                .cloud(GraphCloud.GLOBAL)
                .endpoint(entra.baseUrl().toString())
                .tenantId(TENANT)
                .clientId(CLIENT_ID)
                .clientSecret(SECRET)
                .httpClient(new OkHttpClient.Builder()
                        .addInterceptor(chain -> {
                            crowd.awaitThatTheOthersWait();
                            return chain.proceed(chain.request());
                        })
                        .build())
                .build();

        List<String> given = crowd.ask(tokens::token);

        assertThat(given).hasSize(Crowd.SIZE);
        assertThat(Set.copyOf(given)).hasSize(1);
        tokenRequest();
        assertIsGood(SignedJWT.parse(given.get(0)));
    }
}
