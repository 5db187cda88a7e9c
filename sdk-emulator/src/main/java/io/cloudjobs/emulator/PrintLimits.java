package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The published limits of the print service. Those on jobs are guarded by the lock of the {@link PrintTenant}. */
final class PrintLimits {
    /** The longest time that an upload can take. */
    private static final Duration SUBMISSION = Duration.ofHours(1);

    private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);
    private static final String SUBSCRIPTIONS = "/v1.0/subscriptions";

    private final Time time;
    private boolean isEnforced;
    /** The amounts since the limits are enforced, each with its time, by the name of the limit. */
    private final Map<String, Deque<Map.Entry<Instant, Long>>> taken = new HashMap<>();

    PrintLimits(Time time) {
        this.time = time;
    }

    synchronized void enforce(boolean enforced) {
        if (enforced != isEnforced) {
            isEnforced = enforced;
            taken.clear();
        }
    }

    synchronized boolean isEnforced() {
        return isEnforced;
    }

    /** Throws a {@link Refusal} if the application cannot send this request now. Ignores requests to other paths. */
    synchronized void checkSubscriptions(String method, String path) {
        if (isEnforced && path.startsWith(SUBSCRIPTIONS)) {
            if (!method.equals("GET")) {
                take("changes", 1, 500, TWENTY_SECONDS);
            } else if (path.equals(SUBSCRIPTIONS)) {
                take("lists", 1, 25, TWENTY_SECONDS);
            }
        }
    }

    /** Throws a {@link Refusal} if the user cannot upload this many bytes now. */
    synchronized void checkUpload(PrintUser user, int bytes) {
        if (isEnforced) {
            take("of 15 minutes " + user.id(), bytes, 1L << 30, Duration.ofMinutes(15));
            take("of 10 days " + user.id(), bytes, 50L << 30, Duration.ofDays(10));
        }
    }

    /** Takes an amount, or throws a {@link Refusal} until enough of the earlier amounts have left the window of time. */
    private void take(String name, long amount, long limit, Duration window) {
        Instant now = time.now();
        Deque<Map.Entry<Instant, Long>> earlier = taken.computeIfAbsent(name, any -> new ArrayDeque<>());
        earlier.removeIf(one -> !one.getKey().plus(window).isAfter(now));
        long excess = amount - limit;
        for (Map.Entry<Instant, Long> one : earlier) {
            excess += one.getValue();
        }
        if (excess > 0) {
            for (Map.Entry<Instant, Long> one : earlier) {
                excess -= one.getValue();
                if (excess <= 0) {
                    throw throttled(now, one.getKey().plus(window));
                }
            }
        }
        earlier.add(Map.entry(now, amount));
    }

    /** Throws a {@link Refusal} if the user cannot create a job on the printer now. */
    void check(PrintTenant tenant, EmulatedPrinter printer, PrintUser user) {
        if (isEnforced()) {
            var ofUser = new ArrayList<EmulatedPrintJob>();
            tenant.printers().forEach(any -> ofUser.addAll(any.jobs()));
            ofUser.removeIf(job -> !job.createdBy().hasName(user.userPrincipalName()));
            checkJobs(printer.jobs(), 100, Duration.ofMinutes(10));
            checkJobs(ofUser, 200, Duration.ofMinutes(10));
            checkJobs(ofUser, 10_000, Duration.ofDays(12));
            checkSubmissions(printer.jobs(), 50);
            ofUser.retainAll(printer.jobs());
            checkSubmissions(ofUser, 4);
        }
    }

    /** Refuses one more job until there are fewer jobs in the window. */
    private void checkJobs(Collection<EmulatedPrintJob> jobs, int limit, Duration window) {
        Instant now = time.now();
        var created = new ArrayList<Instant>();
        for (EmulatedPrintJob job : jobs) {
            if (!job.isRedirected() && job.created().plus(window).isAfter(now)) {
                created.add(job.created());
            }
        }
        if (created.size() >= limit) {
            created.sort(null);
            throw throttled(now, created.get(created.size() - limit).plus(window));
        }
    }

    /** Refuses one more submission while others are in progress. */
    private void checkSubmissions(Collection<EmulatedPrintJob> jobs, int limit) {
        Instant earliest = time.now().minus(SUBMISSION);
        if (jobs.stream()
                        .filter(job -> job.state().compareTo(PrintJobState.HELD) < 0
                                && job.created().isAfter(earliest))
                        .count()
                >= limit) {
            throw Fault.throttled(Duration.ofSeconds(1)).refusal();
        }
    }

    private static Refusal throttled(Instant now, Instant free) {
        long seconds = Duration.between(now, free).plusNanos(999_999_999).toSeconds();
        return Fault.throttled(Duration.ofSeconds(seconds)).refusal();
    }
}
