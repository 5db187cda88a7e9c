package io.cloudjobs.print;

/** What a list of jobs can be narrowed to: values of {@code $filter}, before they are encoded. */
final class PrintJobFilter {
    private PrintJobFilter() {}

    /** The jobs of one user; in OData a quote within quotes is doubled. */
    static String createdBy(String userPrincipalName) {
        if (userPrincipalName.isBlank()) {
            throw new IllegalArgumentException("userPrincipalName must not be blank");
        }
        return "createdBy/userPrincipalName eq '" + userPrincipalName.replace("'", "''") + "'";
    }
}
