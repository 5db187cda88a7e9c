package io.cloudjobs.ges.auth;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.Credential;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The login request: the user, the credentials and the project. */
final class IamLogin {
    private static final String OPERATION = "iam.token";
    private static final ResourcePath PATH = ResourcePath.ROOT.resolve("/v3/auth/tokens");

    private final ApiClient api;
    private final Time time;
    private final User user;
    private final Map<String, String> project;
    private final @Nullable Mfa mfa;
    private final LoginPause pause;
    private volatile @Nullable String foundProjectId;

    record User(String domainName, String name, Credential<String> password) {
        @Override
        public String toString() {
            return Shown.record("User", "name", name);
        }
    }

    record Mfa(String userId, Credential<String> passcode) {}

    /**
     * Creates a login.
     *
     * @param project the {@code id} or the {@code name} of the project
     */
    IamLogin(ApiClient api, Time time, User user, Map<String, String> project, @Nullable Mfa mfa) {
        this.api = api;
        this.time = time;
        this.user = user;
        this.project = project;
        this.mfa = mfa;
        this.pause = new LoginPause(time);
    }

    AccessToken token(Duration limit) {
        long started = time.nanos();
        String password = user.password.now(OPERATION);
        return pause.unlessRefused(password, () -> {
            ApiRequest request = request(password);
            Instant requestedAt = time.now();
            LoginResponse response = send(api.within(limit.minusNanos(time.nanos() - started)), request);
            foundProjectId = response.projectId();
            return response.accessToken(requestedAt);
        });
    }

    /** Returns the configured project id, or the project id of the last login, or null before the first login. */
    @Nullable String projectId() {
        String given = project.get("id");
        return given == null ? foundProjectId : given;
    }

    private LoginResponse send(ApiClient limited, ApiRequest request) {
        if (mfa == null) {
            return limited.send(request, LoginResponse.class);
        }
        // A cancel of the call does not end it: IAM would refuse the same passcode in the login of the next call.
        Signals ofCall = Signals.NONE.enter();
        try {
            return limited.send(request, LoginResponse.class);
        } finally {
            var unused = ofCall.enter();
        }
    }

    private ApiRequest request(String password) {
        ApiRequest request = new ApiRequest(OPERATION, "POST", PATH)
                .query("nocatalog", "true") // otherwise the response lists all services
                .hiding(password);
        if (mfa == null) {
            return request.body(body(Map.of("methods", List.of("password"), "password", user(password))))
                    .idempotent();
        }
        // Not idempotent: a passcode is valid for one login.
        String passcode = mfa.passcode.now(OPERATION);
        Map<String, ?> totp = Map.of("user", Map.of("id", mfa.userId, "passcode", passcode));
        return request.body(
                        body(Map.of("methods", List.of("password", "totp"), "password", user(password), "totp", totp)))
                .hiding(passcode);
    }

    private Map<String, ?> user(String password) {
        return Map.of(
                "user", Map.of("domain", Map.of("name", user.domainName), "name", user.name, "password", password));
    }

    private Map<String, ?> body(Map<String, ?> identity) {
        return Map.of("auth", Map.of("identity", identity, "scope", Map.of("project", project)));
    }

    /** Returns the endpoint of IAM. */
    @Override
    public String toString() {
        return api.toString();
    }
}
