package io.cloudjobs.print.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.TokenService;
import java.util.List;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Where the tokens of Microsoft Entra ID come from. The errors look the same, but others of them pass. */
enum EntraService implements TokenService {
    /** The token endpoint of a tenant. */
    TOKEN_ENDPOINT {
        @Override
        public void describe(Request.Builder request) {
            request.header("client-request-id", UUID.randomUUID().toString());
        }

        /** Codes that pass may come with 400 or 401, which as such are final. */
        @Override
        public boolean isThrottled(ErrorResponse error) {
            return error.status() == 429 || EntraErrors.isThrottled(error);
        }

        @Override
        public boolean isTransient(ErrorResponse error) {
            return error.status() == 408 || error.status() >= 500 || EntraErrors.isTransient(error);
        }
    },

    /** The metadata service of an Azure virtual machine. */
    MANAGED_IDENTITY {
        @Override
        public void describe(Request.Builder request) {
            // Without it the service refuses the request: a page that makes a browser or a proxy come here cannot set
            // it.
            request.header("Metadata", "true");
        }

        /** 410 says that the service is being updated, for up to 70 seconds. */
        @Override
        public boolean isThrottled(ErrorResponse error) {
            return error.status() == 429 || error.status() == 410;
        }

        @Override
        public boolean isTransient(ErrorResponse error) {
            return error.status() == 404 || error.status() >= 500;
        }
    };

    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("x-ms-request-id");
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return EntraErrors.read(answer);
    }

    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return new EntraException(request.operation(), attempts, mayHaveReachedService, error);
    }
}
