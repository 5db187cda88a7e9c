package io.cloudjobs.print.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lanes alone: who passes, who is called, how long the shortest wait is, and what is forgotten. */
class LanesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long WINDOW = 10 * MINUTE;

    private static boolean hasCome(LaneTurn turn, long now) {
        return turn.next(now) == LaneTurn.COME;
    }

    private static boolean isCalled(LaneTurn turn) {
        return turn.called().getCount() == 0;
    }

    private static LaneTurn create(Lanes lanes, String target, long now) {
        LaneTurn turn = lanes.enter(target, false, now);
        assertThat(hasCome(turn, now)).isTrue();
        turn.created(true, now);
        turn.leave(now);
        return turn;
    }

    /** Three jobs, while the clock overflows: created two minutes ago and now, and one that is being created. */
    @ParameterizedTest
    @CsvSource({"0, 8", "1, 10", "2, 10", "3, 18", "4, 20", "5, 20", "6, 28"})
    void theShortestWaitIsThatOfTheJobsBefore(int before, long minutes) {
        long now = Long.MAX_VALUE;
        Lanes lanes = new Lanes(3, 1000, 1000);
        create(lanes, "p", now - 2 * MINUTE);
        create(lanes, "p", now);
        assertThat(hasCome(lanes.enter("p", false, now), now)).isTrue();
        for (int i = 0; i < before; i++) {
            lanes.enter("p", false, now);
        }

        LaneTurn turn = lanes.enter("p", false, now);

        assertThat(turn.next(now)).isEqualTo(minutes * MINUTE);
        assertThat(turn.limit()).isEqualTo("jobsPerPrinter 3");
    }

    @Test
    void theLongerWaitOfTheTwoLanesCounts() {
        Lanes lanes = new Lanes(2, 3, 1000);
        create(lanes, "p", 0);
        create(lanes, "q", 1 * MINUTE);
        create(lanes, "q", 2 * MINUTE);

        LaneTurn first = lanes.enter("q", false, 3 * MINUTE);
        assertThat(first.next(3 * MINUTE)).isEqualTo(8 * MINUTE);
        assertThat(first.limit()).isEqualTo("jobsPerPrinter 2");
        LaneTurn second = lanes.enter("p", false, 3 * MINUTE);
        assertThat(second.next(3 * MINUTE)).isEqualTo(7 * MINUTE);
        assertThat(second.limit()).isEqualTo("jobsPerUser 3");
    }

    @Test
    void manyJobsOfAPrinterDoNotDelayAnother() {
        Lanes lanes = new Lanes(1000, 1000, 4);
        List<LaneTurn> busy = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            LaneTurn turn = lanes.enter("busy", true, 0);
            assertThat(hasCome(turn, 0)).isEqualTo(i < 4);
            busy.add(turn);
        }

        assertThat(hasCome(lanes.enter("other", true, 0), 0)).isTrue();

        assertThat(isCalled(busy.get(4))).isFalse();
        busy.get(2).created(true, 0);
        assertThat(hasCome(busy.get(4), 0)).isFalse();
        busy.get(2).leave(0);
        assertThat(isCalled(busy.get(4))).isTrue();
        busy.get(2).leave(0);
        assertThat(isCalled(busy.get(5))).isFalse();
        assertThat(hasCome(busy.get(5), 0)).isFalse();
        assertThat(hasCome(busy.get(4), 0)).isTrue();
        assertThat(hasCome(busy.get(5), 0)).isFalse();
    }

    @Test
    void aTurnThatLeavesCallsTheNext() {
        Lanes lanes = new Lanes(1, 1000, 1000);
        LaneTurn first = lanes.enter("p", true, 0);
        assertThat(hasCome(first, 0)).isTrue();
        LaneTurn second = lanes.enter("p", true, 0);
        LaneTurn third = lanes.enter("p", true, 0);
        assertThat(second.next(0)).isEqualTo(WINDOW);
        assertThat(third.next(0)).isEqualTo(2 * WINDOW);

        second.leave(0);
        assertThat(isCalled(third)).isTrue();
        assertThat(third.next(0)).isEqualTo(WINDOW);

        first.created(false, 0);
        assertThat(isCalled(third)).isTrue();
        assertThat(hasCome(third, 0)).isTrue();
        first.created(true, 0);
        first.leave(0);
        first.leave(0);
        third.leave(0);
        assertThat(hasCome(lanes.enter("p", true, 0), 0)).isTrue();
        assertThat(hasCome(lanes.enter("p", true, 0), 0)).isFalse();
    }

    /** A turn that waits in the lane of the user is one job of its printer, until it leaves. */
    @Test
    void aTurnBetweenTheLanesCountsForItsPrinter() {
        Lanes lanes = new Lanes(1, 1, 1);
        create(lanes, "p", 0);
        LaneTurn waits = lanes.enter("q", true, 0);
        assertThat(waits.next(0)).isEqualTo(WINDOW);
        LaneTurn next = lanes.enter("q", true, 0);
        assertThat(next.next(0)).isEqualTo(2 * WINDOW);
        assertThat(lanes.enter("q", true, 0).next(0)).isEqualTo(3 * WINDOW);

        waits.leave(0);

        assertThat(isCalled(next)).isTrue();
        assertThat(next.next(0)).isEqualTo(WINDOW);
        assertThat(hasCome(next, WINDOW)).isTrue();
    }

    @Test
    void theFirstTurnOfEachLaneCanBeCalled() {
        Lanes lanes = new Lanes(100, 1, 1);
        create(lanes, "p", 0);
        List<LaneTurn> turns = new ArrayList<>();
        for (String target : new String[] {"p", "q", "p", "p", "q"}) {
            LaneTurn turn = lanes.enter(target, true, 0);
            assertThat(hasCome(turn, 0)).isFalse();
            turns.add(turn);
        }

        lanes.callFirst();

        // The first two wait in the lane of the user.
        assertThat(turns).extracting(LanesTest::isCalled).containsExactly(true, false, true, false, true);
    }

    @Test
    void whatHasNothingToRememberIsForgotten() {
        Lanes lanes = new Lanes(10, 100_000, 10);
        for (int i = 0; i < 1000; i++) {
            create(lanes, "p" + i, i * MINUTE);
        }
        assertThat(lanes.targets).hasSize(10);
        LaneTurn submit = lanes.enter("submits", true, 2000 * MINUTE);
        LaneTurn waits = lanes.enter("waits", true, 2000 * MINUTE);
        assertThat(hasCome(submit, 2000 * MINUTE)).isTrue();
        submit.created(false, 2000 * MINUTE);

        create(lanes, "new", 2000 * MINUTE);

        assertThat(lanes.targets).containsOnlyKeys("submits", "waits", "new");
        submit.leave(2000 * MINUTE);
        waits.leave(2000 * MINUTE);
        create(lanes, "newer", 2010 * MINUTE);
        assertThat(lanes.targets).containsOnlyKeys("newer");
    }
}
