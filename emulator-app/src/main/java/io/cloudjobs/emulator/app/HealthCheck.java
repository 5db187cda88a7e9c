package io.cloudjobs.emulator.app;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;

/** Asks a running emulator whether it is ready: for containers whose image has no HTTP client. */
final class HealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private HealthCheck() {}

    /** Returns whether an emulator answers on this port, with or without TLS. */
    static boolean isUp(InetAddress address, int port) {
        String host =
                address.isAnyLocalAddress() ? AddressConverter.LOOPBACK.getHostAddress() : address.getHostAddress();
        // The request has no secret, so any certificate is good enough.
        var certificates =
                new HandshakeCertificates.Builder().addInsecureHost(host).build();
        var client = new OkHttpClient.Builder()
                .callTimeout(LIMIT)
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .hostnameVerifier((name, session) -> true)
                .build();
        return isUp(client, "http", host, port) || isUp(client, "https", host, port);
    }

    private static boolean isUp(OkHttpClient client, String scheme, String host, int port) {
        HttpUrl url = new HttpUrl.Builder()
                .scheme(scheme)
                .host(host)
                .port(port)
                .addPathSegments("_cloudjobs/health")
                .build();
        try (var response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.code() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
