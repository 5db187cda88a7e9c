package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * A user, as far as the service tells.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/useridentity">userIdentity</a>
 */
public interface UserIdentity {
    /**
     * The id of the user in the directory.
     *
     * @return the id, which may be empty; null when absent
     */
    @Nullable String id();

    /**
     * The name of the user.
     *
     * @return the name, which may be empty; null when absent
     */
    @Nullable String displayName();

    /**
     * The name that the user signs in with.
     *
     * @return for example {@code john.smith@contoso.com}; may be empty; null when absent
     */
    @Nullable String userPrincipalName();

    /**
     * The address that the user came from.
     *
     * @return the address; null when absent
     */
    @Nullable String ipAddress();
}
