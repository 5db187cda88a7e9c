package io.cloudjobs.network;

import io.cloudjobs.core.SdkException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares the outcome of each call with the requests that the backend received for it. */
final class Ledger {
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final int SHOWN = 5;

    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    /** The work of a call, for its id. */
    interface Work {
        void on(String id);
    }

    /** Makes one call with a unique id. */
    Call call(boolean isOnce, Duration timeout, Work work) {
        String id = "n" + IDS.incrementAndGet();
        long begun = System.nanoTime();
        open.put(id, begun);
        SdkException failure = null;
        try {
            work.on(id);
        } catch (SdkException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            problem("call " + id + " threw " + e);
            throw e;
        } finally {
            open.remove(id);
        }
        Call call = new Call(id, isOnce, timeout, Duration.ofNanos(System.nanoTime() - begun), failure);
        calls.add(call);
        return call;
    }

    /** Records a complete request at the backend. */
    void received(String id) {
        received.merge(id, 1, Integer::sum);
    }

    /** Checks a requirement of one scenario. */
    void require(boolean kept, String otherwise) {
        if (!kept) {
            problem(otherwise);
        }
    }

    void problem(String problem) {
        problems.add(problem);
    }

    int callCount() {
        return calls.size();
    }

    long failedCount() {
        return calls.stream().filter(call -> !call.isSuccess()).count();
    }

    /** Requires that most calls succeed. */
    void requireMostSuccesses() {
        require(failedCount() * 2 < callCount(), failedCount() + " of " + callCount() + " calls failed");
    }

    /** Reports each failed call, for a scenario that allows none. */
    void requireNoFailures() {
        calls.stream().filter(call -> !call.isSuccess()).forEach(call -> problem("failed: " + call));
    }

    /** Ends the ledger: the scenario is over, and no more requests reach the backend. */
    Verdict verdict(String name) {
        List<String> broken = new ArrayList<>();
        int twice = 0;
        Duration longest = Duration.ZERO;
        for (Call call : calls) {
            int count = received.getOrDefault(call.id(), 0);
            if (call.isOnce() && count > 1) {
                twice++;
                broken.add("done " + count + " times: " + call);
            } else if (call.isOnce() && call.isSuccess() && count == 0) {
                broken.add("a success that the backend did not receive: " + call);
            } else if (call.isOnce() && !call.isSuccess() && !call.isUnclear() && count > 0) {
                broken.add("mayHaveReachedService() is false, but the backend received it: " + call);
            }
            if (call.isTooLong()) {
                broken.add("longer than its timeout of " + seconds(call.timeout()) + ": " + call);
            }
            longest = longest.compareTo(call.took()) < 0 ? call.took() : longest;
        }
        long now = System.nanoTime();
        open.forEach(
                (id, begun) -> broken.add("still running after " + seconds(Duration.ofNanos(now - begun)) + ": " + id));
        broken.addAll(problems);
        String numbers = String.format(
                Locale.ROOT,
                "%,d calls, %,d failed, %,d unclear, %,d done twice, longest %s",
                calls.size(),
                failedCount(),
                calls.stream().filter(Call::isUnclear).count(),
                twice,
                seconds(longest));
        return new Verdict(name, numbers, broken);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    /**
     * The result of a scenario.
     *
     * @param numbers the numbers of its calls
     * @param broken the requirements that are not met
     */
    record Verdict(String name, String numbers, List<String> broken) {
        boolean isKept() {
            return broken.isEmpty();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(isKept() ? "ok      " : "BROKEN  ");
            text.append(name).append(": ").append(numbers);
            broken.stream()
                    .limit(SHOWN)
                    .forEach(problem -> text.append("\n          ").append(problem));
            if (broken.size() > SHOWN) {
                text.append("\n          and ").append(broken.size() - SHOWN).append(" more");
            }
            return text.toString();
        }
    }
}
