package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Refusal;

/** The errors of the token endpoint, each with its OAuth error and its Entra number. */
enum EntraError {
    UNKNOWN_TENANT(400, "invalid_request", 90002),
    MISSING_PARAMETER(400, "invalid_request", 900144),
    UNSUPPORTED_GRANT(400, "unsupported_grant_type", 70003),
    UNKNOWN_CLIENT(400, "unauthorized_client", 700016),
    WRONG_SCOPE(400, "invalid_scope", 1002012),
    WRONG_USER_SCOPE(400, "invalid_scope", 70011),
    UNKNOWN_USER(400, "invalid_grant", 50034),
    WRONG_PASSWORD(400, "invalid_grant", 50126),
    WRONG_REFRESH_TOKEN(400, "invalid_grant", 70000),
    WRONG_DEVICE_CODE(400, "expired_token", 70019),
    NO_CREDENTIAL(401, "invalid_client", 7000216),
    WRONG_SECRET(401, "invalid_client", 7000215),
    WRONG_ASSERTION_TYPE(400, "invalid_request", 90011),
    NOT_A_JWT(400, "invalid_request", 50027),
    ASSERTION_OF_ANOTHER(401, "invalid_client", 700021),
    ASSERTION_EXPIRED(401, "invalid_client", 700024),
    THROTTLED(429, "temporarily_unavailable", 90055),
    UNAVAILABLE(503, "temporarily_unavailable", 90033),
    MALFORMED(400, "invalid_request", 9002313);

    private final int status;
    private final String error;
    private final int code;

    EntraError(int status, String error, int code) {
        this.status = status;
        this.error = error;
        this.code = code;
    }

    String error() {
        return error;
    }

    int code() {
        return code;
    }

    Refusal because(String message) {
        return new Refusal(status, name(), message);
    }

    /** Returns the error of a refusal, which can have only a status. */
    static EntraError of(Refusal refusal) {
        EntraError usual = switch (refusal.status()) {
            case 429 -> THROTTLED;
            case 503 -> UNAVAILABLE;
            default -> MALFORMED;
        };
        return valueOf(refusal.codeOr(usual.name()));
    }
}
