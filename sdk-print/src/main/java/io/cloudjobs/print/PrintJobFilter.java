package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;

/** What a list of jobs can be narrowed to: values of {@code $filter}, before they are encoded. */
final class PrintJobFilter {
    private PrintJobFilter() {}

    /** The jobs of one user; in OData a quote within quotes is doubled. */
    static String createdBy(String userPrincipalName) {
        String quoted = Checks.notBlank("userPrincipalName", userPrincipalName).replace("'", "''");
        return "createdBy/userPrincipalName eq '" + quoted + "'";
    }
}
