package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IConfidentialClientApplication;
import com.microsoft.aad.msal4j.IPublicClientApplication;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/**
 * Tokens of Microsoft's own libraries reach the service. The credential of azure-identity is a fake. MSAL4J is the real
 * library. It sends its requests to a stand-in for {@code login.microsoftonline.com}, which is also its proxy.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // an interrupt does not end a join()
class BridgeSamplesTest {
    private static final int HOUR = 3599;
    /** MSAL4J renews tokens that expire in less than 5 minutes. */
    private static final int ALMOST_OVER = 200;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final HeldJob held = emulator.print().holdJob();
    private final List<TokenRequestContext> asked = Collections.synchronizedList(new ArrayList<>());
    private final TokenCredential credential = request -> {
        asked.add(request);
        return Mono.just(
                new AccessToken(emulator.print().token(), OffsetDateTime.now().plusHours(1)));
    };

    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .addSubjectAlternativeName("login.microsoftonline.com")
            .build();
    private final HandshakeCertificates trusted = new HandshakeCertificates.Builder()
            .addTrustedCertificate(certificate.certificate())
            .build();
    private final MockWebServer entra = new MockWebServer();

    @AfterEach
    void close() {
        entra.close();
        emulator.close();
    }

    @Test
    void aCredentialIsAskedForTheScopeOfGraphEachTime() {
        TokenProvider tokens = AzureIdentitySamples.application(credential);

        read(tokens);
        read(tokens);

        assertThat(asked)
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.getScopes()).containsExactly("https://graph.microsoft.com/.default"));
    }

    @Test
    void aCachedCredentialIsAskedOnceAndAgainWhenItsTokenIsRefused() {
        TokenProvider tokens = AzureIdentitySamples.cached(credential);

        read(tokens);
        read(tokens);
        assertThat(asked).hasSize(1);

        emulator.print().rotateToken();
        read(tokens);
        assertThat(asked).hasSize(2);
        assertThat(emulator.print().requests()).isEqualTo(4);
    }

    @Test
    void theFailureOfACredentialIsTheCause() {
        RuntimeException failure = new IllegalStateException("no credential is configured");

        assertThatThrownBy(() -> read(AzureIdentitySamples.application(request -> Mono.error(failure))))
                .isInstanceOf(TokenException.class)
                .cause()
                .isSameAs(failure);
        assertThat(emulator.print().requests()).isZero();
    }

    @Test
    void theDefaultCredentialCanBeMade() {
        assertThat(AzureIdentitySamples.credential()).isNotNull();
    }

    @Test
    void anApplicationOfMsalFetchesItsTokenOnce() throws Exception {
        TokenProvider tokens = Msal4jSamples.tokens(application());
        entra.enqueue(applicationToken());

        read(tokens);
        read(tokens);

        assertThat(sentToEntra()).singleElement().satisfies(sent -> {
            assertThat(sent.path()).isEqualTo("/contoso/oauth2/v2.0/token");
            assertThat(sent.form())
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("client_id", "app")
                    .containsEntry("client_secret", "s3cret");
            assertThat(sent.scopes()).contains("https://graph.microsoft.com/.default");
        });
    }

    @Test
    void twentyThreadsWithAnApplicationOfMsalMakeOneRequest() throws Exception {
        TokenProvider tokens = Msal4jSamples.cached(application());
        entra.enqueue(applicationToken()
                .newBuilder()
                .headersDelay(200, TimeUnit.MILLISECONDS)
                .build());

        Callable<String> ask = tokens::token;
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (Future<String> token : threads.invokeAll(Collections.nCopies(20, ask))) {
                assertThat(token.get()).isEqualTo(emulator.print().token());
            }
        } finally {
            threads.shutdownNow();
        }
        read(tokens);

        assertThat(sentToEntra()).hasSize(1);
    }

    @Test
    void theErrorOfMsalIsTheCause() throws Exception {
        TokenProvider tokens = Msal4jSamples.tokens(application());
        entra.enqueue(json(401, """
                {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."}
                """));

        assertThatThrownBy(() -> read(tokens))
                .isInstanceOf(TokenException.class)
                .cause()
                .isInstanceOfSatisfying(MsalServiceException.class, error -> {
                    assertThat(error.errorCode()).isEqualTo("invalid_client");
                    assertThat(error.statusCode()).isEqualTo(401);
                });
        assertThat(sentToEntra()).hasSize(1);
        assertThat(emulator.print().requests()).isZero();
    }

    @Test
    void aUserSignsInOnceAndTheTokenIsRenewed() throws Exception {
        IPublicClientApplication application = userApplication();
        IAccount user = signIn(application, "ada");
        TokenProvider tokens = Msal4jSamples.tokens(application, user);
        entra.enqueue(userToken("ada", emulator.print().token(), HOUR));

        read(tokens);
        read(tokens);

        assertThat(user.username()).isEqualTo("ada@contoso.com");
        List<Sent> sent = sentToEntra();
        assertThat(sent)
                .extracting(Sent::path)
                .containsExactly(
                        "/contoso/oauth2/v2.0/devicecode", "/contoso/oauth2/v2.0/token", "/contoso/oauth2/v2.0/token");
        assertThat(sent).allSatisfy(request -> {
            assertThat(request.form()).containsEntry("client_id", "app");
            assertThat(request.scopes()).containsAll(Msal4jSamples.SUBMIT);
        });
        assertThat(sent.get(1).form()).containsEntry("device_code", "device");
        assertThat(sent.get(2).form())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "refresh of ada");
    }

    /** Another user, because MSAL4J does not retry a request that just failed like this, in the whole JVM. */
    @Test
    void thatAUserMustSignInAgainIsTheCause() throws Exception {
        IPublicClientApplication application = userApplication();
        TokenProvider tokens = Msal4jSamples.tokens(application, signIn(application, "bob"));
        entra.enqueue(json(400, """
                {"error": "invalid_grant", "error_description": "AADSTS50173: The provided grant has expired."}
                """));

        assertThatThrownBy(() -> read(tokens))
                .isInstanceOf(TokenException.class)
                .cause()
                .isInstanceOf(MsalInteractionRequiredException.class);
        assertThat(emulator.print().requests()).isZero();
    }

    private void read(TokenProvider tokens) {
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(tokens)
                .build()) {
            assertThat(print.printer(held.printerId()).job(held.jobId()).get().id())
                    .isEqualTo(held.jobId());
        }
    }

    private IConfidentialClientApplication application() throws Exception {
        startEntra();
        return Msal4jSamples.application("contoso", "app", "s3cret")
                .proxy(entra.getProxyAddress())
                .sslSocketFactory(trusted.sslSocketFactory())
                .instanceDiscovery(false)
                .build();
    }

    private IPublicClientApplication userApplication() throws Exception {
        startEntra();
        return Msal4jSamples.userApplication("contoso", "app")
                .proxy(entra.getProxyAddress())
                .sslSocketFactory(trusted.sslSocketFactory())
                .instanceDiscovery(false)
                .build();
    }

    private void startEntra() throws Exception {
        entra.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        entra.start();
        entra.enqueue(new MockResponse.Builder().inTunnel().build());
    }

    private IAccount signIn(IPublicClientApplication application, String user) {
        entra.enqueue(json(200, """
                {"user_code": "ABCD", "device_code": "device", "verification_uri": "https://microsoft.com/devicelogin",
                 "expires_in": 900, "interval": 1, "message": "Enter the code ABCD"}
                """));
        entra.enqueue(userToken(user, "of the sign-in", ALMOST_OVER));
        return Msal4jSamples.signIn(application);
    }

    private MockResponse applicationToken() {
        return json(200, """
                {"token_type": "Bearer", "access_token": "%s", "expires_in": %d}
                """.formatted(emulator.print().token(), HOUR));
    }

    private static MockResponse userToken(String user, String token, int expiresIn) {
        String claims = "{'oid': '%1$s', 'tid': 'contoso', 'preferred_username': '%1$s@contoso.com'}".formatted(user);
        String clientInfo = "{'uid': '%s', 'utid': 'contoso'}".formatted(user);
        return json(200, """
                {"token_type": "Bearer", "access_token": "%s", "expires_in": %d, "scope": "%s",
                 "refresh_token": "refresh of %s", "id_token": "%s.%s.", "client_info": "%s"}
                """.formatted(
                        token,
                        expiresIn,
                        String.join(" ", Msal4jSamples.SUBMIT),
                        user,
                        base64("{'alg': 'none'}"),
                        base64(claims),
                        base64(clientInfo)));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static String base64(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A request through the proxy, and its form. */
    private record Sent(String path, Map<String, String> form) {
        List<String> scopes() {
            return List.of(form.get("scope").split(" "));
        }
    }

    private List<Sent> sentToEntra() throws InterruptedException {
        List<Sent> sent = new ArrayList<>();
        RecordedRequest request;
        while ((request = entra.takeRequest(0, TimeUnit.SECONDS)) != null) {
            if (!request.getMethod().equals("CONNECT")) {
                sent.add(new Sent(request.getTarget(), form(request.getBody().utf8())));
            }
        }
        return sent;
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
