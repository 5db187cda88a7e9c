package io.cloudjobs.core.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.UnauthorizedException;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The differences between services: their headers and their errors. */
public interface Service {
    /** Returns the name of our module, for the {@code User-Agent}. */
    String product();

    /** Sets the headers of an operation, which are the same for its retries. */
    void describe(Request.Builder request);

    /** Returns the response headers that may hold the request id, the preferred one first. */
    List<String> requestIdHeaders();

    /** Returns the error at the top level of a response of any status; null if there is none. */
    @Nullable ServiceError readError(int status, JsonNode answer);

    /** Returns the members of a response that hold secrets, in case the response is an error. */
    default List<String> secretMembers() {
        return List.of();
    }

    /** Returns whether the service refused the request without processing it, because there were too many. */
    default boolean isThrottled(ErrorResponse error) {
        return error.status() == 429;
    }

    /** Returns whether a retry may succeed, because the request did not cause the error. */
    default boolean isTransient(ErrorResponse error) {
        return switch (error.status()) {
            case 408, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /**
     * Returns the exception for an error. A service with its own codes checks them first, and then calls this method.
     */
    default ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        String operation = request.operation();
        String resource = request.resource();
        return switch (error.status()) {
            case 401 ->
                this instanceof ProtectedService
                        ? new UnauthorizedException(operation, resource, attempts, mayHaveReachedService, error)
                        : new UnauthorizedException(operation, resource, attempts, mayHaveReachedService, error, null);
            case 403 ->
                new ForbiddenException(operation, resource, attempts, mayHaveReachedService, error, request.needs());
            case 404 -> new NotFoundException(operation, resource, attempts, mayHaveReachedService, error);
            case 409 -> new ConflictException(operation, resource, attempts, mayHaveReachedService, error);
            case 429 ->
                new RateLimitException(operation, resource, attempts, mayHaveReachedService, error, request.hint());
            default -> new ApiException(operation, resource, attempts, mayHaveReachedService, error, request.hint());
        };
    }

    /** An error in the format of a service. */
    record ServiceError(
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId) {}
}
