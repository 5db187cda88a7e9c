package io.cloudjobs.core.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @ParameterizedTest
    @CsvSource({RetryBudget.COST + ", 35", RetryBudget.THROTTLED_COST + ", 100"})
    void aThousandFailingCallsAreRepeatedAFewTimesOnly(int cost, int repeats) {
        assertThat(repeatsOf(1_000, cost)).isEqualTo(repeats);
        assertThat(budget.take(cost)).isFalse();
    }

    @Test
    void theCostsAreThoseOfTheDesign() {
        assertThat(RetryBudget.COST).isEqualTo(14);
        assertThat(RetryBudget.THROTTLED_COST).isEqualTo(5);
    }

    @Test
    void whatIsTooLittleForOneRepeatIsStillEnoughForACheaperOne() {
        repeatsOf(1_000, RetryBudget.COST); // 10 are left

        assertThat(repeatsOf(10, RetryBudget.THROTTLED_COST)).isEqualTo(2);
        assertThat(budget.take(1)).isFalse();
    }

    @Test
    void refusalsHaveABoundOfTheirOwnWhichSuccessesRaise() {
        assertThat(refusals()).isEqualTo(2_000);
        assertThat(budget.take(500)).isTrue(); // as much as before

        budget.give(1);
        assertThat(refusals()).isEqualTo(10);

        for (int success = 0; success < 1_000; success++) {
            budget.give(1);
        }
        assertThat(refusals()).isEqualTo(2_000);
    }

    /** Returns the number of refused requests that may be resent. */
    private int refusals() {
        int count = 0;
        while (budget.takeRefusal()) {
            count++;
        }
        return count;
    }

    @Test
    void everyFirstSuccessGivesBackOne() {
        repeatsOf(100, RetryBudget.THROTTLED_COST);
        for (int success = 1; success < RetryBudget.COST; success++) {
            budget.give(1);
            assertThat(budget.take(RetryBudget.COST)).isFalse();
        }

        budget.give(1);

        assertThat(budget.take(RetryBudget.COST)).isTrue();
        assertThat(budget.take(1)).isFalse();
    }

    @Test
    void aRepeatThatSucceedsIsFree() {
        for (int call = 0; call < 1_000; call++) {
            assertThat(budget.take(RetryBudget.COST)).isTrue();
            budget.give(RetryBudget.COST);
        }
        assertThat(repeatsOf(1_000, RetryBudget.COST)).isEqualTo(35);
    }

    @Test
    void successesNeverFillItAboveItsCapacity() {
        for (int success = 0; success < 1_000; success++) {
            budget.give(1);
        }
        budget.take(1);
        budget.give(RetryBudget.COST);

        assertThat(repeatsOf(1_000, 1)).isEqualTo(500);
    }

    @Test
    void eightThreadsTakeNoMoreThanOne() throws Exception {
        assertThat(inEightThreads(() -> repeatsOf(1_000, RetryBudget.COST))).isEqualTo(35);
    }

    @Test
    void eightThreadsLoseNothing() throws Exception {
        inEightThreads(() -> {
            for (int call = 0; call < 10_000; call++) {
                if (budget.take(RetryBudget.COST)) {
                    budget.give(RetryBudget.COST);
                }
            }
            return 0;
        });

        assertThat(repeatsOf(1_000, 1)).isEqualTo(500);
    }

    private int repeatsOf(int calls, int cost) {
        int repeats = 0;
        for (int call = 0; call < calls; call++) {
            repeats += budget.take(cost) ? 1 : 0;
        }
        return repeats;
    }

    private static int inEightThreads(Callable<Integer> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> results = new ArrayList<>(threads.invokeAll(Collections.nCopies(8, work)));
            int sum = 0;
            for (Future<Integer> result : results) {
                sum += result.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }
}
