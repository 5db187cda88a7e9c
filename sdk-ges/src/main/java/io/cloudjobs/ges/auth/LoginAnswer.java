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

/** What IAM answers to a login: all about the token in the body, and the token itself in a header. */
record LoginAnswer(Token token, @JsonIgnore @Nullable String subjectToken) implements KeepsHeaders<LoginAnswer> {
    /** They are valid for a day; much more would not fit into a date. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    LoginAnswer {
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
    public LoginAnswer withHeaders(Function<String, @Nullable String> headers) {
        return new LoginAnswer(token, Json.required("X-Subject-Token", headers.apply("X-Subject-Token")));
    }

    String projectId() {
        return token.project.id;
    }

    /** Its life counts from before the request, on our own clock: that of IAM need not agree with it. */
    AccessToken askedFor(Instant when) {
        Instant expiresAt = token.expiresAt.toInstant();
        if (token.issuedAt != null && token.issuedAt.isBefore(token.expiresAt)) {
            Duration life = Duration.between(token.issuedAt, token.expiresAt);
            expiresAt = when.plus(life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE);
        }
        return new AccessToken(Objects.requireNonNull(subjectToken), expiresAt);
    }

    @Override
    public String toString() {
        return "LoginAnswer[" + token + "]";
    }
}
