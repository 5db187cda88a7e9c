package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
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
    /** The states in which the device cannot go on, each with the detail of the printer. */
    private static final Map<String, String> DETAILS =
            Map.of("jammed", "mediaJam", "outOfPaper", "mediaEmpty", "stopped", "paused");

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final PrintTenant tenant;
    private final Time time;
    private final EmulatedPrinter printer;
    /** The jobs after the current one. They can have ended since. */
    private final Deque<EmulatedPrintJob> queue = new ArrayDeque<>();

    private Duration perJob = USUAL;
    private boolean started;
    /** The state of a device that cannot go on. */
    private @Nullable String halt;

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
        become(null);
    }

    private void become(@Nullable String halted) {
        synchronized (tenant) {
            Instant now = startedAt();
            if (current == null) {
                halt = halted;
                begin(now);
            } else if (halt == null && halted != null) {
                left = Duration.between(now, end);
                current.state(PrintJobState.STOPPED);
            } else if (halt != null && halted == null) {
                current.state(PrintJobState.PRINTING);
                end = now.plus(left);
            }
            halt = halted;
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
            passTo(time.now());
            return halt != null ? halt : current != null ? "printing" : started ? "idle" : NOT_STARTED;
        }
    }

    boolean isStarted() {
        return started;
    }

    /** Returns the state and the time per job, as in the state of the emulator. */
    ObjectNode json() {
        synchronized (tenant) {
            return JsonTrees.object().put("state", state()).put("secondsPerJob", perJob.toNanos() / 1e9);
        }
    }

    /** Returns the {@code printerStatus} of the printer. */
    ObjectNode status() {
        var status =
                JsonTrees.object().put("state", halt != null ? "stopped" : current != null ? "processing" : "idle");
        var details = status.put("description", halt == null ? "" : "The printer needs attention.")
                .putArray("details");
        if (halt != null) {
            details.add(DETAILS.get(halt));
        }
        return status;
    }

    /** Starts the device, unless it is started, moves it to the current time, and returns this time. */
    private Instant startedAt() {
        Instant now = time.now();
        if (!started) {
            started = true;
            boolean isBusy = false;
            for (EmulatedPrintJob job : printer.jobs()) {
                PrintJobState state = job.state();
                boolean isHere = state == PrintJobState.PRINTING || state == PrintJobState.STOPPED; // before a restart
                isBusy |= isHere;
                if (state == PrintJobState.RELEASED) {
                    job.state(PrintJobState.PRINTED);
                } else if (isHere) {
                    queue.addFirst(job);
                } else if (state.isAtPrinter()) {
                    job.state(PrintJobState.PENDING);
                    queue.add(job);
                }
            }
            if (isBusy) {
                begin(now);
            }
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

    private static final String[] STATES = {NOT_STARTED, "idle", "printing", "jammed", "outOfPaper", "stopped"};

    /** Returns the device with its jobs. Callers hold the lock of the tenant. */
    ObjectNode whole() {
        ObjectNode whole = json();
        if (current != null) {
            whole.put("jobId", current.id());
            if (halt == null) {
                whole.put("endsAt", end.toString());
            } else {
                whole.put("left", left.toString());
            }
        }
        ArrayNode next = whole.putArray("queue");
        queue.stream().filter(job -> !job.state().hasEnded()).forEach(job -> next.add(job.id()));
        return whole;
    }

    /** Reads a device. Without a queue it takes the jobs of its printer, as if it was started now. */
    static Consumer<PrinterDevice> read(StateObject json, Function<String, @Nullable EmulatedPrintJob> jobs) {
        String state = json.word("state", "idle", STATES, word -> word);
        JsonNode seconds = json.get("secondsPerJob");
        double perJob = seconds.asDouble(USUAL.toSeconds());
        Duration duration = Duration.ofNanos(Math.round(perJob * 1e9));
        List<EmulatedPrintJob> waiting = new ArrayList<>();
        for (String id : json.texts("queue")) {
            waiting.add(job(json, "queue", id, jobs));
        }
        String currentId = json.text("jobId");
        EmulatedPrintJob printing = currentId == null ? null : job(json, "jobId", currentId, jobs);
        Instant endsAt = json.time("endsAt");
        Duration rest = json.duration("left", Duration.ZERO);
        boolean isWhole = json.has("queue");
        return device -> {
            if (isWhole) {
                device.restore(state, duration, waiting, printing, endsAt, rest);
            } else if (!state.equals(NOT_STARTED)) {
                device.start(duration);
                if (DETAILS.containsKey(state)) {
                    device.become(state);
                }
            }
        };
    }

    private static EmulatedPrintJob job(
            StateObject json, String name, String id, Function<String, @Nullable EmulatedPrintJob> jobs) {
        EmulatedPrintJob job = jobs.apply(id);
        if (job == null) {
            throw json.wrong(name, "the id of a job of this printer");
        }
        return job;
    }

    private void restore(
            String state,
            Duration duration,
            List<EmulatedPrintJob> waiting,
            @Nullable EmulatedPrintJob printing,
            @Nullable Instant endsAt,
            Duration rest) {
        perJob = duration;
        started = !state.equals(NOT_STARTED);
        halt = DETAILS.containsKey(state) ? state : null;
        queue.clear();
        queue.addAll(waiting);
        current = printing;
        left = rest;
        end = endsAt == null ? time.now().plus(duration) : endsAt;
        if (started && current == null) {
            begin(time.now());
        }
    }
}
