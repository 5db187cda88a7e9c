package io.cloudjobs.core.internal.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import okhttp3.Address;
import okhttp3.Connection;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 connection on a socket of the test. */
record Http2(Socket socket) implements Connection {
    @Override
    public Route route() {
        Address address = new OkHttpClient().address(HttpUrl.get("http://127.0.0.1"));
        return new Route(address, Proxy.NO_PROXY, new InetSocketAddress("127.0.0.1", 80));
    }

    @Override
    public @Nullable Handshake handshake() {
        return null;
    }

    @Override
    public Protocol protocol() {
        return Protocol.HTTP_2;
    }
}
