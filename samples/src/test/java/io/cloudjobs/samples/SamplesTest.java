package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.GesOutput;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesErrorCode;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.auth.IamException;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.EntraException;
import io.cloudjobs.print.printer.PrinterProcessingStateDetail;
import io.cloudjobs.print.printer.PrinterShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The samples work as documented. */
@Timeout(60)
class SamplesTest {
    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final HeldJob held = emulator.print().holdJob();
    private final String graphJob = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
    private final PrintJobClient print = print(() -> emulator.print().token());
    private final GesJobClient ges = GesJobClient.builder()
            .endpoint(emulator.ges().endpoint())
            .projectId(emulator.ges().projectId())
            .tokenProvider(() -> emulator.ges().token())
            .build();

    private PrintJobClient print(TokenProvider tokens) {
        return OptionSamples.patient(tokens)
                .endpoint(emulator.print().endpoint())
                .listener(OptionSamples.log())
                .build();
    }

    @AfterEach
    void close() {
        print.close();
        ges.close();
        emulator.close();
    }

    @Test
    void aJobIsReadFromItsPrinterAndFromItsShare() {
        PrintJob job = PrintSamples.read(print, held.printerId(), held.jobId());

        assertThat(job.tasks()).singleElement().extracting(PrintTask::id).isEqualTo(held.taskId());
        assertThat(job.documents()).hasSize(1);
        assertThat(PrintSamples.readFromShare(print, held.shareId(), held.jobId())
                        .id())
                .isEqualTo(held.jobId());
        assertThat(OptionSamples.quickly(print, held.printerId(), held.jobId()).id())
                .isEqualTo(held.jobId());
    }

    @Test
    void sharesAreFoundByTheirBuilding() {
        emulator.print().addPrinter("p-8", "s-8");
        emulator.print().describePrinter("p-8", "{\"location\":{\"building\":\"O'Hara\",\"roomName\":\"12\"}}");
        emulator.print().describeShare("s-8", "{\"displayName\":\"Lobby\"}");

        try (PrintJobClient user = print(() -> emulator.print().userToken())) {
            assertThat(PrintSamples.sharesIn(user, "O'Hara")).containsExactly("s-8");
            assertThat(PrintSamples.sharesIn(user, "none")).isEmpty();
            assertThatThrownBy(() -> PrintSamples.sharesIn(print, "O'Hara"))
                    .isInstanceOf(ForbiddenException.class)
                    .hasMessageContaining("printerShare.list needs a user token, not an application token");
        }
    }

    @Test
    void stoppedPrintersAreFound() {
        emulator.print().addPrinter("p-8", "s-8");
        emulator.print().describePrinter("p-8", "{\"status\":{\"state\":\"stopped\",\"details\":[\"mediaEmpty\"]}}");

        try (PrintJobClient administrator = print(() -> emulator.print().userToken())) {
            assertThat(PrintSamples.stopped(administrator)).singleElement().satisfies(printer -> {
                assertThat(printer.id()).isEqualTo("p-8");
                assertThat(printer.status().details()).containsExactly(PrinterProcessingStateDetail.MEDIA_EMPTY);
                assertThat(printer.shares()).extracting(PrinterShare::id).containsExactly("s-8");
            });
            assertThatThrownBy(() -> PrintSamples.stopped(print)).isInstanceOf(ForbiddenException.class);
        }
    }

    @Test
    void aClientBehindAGatewayIsMade() {
        try (PrintJobClient gateway = OptionSamples.behindGateway(() -> "token").build()) {
            assertThat(gateway).hasToString("PrintJobClient[https://gateway.example/graph/]");
        }
    }

    @Test
    void aJobIsAborted() {
        PrintSamples.abort(print, held.printerId(), held.jobId());

        assertThat(state()).isEqualTo(PrintJobProcessingState.ABORTED);
    }

    @Test
    void aJobIsReleased() {
        PrintTask task = PrintSamples.release(print, held.taskDefinitionId(), held.taskId());

        assertThat(task.status().state()).isEqualTo(PrintTaskProcessingState.COMPLETED);
        assertThat(state()).isEqualTo(PrintJobProcessingState.COMPLETED);
    }

    @Test
    void heldJobsOfAUserAreFound() {
        String user = emulator.print().userPrincipalName();
        HeldJob ended = emulator.print().holdJob();
        PrintSamples.release(print, ended.taskDefinitionId(), ended.taskId());

        assertThat(PrintSamples.heldFor(print, held.printerId(), held.taskDefinitionId(), user))
                .extracting(PrintTask::id)
                .containsExactly(held.taskId());
        assertThat(PrintSamples.heldFor(print, held.printerId(), held.taskDefinitionId(), "bob@contoso.com"))
                .isEmpty();
    }

    @Test
    void aGraphJobIsObserved() {
        emulator.ges().output("movie", "pagerank", GesOutput.rows("pagerank", 2, row -> "{\"v" + row + "\":0.5}"));
        emulator.ges().startJob("movie", graphJob);
        emulator.ges().finishJob("movie", graphJob);
        GesJobResource job = ges.graph("movie").job(graphJob);

        assertThat(GesSamples.untilItHasEnded(job).status().isSuccess()).isTrue();
        assertThat(GesSamples.jsonOfOutput(job)).contains("v0", "v1");
        GesSamples.progress(ges);
    }

    @Test
    void anAbortWithAnUnclearOutcomeIsLookedUp() {
        emulator.print().failNext(1, Fault.closedConnection());
        assertThat(ErrorSamples.abort(print, held.printerId(), held.jobId())).isFalse();
        assertThat(ErrorSamples.abort(print, held.printerId(), held.jobId())).isTrue();
        assertThat(ErrorSamples.abort(print, held.printerId(), "999")).isFalse();
        assertThatThrownBy(() -> ErrorSamples.abort(print, held.printerId(), held.jobId()))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void anAbortThatCannotBeConfirmedFails() {
        emulator.print().failNext(1, Fault.closedConnection());
        assertThatThrownBy(() -> ErrorSamples.abortAndConfirm(print, held.printerId(), held.jobId()))
                .isExactlyInstanceOf(TransportException.class);
        assertThat(state()).isEqualTo(PrintJobProcessingState.PAUSED);

        emulator.print().failNext(1, Fault.lostResponse());
        ErrorSamples.abortAndConfirm(print, held.printerId(), held.jobId());
        assertThat(state()).isEqualTo(PrintJobProcessingState.ABORTED);
    }

    @Test
    void theEndOfAJobIsAwaited() {
        assertThat(ErrorSamples.end(print, held.printerId(), held.jobId(), Duration.ofMillis(1)))
                .isEqualTo("The job has not ended yet.");

        PrintSamples.abort(print, held.printerId(), held.jobId());

        assertThat(PrintSamples.untilItHasEnded(print, held.printerId(), held.jobId())
                        .status()
                        .state())
                .isEqualTo(PrintJobProcessingState.ABORTED);
        assertThat(ErrorSamples.end(print, held.printerId(), held.jobId(), Duration.ofMillis(1)))
                .isEqualTo("The job is aborted.");
        assertThat(ErrorSamples.end(print, held.printerId(), "999", Duration.ofMillis(1)))
                .startsWith("The job is gone");
    }

    @Test
    void aGraphJobIsCancelledOnce() {
        assertThat(ErrorSamples.cancel(ges, "movie", graphJob)).isEqualTo("accepted");
        assertThat(ErrorSamples.cancel(ges, "movie", graphJob)).isEqualTo("not cancelled");
        emulator.ges().failNext(1, Fault.unavailable());
        assertThat(ErrorSamples.cancel(ges, "movie", graphJob)).isEqualTo("perhaps cancelled by a lost attempt");
        GesSamples.cancel(ges, "movie", emulator.ges().submitJob("movie", GesJobKind.ALGORITHM));
    }

    @Test
    void theCodesOfTheGraphEngineHaveNames() {
        ErrorResponse error = ErrorResponse.builder(500).code("GES.8602").build();

        assertThat(GesSamples.isEngineDown(new ApiException("job.cancel", null, 3, true, error)))
                .isTrue();
        assertThat(GesErrorCode.ENGINE_UNAVAILABLE.meaning()).isEqualTo("the engine is not available");
    }

    @Test
    void aRefusedTokenIsDroppedAndReplaced() {
        List<String> tokens =
                new ArrayList<>(List.of("expired", emulator.print().token()));
        TokenSamples.TokenCache cache = new TokenSamples.TokenCache() {
            @Override
            public String currentToken() {
                return tokens.get(0);
            }

            @Override
            public void drop(String token) {
                tokens.remove(token);
            }
        };

        try (PrintJobClient client = print(TokenSamples.thatForgets(cache))) {
            client.printer(held.printerId()).job(held.jobId()).get();
        }

        assertThat(emulator.print().requests()).isEqualTo(2);
        assertThat(tokens).hasSize(1);
    }

    @Test
    void aTokenFromAVaultIsAskedForOnce() {
        AtomicInteger logins = new AtomicInteger();
        TokenProvider tokens = TokenSamples.cached(() -> {
            logins.incrementAndGet();
            return new TokenSamples.Login(
                    emulator.print().token(), Instant.now().plusSeconds(3600));
        });

        try (PrintJobClient client = print(tokens)) {
            client.printer(held.printerId()).job(held.jobId()).get();
            client.printer(held.printerId()).job(held.jobId()).get();
            assertThat(logins).hasValue(1);
            emulator.print().rotateToken();
            client.printer(held.printerId()).job(held.jobId()).get();
            assertThat(logins).hasValue(2);
        }
    }

    @Test
    void whatEntraIdSaysReachesTheAdministrator() {
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .endpoint(emulator.entra().endpoint())
                .tenantId(emulator.entra().tenantId())
                .clientId(emulator.entra().clientId())
                .clientSecret("not the secret")
                .build();

        try (PrintJobClient client = print(tokens)) {
            assertThatThrownBy(() ->
                            client.printer(held.printerId()).job(held.jobId()).get())
                    .isInstanceOfSatisfying(
                            TokenException.class,
                            failure -> assertThat(TokenSamples.advice(failure))
                                    .contains("AADSTS7000215", "the client secret is wrong"));
        }
        assertThat(emulator.entra().requests()).isEqualTo(1);
        assertThat(emulator.print().requests()).isZero();
        ErrorResponse expired = ErrorResponse.builder(401)
                .code("invalid_client")
                .body("{\"error_codes\": [7000222]}")
                .build();
        assertThat(TokenSamples.advice(new TokenException(
                        "printJob.get",
                        null,
                        0,
                        false,
                        "no token",
                        new EntraException("entra.token", null, 1, false, expired))))
                .isEqualTo("The client secret has expired.");
        assertThat(TokenSamples.advice(new TokenException("printJob.get", null, 0, false, "no token", null)))
                .isNull();
    }

    private IamTokenProvider iam(String password) {
        return IamTokenProvider.builder()
                .endpoint(emulator.iam().endpoint())
                .domainName(emulator.iam().domainName())
                .userName(emulator.iam().userName())
                .password(password)
                .projectName(emulator.iam().projectName())
                .build();
    }

    @Test
    void aFixedTokenThatIsRefusedStaysRefused() {
        try (PrintJobClient client = print(TokenProvider.of("expired"))) {
            assertThatThrownBy(() ->
                            client.printer(held.printerId()).job(held.jobId()).get())
                    .isExactlyInstanceOf(UnauthorizedException.class);
        }
        assertThat(emulator.print().requests()).isEqualTo(1);
    }

    @Test
    void whatIsNoThrottlingIsForTheAdministrator() {
        ErrorResponse error = ErrorResponse.builder(403).code("accessDenied").build();

        assertThat(ErrorSamples.advice(
                        new ForbiddenException("printJob.abort", "/print/printers/c05f/jobs/5182", 1, false, error)))
                .isEqualTo(
                        "Please ask your administrator: printJob.abort of /print/printers/c05f/jobs/5182 failed: HTTP 403 Forbidden, accessDenied"
                                + " (attempt 1)");
    }

    @Test
    void theEmulatorIsStartedInOneStatement() {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(() -> emulator.print().token())
                        .build()) {
            HeldJob held = emulator.print().holdJob();
            print.printer(held.printerId()).job(held.jobId()).abort();
        }
    }

    @Test
    void aClientIsMadeWithoutSendingAnything() {
        assertThat(TokenSamples.fixed()).hasToString("TokenProvider[fixed]");
        TokenSamples.fromCache(null).close();
        assertThatThrownBy(() -> GesSamples.fromBeginningToEnd(iam("not the password")))
                .isInstanceOfSatisfying(
                        IamException.class, e -> assertThat(e.isPasswordWrong()).isTrue());
        assertThatThrownBy(() -> PrintSamples.fromBeginningToEnd(() -> {
                    throw new IllegalStateException("no token");
                }))
                .hasMessageContaining("the token provider failed");
    }

    private PrintJobProcessingState state() {
        return print.printer(held.printerId()).job(held.jobId()).get().status().state();
    }
}
