package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The emulated Microsoft Entra ID, a part of {@link CloudJobsEmulator}: one tenant with one application and some users.
 * {@code POST /{tenantId}/oauth2/v2.0/token} accepts the grant {@code client_credentials}, with a secret or a client
 * assertion. It returns the current {@link PrintEmulator#token()}. {@link #userToken} returns the tokens of users. The emulator
 * as a program also signs users in, with the requests of Microsoft's libraries. Safe for use by many threads.
 */
public final class EntraEmulator {
    private final LoopbackServer server;
    private final PrintTokens tokens;
    private final EntraTenant tenant;
    private final EntraApi api;

    EntraEmulator(LoopbackServer server, PrintTokens tokens, EntraTenant tenant, Time time) {
        this.server = server;
        this.tokens = tokens;
        this.tenant = tenant;
        api = new EntraApi(time, tokens, tenant);
        server.serve(api);
    }

    /**
     * Adds an operation, for example another way to sign in. It is in the {@link CloudJobsEmulator#requestLog()} and in
     * {@link CloudJobsEmulator#operations}, and faults apply to it. Before the handler is called, the emulator checks the
     * variable {@code tenantId} of the path, and the client of a POST request: its id, and its credential if it has one. It
     * replaces an operation with the same method and path. Operations stay after a reset.
     *
     * @param method the method, for example {@code POST}
     * @param path the path, for example <code>/{tenantId}/oauth2/v2.0/devicecode</code>
     * @param handler takes the fields of the form and the variables of the path. Returns the response with status 200, the text
     *     of a JSON object, or null if the operation that it replaces responds. An exception is a response with
     *     status 500
     */
    public void addOperation(
            String method, String path, Function<? super Map<String, String>, @Nullable String> handler) {
        Checks.notBlank("method", method);
        Checks.notBlank("path", path);
        api.add(method, path, Objects.requireNonNull(handler, "handler must not be null"));
    }

    /**
     * Returns the authority for a token provider.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without the tenant and without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * Returns the id of the only tenant.
     *
     * @return the id of the tenant
     */
    public String tenantId() {
        return tenant.id();
    }

    /**
     * Returns the id of the only application in the tenant.
     *
     * @return the id of the client
     */
    public String clientId() {
        return tenant.clientId();
    }

    /**
     * Returns the secret of the client. Like real secrets, it has characters that a form must encode.
     *
     * @return the secret
     */
    public String clientSecret() {
        return tenant.clientSecret();
    }

    /**
     * Returns the password of the users that exist from the start: the user of {@link PrintEmulator#userToken()}, who is a
     * Printer Administrator, and with {@link CloudJobsEmulator.Builder#wellKnownIds} also {@code ada@contoso.com} and
     * {@code ben@contoso.com}, who have no role.
     *
     * @return the password
     */
    public String userPassword() {
        return tenant.userPassword();
    }

    /**
     * Returns the password of a user.
     *
     * @param userPrincipalName the name of the user, in upper or lower case
     * @return the password, or an empty text if the user was not added
     */
    public String userPassword(String userPrincipalName) {
        return tenant.user(Checks.notBlank("userPrincipalName", userPrincipalName))
                .password();
    }

    /**
     * Returns the object id of a user.
     *
     * @param userPrincipalName the name of the user, in upper or lower case
     * @return the id, as in {@code createdBy} of a job, also for a user that was not added
     */
    public String userId(String userPrincipalName) {
        return tenant.user(Checks.notBlank("userPrincipalName", userPrincipalName))
                .id();
    }

    /**
     * Adds a user to the tenant, until the next reset. Replaces the user of the same name.
     *
     * @param userPrincipalName the name of the user, in which case does not matter
     * @param password the password
     * @param roles the roles in the directory, for example {@code Printer Administrator}. The emulator knows no other role
     * @throws IllegalArgumentException if an argument or a role is blank
     */
    public void addUser(String userPrincipalName, String password, String... roles) {
        Checks.notBlank("userPrincipalName", userPrincipalName);
        Checks.notBlank("password", password);
        tenant.add(PrintUser.named(userPrincipalName), password, notBlank("roles", roles));
    }

    /**
     * Issues an application token, without a request. It expires after an hour.
     *
     * @param permissions the application permissions, for example {@code PrintJob.ReadBasic.All}. Without any, the token is
     *     valid, but each operation refuses it. {@code .default} stands for all permissions
     * @return the token, without {@code Bearer}
     * @throws IllegalArgumentException if a permission is blank
     */
    public String applicationToken(String... permissions) {
        return tokens.issue(Access.application(notBlank("permissions", permissions)));
    }

    /**
     * Issues the token of a user, without a request. It expires after an hour. Jobs that a client creates with it belong to
     * the user. The user sees and changes own jobs only, except with the role Printer Administrator and an {@code .All}
     * permission.
     *
     * @param userPrincipalName the name of the user. A user that was not added has no roles
     * @param scopes the delegated permissions, for example {@code PrintJob.Create}. Without any, the token is valid, but each
     *     operation refuses it. {@code .default} stands for all permissions
     * @return the token, without {@code Bearer}
     * @throws IllegalArgumentException if {@code userPrincipalName} or a scope is blank
     */
    public String userToken(String userPrincipalName, String... scopes) {
        Checks.notBlank("userPrincipalName", userPrincipalName);
        return tokens.issue(Access.user(tenant.user(userPrincipalName), notBlank("scopes", scopes)));
    }

    private static List<String> notBlank(String name, String[] values) {
        for (String value : values) {
            Checks.notBlank(name, value);
        }
        return List.of(values);
    }

    /**
     * Makes the next requests fail, regardless of path and content. Each counts in {@link #requests()}, but changes
     * nothing unless the fault is {@link Fault#lostResponse()}. If earlier faults are still pending, they come first.
     *
     * @param requests the number of requests that fail, at least 1
     * @param fault the failure
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    public void failNext(int requests, Fault fault) {
        server.failNext(requests, fault);
    }

    /**
     * Returns the number of requests that have arrived since the start or the last reset, including requests that
     * failed with a {@link Fault} or that the service refused.
     *
     * @return the number of requests
     */
    public int requests() {
        return server.requests();
    }

    /** Keeps the credentials and the tokens. */
    void reset() {
        tenant.resetUsers();
        server.forget();
    }
}
