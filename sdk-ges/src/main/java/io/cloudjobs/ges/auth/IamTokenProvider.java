package io.cloudjobs.ges.auth;

import io.cloudjobs.core.ConnectionBuilder;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.Credential;
import io.cloudjobs.core.internal.TokenCache;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A provider of tokens for one project, from the name and password of an IAM user of Huawei Cloud:
 * {@code POST {iam}/v3/auth/tokens}. {@link io.cloudjobs.ges.GesJobClient} needs such tokens.
 *
 * <p>Create one provider and share it. IAM's tokens are valid for 24 hours. The provider keeps a token until 5 minutes
 * before it expires, and sends one login for all threads: see {@link io.cloudjobs.core.CachingTokenProvider}. It keeps
 * an idle connection for at most 5 minutes, so you need not close the provider.
 *
 * <p>If IAM refuses the login, {@link #token()} throws an {@link IamException} with advice. If the login fails in
 * another way, it throws a different {@link io.cloudjobs.core.SdkException}. A client throws a
 * {@link io.cloudjobs.core.TokenException} with this exception as its cause. The login is retried according to
 * {@link io.cloudjobs.core.RetryPolicy} after 408, 429, 500, 502, 503 and 504, and if there was no response.
 *
 * <p>The provider never retries a 401, because IAM locks an account after a few wrong passwords, by default after 5 within 15
 * minutes. It sends no login for 5 minutes after a 401 or a refused passcode, and for 15 minutes if the account is locked.
 * During this time, each call throws the same {@link IamException}. After a change of the password, create a new provider, or
 * set the password as a {@link Builder#password(Supplier) supplier}.
 *
 * <p>A federated user, or an account that was upgraded to a HUAWEI ID, cannot log in with a password. Create an IAM user with
 * programmatic access instead.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_30_0001.html">Obtaining a user token through
 *     password authentication</a>
 */
public final class IamTokenProvider implements TokenProvider {
    private final IamLogin login;
    private final TokenCache tokens;

    private IamTokenProvider(IamLogin login, ClientSettings settings) {
        this.login = login;
        this.tokens = new TokenCache((limit, noClaims) -> login.token(limit), settings);
    }

    /**
     * Starts a builder. {@link Builder#domainName}, {@link Builder#userName}, {@link Builder#password(String)}, and either
     * {@link Builder#projectId} or {@link Builder#projectName} are required.
     *
     * @return a builder
     */
    public static Builder builder() {
        return builder(new ClientSettings());
    }

    static Builder builder(ClientSettings settings) {
        return new Builder(settings).endpoint(IamEndpoint.GLOBAL);
    }

    /**
     * Returns a token for the project. Logs in if the provider has no token with sufficient remaining validity.
     *
     * @return the token
     * @throws IamException if IAM refuses the login or has recently refused it
     * @throws io.cloudjobs.core.SdkException if the login fails in another way
     */
    @Override
    public String token() {
        return tokens.token();
    }

    /**
     * Returns a token for the project, like {@link #token()}, within a timeout.
     *
     * @param limit the timeout
     * @return the token
     * @throws io.cloudjobs.core.TokenException if the timeout expires
     */
    @Override
    public String token(Duration limit) {
        return tokens.token(limit);
    }

    @Override
    public void invalidate(String refused) {
        tokens.invalidate(refused);
    }

    /**
     * Returns the id of the project of the tokens, for {@link io.cloudjobs.ges.GesJobClient.Builder#projectId}. If you set the
     * name of the project, the id comes from a login, which this method sends if there was none yet.
     *
     * @return the id of the project
     * @throws IamException if IAM refuses the login or has recently refused it
     * @throws io.cloudjobs.core.SdkException if the login fails in another way
     */
    public String projectId() {
        if (login.projectId() == null) {
            tokens.token();
        }
        return Objects.requireNonNull(login.projectId());
    }

    /** Returns the endpoint of IAM. */
    @Override
    public String toString() {
        return "IamTokenProvider[" + login + "]";
    }

    /** Builds an {@link IamTokenProvider}. Without a region or an endpoint, it uses the global endpoint of IAM. */
    public static final class Builder extends ConnectionBuilder<Builder> {
        private static final Pattern PROJECT_ID = Pattern.compile("[A-Za-z0-9]{1,64}");

        private final ClientSettings settings;
        private @Nullable String domainName;
        private @Nullable String userName;
        private @Nullable Credential<String> password;
        private @Nullable String projectId;
        private @Nullable String projectName;
        private IamLogin.@Nullable Mfa mfa;

        private Builder(ClientSettings settings) {
            super(settings);
            this.settings = settings;
        }

        /**
         * Sets the endpoint of IAM by region: {@code ae-ad-1}, {@code af-south-1}, {@code ap-southeast-1} to
         * {@code ap-southeast-4}, {@code cn-east-2} to {@code cn-east-5}, {@code cn-north-1}, {@code cn-north-2},
         * {@code cn-north-4}, {@code cn-north-9}, {@code cn-north-12}, {@code cn-south-1}, {@code cn-south-2},
         * {@code cn-southwest-2}, {@code eu-west-0}, {@code eu-west-101} (Dublin), {@code la-north-2}, {@code la-south-2},
         * {@code me-east-1}, {@code my-kualalumpur-1}, {@code na-mexico-1}, {@code ru-moscow-1}, {@code sa-brazil-1},
         * {@code tr-west-1}. For any other region or cloud with this IAM, set {@link #endpoint}.
         *
         * @param region the id of the region, for example {@code cn-north-4}, or {@code eu-west-101} for Dublin
         * @return this
         * @throws IllegalArgumentException if the region is not one of these
         */
        public Builder region(String region) {
            return endpoint(IamEndpoint.of(Checks.clean("region", region)));
        }

        /**
         * Sets the user's account. Required.
         *
         * @param domainName the name of the account, not of the user
         * @return this
         * @throws IllegalArgumentException if it is blank or quoted, contains a line break, an invisible character or a
         *     placeholder, or begins or ends with whitespace
         */
        public Builder domainName(String domainName) {
            this.domainName = Checks.clean("domainName", domainName);
            return this;
        }

        /**
         * Sets the IAM user. Required.
         *
         * @param userName the name of the user
         * @return this
         * @throws IllegalArgumentException if it is blank or quoted, contains a line break, an invisible character or a
         *     placeholder, or begins or ends with whitespace
         */
        public Builder userName(String userName) {
            this.userName = Checks.clean("userName", userName);
            return this;
        }

        /**
         * Sets the password. Required. The provider keeps it in memory for every login, and never includes it in
         * messages or logs.
         *
         * @param password the password; the builder copies the array, so you can clear it
         * @return this
         * @throws IllegalArgumentException if it is empty, contains a line break or an invisible character, or is a placeholder
         */
        public Builder password(char[] password) {
            return password(new String(Checks.given("password", password)));
        }

        /**
         * Sets the password. Required. See {@link #password(char[])}.
         *
         * @param password the password
         * @return this
         * @throws IllegalArgumentException if it is empty, contains a line break or an invisible character, or is a placeholder
         */
        public Builder password(String password) {
            this.password = Credential.fixed("password", password, value -> Checks.typed("password", value));
            return this;
        }

        /**
         * Sets a supplier of the password, for a password that changes while the program runs. Replaces a fixed password.
         *
         * <p>The provider calls the supplier before every login, on the thread that needs the token. The call counts towards
         * the timeout, but the provider does not interrupt it. If the supplier throws, or returns a value that is invalid as a
         * fixed password, the login fails with a {@link io.cloudjobs.core.TokenException}.
         *
         * <p>The provider does not send a password for 5 minutes after IAM refused it, even if the supplier returned a
         * different one in between. It sends a new password immediately, unless IAM has locked the account or has
         * refused four logins within 15 minutes.
         *
         * @param password the supplier of the current password
         * @return this
         */
        public Builder password(Supplier<String> password) {
            this.password = Credential.from("password", password, value -> Checks.typed("password", value));
            return this;
        }

        /**
         * Sets the project of the tokens by id. Either this or {@link #projectName} is required.
         *
         * @param projectId the id of the project, 1 to 64 letters and digits
         * @return this
         * @throws IllegalArgumentException if the id is invalid
         */
        public Builder projectId(String projectId) {
            if (!PROJECT_ID.matcher(Checks.clean("projectId", projectId)).matches()) {
                throw new IllegalArgumentException(
                        "projectId must be 1 to 64 letters and digits: to set the name of a project, call projectName()");
            }
            this.projectId = projectId;
            return this;
        }

        /**
         * Sets the project of the tokens by name. Either this or {@link #projectId} is required.
         *
         * @param projectName the name of the project. Every region has a project with the name of the region, such as
         *     {@code cn-north-4}
         * @return this
         * @throws IllegalArgumentException if it is blank or quoted, contains a line break, an invisible character or a
         *     placeholder, or begins or ends with whitespace
         */
        public Builder projectName(String projectName) {
            this.projectName = Checks.clean("projectName", projectName);
            return this;
        }

        /**
         * Sets a virtual MFA device, if the user logs in with a passcode in addition to the password. The login is never
         * retried once it may have reached IAM, because a passcode is valid for one login.
         *
         * <p>The provider calls the supplier before every login, on the thread that needs the token. If the supplier throws,
         * its exception is the cause of a {@link io.cloudjobs.core.TokenException}.
         *
         * @param userId the id of the user, not the name
         * @param passcode the supplier of the current passcode, six digits
         * @return this
         * @throws IllegalArgumentException if the user id is blank or quoted, contains a line break, an invisible
         *     character or a placeholder, or begins or ends with whitespace
         */
        public Builder mfa(String userId, Supplier<String> passcode) {
            this.mfa = new IamLogin.Mfa(
                    Checks.clean("userId", userId),
                    Credential.from("passcode", passcode, code -> Checks.clean("passcode", code)));
            return this;
        }

        /**
         * Builds the provider. Sends no request.
         *
         * @return the provider
         * @throws IllegalStateException if the domain name, the user name or the password is not set, or if neither or both of
         *     project id and project name are set
         * @throws IllegalArgumentException if the endpoint is invalid
         */
        public IamTokenProvider build() {
            IamLogin.User user = new IamLogin.User(
                    Checks.required("domainName", domainName),
                    Checks.required("userName", userName),
                    Checks.required("password", password));
            ApiClient api = new ApiClient(settings, new IamService());
            return new IamTokenProvider(new IamLogin(api, settings.time, user, project(), mfa), settings);
        }

        private Map<String, String> project() {
            if (projectId == null) {
                return Map.of("name", Checks.required("projectId or projectName", projectName));
            }
            if (projectName != null) {
                throw new IllegalStateException("projectId and projectName are both set: set only one of them");
            }
            return Map.of("id", projectId);
        }
    }
}
