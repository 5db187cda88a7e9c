package io.cloudjobs.micrometer;

import io.cloudjobs.core.ClientState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** Measures the state of clients: their retry budgets and their tokens. */
final class ClientMeters {
    private final MeterRegistry registry;

    /** The clients that made a call, and the number of their tokens that are counted. */
    private final Map<ClientState, Long> clients = new WeakHashMap<>();

    /** The hosts with gauges. */
    private final Set<String> hosts = ConcurrentHashMap.newKeySet();

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Registers a client that is new, and counts its new tokens. */
    void update(ClientState client) {
        long tokens = client.tokens();
        Long counted;
        synchronized (this) {
            counted = clients.get(client);
            if (counted == null || counted < tokens) {
                clients.put(client, tokens);
            }
        }
        String host = host(client);
        Tags tags = Tags.of("server.address", host);
        if (counted == null && hosts.add(host)) {
            Gauge.builder("cloudjobs.retry.budget", () -> budget(host))
                    .description("The rest of the retry budget, from 0 to 1")
                    .tags(tags)
                    .register(registry);
            TimeGauge.builder("cloudjobs.token.age", () -> age(host), TimeUnit.SECONDS)
                    .description("The time since the client first received its token")
                    .tags(tags)
                    .register(registry);
        }
        long before = counted == null ? 0 : counted;
        if (before < tokens) {
            Counter.builder("cloudjobs.tokens")
                    .description("The tokens that clients have received")
                    .tags(tags)
                    .register(registry)
                    .increment(tokens - before);
        }
    }

    private static String host(ClientState client) {
        return HttpUrl.get(client.endpoint()).host();
    }

    private double budget(String host) {
        return clients(host).mapToDouble(ClientState::retryBudget).min().orElse(Double.NaN);
    }

    private double age(String host) {
        return clients(host)
                .map(ClientState::tokenAge)
                .filter(Objects::nonNull)
                .mapToDouble(ClientMeters::seconds)
                .max()
                .orElse(Double.NaN);
    }

    private static double seconds(Duration age) {
        return age.toNanos() / 1e9;
    }

    private synchronized Stream<ClientState> clients(String host) {
        return Stream.of(clients.keySet().toArray(new ClientState[0]))
                .filter(client -> !client.isClosed() && host(client).equals(host));
    }
}
