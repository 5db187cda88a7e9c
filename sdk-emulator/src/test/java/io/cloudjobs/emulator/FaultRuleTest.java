package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultRuleTest {
    private static final Duration LONG = Duration.ofDays(30);

    private CloudJobsEmulator emulator;
    private PrintEmulator print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
        emulator.clock().freeze();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private long add(FaultRule rule) {
        return emulator.addFault(EmulatedService.PRINT, rule);
    }

    private int printers() {
        return Reply.toPrint(print, "GET", "/print/taskDefinitions", "").status();
    }

    private RawConnection sent(String target) throws IOException {
        var connection = new RawConnection(print.endpoint());
        connection.send("GET /v1.0" + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + print.token()
                + "\r\n\r\n");
        return connection;
    }

    private String abort(HeldJob held) {
        return "/print/printers/" + held.printerId() + "/jobs/" + held.jobId() + "/abort";
    }

    @Test
    void aRuleAppliesToItsOperationsOnly() {
        HeldJob held = print.holdJob();
        add(FaultRule.of(Fault.status(500)).operation("POST */abort"));

        assertThat(printers()).isEqualTo(200);
        assertThat(Reply.toPrint(print, "POST", abort(held), "").status()).isEqualTo(500);
        assertThat(Reply.toPrint(print, "POST", "/nowhere/abort", "").status()).isEqualTo(404);
        assertThat(Reply.toPrint(print, "POST", abort(held), "").status()).isEqualTo(500);
        emulator.reset();
        assertThat(emulator.faults(EmulatedService.PRINT)).isEmpty();
    }

    @Test
    void aRuleEndsAfterItsRequests() {
        long id = add(FaultRule.of(Fault.status(502))
                .operation("GET *taskDefinitions")
                .times(2));

        assertThat(emulator.faults(EmulatedService.PRINT)).hasSize(1).hasEntrySatisfying(id, pending -> {
            assertThat(pending.requestsLeft()).isEqualTo(2);
            assertThat(pending.operation()).isEqualTo("GET *taskDefinitions");
            assertThat(pending.probability()).isEqualTo(1);
            assertThat(pending.fault()).hasToString("502");
            assertThat(pending).hasToString("502");
        });
        assertThat(printers()).isEqualTo(502);
        assertThat(emulator.faults(EmulatedService.PRINT).get(id).requestsLeft())
                .isEqualTo(1);
        assertThat(printers()).isEqualTo(502);
        assertThat(printers()).isEqualTo(200);
        assertThat(emulator.faults(EmulatedService.PRINT)).isEmpty();
        assertThat(emulator.faults(EmulatedService.GES)).isEmpty();
    }

    @Test
    void aRuleWithoutANumberAppliesUntilItIsRemoved() {
        long id = add(FaultRule.of(Fault.status(500)));
        long later = add(FaultRule.of(Fault.status(599)).times(1));

        for (int i = 0; i < 3; i++) {
            assertThat(printers()).isEqualTo(500);
        }
        assertThat(emulator.faults(EmulatedService.PRINT).values())
                .extracting(FaultRule::requestsLeft)
                .containsExactly(null, 1);
        emulator.removeFault(EmulatedService.PRINT, id);
        emulator.removeFault(EmulatedService.PRINT, id);
        assertThat(emulator.faults(EmulatedService.PRINT)).containsOnlyKeys(later);
        assertThat(printers()).isEqualTo(599);
        assertThat(printers()).isEqualTo(200);
    }

    /** 400 requests with a probability of one half: outside of this range once in 10^20 runs. */
    @Test
    void aProbabilityAppliesToEachRequestAlone() {
        var faults = new FaultQueue();
        faults.add(FaultRule.of(Fault.status(500)).probability(0.5));

        long failed = IntStream.range(0, 400)
                .filter(i -> faults.next("GET /x") != null)
                .count();

        assertThat(failed).isBetween(100L, 300L);
    }

    @Test
    void aFaultThatDoesNotHappenByChanceKeepsItsRequests() {
        var faults = new FaultQueue();
        faults.add(FaultRule.of(Fault.status(500)).probability(0.000001).times(1));

        for (int i = 0; i < 10; i++) {
            assertThat(faults.next("GET /x")).isNull();
        }
        assertThat(faults.all().get(1L).requestsLeft()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(EmulatedService.class)
    void everyServiceHasEveryStatus(EmulatedService service) {
        for (int status : new int[] {400, 401, 403, 404, 408, 409, 418, 429, 500, 502, 503, 504, 599}) {
            emulator.addFault(
                    service,
                    FaultRule.of(Fault.status(status, Duration.ofSeconds(7))).times(1));

            Reply reply = Reply.to("GET", emulator.origin(service) + "/x", "");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("Retry-After")).isEqualTo("7");
        }
    }

    @Test
    void aDelayedResponseComesWhenTheClockIsAdvanced() throws Exception {
        HeldJob held = print.holdJob();
        add(FaultRule.of(Fault.delayed(LONG)).times(1));
        try (var connection = sent("/print/printers/" + held.printerId() + "/jobs/" + held.jobId())) {
            Eventually.await(() -> emulator.faults(EmulatedService.PRINT).isEmpty());
            emulator.clock().advance(LONG.minusNanos(1));
            assertThat(connection.isSilent()).isTrue();

            emulator.clock().advance(Duration.ofNanos(1));

            assertThat(connection.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
        }
    }

    @Test
    void theServiceHasActedBeforeTheDelay() throws Exception {
        HeldJob held = print.holdJob();
        add(FaultRule.of(Fault.delayed(LONG)).operation("POST *").times(1));
        try (var connection = new RawConnection(print.endpoint())) {
            connection.send("POST /v1.0" + abort(held) + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                    + "Authorization: Bearer " + print.token() + "\r\n\r\n");
            Eventually.await(() -> jobState(held).equals("aborted"));

            assertThat(jobState(held)).isEqualTo("aborted");
            assertThat(connection.isSilent()).isTrue();
        }
    }

    private String jobState(HeldJob held) {
        String path = abort(held);
        return Reply.toPrint(print, "GET", path.substring(0, path.lastIndexOf('/')), "")
                .json()
                .at("/status/state")
                .textValue();
    }

    static Stream<Arguments> lateEnds() {
        return Stream.of(
                arguments(Fault.status(504).after(LONG), 504),
                arguments(Fault.closedConnection().after(LONG), 0),
                arguments(Fault.lostResponse().after(LONG), 0),
                arguments(Fault.slowResponse(1_000_000).after(LONG), 200));
    }

    @ParameterizedTest
    @MethodSource("lateEnds")
    void anyFaultCanComeLater(Fault fault, int status) throws Exception {
        add(FaultRule.of(fault).times(1));
        try (var connection = sent("/print/taskDefinitions")) {
            Eventually.await(() -> emulator.faults(EmulatedService.PRINT).isEmpty());
            assertThat(connection.isSilent()).isTrue();

            emulator.clock().advance(LONG);

            if (status == 0) {
                assertThat(connection.read()).isEqualTo(-1);
            } else {
                assertThat(connection.readUntil("\r\n")).startsWith("HTTP/1.1 " + status);
            }
        }
    }

    @Test
    void aSlowResponseComesByteByByte() throws Exception {
        add(FaultRule.of(Fault.slowResponse(1)).times(1));
        try (var connection = sent("/print/taskDefinitions")) {
            connection.readUntil("\r\n\r\n");
            assertThat(connection.readUntil("\r\n{\r\n")).isEqualTo("1\r\n{\r\n");
            assertThat(connection.isSilent()).isTrue();

            emulator.clock().advance(Duration.ofSeconds(1));
            assertThat(connection.readUntil("\r\n\"\r\n")).isEqualTo("1\r\n\"\r\n");
            assertThat(connection.isSilent()).isTrue();

            emulator.clock().advance(Duration.ofDays(1));
            assertThat(connection.readUntil("\r\n0\r\n\r\n")).isNotEmpty();
        }
    }

    @Test
    void aLoadedClockEndsADelay() throws Exception {
        add(FaultRule.of(Fault.delayed(Duration.ofMinutes(10))).times(1));
        try (var connection = sent("/print/taskDefinitions")) {
            Eventually.await(() -> emulator.faults(EmulatedService.PRINT).isEmpty());

            emulator.load(new ByteArrayInputStream("{\"clock\": {\"now\": \"2020-01-01T00:00:00Z\"}}".getBytes()));

            assertThat(connection.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingOrResettingTheEmulatorEndsADelay(boolean isClosed) throws Exception {
        add(FaultRule.of(Fault.delayed(Duration.ofSeconds(Long.MAX_VALUE))).times(1));
        try (var connection = sent("/print/taskDefinitions")) {
            Eventually.await(() -> emulator.faults(EmulatedService.PRINT).isEmpty());

            if (isClosed) {
                emulator.close();
                assertThat(connection.read()).isEqualTo(-1);
            } else {
                emulator.reset();
                assertThat(connection.readUntil("\r\n")).isEqualTo("HTTP/1.1 200 OK\r\n");
            }
        }
    }

    /** The clock of the emulator follows the clock of this machine. */
    @Test
    void aDelayAlsoTakesRealTime() {
        emulator.clock().unfreeze();
        add(FaultRule.of(Fault.delayed(Duration.ofMillis(50))).times(1));
        long start = System.nanoTime();

        assertThat(printers()).isEqualTo(200);

        assertThat(System.nanoTime() - start).isGreaterThan(49_000_000);
    }

    @Test
    void aFaultIsDescribedForTheLog() {
        assertThat(List.of(
                        Fault.status(404),
                        Fault.throttled(Duration.ofSeconds(10)),
                        Fault.status(500, Duration.ofMillis(1500)).after(Duration.ofSeconds(3)),
                        Fault.closedConnection(),
                        Fault.lostResponse().after(Duration.ofMillis(20)),
                        Fault.delayed(Duration.ofMinutes(1)),
                        Fault.slowResponse(100),
                        Fault.slowResponse(100).after(Duration.ofSeconds(1))))
                .map(Fault::toString)
                .containsExactly(
                        "404",
                        "429, Retry-After 10",
                        "500, Retry-After 1.5, after 3 s",
                        "closed connection",
                        "lost response, after 0.02 s",
                        "response, after 60 s",
                        "response at 100 B/s",
                        "response at 100 B/s, after 1 s");
    }

    @ParameterizedTest
    @CsvSource({"399", "600", "200", "0", "-1", "2147483647"})
    void onlyAnErrorStatusIsAFault(int status) {
        assertThatThrownBy(() -> Fault.status(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status must be between 400 and 599, but is " + status);
    }

    @Test
    void whatCannotBeIsRefused() {
        Duration negative = Duration.ofNanos(-1);
        for (Runnable wrong : List.<Runnable>of(
                () -> Fault.delayed(negative),
                () -> Fault.status(500).after(negative),
                () -> Fault.status(500, negative),
                () -> Fault.slowResponse(0),
                () -> FaultRule.of(Fault.unavailable()).times(0),
                () -> FaultRule.of(Fault.unavailable()).probability(0),
                () -> FaultRule.of(Fault.unavailable()).probability(1.01),
                () -> FaultRule.of(Fault.unavailable()).probability(Double.NaN),
                () -> FaultRule.of(Fault.unavailable()).operation(" "))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
