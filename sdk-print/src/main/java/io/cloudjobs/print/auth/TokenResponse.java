package io.cloudjobs.print.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.internal.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The response of a token endpoint. Entra ID sends numbers, the managed identity endpoint sends strings with numbers. */
record TokenResponse(
        @JsonProperty("access_token") String token,
        @JsonProperty("expires_in") Long secondsToLive,
        @JsonProperty("token_type") @Nullable String type) {
    /** The maximum lifetime of a token. A much longer one would overflow the date. */
    private static final long TEN_YEARS = 10L * 365 * 24 * 60 * 60;

    TokenResponse {
        Json.required("access_token", token);
        Json.required("expires_in", secondsToLive);
        if (secondsToLive <= 0) {
            throw new IllegalArgumentException("expires_in");
        }
        if (type != null && !type.equalsIgnoreCase("Bearer")) {
            throw new IllegalArgumentException("token_type");
        }
    }

    /** Returns the token. Its lifetime starts before the request, on the clock of the client. */
    AccessToken askedFor(Instant when) {
        return new AccessToken(token, when.plusSeconds(Math.min(secondsToLive, TEN_YEARS)));
    }

    @Override
    public String toString() {
        return "TokenResponse[expires_in=" + secondsToLive + "]";
    }
}
