package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The published limits of the print service. Those on jobs are guarded by the lock of the {@link PrintTenant}. */
final class PrintLimits {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int JOBS_OF_PRINTER = 100;
    private static final int JOBS_OF_USER = 200;

    private static final Duration LONG_WINDOW = Duration.ofDays(12);
    private static final int JOBS_OF_USER_IN_LONG_WINDOW = 10_000;

    /** The longest time that an upload can take. */
    private static final Duration SUBMISSION = Duration.ofHours(1);

    private static final int SUBMISSIONS_OF_PRINTER = 50;
    private static final int SUBMISSIONS_OF_USER = 4;

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration TWENTY_SECONDS = Duration.ofSeconds(20);
    private static final String SUBSCRIPTIONS = "/v1.0/subscriptions";

    /** The amounts of a window of time. */
    private static final class Window {
        private final Duration length;
        private final long limit;
        private final Deque<Map.Entry<Instant, Long>> taken = new ArrayDeque<>();
        private long sum;

        Window(Duration length, long limit) {
            this.length = length;
            this.limit = limit;
        }

        void take(long amount, Instant now) {
            while (!taken.isEmpty() && !taken.getFirst().getKey().plus(length).isAfter(now)) {
                sum -= taken.removeFirst().getValue();
            }
            long excess = sum + amount - limit;
            for (Map.Entry<Instant, Long> first : taken) {
                if (excess <= 0) {
                    break;
                }
                excess -= first.getValue();
                if (excess <= 0) {
                    throw throttled(now, first.getKey().plus(length));
                }
            }
            taken.addLast(Map.entry(now, amount));
            sum += amount;
        }
    }

    private final Time time;
    private boolean isEnforced;
    private Window subscriptionLists = new Window(TWENTY_SECONDS, 25);
    private Window subscriptionChanges = new Window(TWENTY_SECONDS, 500);
    private final Map<PrintUser, List<Window>> uploads = new HashMap<>();

    PrintLimits(Time time) {
        this.time = time;
    }

    synchronized void enforce(boolean enforced) {
        if (enforced != isEnforced) {
            isEnforced = enforced;
            subscriptionLists = new Window(TWENTY_SECONDS, 25);
            subscriptionChanges = new Window(TWENTY_SECONDS, 500);
            uploads.clear();
        }
    }

    synchronized boolean isEnforced() {
        return isEnforced;
    }

    /** Throws a {@link Refusal} if the application cannot send this request now. Ignores requests to other paths. */
    synchronized void checkSubscriptions(String method, String path) {
        if (isEnforced && path.startsWith(SUBSCRIPTIONS)) {
            if (!method.equals("GET")) {
                subscriptionChanges.take(1, time.now());
            } else if (path.equals(SUBSCRIPTIONS)) {
                subscriptionLists.take(1, time.now());
            }
        }
    }

    /** Throws a {@link Refusal} if the user cannot upload this many bytes now. */
    synchronized void checkUpload(PrintUser user, int bytes) {
        if (isEnforced) {
            uploads.computeIfAbsent(
                            user,
                            any -> List.of(
                                    new Window(Duration.ofMinutes(15), 1L << 30),
                                    new Window(Duration.ofDays(10), 50L << 30)))
                    .forEach(window -> window.take(bytes, time.now()));
        }
    }

    /** Throws a {@link Refusal} if the user cannot create a job on the printer now. */
    void check(PrintTenant tenant, EmulatedPrinter printer, PrintUser user) {
        if (!isEnforced()) {
            return;
        }
        List<Instant> ofPrinter = new ArrayList<>();
        List<Instant> ofUser = new ArrayList<>();
        List<Instant> ofUserLong = new ArrayList<>();
        int submissionsOfPrinter = 0;
        int submissionsOfUser = 0;
        for (EmulatedPrinter any : tenant.printers()) {
            for (EmulatedPrintJob job : any.jobs()) {
                boolean isHere = any == printer;
                boolean isUsers = job.createdBy().equals(user);
                addIf(isUsers && !job.isRedirected() && isWithin(LONG_WINDOW, job), job, ofUserLong);
                if (!job.isRedirected() && isWithin(WINDOW, job)) {
                    addIf(isHere, job, ofPrinter);
                    addIf(isUsers, job, ofUser);
                }
                if (isHere && job.state().compareTo(PrintJobState.HELD) < 0 && isWithin(SUBMISSION, job)) {
                    submissionsOfPrinter++;
                    submissionsOfUser += isUsers ? 1 : 0;
                }
            }
        }
        checkJobs(ofPrinter, JOBS_OF_PRINTER, WINDOW);
        checkJobs(ofUser, JOBS_OF_USER, WINDOW);
        checkJobs(ofUserLong, JOBS_OF_USER_IN_LONG_WINDOW, LONG_WINDOW);
        if (submissionsOfPrinter >= SUBMISSIONS_OF_PRINTER || submissionsOfUser >= SUBMISSIONS_OF_USER) {
            throw Fault.throttled(SOON).refusal();
        }
    }

    private boolean isWithin(Duration duration, EmulatedPrintJob job) {
        return job.created().plus(duration).isAfter(time.now());
    }

    private static void addIf(boolean counts, EmulatedPrintJob job, List<Instant> jobs) {
        if (counts) {
            jobs.add(job.created());
        }
    }

    /** Refuses one more job until there are fewer jobs in the window. */
    private void checkJobs(List<Instant> jobs, int limit, Duration window) {
        if (jobs.size() >= limit) {
            jobs.sort(null);
            throw throttled(time.now(), jobs.get(jobs.size() - limit).plus(window));
        }
    }

    private static Refusal throttled(Instant now, Instant free) {
        long seconds = Duration.between(now, free).plusNanos(999_999_999).toSeconds();
        return Fault.throttled(Duration.ofSeconds(seconds)).refusal();
    }
}
