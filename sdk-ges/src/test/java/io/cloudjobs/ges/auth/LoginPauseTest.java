package io.cloudjobs.ges.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which passwords are sent after some were refused. */
@Timeout(60)
class LoginPauseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private final LoginPause pause = new LoginPause(time);
    private final List<Sent> sent = new ArrayList<>();

    private record Sent(String password, Instant at, boolean isRight) {}

    private static IamException refusal(String message) {
        return new IamException(
                "iam.token",
                null,
                1,
                false,
                ErrorResponse.builder(401).message(message).build());
    }

    /** Whether the password was sent. */
    private boolean logIn(String password, boolean isRight) {
        int before = sent.size();
        try {
            pause.unlessRefused(password, () -> {
                sent.add(new Sent(password, time.now(), isRight));
                if (!isRight) {
                    throw refusal("The username or password is wrong.");
                }
                return "token";
            });
        } catch (IamException e) {
            assertThat(e.isPasswordWrong()).isTrue();
        }
        return sent.size() > before;
    }

    @Test
    void aNewPasswordIsSentAtOnceAndNeitherOfTheRefusedOnesIs() {
        assertThat(logIn("first", false)).isTrue();
        time.advance(MINUTE);
        assertThat(logIn("second", false)).isTrue();

        for (String refused : List.of("first", "second", "first")) {
            assertThat(logIn(refused, false)).as(refused).isFalse();
        }
        time.advance(MINUTE.multipliedBy(4));
        assertThat(logIn("second", false)).isFalse();
        assertThat(logIn("first", false)).isTrue();
    }

    /** A supplier may give the old password once more, after the new one has worked. */
    @Test
    void aRefusedPasswordPausesAlsoAfterAnotherOneHasWorked() {
        assertThat(logIn("old", false)).isTrue();
        assertThat(logIn("new", true)).isTrue();

        assertThat(logIn("old", false)).isFalse();
        assertThat(logIn("new", true)).isTrue();
    }

    @Test
    void aPasswordThatWorksAgainIsNoLongerRefused() {
        assertThat(logIn("p", false)).isTrue();
        time.advance(MINUTE.multipliedBy(5));
        assertThat(logIn("p", true)).isTrue();

        assertThat(logIn("p", true)).isTrue();
    }

    /** The old one was sent as often as it may be; the new one is still sent at once. */
    @Test
    void aLongPauseOfTheOldPasswordLeavesRoomForTheNewOne() {
        for (int i = 0; i < 3; i++) {
            assertThat(logIn("old", false)).isTrue();
            time.advance(MINUTE.multipliedBy(i < 2 ? 5 : 1));
        }
        assertThat(logIn("old", false)).isFalse();
        assertThat(logIn("new", true)).isTrue();
    }

    @Test
    void aLockCountsForEachPasswordForFifteenMinutes() {
        IamException lock = refusal("The account is locked.");
        assertThat(catchThrowableOfType(
                        IamException.class,
                        () -> pause.unlessRefused("a", () -> {
                            throw lock;
                        })))
                .isSameAs(lock);

        for (String password : List.of("a", "b")) {
            assertThat(catchThrowableOfType(IamException.class, () -> pause.unlessRefused(password, () -> "token")))
                    .hasMessageContaining("the provider sends no login before 2026-11-22T12:15:00Z");
        }
        time.advance(MINUTE.multipliedBy(15));
        assertThat(logIn("b", true)).isTrue();
    }

    @Test
    void theMessageSaysWhenALoginIsSentAgainAndShowsNoPassword() {
        for (int i = 0; i < 4; i++) {
            assertThat(logIn("password-" + i, false)).isTrue();
            time.advance(MINUTE);
        }

        IamException failure =
                catchThrowableOfType(IamException.class, () -> pause.unlessRefused("password-5", () -> "token"));

        assertThat(failure)
                .hasMessageContaining("IAM refused a login at 2026-11-22T12:03:00Z")
                .hasMessageContaining("the provider sends no login before 2026-11-22T12:15:00Z")
                .hasMessageNotContaining("password-");
        assertThat(failure.attempts()).isZero();
        time.advance(MINUTE.multipliedBy(11));
        assertThat(logIn("password-5", true)).isTrue();
    }

    /** The account stays open, and nothing waits that need not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20})
    void whateverASupplierGivesTheAccountIsNotLocked(int passwords) {
        Random random = new Random(passwords);
        for (int i = 0; i < 2_000; i++) {
            time.advance(Duration.ofSeconds(random.nextInt(240)));
            String password = "p" + random.nextInt(passwords);
            boolean isRight = random.nextInt(10) == 0;
            Instant now = time.now();
            List<Sent> before = List.copyOf(sent);

            boolean wasSent = logIn(password, isRight);

            List<Sent> refused = before.stream()
                    .filter(each -> !each.isRight && each.at.isAfter(now.minus(MINUTE.multipliedBy(15))))
                    .toList();
            boolean isPaused = refused.stream()
                    .anyMatch(each -> each.password.equals(password)
                            && each.at.isAfter(now.minus(MINUTE.multipliedBy(5)))
                            && before.stream()
                                    .noneMatch(later -> later.isRight
                                            && later.password.equals(password)
                                            && later.at.isAfter(each.at)));
            assertThat(wasSent).as("login %s", i).isEqualTo(!isPaused && refused.size() < 4);
            assertThat(refused).hasSizeLessThanOrEqualTo(4);
        }
    }
}
