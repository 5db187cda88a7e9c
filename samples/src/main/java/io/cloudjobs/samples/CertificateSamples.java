package io.cloudjobs.samples;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.Dns;
import okhttp3.OkHttpClient;

/** Ways to trust a graph. Its address is an IP address, and its certificate is self-signed or from your own CA. */
final class CertificateSamples {
    private CertificateSamples() {}

    /** Trusts only the certificates in a PEM file. */
    static OkHttpClient trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        X509TrustManager trustManager = (X509TrustManager) factory.getTrustManagers()[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trustManager}, null);
        return new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), trustManager)
                .build();
    }

    /** For a certificate that has a host name but no IP address. The endpoint is then {@code https://} and that name. */
    static OkHttpClient byName(OkHttpClient trusting, String name, String address) {
        OkHttpClient byName = trusting.newBuilder()
                .dns(host -> host.equals(name) ? List.of(InetAddress.getByName(address)) : Dns.SYSTEM.lookup(host))
                .build();
        return byName;
    }

    /** For a certificate that has neither a host name nor an IP address. Safe only if you trust exactly this certificate. */
    static OkHttpClient byCertificateAlone(OkHttpClient trusting, String address) {
        OkHttpClient byCertificateAlone = trusting.newBuilder()
                .hostnameVerifier((host, session) -> host.equals(address))
                .build();
        return byCertificateAlone;
    }

    /** Trusts only the key of this certificate, not the other certificates of the CA. */
    static OkHttpClient pinned(OkHttpClient trusting, String address, Certificate certificate) {
        OkHttpClient pinned = trusting.newBuilder()
                .certificatePinner(new CertificatePinner.Builder()
                        .add(address, CertificatePinner.pin(certificate))
                        .build())
                .build();
        return pinned;
    }
}
