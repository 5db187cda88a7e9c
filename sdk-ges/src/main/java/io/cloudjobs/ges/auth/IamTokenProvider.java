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
 * Tokens of an IAM user of Huawei Cloud for one project, by name and password: {@code POST {iam}/v3/auth/tokens}.
 * {@link io.cloudjobs.ges.GesJobClient} needs such tokens.
 *
 * <p>Make one and share it. IAM's tokens are valid for 24 hours; the provider keeps one until 5 minutes before it expires,
 * and sends one login for any number of threads: see {@link TokenCache}. No connection is held between logins for
 * more
 * than 5 minutes, and there is nothing to close.
 *
 * <p>If IAM refuses the login, {@link #token()} throws an {@link IamException} that says what to do. If the login fails in
 * another way, it throws another {@link io.cloudjobs.core.SdkException}. A client throws it as the cause of its
 * {@link io.cloudjobs.core.TokenException}. The login is retried after 429, 408, 500, 502, 503 and 504, and if there was no
 * response, according to {@link io.cloudjobs.core.RetryPolicy}.
 *
 * <p>A 401 is never retried. IAM locks an account after a few wrong passwords, by default after 5 within 15 minutes. So the
 * provider sends no login for 5 minutes after a 401 or a refused passcode, and for 15 minutes after IAM says that the account
 * is locked. Until then, each call throws the same {@link IamException}. After a change of the password, make a new provider,
 * or give the password as a {@link Builder#password(Supplier) supplier}.
 *
 * <p>An account that has become a HUAWEI ID cannot log in this way, nor can a federated user: make an IAM user with
 * programmatic access.
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
     * Starts a provider. Required are {@link Builder#domainName}, {@link Builder#userName},
     * {@link Builder#password(String)}, and either {@link Builder#projectId} or {@link Builder#projectName}.
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
     * A token of the project, from a login if there is none that is valid for long enough.
     *
     * @return the token
     * @throws IamException if IAM refuses the login, or has refused it a moment ago
     * @throws io.cloudjobs.core.SdkException if the login fails in another way
     */
    @Override
    public String token() {
        return tokens.token();
    }

    /**
     * Returns a token as {@link #token()} does, within a timeout.
     *
     * @param limit how long the caller can wait
     * @return the token
     * @throws io.cloudjobs.core.TokenException if the limit is over
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
     * The id of the project that the tokens are for, as {@link io.cloudjobs.ges.GesJobClient.Builder#projectId} wants it: the
     * one that was given, else the one that IAM names. If there was no login yet, this logs in.
     *
     * @return the id of the project
     * @throws IamException if IAM refuses the login, or has refused it a moment ago
     * @throws io.cloudjobs.core.SdkException if the login fails in another way
     */
    public String projectId() {
        if (login.projectId() == null) {
            tokens.token();
        }
        return Objects.requireNonNull(login.projectId());
    }

    /** The endpoint of IAM. */
    @Override
    public String toString() {
        return "IamTokenProvider[" + login + "]";
    }

    /** Makes an {@link IamTokenProvider}. Without region and endpoint the global endpoint of IAM is used. */
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
         * {@code cn-southwest-2}, {@code eu-west-0}, {@code eu-west-101} (Dublin), {@code la-north-2},
         * {@code la-south-2}, {@code me-east-1}, {@code my-kualalumpur-1}, {@code na-mexico-1}, {@code ru-moscow-1},
         * {@code sa-brazil-1}, {@code tr-west-1}. For a region that is not known here, and for other clouds with
         * this IAM, there is {@link #endpoint}.
         *
         * @param region the id of the region, for example {@code cn-north-4}, or {@code eu-west-101} for Dublin
         * @return this
         * @throws IllegalArgumentException if the region is not known here
         */
        public Builder region(String region) {
            return endpoint(IamEndpoint.of(Checks.clean("region", region)));
        }

        /**
         * Sets the account that the user belongs to. Required.
         *
         * @param domainName the name of the account, not of the user
         * @return this
         * @throws IllegalArgumentException if it is blank, has a line break or an invisible character, stands between blanks or
         *     quotes, or has a placeholder
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
         * @throws IllegalArgumentException if it is blank, has a line break or an invisible character, stands between blanks or
         *     quotes, or has a placeholder
         */
        public Builder userName(String userName) {
            this.userName = Checks.clean("userName", userName);
            return this;
        }

        /**
         * Sets the password. Required. It is kept in memory as long as the provider, which needs it for every login, and
         * shown nowhere.
         *
         * @param password the password, copied: the array may be wiped
         * @return this
         * @throws IllegalArgumentException if it is empty, has a line break or an invisible character, or is a placeholder
         */
        public Builder password(char[] password) {
            return password(new String(Objects.requireNonNull(password, "password")));
        }

        /**
         * As {@link #password(char[])}.
         *
         * @param password the password
         * @return this
         * @throws IllegalArgumentException if it is empty, has a line break or an invisible character, or is a placeholder
         */
        public Builder password(String password) {
            this.password = Credential.fixed("password", password, value -> Checks.typed("password", value));
            return this;
        }

        /**
         * Sets where the password comes from, for one that changes while the program runs. Takes the place of a fixed password.
         *
         * @param password gives the password that is valid now; asked at every login, on the thread that needs the token. Its
         *     time counts towards the limit of the call, but is not cut short. What it throws, and a value that a fixed
         *     password must
         *     not have, is a {@link io.cloudjobs.core.TokenException}. A password that IAM has refused is not sent again for 5
         *     minutes, also when it comes back after another one. A new one is sent at once, unless IAM has locked the account
         *     or
         *     has refused four logins within 15 minutes
         * @return this
         */
        public Builder password(Supplier<String> password) {
            this.password = Credential.from("password", password, value -> Checks.typed("password", value));
            return this;
        }

        /**
         * Sets the project that the tokens are for. Either this or {@link #projectName} is required.
         *
         * @param projectId the id of the project: letters and digits, at most 64
         * @return this
         * @throws IllegalArgumentException if it cannot be one
         */
        public Builder projectId(String projectId) {
            if (!PROJECT_ID.matcher(Checks.clean("projectId", projectId)).matches()) {
                throw new IllegalArgumentException("projectId must be 1 to 64 letters and digits");
            }
            this.projectId = projectId;
            return this;
        }

        /**
         * Sets the project that the tokens are for. Either this or {@link #projectId} is required.
         *
         * @param projectName the name of the project; every region has one of its own name, such as {@code cn-north-4}
         * @return this
         * @throws IllegalArgumentException if it is blank, has a line break or an invisible character, stands between blanks or
         *     quotes, or has a placeholder
         */
        public Builder projectName(String projectName) {
            this.projectName = Checks.clean("projectName", projectName);
            return this;
        }

        /**
         * Sets that the user logs in with virtual MFA in addition to the password. A login with a passcode is not retried
         * once IAM may have processed it, because a passcode is valid for one login.
         *
         * @param userId the id of the user, not the name
         * @param passcode gives the passcode that is valid now, six digits; asked at every login, on the thread that
         *     needs the token. What it throws is the cause of a {@link io.cloudjobs.core.TokenException}
         * @return this
         * @throws IllegalArgumentException if the user id is blank, has a line break, or begins or ends with a blank
         */
        public Builder mfa(String userId, Supplier<String> passcode) {
            this.mfa = new IamLogin.Mfa(
                    Checks.clean("userId", userId),
                    Credential.from("passcode", passcode, code -> Checks.clean("passcode", code)));
            return this;
        }

        /**
         * Makes the provider. Nothing is sent.
         *
         * @return the provider
         * @throws IllegalStateException if the domain name, the user name or the password is not set, or if not exactly
         *     one of project id and project name is
         * @throws IllegalArgumentException if the endpoint is not valid
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
                throw new IllegalStateException("projectId and projectName are both set: set one of them");
            }
            return Map.of("id", projectId);
        }
    }
}
