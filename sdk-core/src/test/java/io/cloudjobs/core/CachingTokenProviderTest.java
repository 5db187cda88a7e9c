package io.cloudjobs.core;

import static io.cloudjobs.core.TokenSource.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which token is cached, for how long, and when the source is called. For many threads see {@link
 * CachingTokenProviderThreadsTest}.
 */
@Timeout(60)
@Isolated("reads what all classes log")
class CachingTokenProviderTest {
    private static final Duration TICK = Duration.ofNanos(1);

    /** The renewal margin of a token that is valid for an hour. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();
    private final TokenSource source = new TokenSource(time);
    private long chance;
    private final TokenCache tokens = new TokenCache((limit, claims) -> source.get(), settings());

    private final List<String> log = new ArrayList<>();
    private LogListener listener;

    private ClientSettings settings() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> chance;
        return settings;
    }

    @BeforeEach
    void readTheLog() {
        listener = new LogListener(
                line -> log.add(line.getLevel() + ": " + new SimpleFormatter().formatMessage(line)),
                "io.cloudjobs.core");
    }

    @AfterEach
    void leaveTheLog() {
        listener.close();
    }

    @AfterEach
    void nobodyHasWaited() {
        assertThat(time.sleeps()).isEmpty();
    }

    private void advanceTo(Instant instant) {
        time.advance(Duration.between(time.now(), instant));
    }

    private void assertGives(String token, int asked) {
        assertThat(tokens.token()).isEqualTo(token);
        assertThat(source.asked()).isEqualTo(asked);
    }

    @Test
    void theSourceIsNotAskedBeforeATokenIs() {
        assertThat(source.asked()).isZero();
        assertGives("token-1", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H,   0,                    PT5M",
        "PT24H,  0,                    PT5M",
        "PT60M1S, 0,                   PT5M",
        "PT48M,  0,                    PT4M",
        "PT60S,  0,                    PT5S",
        "PT1S,   0,                    PT0.083333333S",
        "PT1H,   -9223372036854775808, PT5M30S", // random 0.5
        "PT1H,   -1,                   PT6M", // random just below 1
        "PT24H,  -1,                   PT6M",
        "PT60S,  -1,                   PT6S",
        "PT0.000000011S, -1,           PT0S"
    })
    void aTokenIsDueATwelfthOfItsLifeBeforeItsEndButAtMostFiveMinutesAndUpToAFifthEarlier(
            Duration life, long chance, Duration early) {
        this.chance = chance;
        Instant end = time.now().plus(life);
        source.then(() -> new AccessToken("token-1", end));
        assertGives("token-1", 1);

        advanceTo(end.minus(early).minus(TICK));
        assertGives("token-1", 1);

        time.advance(TICK);
        assertGives("token-2", 2);
        assertGives("token-2", 2);
    }

    @Test
    void aTokenThatNeverExpiresIsNeverDue() {
        source.then(() -> new AccessToken("token-1", Instant.MAX));
        assertGives("token-1", 1);

        time.advance(Duration.ofDays(100 * 365));
        assertGives("token-1", 1);
    }

    @Test
    void aTokenIsUsedUntilItExpiresAndNotLonger() {
        assertGives("token-1", 1);
        IllegalStateException failure = new IllegalStateException("no answer");

        time.advance(LIFE.minus(TICK));
        source.thenFail(failure);
        assertGives("token-1", 2);

        time.advance(TICK);
        source.thenFail(failure);
        assertThat(catchThrowable(tokens::token)).isSameAs(failure);
        assertThat(source.asked()).isEqualTo(3);
    }

    @Test
    void whenTheSourceFailsTheOldTokenIsUsedAndTheSourceIsLeftInPeaceForAWhile() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        for (int asked = 2; asked <= 11; asked++) { // ten times in those 5 minutes
            source.thenFail(new IllegalStateException("no answer"));
            assertGives("token-1", asked);
            time.advance(PAUSE.minus(TICK));
            assertGives("token-1", asked);
            time.advance(TICK);
        }

        IllegalStateException last = new IllegalStateException("no answer");
        source.thenFail(last);
        assertThat(catchThrowable(tokens::token)).isSameAs(last);
        assertGives("token-13", 13);
    }

    @Test
    void theNextTokenAfterAFailureIsKeptAsEver() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        source.thenFail(new IllegalStateException("no answer"));
        assertGives("token-1", 2);

        time.advance(PAUSE);
        assertGives("token-3", 3);
        time.advance(LIFE.minus(MARGIN).minus(TICK));
        assertGives("token-3", 3);
        time.advance(TICK);
        assertGives("token-4", 4);
    }

    @Test
    void aWhileAfterAFailureIsOverWhenTheOldTokenExpires() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(PAUSE).plus(TICK));
        source.thenFail(new IllegalStateException("no answer"));
        assertGives("token-1", 2);

        time.advance(PAUSE.minus(TICK));
        assertGives("token-3", 3);
    }

    @Test
    void aTokenThatExpiresWhileTheSourceFailsIsNotUsed() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        source.then(() -> {
            time.advance(MARGIN);
            throw new IllegalStateException("no answer in time");
        });

        assertThatIllegalStateException().isThrownBy(tokens::token).withMessage("no answer in time");
        assertThat(source.asked()).isEqualTo(2);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("no answer"),
                new TokenException("token.get", null, 1, false, "no answer", null),
                new NoClassDefFoundError("com/example/Missing"),
                new StackOverflowError());
    }

    @Test
    void theOldTokenIsUsedWhileAClassOfTheSourceIsMissing() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        NoClassDefFoundError missing = new NoClassDefFoundError("com/example/Missing");
        source.thenFail(missing);
        assertGives("token-1", 2);

        time.advance(MARGIN);
        source.thenFail(missing);
        assertThat(catchThrowable(tokens::token)).isSameAs(missing);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureReachesTheCallerAsItIsAndIsNotKept(Throwable failure) {
        source.thenFail(failure);

        assertThat(catchThrowable(tokens::token)).isSameAs(failure);
        assertThat(source.asked()).isEqualTo(1);
        assertGives("token-2", 2);
    }

    @Test
    void aCheckedExceptionThatNobodyDeclaredIsTheCauseOfTheFailure() {
        IOException failure = new IOException("no answer");
        source.thenFail(failure);

        assertThatIllegalStateException()
                .isThrownBy(tokens::token)
                .withMessage("the token source failed")
                .withCause(failure);
        assertGives("token-2", 2);
    }

    @Test
    void aFailureThatTheCallersDoNotSeeIsInTheLogWithoutWhatAStrangerSays() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        source.thenFail(new IllegalStateException("wrong password: s3cr3t"));
        assertGives("token-1", 2);
        time.advance(PAUSE);
        source.thenFail(new TokenException("token.get", null, 1, false, "no answer", null));
        assertGives("token-1", 3);

        assertThat(log)
                .containsExactly(
                        "WARNING: no new token: IllegalStateException; using the old one until 2026-11-22T13:00:00Z",
                        "WARNING: no new token: token.get failed: no answer; using the old one until"
                                + " 2026-11-22T13:00:00Z");
    }

    static Stream<Arguments> uselessTokens() {
        return Stream.of(
                argumentSet("null", (Duration) null, "the token source returned null"),
                argumentSet(
                        "expired now",
                        Duration.ZERO,
                        "the token source returned a token that expired at 2026-11-22T12:55:00Z; the clock of this machine"
                                + " shows 2026-11-22T12:55:00Z"),
                argumentSet(
                        "expired an hour ago",
                        Duration.ofHours(-1),
                        "the token source returned a token that expired at 2026-11-22T11:55:00Z; the clock of this machine"
                                + " shows 2026-11-22T12:55:00Z"));
    }

    @ParameterizedTest
    @MethodSource("uselessTokens")
    void aTokenThatIsOfNoUseIsAFailure(Duration life, String message) {
        Supplier<AccessToken> useless =
                () -> life == null ? null : new AccessToken("s3cr3t", time.now().plus(life));
        time.advance(LIFE.minus(MARGIN));
        source.then(useless);
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(tokens::token)
                .withMessage("token.get failed: " + message);
        assertGives("token-2", 2);

        time.advance(LIFE.minus(MARGIN));
        source.then(useless);
        assertGives("token-2", 3);
        time.advance(PAUSE);
        assertGives("token-4", 4);
    }

    @Test
    void aTokenThatExpiredLongAgoIsAFailure() {
        source.then(() -> new AccessToken("s3cr3t", Instant.MIN));

        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(tokens::token)
                .withMessageContaining("returned a token that expired")
                .withMessageNotContaining("s3cr3t");
    }

    @Test
    void aSourceThatAsksForTheTokenThatItShallGiveIsToldSo() {
        source.then(() -> new AccessToken(tokens.token(), Instant.MAX));
        assertThatExceptionOfType(TokenException.class)
                .isThrownBy(tokens::token)
                .withMessage("token.get failed: the token source called its own provider");
        assertThat(source.asked()).isEqualTo(1);

        assertGives("token-2", 2);
        time.advance(LIFE);
        source.then(() -> new AccessToken(tokens.token(), Instant.MAX));
        assertThatExceptionOfType(TokenException.class).isThrownBy(tokens::token);
        assertGives("token-4", 4);
    }

    @Test
    void aSourceMayUseTheOldTokenWhileItIsValid() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        source.then(() -> new AccessToken("after " + tokens.token(), Instant.MAX));

        assertGives("after token-1", 2);
    }

    @Test
    void aTokenThatWasRefusedIsForgottenAndNoOther() {
        assertGives("token-1", 1);
        tokens.invalidate("token-0");
        assertGives("token-1", 1);

        tokens.invalidate(new String("token-1"));
        assertThat(source.asked()).isEqualTo(1);
        assertGives("token-2", 2);

        tokens.invalidate("token-1");
        assertGives("token-2", 2);
    }

    @Test
    void claimsOfAChallengeAreGivenToTheSourceOnce() {
        List<String> asked = new ArrayList<>();
        CachingTokenProvider answering = CachingTokenProvider.withClaims(claims -> {
            asked.add(String.valueOf(claims));
            return new AccessToken("token-" + asked.size(), Instant.now().plusSeconds(3600));
        });

        assertThat(answering.token()).isEqualTo("token-1");
        answering.invalidate("token-0", "{\"not\":\"about this one\"}");
        assertThat(answering.token()).isEqualTo("token-1");
        answering.invalidate("token-1", "{\"a\":1}");
        assertThat(answering.token()).isEqualTo("token-2");
        answering.invalidate("token-1", "{\"too\":\"late\"}");
        answering.invalidate("token-2");
        assertThat(answering.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", "{\"a\":1}", "null");
    }

    @Test
    void claimsThatBringNoTokenAreForgotten() {
        List<String> asked = new ArrayList<>();
        CachingTokenProvider answering = CachingTokenProvider.withClaims(claims -> {
            asked.add(String.valueOf(claims));
            if (claims != null) {
                throw new IllegalStateException("bad claims");
            }
            return new AccessToken("token-" + asked.size(), Instant.now().plusSeconds(3600));
        });
        answering.token();
        answering.invalidate("token-1", "{\"a\":1}");

        assertThatIllegalStateException().isThrownBy(answering::token);
        assertThat(answering.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", "{\"a\":1}", "null");
    }

    @Test
    void aSourceThatDoesNotKnowOfClaimsIsAskedAsEver() {
        assertGives("token-1", 1);
        tokens.invalidate("token-1", "{}");

        assertGives("token-2", 2);
    }

    @Test
    void invalidateBeforeThereIsATokenDoesNothing() {
        tokens.invalidate("token-1");

        assertGives("token-1", 1);
    }

    @Test
    void aRefusedTokenIsNotUsedAlthoughTheSourceFails() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        tokens.invalidate("token-1");
        source.thenFail(new IllegalStateException("no answer"));

        assertThatIllegalStateException().isThrownBy(tokens::token).withMessage("no answer");
        assertGives("token-3", 3);
    }

    @Test
    void aTokenThatIsRefusedWhileTheSourceFailsIsNotUsed() {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        source.then(() -> {
            tokens.invalidate("token-1");
            throw new IllegalStateException("no answer");
        });

        assertThatIllegalStateException().isThrownBy(tokens::token).withMessage("no answer");
        assertGives("token-3", 3);
    }

    @Test
    void theCallerIsNotHeldUpByALimitThatIsOverWhenNobodyElseAsks() {
        assertThat(tokens.token(Duration.ZERO)).isEqualTo("token-1");
        assertThat(tokens.token(Duration.ofSeconds(-1))).isEqualTo("token-1");
    }

    static Stream<Arguments> interrupts() {
        return Stream.of(
                argumentSet("wrapped, the flag set", (Supplier<AccessToken>) () -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(new InterruptedException());
                }),
                argumentSet("unchanged and undeclared", (Supplier<AccessToken>) () -> {
                    throw TokenSource.<RuntimeException>sneak(new InterruptedException());
                }));
    }

    @ParameterizedTest
    @MethodSource("interrupts")
    void aSourceThatIsInterruptedLeavesTheFlagSetAndNothingBehind(Supplier<AccessToken> interrupted) {
        source.then(interrupted);

        Throwable failure = catchThrowable(tokens::token);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertGives("token-2", 2);
    }

    @ParameterizedTest
    @MethodSource("interrupts")
    void aSourceThatIsInterruptedWhileTheOldTokenIsValidIsAskedAgainAtOnce(Supplier<AccessToken> interrupted) {
        assertGives("token-1", 1);
        time.advance(LIFE.minus(MARGIN));
        source.then(interrupted);

        assertGives("token-1", 2);
        assertThat(Thread.interrupted()).isTrue();

        assertGives("token-3", 3);
    }

    @Test
    void nothingThatIsPrintedShowsTheToken() {
        assertThat(tokens).hasToString("empty");
        source.then(() -> new AccessToken("s3cr3t", Instant.parse("2026-11-22T13:00:00Z")));
        assertThat(tokens.token()).isEqualTo("s3cr3t");

        assertThat(tokens).hasToString("AccessToken[expiresAt=2026-11-22T13:00:00Z]");
        assertThat(new AccessToken("s3cr3t", Instant.MAX).toString()).doesNotContain("s3cr3t");
    }

    @Test
    void theDefaultIsTheClockOfTheMachine() {
        CachingTokenProvider real = new CachingTokenProvider(
                () -> new AccessToken("t", Instant.now().plus(LIFE)));

        assertThat(real).hasToString("CachingTokenProvider[empty]");
        assertThat(real.token()).isEqualTo("t");
    }

    @Test
    void everyPartIsRequired() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CachingTokenProvider(null))
                .withMessage("source");
        assertThatNullPointerException()
                .isThrownBy(() -> new AccessToken(null, Instant.MAX))
                .withMessage("token");
        assertThatNullPointerException()
                .isThrownBy(() -> new AccessToken("t", null))
                .withMessage("expiresAt");
    }

    @Test
    void aSourceWithACacheOfItsOwnIsAskedAgainUntilItGivesAnotherToken() {
        // Like MSAL4J and azure-identity: the same token until 5 minutes before it expires.
        AccessToken[] cached = {new AccessToken("token-1", time.now().plus(LIFE))};
        Supplier<AccessToken> cache = () -> {
            if (!time.now().isBefore(cached[0].expiresAt().minusSeconds(300))) {
                cached[0] = new AccessToken("token-2", time.now().plus(LIFE));
            }
            return cached[0];
        };
        ClientSettings early = settings();
        early.random = () -> -1; // a minute before the start of the margin
        TokenCache around = new TokenCache((limit, claims) -> cache.get(), early);
        assertThat(around.token()).isEqualTo("token-1");

        time.advance(LIFE.minus(Duration.ofMinutes(6)));
        assertThat(around.token()).isEqualTo("token-1");
        time.advance(Duration.ofMinutes(1));

        assertThat(around.token()).isEqualTo("token-2");
    }

    @Test
    void withAValidTokenInHandTheSourceHasHalfOfTheLimitElseAllOfIt() {
        List<Duration> limits = new ArrayList<>();
        TokenCache limited = new TokenCache(
                (limit, claims) -> {
                    limits.add(limit);
                    return new AccessToken("token-" + limits.size(), time.now().plus(LIFE));
                },
                settings());

        limited.token(Duration.ofSeconds(10));
        time.advance(LIFE.minus(MARGIN));
        limited.token(Duration.ofSeconds(10));
        time.advance(LIFE);
        limited.token(Duration.ofSeconds(10));

        assertThat(limits).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
