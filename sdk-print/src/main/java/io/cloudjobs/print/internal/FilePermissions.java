package io.cloudjobs.print.internal;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The POSIX permissions of a file. A file that replaces it gets the same permissions. */
final class FilePermissions {
    /** For a new file: the default permissions of the process (umask). */
    static final FileAttribute<?>[] DEFAULT = {};

    private static final Set<PosixFilePermission> WRITE = Set.of(OWNER_WRITE, GROUP_WRITE, OTHERS_WRITE);

    private static final Map<PosixFilePermission, PosixFilePermission> OF_GROUP_AND_OTHERS =
            Map.of(GROUP_READ, OTHERS_READ, GROUP_WRITE, OTHERS_WRITE, GROUP_EXECUTE, OTHERS_EXECUTE);

    private final UserPrincipal owner;
    private final GroupPrincipal group;
    private final Set<PosixFilePermission> mode;

    FilePermissions(UserPrincipal owner, GroupPrincipal group, Set<PosixFilePermission> mode) {
        this.owner = owner;
        this.group = group;
        this.mode = mode;
    }

    /** Returns the permissions of a file; null if its file system has no POSIX permissions. */
    static @Nullable FilePermissions of(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return null;
        }
        PosixFileAttributes attributes = view.readAttributes();
        return new FilePermissions(attributes.owner(), attributes.group(), attributes.permissions());
    }

    /** Returns whether the file is read-only for everyone. */
    boolean isReadOnly() {
        return Collections.disjoint(mode, WRITE);
    }

    /**
     * Returns the permissions during a download: none for the group and others, because the file may have a different
     * group until the download ends.
     */
    FileAttribute<?>[] whilePrivate() {
        Set<PosixFilePermission> own = EnumSet.of(OWNER_READ, OWNER_WRITE);
        own.retainAll(mode);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(own)};
    }

    /** Copies these permissions to another file, as far as this process may set them. */
    void copyTo(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        boolean hasItsGroup = now.group().equals(group) || isDone(() -> view.setGroup(group));
        view.setPermissions(hasItsGroup ? mode : modeInAnotherGroup());
        if (!now.owner().equals(owner)) {
            isDone(() ->
                    view.setOwner(owner)); // on failure this process owns the file, but it has the document already
        }
    }

    /** Returns the mode for a file with another group, which gets no more than others. */
    Set<PosixFilePermission> modeInAnotherGroup() {
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        granted.addAll(mode);
        OF_GROUP_AND_OTHERS.forEach((ofGroup, ofOthers) -> {
            if (!granted.contains(ofOthers)) {
                granted.remove(ofGroup);
            }
        });
        return granted;
    }

    private interface Change {
        void make() throws IOException;
    }

    private static boolean isDone(Change change) {
        try {
            change.make();
            return true;
        } catch (IOException e) { // usually because the process is not root
            return false;
        }
    }
}
