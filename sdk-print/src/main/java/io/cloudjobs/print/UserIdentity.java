package io.cloudjobs.print;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a user.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/useridentity">userIdentity</a>
 */
@JsonDeserialize(as = PrintJobRecord.User.class)
public interface UserIdentity {
    /**
     * Returns the id of the user in the directory.
     *
     * @return the id, which may be empty; null when absent
     */
    @Nullable String id();

    /**
     * Returns the name of the user.
     *
     * @return the name, which may be empty; null when absent
     */
    @Nullable String displayName();

    /**
     * Returns the sign-in name of the user.
     *
     * @return the name, for example {@code john.smith@contoso.com}; may be empty; null when absent
     */
    @Nullable String userPrincipalName();

    /**
     * Returns the IP address of the user.
     *
     * @return the address; null when absent
     */
    @Nullable String ipAddress();
}
