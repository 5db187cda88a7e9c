package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.CannedAnswer;
import java.util.Locale;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Each property that both clients have, as the service sees it. */
class ConnectionPropertiesTest {
    private final MockWebServer server = new MockWebServer();
    private final CannedAnswer answer =
            new CannedAnswer(new MockResponse.Builder().body("{}").build());

    enum Client {
        PRINT("cloudjobs.print.credential.token=t") {
            @Override
            void call(ApplicationContext context) {
                context.getBean(PrintJobClient.class).printer("p").job("1").get();
            }
        },
        GES("cloudjobs.ges.credential.token=t", "cloudjobs.ges.project-id=p") {
            @Override
            void call(ApplicationContext context) {
                context.getBean(GesJobClient.class).graph("movie").job("1").get();
            }
        };

        private final String[] credentials;

        Client(String... credentials) {
            this.credentials = credentials;
        }

        /** Makes a call that the client retries. */
        abstract void call(ApplicationContext context);

        String property(String property) {
            return "cloudjobs." + name().toLowerCase(Locale.ROOT) + "." + property;
        }
    }

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApplicationContextRunner application(Client client, String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PrintAutoConfiguration.class, GesAutoConfiguration.class))
                .withPropertyValues(client.credentials)
                .withPropertyValues(client.property("endpoint=http://127.0.0.1:" + server.getPort()))
                .withPropertyValues(Stream.of(properties).map(client::property).toArray(String[]::new));
    }

    /** The waits exceed the timeout, so the client does not retry unless the property shortens them. */
    @ParameterizedTest
    @CsvSource({
        "503, retry.base-delay=9999d,          1",
        "503, retry.base-delay=0s,             3",
        "429, retry.base-delay=0s,             1",
        "429, retry.throttled-base-delay=0s,   3",
        "503, retry.throttled-base-delay=0s,   1",
        "503, retry.max-delay=0s,              3",
        "503, 'retry.max-delay=0s,retry.max-attempts=2', 2",
    })
    void callsAreRepeatedAsThePropertiesSay(int status, String properties, int requests) {
        answer.set(new MockResponse.Builder().code(status).build());
        for (Client client : Client.values()) {
            int before = server.getRequestCount();
            application(client, "retry.base-delay=9999d", "retry.throttled-base-delay=9999d", "retry.max-delay=9999d")
                    .withPropertyValues(Stream.of(properties.split(","))
                            .map(client::property)
                            .toArray(String[]::new))
                    .run(context ->
                            assertThatThrownBy(() -> client.call(context)).isInstanceOf(SdkException.class));
            assertThat(server.getRequestCount() - before).as("%s", client).isEqualTo(requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallEndsWithTheTimeout(Client client) {
        answer.set(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        application(client, "timeout=50ms")
                .run(context -> assertThatThrownBy(() -> client.call(context))
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("PT0.05S"));
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerIsNoLongerThanTheSize(Client client) {
        answer.set(new MockResponse.Builder().body("{\"a\":\"0123456789\"}").build());
        application(client, "max-response-size=10B")
                .run(context -> assertThatThrownBy(() -> client.call(context))
                        .isInstanceOf(InvalidResponseException.class)
                        .hasMessageContaining("longer than 10 bytes"));
    }

    @ParameterizedTest
    @EnumSource
    void theApplicationHasItsName(Client client) throws Exception {
        answer.set(new MockResponse.Builder().code(400).build());
        application(client, "user-agent=till/1")
                .run(context -> assertThatThrownBy(() -> client.call(context)).isInstanceOf(SdkException.class));
        assertThat(server.takeRequest().getHeaders().get("User-Agent")).startsWith("till/1 ");
    }

    @ParameterizedTest
    @EnumSource
    void anotherMachineIsNotAskedByHttpUnlessThatIsAllowed(Client client) {
        ApplicationContextRunner plain = application(client, "endpoint=http://192.0.2.1");
        plain.run(context -> assertThat(context).hasFailed());
        plain.withPropertyValues(client.property("allow-insecure-http=true"))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
