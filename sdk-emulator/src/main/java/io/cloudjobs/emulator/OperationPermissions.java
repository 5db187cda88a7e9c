package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.Refusal;
import java.util.List;

/**
 * The permissions that the service documents for one operation. Each requirement is a list of alternatives, the least
 * privileged one first. A token must have one permission of each requirement. Immutable.
 */
public final class OperationPermissions {
    private final List<List<String>> delegated;
    private final List<List<String>> application;
    private final boolean needsPrinterAdministrator;

    private OperationPermissions(
            List<List<String>> delegated, List<List<String>> application, boolean needsPrinterAdministrator) {
        this.delegated = delegated;
        this.application = application;
        this.needsPrinterAdministrator = needsPrinterAdministrator;
    }

    /** An operation for user tokens. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    static OperationPermissions users(List<String>... requirements) {
        return new OperationPermissions(List.of(requirements), List.of(), false);
    }

    /** An operation for the tokens of users who are Printer Administrators. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    static OperationPermissions administrators(List<String>... requirements) {
        return new OperationPermissions(List.of(requirements), List.of(), true);
    }

    /** An operation for application tokens. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    static OperationPermissions applications(List<String>... requirements) {
        return new OperationPermissions(List.of(), List.of(requirements), false);
    }

    /** The same operation, which application tokens can call too. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    final OperationPermissions andApplications(List<String>... requirements) {
        return new OperationPermissions(delegated, List.of(requirements), needsPrinterAdministrator);
    }

    /**
     * Returns the scopes that a user token needs.
     *
     * @return the requirements; empty if the operation accepts no user token
     */
    public List<List<String>> delegated() {
        return delegated;
    }

    /**
     * Returns the permissions that an application token needs.
     *
     * @return the requirements; empty if the operation accepts no application token
     */
    public List<List<String>> application() {
        return application;
    }

    /**
     * Returns whether the user of a user token must have the role Printer Administrator. Application tokens have no roles.
     *
     * @return whether the role is necessary
     */
    public boolean needsPrinterAdministrator() {
        return needsPrinterAdministrator;
    }

    /**
     * Returns the access of a caller to the operation, or throws a {@link Refusal}. Users need a permission for the jobs of other
     * users.
     */
    Access check(Access caller) {
        boolean hasRole = !needsPrinterAdministrator || caller.isAdministrator();
        boolean isAllowed = (caller.asApplication() && allow(application, caller))
                || (caller.asUser() && hasRole && allow(delegated, caller));
        if (!isAllowed) {
            throw GraphRouter.forbidden();
        }
        boolean toAllJobs = !caller.seesAllJobs()
                && caller.isAdministrator()
                && delegated.get(0).stream()
                        .anyMatch(permission -> permission.endsWith(".All") && caller.has(permission));
        return toAllJobs ? caller.toAllJobs() : caller;
    }

    private static boolean allow(List<List<String>> requirements, Access caller) {
        return !requirements.isEmpty() && requirements.stream().allMatch(caller::hasAnyOf);
    }
}
