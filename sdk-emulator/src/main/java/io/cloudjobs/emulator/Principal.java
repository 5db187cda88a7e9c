package io.cloudjobs.emulator;

import io.cloudjobs.emulator.EntraUsers.EntraUser;
import io.cloudjobs.emulator.PrintTokens.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The identity behind a token: the kinds of token that it counts as, its own one first, the user, and the permissions.
 * Jobs that an application creates, which only the permissive emulator allows, belong to the user too.
 */
record Principal(
        List<Caller> kinds, PrintUser user, boolean isAdministrator, Set<String> permissions, boolean seesAllJobs) {
    /** The scope that stands for all permissions. */
    static final String ALL = ".default";

    static Principal application(Collection<String> permissions) {
        return new Principal(List.of(Caller.APPLICATION), PrintUser.SIGNED_IN, false, ignoringCase(permissions), true);
    }

    static Principal user(EntraUser user, Collection<String> scopes) {
        return new Principal(
                List.of(Caller.USER), user.identity(), user.isAdministrator(), ignoringCase(scopes), false);
    }

    /** The user whose token each emulator has from the start, with or without the role. */
    static Principal signedIn(boolean isAdministrator) {
        return new Principal(List.of(Caller.USER), PrintUser.SIGNED_IN, isAdministrator, Set.of(ALL), true);
    }

    /** Entra compares the names of permissions without case. */
    private static Set<String> ignoringCase(Collection<String> permissions) {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(permissions);
        return names;
    }

    Principal permissive() {
        Caller other = kinds.get(0) == Caller.USER ? Caller.APPLICATION : Caller.USER;
        return new Principal(List.of(kinds.get(0), other), user, true, Set.of(ALL), true);
    }

    boolean has(String permission) {
        return permissions.contains(ALL) || permissions.contains(permission);
    }

    boolean hasAnyOf(List<String> alternatives) {
        return alternatives.stream().anyMatch(this::has);
    }
}
