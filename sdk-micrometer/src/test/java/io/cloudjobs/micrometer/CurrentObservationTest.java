package io.cloudjobs.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.OperationStart;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The current observation of a thread during a call and after it. */
@Timeout(60)
class CurrentObservationTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ObservationRegistry registry = ObservationRegistry.create();

    @BeforeEach
    void serve() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .body("{\"id\":\"7\",\"status\":{\"state\":\"completed\"}}")
                        .build();
            }
        });
        registry.observationConfig().observationHandler(context -> true);
    }

    private PrintJobClient.Builder client(CallListener... listeners) {
        PrintJobClient.Builder builder =
                PrintJobClient.builder().endpoint(server.url("/").toString()).tokenProvider(TokenProvider.of("token"));
        for (CallListener listener : listeners) {
            builder.listener(listener);
        }
        return builder;
    }

    private static void get(PrintJobClient print) {
        print.printer("p").job("7").get();
    }

    private String current() {
        Observation current = registry.getCurrentObservation();
        return current == null ? "none" : current.getContextView().getName();
    }

    @Test
    void theAttemptIsCurrentForInterceptorsAndTheOperationForTheTokenProvider() {
        List<String> seen = new ArrayList<>();
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    seen.add(current());
                    return chain.proceed(chain.request());
                })
                .build();
        try (PrintJobClient print = client(CloudJobsObservations.of(registry))
                .httpClient(http)
                .tokenProvider(() -> {
                    seen.add(current());
                    return "token";
                })
                .build()) {
            get(print);
        }

        assertThat(seen).containsExactly("cloudjobs.operation", "cloudjobs.attempt");
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @Test
    void theObservationOfTheApplicationIsCurrentAgain() {
        try (PrintJobClient print = client(CloudJobsObservations.of(registry)).build()) {
            Observation application = Observation.start("application", registry);
            try (Observation.Scope scope = application.openScope()) {
                get(print);
                assertThat(registry.getCurrentObservationScope()).isSameAs(scope);
            }
            application.stop();
        }

        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void anErrorClosesTheOperationToo() {
        try (PrintJobClient print = client(CloudJobsObservations.of(registry))
                .tokenProvider(() -> {
                    throw new StackOverflowError();
                })
                .build()) {
            assertThat(catchThrowable(() -> get(print))).isInstanceOf(StackOverflowError.class);
        }

        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @Test
    void listenersThatThrowOrLeaveScopesOpenChangeNothing() {
        CallListener careless = new CallListener() {
            @Override
            public CallListener operationStarted(OperationStart event) {
                Observation.start("left open", registry).openScope();
                return this;
            }

            @Override
            public void attemptStarted(AttemptStart event) {
                throw new IllegalStateException();
            }

            @Override
            public void attemptEnded(AttemptEvent event) {
                Observation.start("left open", registry).openScope();
                throw new AssertionError();
            }

            @Override
            public void operationEnded(OperationEvent event) {
                throw new IllegalStateException();
            }
        };
        try (PrintJobClient print =
                client(CloudJobsObservations.of(registry), careless).build()) {
            get(print);
        }

        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    /** A place where a handler of the application throws. */
    private enum Place {
        START,
        SCOPE_OPENED,
        SCOPE_CLOSED,
        EVENT,
        ERROR,
        STOP
    }

    @ParameterizedTest
    @EnumSource
    void handlersThatThrowBreakNoCallAndLeaveNoScope(Place place) {
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            private void at(Place here) {
                if (here == place) {
                    throw new IllegalStateException(place.toString());
                }
            }

            @Override
            public void onStart(Observation.Context context) {
                at(Place.START);
            }

            @Override
            public void onScopeOpened(Observation.Context context) {
                at(Place.SCOPE_OPENED);
            }

            @Override
            public void onScopeClosed(Observation.Context context) {
                at(Place.SCOPE_CLOSED);
            }

            @Override
            public void onError(Observation.Context context) {
                at(Place.ERROR);
            }

            @Override
            public void onStop(Observation.Context context) {
                at(Place.STOP);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        try (PrintJobClient print = client(CloudJobsObservations.of(registry)).build()) {
            get(print);
            catchThrowable(() -> print.printer("p").job("8").get());
        }

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @Test
    void eachThreadHasItsOwnParent() throws Exception {
        TestObservationRegistry tested = TestObservationRegistry.create();
        Queue<String> parents = new ConcurrentLinkedQueue<>();
        tested.observationConfig().observationHandler(new ObservationHandler<OperationContext>() {
            @Override
            public void onStop(OperationContext context) {
                parents.add(context.getParentObservation().getContextView().getName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof OperationContext;
            }
        });
        try (PrintJobClient print = client(CloudJobsObservations.of(tested)).build()) {
            ExecutorService threads = threads();
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String name = "application-" + i;
                calls.add(threads.submit(
                        () -> Observation.createNotStarted(name, tested).observe(() -> get(print))));
            }
            for (Future<?> call : calls) {
                call.get();
            }
            threads.shutdown();
        }

        assertThat(parents)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "application-" + i).toList());
        TestObservationRegistryAssert.assertThat(tested)
                .hasNumberOfObservationsWithNameEqualTo("cloudjobs.operation", 20)
                .hasNumberOfObservationsWithNameEqualTo("cloudjobs.attempt", 20)
                .doesNotHaveAnyRemainingCurrentObservation();
    }

    @Test
    void theObservationGoesWithACallToAnExecutor() throws Exception {
        List<String> parents = new ArrayList<>();
        registry.observationConfig().observationHandler(new ObservationHandler<OperationContext>() {
            @Override
            public void onStop(OperationContext context) {
                ObservationView parent = context.getParentObservation();
                parents.add(parent == null ? "none" : parent.getContextView().getName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof OperationContext;
            }
        });
        ExecutorService threads = Executors.newSingleThreadExecutor();
        ExecutorService wrapped = ContextExecutorService.wrap(
                threads, ContextSnapshotFactory.builder().build()::captureAll);
        try (PrintJobClient print = client(CloudJobsObservations.of(registry)).build()) {
            Observation.createNotStarted("application", registry).observe(() -> {
                print.async(wrapped, one -> one.printer("p").job("7").get()).join();
                print.async(threads, one -> one.printer("p").job("7").get()).join();
            });
        }
        assertThat(threads.submit(registry::getCurrentObservationScope).get()).isNull();
        threads.shutdown();

        assertThat(parents).containsExactly("application", "none");
    }

    /** Returns virtual threads where there are any. */
    private static ExecutorService threads() throws Exception {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newFixedThreadPool(8);
        }
    }

    @Test
    void aRegistryWithoutHandlersCostsNothing() throws Exception {
        CloudJobsObservations noop = CloudJobsObservations.of(ObservationRegistry.NOOP);
        CloudJobsObservations unused = CloudJobsObservations.of(ObservationRegistry.create());

        assertThat(noop.operationStarted(null)).isSameAs(unused.operationStarted(null));
        try (PrintJobClient print = client(noop, unused).build()) {
            get(print);
        }
        assertThat(server.takeRequest().getHeaders().names()).doesNotContain("traceparent");
    }
}
