package io.cloudjobs.worker;

import io.cloudjobs.print.PrintJobLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The workers. A worker that dies is started again. */
final class Fleet implements AutoCloseable {
    private final List<Map<WorkerSetting, String>> settings;
    private final Path logs;
    private final Random random;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private int kills;

    Fleet(List<Map<WorkerSetting, String>> settings, Path logs, long seed) {
        this.settings = settings;
        this.logs = logs;
        this.random = new Random(seed);
        for (int i = 0; i < settings.size(); i++) {
            workers.add(start(i));
        }
    }

    private WorkerProcess start(int index) {
        return WorkerProcess.start(settings.get(index), logs.resolve("worker-" + index + ".log"));
    }

    /**
     * Kills a random worker, and starts it again. Spares it if no other worker has started, because on a busy machine a
     * worker may take longer to start than from one kill to the next.
     */
    synchronized void killOne() {
        List<WorkerProcess> started =
                workers.stream().filter(WorkerProcess::isStarted).toList();
        if (started.size() > 1) {
            kill(workers.indexOf(started.get(random.nextInt(started.size()))));
        }
    }

    /** Kills all workers, and starts them again. */
    synchronized void killAll() {
        for (int i = 0; i < workers.size(); i++) {
            kill(i);
        }
    }

    private void kill(int index) {
        workers.get(index).kill();
        kills++;
        workers.set(index, start(index));
    }

    /** Starts those workers again that have ended by themselves. */
    synchronized void startDeadOnes() {
        for (int i = 0; i < workers.size(); i++) {
            if (!workers.get(i).isAlive()) {
                workers.set(i, start(i));
            }
        }
    }

    synchronized int kills() {
        return kills;
    }

    private synchronized boolean isStarted() {
        return workers.stream().allMatch(WorkerProcess::isStarted);
    }

    /** Returns the port of a random worker that takes notifications; 0 if there is none. */
    int port() {
        WorkerProcess worker = any();
        return worker == null ? 0 : worker.port();
    }

    private synchronized WorkerProcess any() {
        List<WorkerProcess> ready =
                workers.stream().filter(worker -> worker.port() != 0).toList();
        return ready.isEmpty() ? null : ready.get(random.nextInt(ready.size()));
    }

    void release(PrintJobLink job) {
        WorkerProcess worker = any();
        if (worker != null) {
            worker.release(job);
        }
    }

    List<String> entries() {
        WorkerProcess worker = any();
        return worker == null ? List.of() : worker.entries();
    }

    void awaitStart() {
        Waiting.until(Duration.ofMinutes(2), () -> {
            startDeadOnes();
            return isStarted();
        });
    }

    @Override
    public synchronized void close() {
        workers.forEach(WorkerProcess::kill);
    }
}
