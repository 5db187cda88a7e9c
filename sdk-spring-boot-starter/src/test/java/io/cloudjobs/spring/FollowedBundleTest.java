package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloudjobs.testkit.LogListener;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;

/** The content of a replaced bundle, also if it cannot be read at first. */
@Isolated("reads what all classes log")
class FollowedBundleTest {
    private final SslBundle first = SslBundle.of(SslStoreBundle.NONE);
    private final SslBundle second = SslBundle.of(SslStoreBundle.NONE);
    private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("b", first);
    private final List<SslBundle> read = new ArrayList<>();
    private int failures;

    private String read(SslBundle bundle) {
        read.add(bundle);
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("half a file");
        }
        return bundle == first ? "first" : "second";
    }

    private FollowedBundle<String> followed() {
        return new FollowedBundle<>(bundles, "b", this::read);
    }

    @Test
    void aBundleIsReadOnce() {
        FollowedBundle<String> followed = followed();

        assertThat(followed.now()).isEqualTo("first");
        bundles.updateBundle("b", second);
        assertThat(followed.now()).isEqualTo("second");
        assertThat(followed.now()).isEqualTo("second");

        assertThat(read).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @SuppressWarnings("try") // the listener listens
    void aBundleThatCannotBeReadIsReadAgainWithTheNextUse(int times) {
        FollowedBundle<String> followed = followed();
        List<LogRecord> warnings = new ArrayList<>();
        failures = times;
        try (LogListener log = new LogListener(warnings::add, "io.cloudjobs.spring")) {
            bundles.updateBundle("b", second);
            for (int i = 0; i < times; i++) {
                assertThat(followed.now()).isEqualTo("first");
            }
            assertThat(followed.now()).isEqualTo("second");
            assertThat(followed.now()).isEqualTo("second");
        }
        assertThat(read).hasSize(1 + times + 1);
        assertThat(warnings)
                .singleElement()
                .extracting(LogRecord::getMessage)
                .isEqualTo(
                        "the SSL bundle b was reloaded and cannot be used: correct its files; the previous one stays in use, and each use"
                                + " tries the new one again");
    }

    @Test
    @SuppressWarnings("try") // the listener listens
    void eachBundleThatCannotBeReadIsSaidOnce() {
        FollowedBundle<String> followed = followed();
        List<LogRecord> warnings = new ArrayList<>();
        failures = 4;
        try (LogListener log = new LogListener(warnings::add, "io.cloudjobs.spring")) {
            for (int i = 0; i < 2; i++) {
                bundles.updateBundle("b", SslBundle.of(SslStoreBundle.NONE));
                followed.now();
                assertThat(followed.now()).isEqualTo("first");
            }
        }
        assertThat(warnings).hasSize(2);
    }

    @Test
    void aMistakeInTheFirstOneIsOneAtTheStart() {
        failures = 1;

        assertThatIllegalStateException().isThrownBy(this::followed).withMessage("half a file");
        assertThatIllegalArgumentException().isThrownBy(() -> new FollowedBundle<>(bundles, "c", this::read));
    }
}
