package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

record UserIdentityRecord(
        @Nullable String id,
        @Nullable String displayName,
        @Nullable String userPrincipalName,
        @Nullable String ipAddress)
        implements UserIdentity {}
