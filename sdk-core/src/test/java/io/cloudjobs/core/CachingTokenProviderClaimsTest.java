package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A claims challenge reaches the source, even during other calls of the source. */
@Timeout(60)
class CachingTokenProviderClaimsTest {
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final String CLAIMS = "{\"a\":1}";

    private final ManualTime time = new ManualTime();
    private final List<String> asked = new ArrayList<>();
    private Runnable whileAsked = () -> {};
    private final TokenCache tokens = new TokenCache((limit, claims) -> ask(claims), settings());

    private ClientSettings settings() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0L;
        return settings;
    }

    private AccessToken ask(@Nullable String claims) {
        asked.add(String.valueOf(claims));
        Runnable now = whileAsked;
        whileAsked = () -> {};
        AccessToken token = new AccessToken("token-" + asked.size(), time.now().plus(TokenSource.LIFE));
        now.run();
        return token;
    }

    @AfterEach
    void nobodyIsInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    /** The reason for the call that returns token-2. */
    enum Renewal {
        DUE,
        EXPIRED,
        REFUSED
    }

    private void renewAfter(Renewal reason) {
        assertThat(tokens.token()).isEqualTo("token-1");
        switch (reason) {
            case DUE -> time.advance(TokenSource.LIFE.minus(MARGIN));
            case EXPIRED -> time.advance(TokenSource.LIFE);
            case REFUSED -> tokens.invalidate("token-1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChallengeWhileTheSourceIsAskedMakesItAskedAgainWithTheClaims(Renewal reason) {
        renewAfter(reason);
        whileAsked = () -> tokens.invalidate("token-1", CLAIMS);

        assertThat(tokens.token()).isEqualTo("token-3");
        assertThat(tokens.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", "null", CLAIMS);
    }

    @ParameterizedTest
    @EnumSource
    void aChallengeJustAfterTheSourceWasAskedMakesItAskedAgainWithTheClaims(Renewal reason) {
        renewAfter(reason);
        assertThat(tokens.token()).isEqualTo("token-2");

        tokens.invalidate("token-1", CLAIMS);

        assertThat(tokens.token()).isEqualTo("token-3");
        assertThat(asked).containsExactly("null", "null", CLAIMS);
    }

    @ParameterizedTest
    @EnumSource
    void manyChallengesToOneTokenAreAnsweredOnce(Renewal reason) {
        renewAfter(reason);
        whileAsked = () -> {
            tokens.invalidate("token-1", CLAIMS);
            tokens.invalidate("token-1", "{\"a\":2}");
            whileAsked = () -> tokens.invalidate("token-1", "{\"a\":3}");
        };

        assertThat(tokens.token()).isEqualTo("token-3");
        tokens.invalidate("token-1", "{\"a\":4}");
        tokens.invalidate("token-2", "{\"a\":5}");
        assertThat(tokens.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", "null", CLAIMS);
    }

    /** The claims belong to the token, not to the interrupted thread, so the next call passes them again. */
    @Test
    void claimsSurviveAnInterruptOfTheThreadThatAsksWithThem() {
        tokens.token();
        tokens.invalidate("token-1", CLAIMS);
        whileAsked = () -> {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("token.get", null, 1, true, "the thread was interrupted", null);
        };

        assertThat(catchThrowable(tokens::token)).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tokens.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", CLAIMS, CLAIMS);
    }

    @Test
    void claimsSurviveTheLimitOfTheThreadThatAsksWithThem() {
        tokens.token();
        tokens.invalidate("token-1", CLAIMS);
        whileAsked = () -> {
            time.advance(Duration.ofSeconds(2));
            throw new IllegalStateException("too late");
        };

        assertThat(catchThrowable(() -> tokens.token(Duration.ofSeconds(1)))).hasMessage("too late");
        assertThat(tokens.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", CLAIMS, CLAIMS);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                argumentSet("none came", new TransportException("t", null, 1, true, "no response", null), CLAIMS),
                argumentSet("an error of Java", new StackOverflowError(), CLAIMS),
                argumentSet(
                        "refused",
                        new ApiException(
                                "t", null, 1, false, ErrorResponse.builder(400).build()),
                        "null"),
                argumentSet("unknown", new IllegalStateException("bad claims"), "null"));
    }

    /** Rejected claims must not block the next login, and a lost connection says nothing about the claims. */
    @ParameterizedTest
    @MethodSource("failures")
    void claimsAreForgottenWhenTheSourceMayHaveRefusedThem(Throwable failure, String next) {
        tokens.token();
        tokens.invalidate("token-1", CLAIMS);
        whileAsked = () -> {
            throw TokenSource.<RuntimeException>sneak(failure);
        };

        assertThat(catchThrowable(tokens::token)).isSameAs(failure);
        assertThat(tokens.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", CLAIMS, next);
    }

    @Test
    void aTokenThatWasAskedForWithoutTheClaimsIsNotHandedOutAfterAFailure() {
        renewAfter(Renewal.DUE);
        whileAsked = () -> {
            tokens.invalidate("token-1", CLAIMS);
            throw new IllegalStateException("no response");
        };

        assertThat(catchThrowable(tokens::token)).hasMessage("no response");
        assertThat(tokens.token()).isEqualTo("token-3");

        assertThat(asked).containsExactly("null", "null", CLAIMS);
    }

    @Test
    void toStringShowsNoToken() {
        renewAfter(Renewal.DUE);
        tokens.token();

        assertThat(tokens.toString()).doesNotContain("token-").contains("expiresAt");
        tokens.invalidate("token-2", CLAIMS);
        assertThat(tokens).hasToString("empty");
    }

    /**
     * Each thread challenges the token that it received, as a call does: no claims are lost, and the source is not
     * flooded.
     */
    @Test
    void howeverTheThreadsMeetEachChallengeIsAnsweredByATokenWithClaims() throws Exception {
        int threads = 8;
        AtomicInteger number = new AtomicInteger();
        Set<String> withClaims = ConcurrentHashMap.newKeySet();
        // With the real clock: a manual one moves when a thread waits for another.
        CachingTokenProvider shared = CachingTokenProvider.withClaims(claims -> {
            String token = "token-" + number.incrementAndGet();
            if (claims != null) {
                withClaims.add(token);
            }
            return new AccessToken(token, Instant.now().plus(TokenSource.LIFE));
        });
        for (int round = 0; round < 200; round++) {
            String refused = shared.token();
            int before = number.get();
            CountDownLatch start = new CountDownLatch(1);
            Set<String> given = ConcurrentHashMap.newKeySet();
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                boolean knowsClaims = i % 2 == 0;
                Thread thread = new Thread(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    if (knowsClaims) {
                        shared.invalidate(refused, CLAIMS);
                        given.add(shared.token());
                    } else {
                        shared.invalidate(refused);
                        shared.token();
                    }
                });
                thread.start();
                running.add(thread);
            }
            start.countDown();
            for (Thread thread : running) {
                thread.join();
            }
            assertThat(withClaims).containsAll(new TreeSet<>(given));
            assertThat(number.get() - before)
                    .as("one call with the claims, and perhaps one before")
                    .isBetween(1, 2);
        }
    }
}
