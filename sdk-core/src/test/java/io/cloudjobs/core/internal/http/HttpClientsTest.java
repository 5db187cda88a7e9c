package io.cloudjobs.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.File;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changed and the kept properties of a client, and the properties of our own. */
class HttpClientsTest {
    @Test
    void whatRepeatsRedirectsOrEndsACallBehindOurBackIsOff(@TempDir File directory) {
        OkHttpClient derived = derive(new OkHttpClient.Builder()
                .authenticator((route, response) -> response.request())
                .cache(new Cache(directory, 1_000_000))
                .callTimeout(Duration.ofMillis(1))
                .readTimeout(Duration.ofMillis(1))
                .writeTimeout(Duration.ofMillis(1))
                .build());

        assertThat(derived.followRedirects()).isFalse();
        assertThat(derived.followSslRedirects()).isFalse();
        assertThat(derived.retryOnConnectionFailure()).isFalse();
        assertThat(derived.authenticator()).isSameAs(Authenticator.NONE);
        assertThat(derived.cache()).isNull();
        assertThat(derived.callTimeoutMillis()).isZero();
        assertThat(derived.readTimeoutMillis()).isZero();
        assertThat(derived.writeTimeoutMillis()).isZero();
        assertThat(derived.networkInterceptors()).hasSize(1);
    }

    @Test
    void theRestOfTheUsersClientIsKept() {
        Interceptor interceptor = chain -> chain.proceed(chain.request());
        Dns dns = host -> Dns.SYSTEM.lookup(host);
        EventListener listener = new EventListener() {};
        EventListener.Factory events = call -> listener;
        OkHttpClient users = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(7))
                .connectionPool(new ConnectionPool(3, 1, TimeUnit.MINUTES))
                .dispatcher(new Dispatcher())
                .dns(dns)
                .eventListenerFactory(events)
                .addInterceptor(interceptor)
                .addNetworkInterceptor(interceptor)
                .build();

        OkHttpClient derived = derive(users);

        assertThat(derived.connectTimeoutMillis()).isEqualTo(7_000);
        assertThat(derived.connectionPool()).isSameAs(users.connectionPool());
        assertThat(derived.dispatcher()).isSameAs(users.dispatcher());
        assertThat(derived.dns()).isSameAs(dns);
        assertThat(derived.eventListenerFactory()
                        .create(derived.newCall(
                                new Request.Builder().url("http://127.0.0.1").build())))
                .isSameAs(listener);
        assertThat(derived.interceptors()).containsExactly(interceptor);
        assertThat(derived.networkInterceptors()).hasSize(2).first().isSameAs(interceptor);
        assertThat(derived.sslSocketFactory()).isSameAs(users.sslSocketFactory());
    }

    @Test
    void ourOwnClientSendsAtOnceAndGivesUpConnectingAfterTenSeconds() throws Exception {
        OkHttpClient ours = HttpClients.create(false);

        assertThat(ours.connectTimeoutMillis()).isEqualTo(10_000);
        try (Socket socket = ours.socketFactory().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    /**
     * An idle connection must be closed before a load balancer drops it, and a dead one must be detected within 30 s.
     */
    @Test
    void ourOwnClientDoesNotTrustOldConnections() {
        assertThat(HttpClients.KEEP_ALIVE).isLessThan(Duration.ofMinutes(4));
        assertThat(HttpClients.create(false).pingIntervalMillis()).isEqualTo(7_000);
    }

    /** Such a client throws if its TLS configuration is read. A client derived from it has one. */
    @Test
    void whereNoEndpointHasTlsItIsNotSetUpUntilALinkNeedsIt() {
        OkHttpClient plain = derive(HttpClients.create(true));

        assertThatIllegalStateException().isThrownBy(plain::sslSocketFactory);
        assertThat(HttpClients.forLinks(plain, true).sslSocketFactory()).isNotNull();
        assertThat(HttpClients.forLinks(plain, true).connectionSpecs())
                .isEqualTo(HttpClients.create(false).connectionSpecs())
                .isEqualTo(new OkHttpClient().connectionSpecs());
    }

    /** Behind megabytes on a slow line the reply to a PING comes too late. */
    @Test
    void transfersArePingedByNobody() {
        OkHttpClient ours = derive(HttpClients.create(false));

        assertThat(HttpClients.forLinks(ours, false).pingIntervalMillis()).isZero();
        assertThat(HttpClients.forLinks(ours, false).connectionSpecs()).isEqualTo(ours.connectionSpecs());
    }

    private static OkHttpClient derive(OkHttpClient client) {
        return HttpClients.derive(client, new WireSocketFactory(client.socketFactory(), Duration.ofSeconds(30)));
    }
}
