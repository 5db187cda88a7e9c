package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * The identity of an application.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/appidentity">appIdentity</a>
 */
public interface AppIdentity {
    /**
     * Returns the application (client) id.
     *
     * @return the id; null when absent
     */
    @Nullable String appId();

    /**
     * Returns the name of the application.
     *
     * @return the name, which may be empty; null when absent
     */
    @Nullable String displayName();

    /**
     * Returns the id of the application's service principal in the tenant.
     *
     * @return the id; null when absent
     */
    @Nullable String servicePrincipalId();

    /**
     * Returns the name of the application's service principal.
     *
     * @return the name; null when absent
     */
    @Nullable String servicePrincipalName();
}
