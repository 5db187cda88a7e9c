package io.cloudjobs.print.internal;

import io.cloudjobs.core.internal.secret.Shown;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a user's path before the first request. A document needs a regular file: opening a FIFO waits for another
 * process, a device has no end, and a download must replace neither.
 */
public final class LocalFile {
    private LocalFile() {}

    /**
     * Finds the regular file that a path leads to. Follows links.
     *
     * @param instead the method to advise for any other kind of file
     * @return the real path; null if nothing has this name
     * @throws IllegalArgumentException if the path does not lead to a regular file
     * @throws IOException if the path is a broken symbolic link, or cannot be read
     */
    public static @Nullable Path find(Path file, String instead) throws IOException {
        BasicFileAttributes found;
        try {
            found = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) { // it does not exist, its links form a loop, or its directory cannot be searched
            if (Files.isSymbolicLink(file)) {
                String problem = "is a broken symbolic link: its target is " + Files.readSymbolicLink(file)
                        + "; remove the link or create the target";
                NoSuchFileException failure = new NoSuchFileException(file.toString(), null, problem);
                failure.initCause(e);
                throw failure;
            }
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null
                    && Files.exists(parent)
                    && !Files.isDirectory(parent)) { // newer JDKs report "no such file"
                FileSystemException failure = new FileSystemException(
                        file.toString(), null, parent + " is not a directory; use another path");
                failure.initCause(e);
                throw failure;
            }
            if (e instanceof NoSuchFileException) {
                return null;
            }
            throw e;
        }
        if (found.isDirectory()) {
            throw new IllegalArgumentException(Shown.of(file) + " is a directory; use the path of a file in it");
        }
        if (!found.isRegularFile()) {
            throw new IllegalArgumentException(Shown.of(file) + " is a FIFO, a socket or a device; use " + instead);
        }
        return file.toRealPath();
    }
}
