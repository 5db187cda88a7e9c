package io.cloudjobs.testkit;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** TLS between a client and a server on this machine, with a self-signed certificate. */
public final class LoopbackTls {
    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();

    private static final HandshakeCertificates HANDSHAKE = new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    private LoopbackTls() {}

    /** The certificate for {@code localhost} and {@code 127.0.0.1}. */
    public static HeldCertificate certificate() {
        return CERTIFICATE;
    }

    /** The TLS configuration for both sides: the server has the certificate, and the client trusts only this one. */
    public static HandshakeCertificates handshake() {
        return HANDSHAKE;
    }

    /** Returns a copy of the client that trusts the certificate. */
    public static OkHttpClient trusting(OkHttpClient client) {
        return client.newBuilder()
                .sslSocketFactory(HANDSHAKE.sslSocketFactory(), HANDSHAKE.trustManager())
                .build();
    }

    /**
     * Performs the server side of the handshake.
     *
     * @param accepted the connection
     * @param protocol the protocol of the server, for example {@code h2}
     */
    public static SSLSocket accept(Socket accepted, String protocol) throws IOException {
        SSLSocket socket =
                (SSLSocket) HANDSHAKE.sslSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
        socket.setUseClientMode(false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
