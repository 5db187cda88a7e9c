package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

record AppIdentityRecord(
        @Nullable String appId,
        @Nullable String displayName,
        @Nullable String servicePrincipalId,
        @Nullable String servicePrincipalName)
        implements AppIdentity {}
