package io.cloudjobs.core.internal;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** The meaning of errors for one operation, because some codes mean different things for different operations. */
@FunctionalInterface
public interface ErrorMeaning {
    /** The usual meaning. */
    ErrorMeaning USUAL = (operation, resource, attempts, mayHaveReachedService, error) -> null;

    /** Returns the exception of the operation; null for the usual meaning. */
    @Nullable ApiException exception(
            String operation, String resource, int attempts, boolean mayHaveReachedService, ErrorResponse error);
}
