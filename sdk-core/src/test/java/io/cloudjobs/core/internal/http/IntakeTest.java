package io.cloudjobs.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.Eventually;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit of received bytes on a connection. */
@Timeout(60)
class IntakeTest {
    private static final int BOUND = (int) Intake.BOUND;
    private static final int MEBIBYTE = 1024 * 1024;

    private final Intake intake = new Intake();

    @Test
    void soMuchMayComeBesideContentAndNoMore() {
        intake.callBegins(false);

        assertThat(intake.isWithinBound(BOUND)).isTrue();
        assertThat(intake.isWithinBound(1)).isFalse();
        assertThat(intake.isEndless()).isTrue();
        assertThat(intake.mayBeOfOthers()).isFalse();
    }

    @Test
    void progressOfAnyKindLetsAsMuchComeAgain() {
        for (int i = 0; i < 10; i++) {
            intake.callBegins(false);
            assertThat(intake.isWithinBound(BOUND)).isTrue();
            intake.bodyBegins();
            assertThat(intake.isWithinBound(BOUND)).isTrue();
            intake.readBegins();
            intake.readEnds(true);
            assertThat(intake.isWithinBound(BOUND)).isTrue();
            intake.bodyEnds(true);
        }

        assertThat(intake.isWithinBound(1)).isFalse();
    }

    @Test
    void anUploadHasItsWindowUpdates() {
        intake.callBegins(true);
        for (int i = 0; i < 100; i++) {
            intake.sent(MEBIBYTE);
            assertThat(intake.isWithinBound(20_000)).isTrue();
        }
    }

    /** A reply to a PING has 17 bytes, and 46 with TLS. */
    @Test
    void repliesToPingsAreNoUpload() {
        intake.callBegins(false);
        int pings = 0;
        while (intake.isWithinBound(17)) {
            intake.sent(46);
            pings++;
        }

        assertThat(pings).isLessThan(50_000);
    }

    @Test
    void whatWaitsForABusyReaderIsContent() {
        intake.callBegins(true);
        intake.bodyBegins();

        assertThat(intake.isWithinBound(16 * MEBIBYTE)).isTrue();
        intake.readBegins();
        intake.readEnds(true);
        assertThat(intake.isWithinBound(16 * MEBIBYTE)).isTrue();
    }

    @Test
    void aReaderWhoIsLateIsWaitedFor() throws Exception {
        intake.callBegins(true);

        CompletableFuture<Boolean> isWithinBound = CompletableFuture.supplyAsync(() -> intake.isWithinBound(MEBIBYTE));
        Eventually.await(() -> intake.received() > 0);
        intake.bodyBegins();

        assertThat(isWithinBound.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(intake.isEndless()).isFalse();
    }

    @Test
    void aCloseEndsTheWait() throws Exception {
        intake.callBegins(true);

        CompletableFuture<Boolean> isWithinBound = CompletableFuture.supplyAsync(() -> intake.isWithinBound(MEBIBYTE));
        Eventually.await(() -> intake.received() > 0);
        intake.closes();

        assertThat(isWithinBound.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aReaderWhoWaitsInVainIsNotWaitedForLong() {
        intake.callBegins(true);
        intake.bodyBegins();
        intake.readBegins();

        assertThat(intake.isWithinBound(BOUND)).isTrue();
        assertThat(intake.isWithinBound(1)).isFalse();
    }

    @Test
    void anIdleConnectionHasTheSameBound() {
        intake.callBegins(true);
        intake.bodyBegins();
        intake.bodyEnds(true);

        assertThat(intake.isWithinBound(BOUND)).isTrue();
        assertThat(intake.isWithinBound(1)).isFalse();
    }

    @Test
    void theRestOfAResponseThatWasGivenUpMayCome() {
        intake.callBegins(true);
        intake.callEnds(false);

        assertThat(intake.isWithinBound(4 * MEBIBYTE)).isTrue();
        assertThat(intake.isWithinBound(1)).isFalse();
    }

    /**
     * OkHttp fails by itself after 256 KiB of trailers. It may have read some of them before the last content was read.
     */
    @ParameterizedTest
    @CsvSource({"262144, true", "245760, true", "131072, false"})
    void aCallThatFailedBehindSoMuchMetAResponseWithoutEnd(int bytes, boolean isEndless) {
        intake.callBegins(false);
        intake.bodyBegins();

        assertThat(intake.isWithinBound(bytes)).isTrue();
        assertThat(intake.isEndless()).isEqualTo(isEndless);
    }

    @Test
    void behindSeveralCallsNobodyKnowsWhoseItWas() {
        intake.callBegins(true);
        intake.callBegins(true);

        assertThat(intake.isWithinBound(MEBIBYTE)).isFalse();
        assertThat(intake.isEndless()).isTrue();
        assertThat(intake.mayBeOfOthers()).isTrue();
    }
}
