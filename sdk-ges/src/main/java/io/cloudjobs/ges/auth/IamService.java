package io.cloudjobs.ges.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.TokenService;
import io.cloudjobs.ges.internal.GesErrorReader;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The login of Huawei Cloud IAM. */
final class IamService implements TokenService {
    @Override
    public String product() {
        return "sdk-ges";
    }

    /** Adds nothing, because IAM documents no header except the headers of the body. */
    @Override
    public void describe(Request.Builder request) {}

    @Override
    public List<String> requestIdHeaders() {
        return GesErrorReader.REQUEST_ID_HEADERS;
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return GesErrorReader.read(status, answer);
    }

    /** Returns false for every code about the password, regardless of the status. */
    @Override
    public boolean isThrottled(ErrorResponse error) {
        return TokenService.super.isThrottled(error) && !IamRefusal.mayLock(error);
    }

    @Override
    public boolean isTransient(ErrorResponse error) {
        return TokenService.super.isTransient(error) && !IamRefusal.mayLock(error);
    }

    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return new IamException(request.operation(), request.resource(), attempts, mayHaveReachedService, error);
    }
}
