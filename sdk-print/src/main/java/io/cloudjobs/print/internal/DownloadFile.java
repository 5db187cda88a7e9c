package io.cloudjobs.print.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The target file of a download. The bytes go to a part file beside it. When the document is complete, one rename
 * replaces the target, so another process sees either the old document or the new one.
 */
public final class DownloadFile implements AutoCloseable {
    private final Path target;
    private final @Nullable FilePermissions permissions;
    private final Path part;
    private final OutputStream out;

    private DownloadFile(Path target, @Nullable FilePermissions permissions) throws IOException {
        this.target = target;
        this.permissions = permissions;
        this.part = target.resolveSibling(UUID.randomUUID() + ".part");
        this.out = Channels.newOutputStream(Files.newByteChannel(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                permissions == null ? FilePermissions.DEFAULT : permissions.whilePrivate()));
    }

    /**
     * Checks the file and creates its part file, so that a download to an unwritable file fails before the first
     * request.
     *
     * @throws IllegalArgumentException if the file exists and is not a regular file
     * @throws IOException if the file cannot be replaced or created
     */
    public static DownloadFile open(Path file) throws IOException {
        Path existing = LocalFile.find(file, "download(OutputStream)");
        if (existing == null) {
            checkDirectory(file);
            return create(file, null);
        }
        return create(existing, permissionsOf(existing, file, "is read-only; make it writable or use another file"));
    }

    /**
     * Returns the permissions of a file that may be replaced; null without POSIX permissions. Messages name the file
     * with the caller's path.
     */
    private static @Nullable FilePermissions permissionsOf(Path existing, Path file, String ifReadOnly)
            throws IOException {
        FilePermissions permissions = FilePermissions.of(existing);
        // Root may write to read-only files, and a rename needs no permission on the file that it replaces.
        if (permissions != null && permissions.isReadOnly() || !Files.isWritable(existing)) {
            throw new AccessDeniedException(file.toString(), null, ifReadOnly);
        }
        return permissions;
    }

    private static DownloadFile create(Path target, @Nullable FilePermissions permissions) throws IOException {
        try {
            return new DownloadFile(target, permissions);
        } catch (AccessDeniedException e) {
            String problem = "no file can be created in its directory; allow this process to write there";
            AccessDeniedException failure = new AccessDeniedException(target.toString(), null, problem);
            failure.initCause(e);
            throw failure;
        }
    }

    private static void checkDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.exists(directory)) {
            throw new NoSuchFileException(file.toString(), null, "its directory does not exist; create it first");
        }
    }

    /** Returns the stream that receives the bytes. */
    public OutputStream out() {
        return out;
    }

    /** Replaces the target with the part file, which is complete. */
    public void finish() throws IOException {
        out.close();
        FilePermissions now = permissionsNow();
        if (now != null) {
            now.copyTo(part);
        }
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) { // on a few file systems
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Returns the current permissions of the target. They may have changed during a long download, or the target may no
     * longer be a regular file.
     */
    private @Nullable FilePermissions permissionsNow() throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return permissions;
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            String problem = "is no longer a regular file and was not replaced; download to another file";
            throw new FileSystemException(target.toString(), null, problem);
        }
        return permissionsOf(
                target,
                target,
                "became read-only during the download and was not replaced; make it writable and download again");
    }

    /** Removes the part file, if it still exists. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
