package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The published limits on submissions to printers. Guarded by the lock of the {@link PrintTenant}. */
final class PrintLimits {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int JOBS_OF_PRINTER = 100;
    private static final int JOBS_OF_USER = 200;

    /** The longest time that an upload can take. */
    private static final Duration SUBMISSION = Duration.ofHours(1);

    private static final int SUBMISSIONS_OF_PRINTER = 50;
    private static final int SUBMISSIONS_OF_USER = 4;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Time time;

    PrintLimits(Time time) {
        this.time = time;
    }

    /** Throws a {@link Refusal} if the user cannot create a job on the printer now. */
    void check(PrintTenant tenant, EmulatedPrinter printer, PrintUser user) {
        List<Instant> ofPrinter = new ArrayList<>();
        List<Instant> ofUser = new ArrayList<>();
        int submissionsOfPrinter = 0;
        int submissionsOfUser = 0;
        for (EmulatedPrinter any : tenant.printers()) {
            for (EmulatedPrintJob job : any.jobs()) {
                boolean isHere = any == printer;
                boolean isUsers = job.createdBy().equals(user);
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
        checkJobs(ofPrinter, JOBS_OF_PRINTER);
        checkJobs(ofUser, JOBS_OF_USER);
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
    private void checkJobs(List<Instant> jobs, int limit) {
        if (jobs.size() >= limit) {
            jobs.sort(null);
            Instant free = jobs.get(jobs.size() - limit).plus(WINDOW);
            long seconds =
                    Duration.between(time.now(), free).plusNanos(999_999_999).toSeconds();
            throw Fault.throttled(Duration.ofSeconds(seconds)).refusal();
        }
    }
}
