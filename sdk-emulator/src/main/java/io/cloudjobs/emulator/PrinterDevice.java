package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A simulated device that prints the jobs of one printer of {@link PrintEmulator}, one after another, by the
 * {@link EmulatorClock}. It has no thread: each read of the service first does what is due by then. A job that waits for the
 * device is {@code pending} and fetchable, then {@code processing} while it prints, then {@code completed}. In a jam, without
 * paper and while the device is stopped, the printer and the job in it are {@code stopped}. All copies of a job are printed in
 * the same time as one. Any action starts the device, with 5 s per job. A reset of the emulator ends it. Safe for use by many threads.
 */
public final class PrinterDevice {
    private static final String NOT_STARTED = "notStarted";
    private static final String IDLE = "idle";
    private static final String PRINTING = "printing";
    private static final List<String> STATES = List.of(NOT_STARTED, IDLE, PRINTING, "jammed", "outOfPaper", "stopped");
    /** The states in which the device cannot go on, each with the detail of the printer. */
    private static final Map<String, String> DETAILS =
            Map.of("jammed", "mediaJam", "outOfPaper", "mediaEmpty", "stopped", "paused");

    private static final Duration LONGEST = Duration.ofDays(365);

    /** The members in the state of the emulator. */
    private static final String STATE = "state";

    private static final String SECONDS_PER_JOB = "secondsPerJob";
    private static final String JOB = "jobId";
    /** The end of the current job, unless the device is halted. */
    private static final String END = "endsAt";
    /** The time that the current job of a halted device still needs. */
    private static final String LEFT = "left";
    /** The jobs after the current one. They can have ended since. */
    private static final String QUEUE = "queue";

    private final PrintTenant tenant;
    private final EmulatedPrinter printer;
    /** The device in the state of the emulator. It is idle while it prints, too. */
    private final ObjectNode json =
            JsonTrees.object().put(STATE, NOT_STARTED).put(SECONDS_PER_JOB, 5.0).set(QUEUE, JsonTrees.array());

    PrinterDevice(PrintTenant tenant, EmulatedPrinter printer) {
        this.tenant = tenant;
        this.printer = printer;
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
            passTo(now());
            json.put(SECONDS_PER_JOB, perJob.toNanos() / 1e9);
            resume();
        }
    }

    /** Stops the device in the middle of its job, until {@link #resume()}. The details of the printer are {@code paused}. */
    public void stop() {
        become("stopped");
    }

    /** Jams the paper, until {@link #resume()}. The details of the printer are {@code mediaJam}. */
    public void jam() {
        become("jammed");
    }

    /** Takes the paper away, until {@link #resume()}. The details of the printer are {@code mediaEmpty}. */
    public void runOutOfPaper() {
        become("outOfPaper");
    }

    /** Goes on with the job in the device, for the time that the job still needs, and then with the next jobs. */
    public void resume() {
        become(IDLE);
    }

    private void become(String next) {
        synchronized (tenant) {
            Instant now = startedAt();
            boolean wasHalted = isHalted();
            json.put(STATE, next);
            EmulatedPrintJob current = current();
            if (current == null) {
                begin(now);
            } else if (isHalted() && !wasHalted) {
                json.put(LEFT, Duration.between(now, end()).toString()).remove(END);
                current.state(PrintJobState.STOPPED);
            } else if (wasHalted && !isHalted()) {
                json.put(
                                END,
                                now.plus(Duration.parse(json.path(LEFT).textValue()))
                                        .toString())
                        .remove(LEFT);
                current.state(PrintJobState.PRINTING);
            }
            passTo(now);
        }
    }

    /**
     * Returns the current state of the device.
     *
     * @return {@code idle}, {@code printing}, {@code jammed}, {@code outOfPaper}, {@code stopped}, or {@code notStarted} if no
     *     device prints the jobs of the printer
     */
    public String state() {
        synchronized (tenant) {
            passTo(now());
            String state = json.path(STATE).textValue();
            return state.equals(IDLE) && current() != null ? PRINTING : state;
        }
    }

    boolean isStarted() {
        return !json.path(STATE).textValue().equals(NOT_STARTED);
    }

    private boolean isHalted() {
        return DETAILS.containsKey(json.path(STATE).textValue());
    }

    private @Nullable EmulatedPrintJob current() {
        String id = json.path(JOB).textValue();
        return id == null ? null : printer.job(id);
    }

    private Instant end() {
        return Instant.parse(json.path(END).textValue());
    }

    private Instant now() {
        return tenant.time().now();
    }

    /** Returns the {@code printerStatus} of the printer. */
    ObjectNode status() {
        boolean isHalted = isHalted();
        var status = JsonTrees.object()
                .put(STATE, isHalted ? "stopped" : current() != null ? "processing" : IDLE)
                .put("description", isHalted ? "The printer needs attention." : "");
        ArrayNode details = status.putArray("details");
        if (isHalted) {
            details.add(DETAILS.get(json.path(STATE).textValue()));
        }
        return status;
    }

    /** Starts the device, unless it is started, moves it to the current time, and returns this time. */
    private Instant startedAt() {
        Instant now = now();
        if (!isStarted()) {
            json.put(STATE, IDLE);
            boolean isBusy = false;
            for (EmulatedPrintJob job : printer.jobs()) {
                PrintJobState state = job.state();
                boolean isHere = state == PrintJobState.PRINTING || state == PrintJobState.STOPPED; // in a seed
                isBusy |= isHere;
                if (state == PrintJobState.RELEASED) {
                    job.state(PrintJobState.PRINTED);
                } else if (isHere) {
                    queue().insert(0, job.id());
                } else if (state.isAtPrinter()) {
                    job.state(PrintJobState.PENDING);
                    queue().add(job.id());
                }
            }
            if (isBusy) {
                begin(now);
            }
        }
        passTo(now);
        return now;
    }

    private ArrayNode queue() {
        return json.withArray("/" + QUEUE);
    }

    /** Takes a job that has become fetchable. */
    void add(EmulatedPrintJob job) {
        Instant now = now();
        passTo(now);
        queue().add(job.id());
        if (current() == null) {
            begin(now);
            passTo(now);
        }
    }

    /** Does what is due at this time. */
    void passTo(Instant now) {
        EmulatedPrintJob current = current();
        if (current != null && current.state().hasEnded()) {
            begin(current.ended());
            current = current();
        }
        while (current != null && !isHalted() && !end().isAfter(now)) {
            Instant end = end();
            current.printed(end);
            begin(end);
            current = current();
        }
    }

    private void begin(Instant when) {
        json.remove(List.of(JOB, END, LEFT));
        while (!isHalted() && current() == null && !queue().isEmpty()) {
            EmulatedPrintJob job = printer.job(queue().remove(0).textValue());
            if (!job.state().hasEnded()) {
                job.acquire(when);
                Duration perJob =
                        Duration.ofNanos(Math.round(json.path(SECONDS_PER_JOB).doubleValue() * 1e9));
                json.put(JOB, job.id()).put(END, when.plus(perJob).toString());
            }
        }
    }

    /** Returns the device in the state of the emulator. */
    ObjectNode write() {
        String state = state();
        ObjectNode written = json.deepCopy().put(STATE, state);
        ArrayNode waiting = written.putArray(QUEUE);
        for (JsonNode id : queue()) {
            if (!printer.job(id.textValue()).state().hasEnded()) {
                waiting.add(id);
            }
        }
        return written;
    }

    private void check(StateObject old, String name, List<String> jobIds) {
        for (String jobId : jobIds) {
            if (old.has(name) && !printer.hasJob(jobId)) {
                throw old.wrong(name, "the id of a job of this printer");
            }
        }
    }

    /** Reads a device. Without a queue it takes the jobs of its printer, as if it was started now. */
    void restore(StateObject old) {
        String state = old.word(STATE, IDLE, STATES);
        json.setAll(old.members(SECONDS_PER_JOB));
        String next = state.equals(PRINTING) ? IDLE : state;
        if (!old.has(QUEUE)) {
            if (!state.equals(NOT_STARTED)) {
                become(IDLE);
                become(next);
            }
            return;
        }
        check(old, JOB, List.of(old.text(JOB, "")));
        check(old, QUEUE, old.texts(QUEUE));
        json.remove(List.of(JOB, END, LEFT));
        json.setAll(old.members(JOB, END, LEFT, QUEUE));
        json.put(STATE, next);
        if (isStarted() && current() == null) {
            begin(now());
        }
    }
}
