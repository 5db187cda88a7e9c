package io.cloudjobs.ges.auth;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The response of IAM to a login: the body describes the token, and a header contains it. */
record LoginResponse(Token token, @JsonIgnore @Nullable String subjectToken) implements KeepsHeaders<LoginResponse> {
    /** A limit for the lifetime, because a very long one does not fit into a date. Tokens are usually valid for one day. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    LoginResponse {
        Json.required("token", token);
    }

    record Token(
            @JsonProperty("expires_at") OffsetDateTime expiresAt,
            @JsonProperty("issued_at") @Nullable OffsetDateTime issuedAt,
            Project project) {
        Token {
            Json.required("expires_at", expiresAt);
            Json.required("project", project);
        }
    }

    record Project(String id) {
        Project {
            Json.required("id", id);
        }
    }

    @Override
    public LoginResponse withHeaders(Function<String, @Nullable String> headers) {
        return new LoginResponse(token, Json.required("X-Subject-Token", headers.apply("X-Subject-Token")));
    }

    String projectId() {
        return token.project.id;
    }

    /**
     * Returns the token. Its lifetime starts before the request, on the clock of the client, because the clock of IAM may
     * differ.
     */
    AccessToken accessToken(Instant requestedAt) {
        Instant expiresAt = token.expiresAt.toInstant();
        if (token.issuedAt != null && token.issuedAt.isBefore(token.expiresAt)) {
            Duration life = Duration.between(token.issuedAt, token.expiresAt);
            expiresAt = requestedAt.plus(life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE);
        }
        return new AccessToken(Objects.requireNonNull(subjectToken), expiresAt);
    }

    @Override
    public String toString() {
        return "LoginResponse[" + token + "]";
    }
}
