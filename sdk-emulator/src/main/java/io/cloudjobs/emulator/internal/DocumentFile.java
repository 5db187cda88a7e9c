package io.cloudjobs.emulator.internal;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The uploaded documents, one after another in one temporary file. The file exists from the first byte on. It loses its
 * name immediately if the operating system permits that, so it ends with the process. An interrupt does not close it,
 * although it would close a channel.
 */
public final class DocumentFile implements AutoCloseable {
    private final Path folder;
    /** The gaps that discarded documents have left between others: the end of each gap, by its start. */
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    private @Nullable RandomAccessFile content;
    private @Nullable File name;
    private long end;
    private boolean closed;

    public DocumentFile(Path folder) {
        this.folder = folder;
    }

    /** Reserves the space of a document: the first gap that is large enough, otherwise space at the end. */
    public synchronized StoredDocument reserve(long length) {
        for (Map.Entry<Long, Long> gap : gaps.entrySet()) {
            long start = gap.getKey();
            long rest = start + length;
            if (rest <= gap.getValue()) {
                gaps.remove(start);
                if (rest < gap.getValue()) {
                    gaps.put(rest, gap.getValue());
                }
                return document(start, length);
            }
        }
        end += length;
        return document(end - length, length);
    }

    private StoredDocument document(long start, long length) {
        return new StoredDocument(this, start, length, UUID.randomUUID().toString());
    }

    /** Discards a document that nobody reads. Its space becomes part of a gap, or is freed at the end of the file. */
    public synchronized void release(StoredDocument document) {
        long start = document.start();
        long next = start + document.length();
        Map.Entry<Long, Long> before = gaps.floorEntry(start);
        if (before != null && before.getValue() == start) {
            start = before.getKey();
        }
        Long after = gaps.remove(next);
        if (after != null) {
            next = after;
        }
        if (next < end) {
            gaps.put(start, next);
            return;
        }
        gaps.remove(start);
        end = start;
        try {
            if (content != null && content.length() > end) {
                content.setLength(end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void write(long position, byte[] bytes) {
        try {
            RandomAccessFile file = open();
            file.seek(position);
            file.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write a document to " + folder + ": " + e.getMessage()
                            + ". Free space there, or set java.io.tmpdir to another folder",
                    e);
        }
    }

    public synchronized void read(long position, byte[] into, int length) {
        try {
            RandomAccessFile file = open();
            file.seek(position);
            file.readFully(into, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a document in " + folder + ": " + e.getMessage(), e);
        }
    }

    private RandomAccessFile open() throws IOException {
        if (closed) {
            throw new IOException("the emulator was reset or closed");
        }
        if (content == null) {
            File created = Files.createTempFile(folder, "cloudjobs-emulator-", ".documents")
                    .toFile();
            content = new RandomAccessFile(created, "rw");
            if (!created.delete()) { // an open file of Windows
                name = created;
                created.deleteOnExit();
            }
        }
        return content;
    }

    /** Deletes all documents. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (content != null) {
                content.close();
            }
            if (name != null) {
                Files.deleteIfExists(name.toPath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
