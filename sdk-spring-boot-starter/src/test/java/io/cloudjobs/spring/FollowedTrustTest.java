package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.LoopbackTls;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** TLS with a replaced bundle. */
@Isolated("reads what all classes log")
class FollowedTrustTest {
    private final DefaultSslBundleRegistry bundles =
            new DefaultSslBundleRegistry("graph", trusting(LoopbackTls.certificate()));

    private static SslBundle trusting(HeldCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", certificate.certificate());
            return SslBundle.of(SslStoreBundle.of(null, null, store));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static SslBundle broken() {
        return SslBundle.of(new SslStoreBundle() {
            @Override
            public KeyStore getKeyStore() {
                return null;
            }

            @Override
            public String getKeyStorePassword() {
                return null;
            }

            @Override
            public KeyStore getTrustStore() {
                throw new IllegalStateException("half a file");
            }
        });
    }

    @Test
    void theNewestBundleCounts() throws Exception {
        FollowedTrust trust = new FollowedTrust(bundles, "graph");
        assertThat(trust.trustManager().getAcceptedIssuers())
                .containsExactly(LoopbackTls.certificate().certificate());

        HeldCertificate other = new HeldCertificate.Builder().build();
        bundles.updateBundle("graph", trusting(other));

        assertThat(trust.trustManager().getAcceptedIssuers()).containsExactly(other.certificate());
        SSLSocketFactory sockets = trust;
        assertThat(sockets.getDefaultCipherSuites()).isNotEmpty();
        assertThat(sockets.getSupportedCipherSuites()).isNotEmpty();
        sockets.createSocket().close();
    }

    @Test
    @SuppressWarnings("try") // the listener listens
    void aBundleThatCannotBeUsedIsSaidOnceAndTheOneBeforeStays() {
        FollowedTrust trust = new FollowedTrust(bundles, "graph");
        List<LogRecord> warnings = new ArrayList<>();
        try (LogListener log = new LogListener(warnings::add, "io.cloudjobs.spring")) {
            bundles.updateBundle("graph", broken());
            for (int i = 0; i < 3; i++) {
                assertThat(trust.trustManager().getAcceptedIssuers())
                        .containsExactly(LoopbackTls.certificate().certificate());
            }
        }

        assertThat(warnings)
                .singleElement()
                .extracting(LogRecord::getMessage)
                .asString()
                .contains("the SSL bundle graph was reloaded and cannot be used");
    }
}
