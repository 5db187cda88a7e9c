package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * An application, as far as the service tells.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/appidentity">appIdentity</a>
 */
public interface AppIdentity {
    /**
     * The id that the application is registered with, its client id.
     *
     * @return the id; null when absent
     */
    @Nullable String appId();

    /**
     * The name of the application.
     *
     * @return the name, which may be empty; null when absent
     */
    @Nullable String displayName();

    /**
     * The id of the application's service principal in the tenant.
     *
     * @return the id; null when absent
     */
    @Nullable String servicePrincipalId();

    /**
     * The name of the application's service principal.
     *
     * @return the name; null when absent
     */
    @Nullable String servicePrincipalName();
}
