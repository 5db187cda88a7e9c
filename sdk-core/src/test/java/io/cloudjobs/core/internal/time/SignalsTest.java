package io.cloudjobs.core.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals run their actions, end waits, and keep nothing. */
@Timeout(60)
class SignalsTest {
    private final List<String> ran = new ArrayList<>();
    private final Runnable first = () -> ran.add("first");
    private final Runnable second = () -> ran.add("second");

    @Test
    void aSignalRunsItsActionsButNotTheRemovedOnes() {
        Signal signal = new Signal();
        Signals signals = Signals.NONE.and(signal);
        signals.add(first);
        signals.add(second);
        signals.remove(first);
        assertThat(signals.isGiven()).isFalse();

        signal.cancel();

        assertThat(ran).containsExactly("second");
        assertThat(signals.isGiven()).isTrue();
    }

    @Test
    void aSignalThatWasGivenRunsANewActionImmediately() {
        Signal signal = new Signal();
        signal.cancel();

        Signals.NONE.and(signal).add(first);

        assertThat(ran).containsExactly("first");
    }

    @Test
    void anyOfSeveralSignalsCounts() {
        Signal one = new Signal();
        Signal other = new Signal();
        Signals signals = Signals.NONE.and(one).and(Signals.NONE).and(one).and(other);
        signals.add(first);

        other.cancel();

        assertThat(ran).containsExactly("first");
        assertThat(signals.isGiven()).isTrue();
        signals.remove(first);
        assertThat(one.actions).isEmpty();
        assertThat(other.actions).isEmpty();
    }

    @Test
    void noActionIsMissedByAThreadThatAddsItAtTheSameTime() throws Exception {
        for (int round = 0; round < 500; round++) {
            Signal signal = new Signal();
            CountDownLatch done = new CountDownLatch(1);
            CyclicBarrier together = new CyclicBarrier(2);
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                signal.cancel();
            });
            thread.start();
            together.await();
            signal.add(done::countDown);
            thread.join();
            assertThat(done.getCount()).isZero();
        }
    }

    @Test
    void aSignalEndsAWaitBeforeItBegins() throws Exception {
        Signal signal = new Signal();
        signal.cancel();

        Signals.NONE.and(signal).sleep(Time.SYSTEM, Duration.ofDays(1));

        assertThat(signal.actions).isEmpty();
    }

    @Test
    void anInterruptedWaitLeavesNothing() {
        Signal signal = new Signal();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Signals.NONE.and(signal).sleep(Time.SYSTEM, Duration.ofDays(1)))
                .isInstanceOf(InterruptedException.class);

        assertThat(signal.actions).isEmpty();
    }

    @Test
    void aThreadHasTheSignalsOfTheInnermostCall() {
        Signals outer = Signals.NONE.and(new Signal());
        Signals inner = outer.and(new Signal());
        assertThat(Signals.ofThread()).isSameAs(Signals.NONE);

        Signals none = outer.enter();
        assertThat(none).isSameAs(Signals.NONE);
        assertThat(inner.enter()).isSameAs(outer);
        assertThat(Signals.ofThread()).isSameAs(inner);
        assertThat(outer.enter()).isSameAs(inner);
        assertThat(none.enter()).isSameAs(outer);
        assertThat(Signals.ofThread()).isSameAs(Signals.NONE);
    }
}
