package io.cloudjobs.spring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Creates TLS sockets with the current SSL bundle. New connections use the newest bundle. They do not resume TLS sessions of
 * an older one.
 */
final class FollowedTrust extends SSLSocketFactory {
    private final FollowedBundle<Current> bundle;

    private record Current(SSLSocketFactory sockets, X509TrustManager trust) {
        static Current of(SslBundle bundle) {
            return new Current(
                    bundle.createSslContext().getSocketFactory(),
                    Tls.first(X509TrustManager.class, bundle.getManagers().getTrustManagers()));
        }
    }

    FollowedTrust(SslBundles bundles, String name) {
        this.bundle = new FollowedBundle<>(bundles, name, Current::of);
    }

    private Current now() {
        return bundle.now();
    }

    /** Returns a trust manager with the current bundle, because OkHttp requires one beside the socket factory. */
    X509TrustManager trustManager() {
        return new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
                now().trust.checkClientTrusted(chain, type);
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
                now().trust.checkServerTrusted(chain, type);
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return now().trust.getAcceptedIssuers();
            }
        };
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return now().sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return now().sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return now().sockets.createSocket();
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return now().sockets.createSocket(connected, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return now().sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return now().sockets.createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return now().sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return now().sockets.createSocket(host, port, from, fromPort);
    }
}
