package io.cloudjobs.emulator;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The access of a token: the user, and the permissions. Jobs that an application creates, which only the permissive emulator
 * allows, belong to the user too.
 */
final class Access {
    /** The scope that stands for all permissions. */
    static final String ALL = ".default";

    private final boolean isUser;
    private final boolean isPermissive;
    private final PrintUser user;
    private final boolean isAdministrator;
    private final Set<String> permissions;
    private final boolean seesAllJobs;

    private Access(
            boolean isUser,
            boolean isPermissive,
            PrintUser user,
            boolean isAdministrator,
            Set<String> permissions,
            boolean seesAllJobs) {
        this.isUser = isUser;
        this.isPermissive = isPermissive;
        this.user = user;
        this.isAdministrator = isAdministrator;
        this.permissions = permissions;
        this.seesAllJobs = seesAllJobs;
    }

    static Access application(Collection<String> permissions) {
        return new Access(false, false, PrintUser.SIGNED_IN, false, ignoringCase(permissions), true);
    }

    static Access user(PrintUser user, Collection<String> scopes) {
        return new Access(true, false, user, user.isAdministrator(), ignoringCase(scopes), false);
    }

    /** The user whose token each emulator has from the start, with or without the role. */
    static Access signedIn(boolean isAdministrator) {
        return new Access(true, false, PrintUser.SIGNED_IN, isAdministrator, Set.of(ALL), true);
    }

    /** Entra compares the names of permissions without case. */
    private static Set<String> ignoringCase(Collection<String> permissions) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(permissions);
        return names;
    }

    Access permissive() {
        return new Access(isUser, true, user, true, Set.of(ALL), true);
    }

    /** Returns whether the token belongs to a user, or counts as a user token too. */
    boolean asUser() {
        return isUser || isPermissive;
    }

    /** Returns whether the token belongs to an application, or counts as an application token too. */
    boolean asApplication() {
        return !isUser || isPermissive;
    }

    PrintUser user() {
        return user;
    }

    boolean isAdministrator() {
        return isAdministrator;
    }

    boolean seesAllJobs() {
        return seesAllJobs;
    }

    Access toAllJobs() {
        return new Access(isUser, isPermissive, user, isAdministrator, permissions, true);
    }

    boolean allowsJobOf(PrintUser creator) {
        return seesAllJobs || user.hasName(creator.userPrincipalName());
    }

    void checkJobOf(PrintUser creator) {
        if (!allowsJobOf(creator)) {
            throw GraphRouter.forbidden();
        }
    }

    boolean has(String permission) {
        return permissions.contains(ALL) || permissions.contains(permission);
    }

    boolean hasAnyOf(List<String> alternatives) {
        return alternatives.stream().anyMatch(this::has);
    }
}
