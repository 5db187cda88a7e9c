package io.cloudjobs.emulator.app;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;

/** Asks a running emulator whether it is ready: for containers whose image has no HTTP client. */
final class HealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    /** A host that the control API always accepts, and that each certificate of the emulator names. */
    private static final String NAME = "localhost";

    private HealthCheck() {}

    /** Returns whether an emulator responds on this port, with or without TLS. */
    static boolean isUp(InetAddress address, int port) {
        byte[] target = (address.isAnyLocalAddress() ? AddressConverter.LOOPBACK : address).getAddress();
        // The request has no secret, so any certificate is good enough.
        var certificates =
                new HandshakeCertificates.Builder().addInsecureHost(NAME).build();
        var client = new OkHttpClient.Builder()
                .callTimeout(LIMIT)
                .dns(name -> List.of(InetAddress.getByAddress(NAME, target)))
                .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                .build();
        return isUp(client, "http", port) || isUp(client, "https", port);
    }

    private static boolean isUp(OkHttpClient client, String scheme, int port) {
        HttpUrl url = new HttpUrl.Builder()
                .scheme(scheme)
                .host(NAME)
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
