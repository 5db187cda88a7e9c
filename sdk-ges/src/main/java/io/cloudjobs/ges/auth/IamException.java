package io.cloudjobs.ges.auth;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * IAM refused the login. A client throws it as the cause of a {@link io.cloudjobs.core.TokenException}, whose message
 * includes this one. For the known codes of logins, the message says what to do:
 *
 * <ul>
 *   <li>401: IAM.0061 account locked, IAM.0062 wrong password, IAM.0065 HUAWEI ID, IAM.0001 not authenticated
 *   <li>403: IAM.0080, IAM.0082 user disabled, IAM.0081 console only, IAM.0083 private region, IAM.0002, IAM.0003 not
 *       allowed
 *   <li>400: IAM.1061 MFA, IAM.1109 project not found, IAM.0007, IAM.0009, IAM.0011, IAM.0072, IAM.0073, IAM.1101 to
 *       IAM.1103 bad request
 *   <li>404: IAM.0004 not found; 410: IAM.0020 the region has moved; 429: IAM.0012 throttled
 * </ul>
 *
 * <p>IAM often refuses a login without any of these codes, with the status in place of the code. Then the predicates go by
 * the documented messages.
 *
 * <p>After a refusal that may count towards the lock, {@link IamTokenProvider} sends no login for 5 minutes, or for 15 when
 * the account is locked. Until then, a call gets this exception again, with {@link #attempts()} 0; the message says until
 * when.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html">Error codes</a>
 */
public final class IamException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the provider does it and as tests may need it.
     *
     * @param operation the operation, {@code iam.token}
     * @param resource the path of what it is about, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said
     */
    public IamException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(operation, resource, attempts, mayHaveReachedService, error, hint(error));
    }

    /** For a login that was not sent because of an earlier refusal. */
    IamException(IamException refusal, String whyNotSent) {
        super(
                refusal.operation(),
                refusal.resource(),
                0,
                false,
                refusal.error(),
                join(whyNotSent, hint(refusal.error())));
    }

    /**
     * Whether the account is locked because of too many wrong passwords: IAM.0061, or a 401 that says so. By default, the
     * lock lasts 15 minutes. Do not log in before it ends.
     *
     * @return whether it is locked
     */
    public boolean isAccountLocked() {
        return IamRefusal.of(error()) == IamRefusal.ACCOUNT_LOCKED;
    }

    /**
     * Whether the password, the user name or the domain name is wrong; IAM does not say which: IAM.0062, or a 401 that says
     * so. A HUAWEI ID and a federated user get this error too, even with the right password.
     *
     * @return whether it is wrong
     */
    public boolean isPasswordWrong() {
        return IamRefusal.of(error()) == IamRefusal.PASSWORD_WRONG;
    }

    /**
     * Whether the user logs in with virtual MFA, and the passcode was missing or not valid: IAM.1061, or a 401 whose message
     * mentions MFA or TOTP. IAM does not document its response to a login without the passcode; users have reported these
     * messages. If IAM hides the reason, {@link #isPasswordWrong()} is true instead.
     *
     * @return whether a valid passcode is needed
     */
    public boolean isMfaRequired() {
        return IamRefusal.of(error()) == IamRefusal.MFA_REQUIRED;
    }

    private static @Nullable String hint(ErrorResponse error) {
        IamRefusal refusal = IamRefusal.of(error);
        return refusal == null ? null : refusal.hint();
    }

    private static String join(String first, @Nullable String second) {
        return second == null ? first : first + "; " + second;
    }
}
