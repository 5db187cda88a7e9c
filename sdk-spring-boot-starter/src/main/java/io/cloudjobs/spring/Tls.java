package io.cloudjobs.spring;

import io.cloudjobs.print.ClientCertificate;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.springframework.boot.ssl.SslBundle;

/** What Boot's SSL bundles hold, in the form that the clients take. */
final class Tls {
    private Tls() {}

    /** The certificate by which an application shows who it is: no matter of TLS, but it is kept in the same way. */
    static ClientCertificate clientCertificate(SslBundle bundle) {
        X509ExtendedKeyManager keys =
                first(X509ExtendedKeyManager.class, bundle.getManagers().getKeyManagers());
        String alias = keys.chooseClientAlias(new String[] {"RSA"}, null, null);
        if (alias == null) {
            throw new IllegalStateException("the SSL bundle has no certificate with an RSA key");
        }
        return ClientCertificate.of(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0]);
    }

    /** A client that trusts what the bundle trusts. */
    static OkHttpClient trusting(SslBundle bundle) {
        return new OkHttpClient.Builder()
                .sslSocketFactory(
                        bundle.createSslContext().getSocketFactory(),
                        first(X509TrustManager.class, bundle.getManagers().getTrustManagers()))
                .build();
    }

    private static <T> T first(Class<T> type, Object[] managers) {
        for (Object manager : managers) {
            if (type.isInstance(manager)) {
                return type.cast(manager);
            }
        }
        throw new IllegalStateException("the SSL bundle has no " + type.getSimpleName());
    }
}
