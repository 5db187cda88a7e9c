package io.cloudjobs.core.internal.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import org.jspecify.annotations.Nullable;

/** Observes events that no interceptor sees: OkHttp looks for a connection, and a response begins, also a 1xx. */
final class WireEvents extends ForwardingEvents {
    private final Attempt attempt;

    private WireEvents(EventListener users, Attempt attempt) {
        super(users);
        this.attempt = attempt;
    }

    /** Wraps the user's listeners. */
    static EventListener.Factory with(EventListener.Factory users) {
        return call -> {
            EventListener listener = users.create(call);
            Attempt attempt = call.request().tag(Attempt.class);
            return attempt == null ? listener : new WireEvents(listener, attempt);
        };
    }

    /**
     * Sets the timeout that interceptors see. If it were set before the start of the call, OkHttp would enforce it too,
     * in addition to {@link Watch}.
     */
    @Override
    public void callStart(Call call) {
        attempt.isHeard();
        call.timeout().timeout(attempt.nanos(), TimeUnit.NANOSECONDS);
        super.callStart(call);
    }

    @Override
    public void dnsStart(Call call, String domainName) {
        attempt.looksForConnection();
        super.dnsStart(call, domainName);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress inetSocketAddress, Proxy proxy) {
        attempt.looksForConnection();
        attempt.handshakes(false);
        super.connectStart(call, inetSocketAddress, proxy);
    }

    @Override
    public void secureConnectStart(Call call) {
        attempt.handshakes(true);
        super.secureConnectStart(call);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        attempt.handshakes(false);
        super.secureConnectEnd(call, handshake);
    }

    @Override
    public void responseHeadersStart(Call call) {
        attempt.answerBegins();
        super.responseHeadersStart(call);
    }
}
