package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.testkit.ConnectionsInUse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exceptions of the user's code, in every place where the client calls it: any of them becomes one of our exceptions,
 * except a {@link VirtualMachineError}, which is thrown unchanged. In both cases the client sends no more requests and
 * stays usable.
 */
@Timeout(60)
class UsersCodeTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ClientSettings settings = new ClientSettings();
    private final OkHttpClient.Builder http = new OkHttpClient.Builder();
    private final List<OperationEvent> ended = new ArrayList<>();
    private OkHttpClient client;

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(client);
    }

    /** Throws on the first call only. */
    private static final class Bomb {
        private Throwable thrown;

        Bomb(Throwable thrown) {
            this.thrown = thrown;
        }

        void explode() {
            Throwable now = thrown;
            thrown = null;
            if (now != null) {
                UsersCodeTest.<RuntimeException>sneak(now);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable problem) throws E {
        throw (E) problem;
    }

    /**
     * A place where the client calls the user's code.
     *
     * @param type the exception of the call if that code throws
     * @param requests the number of requests at the server until then
     */
    private record Place(
            String name,
            BiConsumer<UsersCodeTest, Bomb> put,
            Class<? extends SdkException> type,
            int requests,
            boolean mayHaveReachedService) {}

    private static Place before(String name, BiConsumer<UsersCodeTest, Bomb> put) {
        return new Place(name, put, TransportException.class, 0, false);
    }

    private static final List<Place> PLACES = List.of(
            new Place(
                    "the token provider",
                    (test, bomb) -> test.settings.tokenProvider = () -> {
                        bomb.explode();
                        return "token";
                    },
                    TokenException.class,
                    0,
                    false),
            before(
                    "an interceptor, before the request",
                    (test, bomb) -> test.http.addInterceptor(chain -> {
                        bomb.explode();
                        return chain.proceed(chain.request());
                    })),
            new Place(
                    "an interceptor, after the answer",
                    (test, bomb) -> test.http.addInterceptor(afterTheAnswer(bomb)),
                    TransportException.class,
                    1,
                    true),
            before(
                    "a network interceptor, before the request",
                    (test, bomb) -> test.http.addNetworkInterceptor(chain -> {
                        bomb.explode();
                        return chain.proceed(chain.request());
                    })),
            new Place(
                    "a network interceptor, after the answer",
                    (test, bomb) -> test.http.addNetworkInterceptor(afterTheAnswer(bomb)),
                    TransportException.class,
                    1,
                    true),
            before(
                    "the name lookup",
                    (test, bomb) -> test.http.dns(name -> {
                        bomb.explode();
                        return Dns.SYSTEM.lookup(name);
                    })),
            before(
                    "an event listener",
                    (test, bomb) -> test.http.eventListener(new EventListener() {
                        @Override
                        public void callStart(Call call) {
                            bomb.explode();
                        }
                    })),
            before(
                    "the call factory",
                    (test, bomb) -> test.settings.callFactory = origin -> request -> {
                        bomb.explode();
                        return origin.newCall(request);
                    }));

    /** It closes the response, as required. */
    private static Interceptor afterTheAnswer(Bomb bomb) {
        return chain -> {
            var answer = chain.proceed(chain.request());
            try {
                bomb.explode();
            } catch (Throwable e) {
                answer.close();
                throw e;
            }
            return answer;
        };
    }

    private static Stream<Arguments> each(List<Throwable> problems) {
        return PLACES.stream()
                .flatMap(place -> problems.stream()
                        .map(problem -> argumentSet(
                                place.name + ": " + problem.getClass().getSimpleName(), place, problem)));
    }

    static Stream<Arguments> typed() {
        return each(List.of(
                new IllegalStateException("boom"),
                new Exception("boom"),
                new NoClassDefFoundError("com/example/Missing"),
                new ExceptionInInitializerError("boom"),
                new AssertionError("boom"),
                new Error("boom"),
                new Throwable("boom")));
    }

    static Stream<Arguments> passing() {
        return each(List.of(new OutOfMemoryError("boom"), new StackOverflowError(), new InternalError("boom")));
    }

    private Throwable failureOf(ApiClient api) {
        return catchThrowable(() -> api.send(ACT));
    }

    private static final ApiRequest ACT =
            new ApiRequest("thing.act", "POST", ResourcePath.ROOT.resolve("/things/{thingId}/act", "7"));

    private ApiClient client(Place place, Throwable problem) {
        settings.endpoint = "http://localhost:" + server.getPort() + "/";
        settings.tokenProvider = TokenProvider.of("token-of-the-user");
        settings.listeners = List.of(new CallListener() {
            @Override
            public void operationEnded(OperationEvent event) {
                ended.add(event);
            }
        });
        place.put.accept(this, new Bomb(problem));
        client = http.build();
        settings.httpClient = client;
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder().code(204).build());
        }
        return new ApiClient(settings, new TestService());
    }

    @ParameterizedTest
    @MethodSource("typed")
    void whatItThrowsIsTyped(Place place, Throwable problem) {
        ApiClient api = client(place, problem);

        Throwable thrown = failureOf(api);

        assertThat(thrown).isExactlyInstanceOf(place.type).hasCause(problem);
        SdkException failure = (SdkException) thrown;
        assertThat(failure).hasMessageContaining(problem.getClass().getSimpleName());
        assertThat(failure.mayHaveReachedService()).isEqualTo(place.mayHaveReachedService);
        assertThat(server.getRequestCount()).isEqualTo(place.requests);
        assertThat(ended)
                .singleElement()
                .satisfies(event -> assertThat(event.failure()).isSameAs(failure));
        assertTheNextCallIsAsEver(api, place.requests);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void anErrorOfTheMachinePasses(Place place, Throwable problem) {
        ApiClient api = client(place, problem);

        assertThat(failureOf(api)).isSameAs(problem);

        assertThat(server.getRequestCount()).isEqualTo(place.requests);
        assertThat(ended)
                .singleElement()
                .satisfies(event -> assertThat(event.failure())
                        .hasCause(problem)
                        .hasMessageContaining(problem.getClass().getSimpleName()));
        assertTheNextCallIsAsEver(api, place.requests);
    }

    private void assertTheNextCallIsAsEver(ApiClient api, int before) {
        ConnectionsInUse.assertNone(client);

        api.send(ACT);

        assertThat(server.getRequestCount()).isEqualTo(before + 1);
    }
}
