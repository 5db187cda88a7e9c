package io.cloudjobs.testkit;

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

    /** The certificate of {@code localhost} and {@code 127.0.0.1}. */
    public static HeldCertificate certificate() {
        return CERTIFICATE;
    }

    /** For both sides: the server has the certificate, and the client trusts it and no other. */
    public static HandshakeCertificates handshake() {
        return HANDSHAKE;
    }
}
