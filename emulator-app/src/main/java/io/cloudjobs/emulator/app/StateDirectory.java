package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directory that keeps the state over restarts. Looks for changes each second, and saves them, so a killed program loses at
 * most the last two seconds.
 */
final class StateDirectory implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final System.Logger LOG = System.getLogger(StateDirectory.class.getName());

    private final Path directory;
    private final CloudJobsEmulator emulator;
    private final FileChannel lockFile;
    private final boolean loaded;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "cloudjobs-emulator-state");
        thread.setDaemon(true);
        return thread;
    });
    private String saved = "";

    private StateDirectory(Path directory, CloudJobsEmulator emulator, FileChannel lockFile) throws IOException {
        this.directory = directory;
        this.emulator = emulator;
        this.lockFile = lockFile;
        loaded = Files.exists(directory.resolve("state.json"));
        if (loaded) {
            emulator.loadFrom(directory);
        }
    }

    /**
     * Loads the state of a directory, if it has one, and saves each change from then on.
     *
     * @throws IllegalArgumentException if another program uses the directory, or its state cannot be loaded
     */
    static StateDirectory open(Path directory, CloudJobsEmulator emulator) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(directory);
            lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(directory, lockFile);
            var state = new StateDirectory(directory, emulator, lockFile);
            state.save();
            state.timer.scheduleWithFixedDelay(state::saveChanges, 1, 1, TimeUnit.SECONDS);
            return state;
        } catch (IllegalArgumentException | IOException e) {
            close(lockFile);
            throw new IllegalArgumentException(
                    "cannot use the state directory " + directory + ": "
                            + (e instanceof IllegalArgumentException ? e.getMessage() : e.toString()),
                    e);
        }
    }

    private static void lock(Path directory, FileChannel file) throws IOException {
        FileLock lock;
        try {
            lock = file.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IllegalArgumentException("another emulator uses it: stop that one, or use another directory");
        }
    }

    private static void close(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot close the lock of the state directory", e);
        }
    }

    /** Returns whether the directory had a state. A seed would add the same again to it. */
    boolean hadState() {
        return loaded;
    }

    private void saveChanges() {
        try {
            if (!saved.equals(version())) {
                save();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, () -> "cannot save the state in " + directory + ": " + e);
        }
    }

    private synchronized void save() throws IOException {
        String version = version(); // before the save, so that a later change is saved again
        emulator.saveTo(directory);
        saved = version;
    }

    /** Returns a text that differs after each change: the state without the time, and the last request that can change more. */
    private String version() throws IOException {
        ObjectNode state = (ObjectNode) JSON.readTree(emulator.state());
        JsonNode clock = state.path("clock");
        if (clock instanceof ObjectNode time && !clock.path("frozen").asBoolean()) {
            time.remove("now");
        }
        long last = 0;
        for (EmulatedRequest request : emulator.requestLog()) {
            last = request.method().equals("GET") ? last : request.number();
        }
        return last + state.toString();
    }

    /** Saves the state and lets other programs use the directory. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            save();
        } catch (IOException e) {
            throw new IllegalStateException("cannot save the state in " + directory + ": " + e, e);
        } finally {
            close(lockFile);
        }
    }
}
