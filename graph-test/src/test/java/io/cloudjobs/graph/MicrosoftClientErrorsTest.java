package io.cloudjobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.models.PrintTaskDefinition;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.print.printers.item.jobs.item.abort.AbortPostRequestBody;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.emulator.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Microsoft's Java client and ours read the same errors from the emulator. */
class MicrosoftClientErrorsTest {
    /** Microsoft's client would retry after 3 seconds. */
    private static final RetryHandlerOption NO_RETRIES = new RetryHandlerOption(null, 0, 0);

    private interface Attempt {
        void run(Tenant tenant, String data);
    }

    private interface Preparation {
        String data(Tenant tenant);
    }

    /**
     * A call that fails in both clients.
     *
     * @param status the status of the response
     */
    private record Failure(int status, Preparation preparation, Attempt theirs, Attempt ours) {
        @Override
        public String toString() {
            return String.valueOf(status);
        }
    }

    static List<Failure> failures() {
        return List.of(
                new Failure(
                        400,
                        Tenant::nothing,
                        (tenant, nothing) ->
                                tenant.theirs.print().taskDefinitions().post(new PrintTaskDefinition()),
                        (tenant, nothing) -> tenant.ours.taskDefinitions().create("")),
                new Failure(
                        401,
                        Tenant::keepOldToken,
                        MicrosoftClientErrorsTest::theirGet,
                        MicrosoftClientErrorsTest::ourGet),
                new Failure(
                        403,
                        Tenant::nothing,
                        (tenant, nothing) ->
                                tenant.theirsOfUser.print().taskDefinitions().get(),
                        (tenant, nothing) -> tenant.oursOfUser
                                .taskDefinitions()
                                .list()
                                .iterator()
                                .hasNext()),
                new Failure(
                        404,
                        Tenant::nothing,
                        (tenant, nothing) -> tenant.theirs
                                .print()
                                .printers()
                                .byPrinterId("unknown")
                                .get(),
                        (tenant, nothing) -> tenant.ours.printer("unknown").get()),
                new Failure(
                        409,
                        Tenant::endedJob,
                        (tenant, job) -> tenant.theirs
                                .print()
                                .printers()
                                .byPrinterId(tenant.print.printerId())
                                .jobs()
                                .byPrintJobId(job)
                                .abort()
                                .post(new AbortPostRequestBody()),
                        (tenant, job) -> tenant.ours
                                .printer(tenant.print.printerId())
                                .job(job)
                                .abort()),
                fault(429, Fault.throttled(Duration.ofSeconds(7))),
                fault(503, Fault.unavailable()));
    }

    private static Failure fault(int status, Fault fault) {
        return new Failure(
                status,
                tenant -> {
                    tenant.print.failNext(2, fault);
                    return tenant.nothing();
                },
                MicrosoftClientErrorsTest::theirGet,
                MicrosoftClientErrorsTest::ourGet);
    }

    private static void theirGet(Tenant tenant, String nothing) {
        tenant.theirs
                .print()
                .printers()
                .byPrinterId(tenant.print.printerId())
                .jobs()
                .byPrintJobId(tenant.held.jobId())
                .get(config -> config.options.add(NO_RETRIES));
    }

    private static void ourGet(Tenant tenant, String nothing) {
        tenant.ours.printer(tenant.print.printerId()).job(tenant.held.jobId()).get();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void bothClientsReadTheSameError(Failure failure) throws Exception {
        try (Tenant tenant = new Tenant()) {
            String data = failure.preparation().data(tenant);

            ODataError theirs = catchThrowableOfType(
                    ODataError.class, () -> failure.theirs().run(tenant, data));
            ApiException ours = catchThrowableOfType(
                    ApiException.class, () -> failure.ours().run(tenant, data));

            assertThat(theirs.getResponseStatusCode()).isEqualTo(failure.status());
            assertThat(ours.statusCode()).isEqualTo(failure.status());
            assertThat(theirs.getError().getCode())
                    .isNotBlank()
                    .isEqualTo(ours.error().code());
            // The service quotes some messages, and our client removes the quotes.
            assertThat(theirs.getError().getMessage().replace("\"", ""))
                    .isNotBlank()
                    .isEqualTo(ours.error().message());
            assertThat(theirs.getMessage()).isEqualTo(theirs.getError().getMessage());
            assertThat(theirs.getError().getInnerError().getRequestId())
                    .isEqualTo(tenant.sentByTheirs.last().requestId());
            assertThat(ours.error().requestId())
                    .isEqualTo(tenant.sentByOurs.last().requestId());
            assertThat(theirs.getError().getInnerError().getDate()).isNotNull();
            assertThat(tenant.sentByTheirs.sent()).hasSize(1);
            assertThat(tenant.sentByOurs.sent()).hasSize(1);
        }
    }
}
