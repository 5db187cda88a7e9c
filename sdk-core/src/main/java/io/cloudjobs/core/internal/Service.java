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

/** What differs between two services: their headers, and how they say no. */
public interface Service {
    /** The name of our module, for the {@code User-Agent}. */
    String product();

    /** Sets the headers of an operation; those of its repeats are the same. */
    void describe(Request.Builder request);

    /** The response headers that may hold the id of the request, best first. */
    List<String> requestIdHeaders();

    /** The error that an answer, be its status 2xx or not, carries at its top; null when it carries none. */
    @Nullable ServiceError readError(int status, JsonNode answer);

    /** The members of a response that hold what must not be seen, if it is an error after all. */
    default List<String> secretMembers() {
        return List.of();
    }

    /** Whether the service refused it, unprocessed, because there were too many. */
    default boolean isThrottled(ErrorResponse error) {
        return error.status() == 429;
    }

    /** Whether it was not the request's fault, so that another attempt may go well. */
    default boolean isTransient(ErrorResponse error) {
        return switch (error.status()) {
            case 408, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** The exception for an error. A service with codes of its own looks at them first, and then asks here. */
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

    /** An error in a service's own envelope. */
    record ServiceError(
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId) {}
}
