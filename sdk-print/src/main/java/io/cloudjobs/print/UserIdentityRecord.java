package io.cloudjobs.print;

import io.cloudjobs.core.internal.Shown;
import org.jspecify.annotations.Nullable;

record UserIdentityRecord(
        @Nullable String id,
        @Nullable String displayName,
        @Nullable String userPrincipalName,
        @Nullable String ipAddress)
        implements UserIdentity {
    @Override
    public String toString() {
        return Shown.record(
                "UserIdentity",
                "id",
                id,
                "displayName",
                displayName,
                "userPrincipalName",
                userPrincipalName,
                "ipAddress",
                ipAddress);
    }
}
