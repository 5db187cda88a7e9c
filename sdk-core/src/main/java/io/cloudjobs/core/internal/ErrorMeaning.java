package io.cloudjobs.core.internal;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** What an error of the service means to one operation, where its code means different things to different operations. */
@FunctionalInterface
public interface ErrorMeaning {
    /** For operations to which an error means what it means to all. */
    ErrorMeaning USUAL = (operation, resource, attempts, mayHaveReachedService, error) -> null;

    /** The exception of the operation; null if the error means the usual. */
    @Nullable ApiException exception(
            String operation, String resource, int attempts, boolean mayHaveReachedService, ErrorResponse error);
}
