package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ProtectedService;
import io.cloudjobs.ges.internal.GesErrorReader;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The specifics of GES. */
final class GesService implements ProtectedService {
    @Override
    public String product() {
        return "sdk-ges";
    }

    @Override
    public void describe(Request.Builder request) {
        // The service documents both as mandatory, even without a body.
        request.header("Content-Type", "application/json");
        request.header("X-Language", "en-us");
    }

    @Override
    public void authorize(Request.Builder request, String token) {
        request.header("X-Auth-Token", token);
    }

    @Override
    public List<String> requestIdHeaders() {
        return GesErrorReader.REQUEST_ID_HEADERS;
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return GesErrorReader.read(status, answer);
    }

    /** Returns the exception for an error. GES returns HTTP 400 and a code where other services use a specific status. */
    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        String operation = request.operation();
        String resource = request.resource();
        if (GesErrorCode.isOneOf(error, GesErrorCode.TOKEN_INVALID)) {
            return new UnauthorizedException(operation, resource, attempts, mayHaveReachedService, error);
        }
        if (GesErrorCode.isOneOf(error, GesErrorCode.PERMISSION_DENIED, GesErrorCode.ACCOUNT_PERMISSION_INSUFFICIENT)) {
            return new ForbiddenException(operation, resource, attempts, mayHaveReachedService, error);
        }
        if (GesErrorCode.isNotFound(error)
                || GesErrorCode.isOneOf(error, GesErrorCode.JOB_QUERY_FAILED)
                        && JobNotFoundErrors.isPossible(error.message())) {
            return new NotFoundException(operation, resource, attempts, mayHaveReachedService, error);
        }
        ApiException own =
                request.errorMeaning().exception(operation, resource, attempts, mayHaveReachedService, error);
        if (own != null) {
            return own;
        }
        return ProtectedService.super.exception(request, attempts, mayHaveReachedService, error);
    }
}
