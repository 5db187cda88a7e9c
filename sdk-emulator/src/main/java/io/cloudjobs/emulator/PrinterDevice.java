package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A simulated device that prints the jobs of one printer of {@link PrintEmulator}, one after another, by the
 * {@link EmulatorClock}. It has no thread: each read of the service first does what is due by then. A job that waits for the
 * device is {@code pending} and fetchable, then {@code processing} while it prints, then {@code completed}. In a jam, without
 * paper and while the device is stopped, the printer and the job in it are {@code stopped}. All copies of a job are printed in
 * the same time as one. Any action starts the device. A reset of the emulator ends it. Safe for use by many threads.
 */
public final class PrinterDevice {
    /** The states of a device. */
    public enum State {
        /** The printer has no device yet: the first read of a fetchable job prints it. */
        NOT_STARTED("notStarted", "idle", "", ""),
        /** The device waits for a job. */
        IDLE("idle", "idle", "", ""),
        /** The device prints a job. */
        PRINTING("printing", "processing", "", ""),
        /** Paper is jammed: the details of the printer are {@code mediaJam}. */
        JAMMED("jammed", "stopped", "mediaJam", "The paper is jammed."),
        /** There is no paper: the details of the printer are {@code mediaEmpty}. */
        OUT_OF_PAPER("outOfPaper", "stopped", "mediaEmpty", "The printer is out of paper."),
        /** The device was stopped: the details of the printer are {@code paused}. */
        STOPPED("stopped", "stopped", "paused", "The printer is paused.");

        private final String word;
        private final String printerState;
        private final String detail;
        private final String description;

        State(String word, String printerState, String detail, String description) {
            this.word = word;
            this.printerState = printerState;
            this.detail = detail;
            this.description = description;
        }

        private ObjectNode status() {
            var status = JsonTrees.object().put("state", printerState).put("description", description);
            var details = status.putArray("details");
            return detail.isEmpty() ? status : status.set("details", details.add(detail));
        }
    }

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final PrintTenant tenant;
    private final Time time;
    private final EmulatedPrinter printer;
    /** The jobs after the current one. They can have ended since. */
    private final Deque<EmulatedPrintJob> queue = new ArrayDeque<>();

    private Duration perJob = USUAL;
    private boolean started;
    private @Nullable State halt;
    private @Nullable EmulatedPrintJob current;
    /** The end of the current job, unless the device is halted. */
    private Instant end = Instant.MIN;
    /** The time that the current job of a halted device still needs. */
    private Duration left = Duration.ZERO;

    PrinterDevice(PrintTenant tenant, Time time, EmulatedPrinter printer) {
        this.tenant = tenant;
        this.time = time;
        this.printer = printer;
    }

    /** Starts the device with 5 s per job, like {@link #start(Duration)}. */
    public void start() {
        start(USUAL);
    }

    /**
     * Starts the device. It takes all jobs that wait at the printer, oldest first. A device that was started before goes on, as
     * with {@link #resume()}; the new time applies to jobs that it begins later.
     *
     * @param perJob the time that each job takes, from zero to 365 days
     * @throws IllegalArgumentException if {@code perJob} is negative or longer
     */
    public void start(Duration perJob) {
        Objects.requireNonNull(perJob, "perJob must not be null");
        if (perJob.isNegative() || perJob.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("perJob must be from 0 to 365 days, but is " + perJob);
        }
        synchronized (tenant) {
            passTo(time.now());
            this.perJob = perJob;
            resume();
        }
    }

    /** Stops the device in the middle of its job, until {@link #resume()}. */
    public void stop() {
        halt(State.STOPPED);
    }

    /** Jams the paper, until {@link #resume()}. */
    public void jam() {
        halt(State.JAMMED);
    }

    /** Takes the paper away, until {@link #resume()}. */
    public void runOutOfPaper() {
        halt(State.OUT_OF_PAPER);
    }

    private void halt(State how) {
        synchronized (tenant) {
            Instant now = startedAt();
            if (halt == null && current != null) {
                left = Duration.between(now, end);
                current.state(PrintJobState.STOPPED);
            }
            halt = how;
        }
    }

    /** Goes on with the job in the device, for the time that the job still needs, and then with the next jobs. */
    public void resume() {
        synchronized (tenant) {
            Instant now = startedAt();
            if (halt == null) {
                return;
            }
            halt = null;
            if (current == null) {
                begin(now);
            } else {
                current.state(PrintJobState.PRINTING);
                end = now.plus(left);
            }
            passTo(now);
        }
    }

    /**
     * Returns what the device does at this time of the clock.
     *
     * @return the state
     */
    public State state() {
        synchronized (tenant) {
            passTo(time.now());
            return !started ? State.NOT_STARTED : halt != null ? halt : current != null ? State.PRINTING : State.IDLE;
        }
    }

    boolean isStarted() {
        return started;
    }

    /** Returns the state and the time per job, as in the state of the emulator. */
    ObjectNode json() {
        synchronized (tenant) {
            return JsonTrees.object().put("state", state().word).put("secondsPerJob", perJob.toNanos() / 1e9);
        }
    }

    /** Returns the {@code printerStatus} of the printer. */
    ObjectNode status() {
        return state().status();
    }

    /** Starts the device, unless it is started, moves it to the current time, and returns this time. */
    private Instant startedAt() {
        Instant now = time.now();
        if (!started) {
            started = true;
            for (EmulatedPrintJob job : printer.jobs()) {
                if (job.state() == PrintJobState.RELEASED) {
                    job.state(PrintJobState.PRINTED);
                } else if (job.state().isAtPrinter()) {
                    job.state(PrintJobState.PENDING);
                    queue.add(job);
                }
            }
            begin(now);
        }
        passTo(now);
        return now;
    }

    /** Takes a job that has become fetchable. */
    void add(EmulatedPrintJob job) {
        Instant now = time.now();
        passTo(now);
        queue.add(job);
        if (current == null) {
            begin(now);
            passTo(now);
        }
    }

    /** Does what is due at this time. */
    void passTo(Instant now) {
        if (current != null && current.state().hasEnded()) {
            begin(current.ended());
        }
        while (halt == null && current != null && !end.isAfter(now)) {
            current.printed(end);
            begin(end);
        }
    }

    private void begin(Instant when) {
        current = null;
        while (halt == null && current == null && !queue.isEmpty()) {
            EmulatedPrintJob job = queue.remove();
            if (!job.state().hasEnded()) {
                job.acquire(when);
                current = job;
                end = when.plus(perJob);
            }
        }
    }
}
