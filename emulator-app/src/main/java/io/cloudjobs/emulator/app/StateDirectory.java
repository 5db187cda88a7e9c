package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that keeps the state over restarts: the text, and a file for each document. Looks for changes each second, and
 * saves them, so a killed program loses at most the last two seconds. A new text replaces the old one when all its documents
 * exist, and the documents of the old one are deleted after that. So a crash leaves the old state or the new one.
 */
final class StateDirectory implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DOCUMENT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path directory;
    private final Path text;
    private final Path documents;
    /** The documents that are safe from a loss of power. */
    private final Set<Path> forced = new HashSet<>();

    private final CloudJobsEmulator emulator;
    private final FileChannel lockFile;
    private final boolean loaded;
    private final Consumer<String> warning;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "cloudjobs-emulator-state");
        thread.setDaemon(true);
        return thread;
    });
    private String saved = "";
    private final AtomicInteger attempts = new AtomicInteger();
    private boolean isKept;
    private boolean hasFailed;

    private StateDirectory(Path directory, CloudJobsEmulator emulator, FileChannel lockFile, Consumer<String> warning)
            throws IOException {
        this.warning = warning;
        this.directory = directory;
        this.emulator = emulator;
        this.lockFile = lockFile;
        text = directory.resolve("state.json");
        documents = directory.resolve("documents");
        loaded = Files.exists(text);
        if (loaded) {
            try (InputStream in = Files.newInputStream(text)) {
                emulator.load(in, documents);
            }
            saved = version();
        }
    }

    /**
     * Locks a directory and loads its state, if it has one. Nothing is saved before {@link #keep}, so a start that fails leaves
     * the directory as it was.
     *
     * @param warning gets a line if the state cannot be saved
     * @throws IllegalArgumentException if another program uses the directory, or its state cannot be loaded
     */
    static StateDirectory open(Path directory, CloudJobsEmulator emulator, Consumer<String> warning) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(directory);
            lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(directory, lockFile);
            return new StateDirectory(directory, emulator, lockFile, warning);
        } catch (IllegalArgumentException | IOException e) {
            close(lockFile);
            throw failure(directory, e);
        }
    }

    private static IllegalArgumentException failure(Path directory, Exception e) {
        return new IllegalArgumentException("cannot use the state directory " + directory + ": " + Reason.of(e), e);
    }

    /**
     * Saves the state, and each change from now on.
     *
     * @throws IllegalArgumentException if the directory cannot be written
     */
    void keep() {
        try {
            isKept = true;
            if (!saved.equals(version())) {
                save();
            }
        } catch (IOException e) {
            isKept = false;
            throw failure(directory, e);
        }
        timer.scheduleWithFixedDelay(this::saveChanges, 1, 1, TimeUnit.SECONDS);
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
            // The end of the process frees the lock.
        }
    }

    /** Returns whether the directory had a state. A seed would add the same again to it. */
    boolean hadState() {
        return loaded;
    }

    /** Returns how often it looked for changes. */
    int attempts() {
        return attempts.get();
    }

    private void saveChanges() {
        attempts.incrementAndGet();
        try {
            if (!saved.equals(version())) {
                save();
            }
            hasFailed = false;
        } catch (IOException | RuntimeException e) {
            if (!hasFailed) {
                warning.accept(
                        notSaved(e) + ". The directory has the state before it. The emulator tries again each second.");
            }
            hasFailed = true;
        }
    }

    private String notSaved(Exception e) {
        return "cannot save the state in " + directory + ": " + Reason.of(e);
    }

    private synchronized void save() throws IOException {
        String version = version(); // before the save, so that a later change is saved again
        Path next = directory.resolve("state.json.new");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(next), 1 << 16)) {
                emulator.dump(out, documents);
            }
            for (Path document : documents()) {
                if (forced.add(document)) {
                    force(document);
                }
            }
            force(next);
            Files.move(next, text, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(directory + " cannot replace a file in one step: use a directory of a local disk", e);
        } finally {
            if (Files.isRegularFile(next)) {
                Files.delete(next); // on a full disk
            }
        }
        deleteUnused();
        saved = version;
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(documents)) {
            return files.filter(file ->
                            DOCUMENT.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        }
    }

    private void deleteUnused() throws IOException {
        Set<String> used = new HashSet<>();
        for (JsonNode printer : JSON.readTree(text.toFile()).at("/print/printers")) {
            for (JsonNode job : printer.path("jobs")) {
                used.add(job.path("document").path("file").asText());
            }
        }
        for (Path document : documents()) {
            if (!used.contains(String.valueOf(document.getFileName()))) {
                Files.delete(document);
                forced.remove(document);
            }
        }
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
            if (isKept) {
                save();
            }
        } catch (IOException e) {
            throw new IllegalStateException(notSaved(e), e);
        } finally {
            close(lockFile);
        }
    }
}
