package io.cloudjobs.emulator;

import io.cloudjobs.emulator.EntraUsers.EntraUser;
import io.cloudjobs.emulator.PrintTokens.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The access of a token: the kinds of token that it counts as, its own one first, the user, and the permissions. Jobs that an application creates, which only the permissive emulator allows, belong to the user too.
 */
final class Access {
    /** The scope that stands for all permissions. */
    static final String ALL = ".default";

    private final List<Caller> kinds;
    private final PrintUser user;
    private final boolean isAdministrator;
    private final Set<String> permissions;
    private final boolean seesAllJobs;

    private Access(
            List<Caller> kinds, PrintUser user, boolean isAdministrator, Set<String> permissions, boolean seesAllJobs) {
        this.kinds = kinds;
        this.user = user;
        this.isAdministrator = isAdministrator;
        this.permissions = permissions;
        this.seesAllJobs = seesAllJobs;
    }

    static Access application(Collection<String> permissions) {
        return new Access(List.of(Caller.APPLICATION), PrintUser.SIGNED_IN, false, ignoringCase(permissions), true);
    }

    static Access user(EntraUser user, Collection<String> scopes) {
        return new Access(List.of(Caller.USER), user.identity(), user.isAdministrator(), ignoringCase(scopes), false);
    }

    /** The user whose token each emulator has from the start, with or without the role. */
    static Access signedIn(boolean isAdministrator) {
        return new Access(List.of(Caller.USER), PrintUser.SIGNED_IN, isAdministrator, Set.of(ALL), true);
    }

    /** Entra compares the names of permissions without case. */
    private static Set<String> ignoringCase(Collection<String> permissions) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(permissions);
        return names;
    }

    Access permissive() {
        Caller other = kinds.get(0) == Caller.USER ? Caller.APPLICATION : Caller.USER;
        return new Access(List.of(kinds.get(0), other), user, true, Set.of(ALL), true);
    }

    List<Caller> kinds() {
        return kinds;
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
        return new Access(kinds, user, isAdministrator, permissions, true);
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
