package io.cloudjobs.print;

import io.cloudjobs.core.internal.Shown;
import org.jspecify.annotations.Nullable;

record AppIdentityRecord(
        @Nullable String appId,
        @Nullable String displayName,
        @Nullable String servicePrincipalId,
        @Nullable String servicePrincipalName)
        implements AppIdentity {
    @Override
    public String toString() {
        return Shown.record(
                "AppIdentity",
                "appId",
                appId,
                "displayName",
                displayName,
                "servicePrincipalId",
                servicePrincipalId,
                "servicePrincipalName",
                servicePrincipalName);
    }
}
