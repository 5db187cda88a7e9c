package io.cloudjobs.ges.auth;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * IAM refused the login. A client throws a {@link io.cloudjobs.core.TokenException} with this exception as its cause. The
 * message of the cause is part of its message. For the known codes of logins, the message has advice:
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
 * <p>IAM often refuses a login with the status instead of one of these codes. Then the methods of this class check for the
 * documented messages.
 *
 * <p>After a refusal that may lead to a lock, {@link IamTokenProvider} sends no login for 5 minutes, or for 15 minutes
 * if the account is locked. During this time, calls fail with this exception, and {@link #attempts()} is 0. The message
 * contains the end of the pause.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html">Error codes</a>
 */
public final class IamException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception as the provider does, for tests.
     *
     * @param operation the operation, {@code iam.token}
     * @param resource the path of the login, {@code /v3/auth/tokens}; null if there is none
     * @param attempts the number of requests
     * @param mayHaveReachedService whether the service may have processed one of these requests
     * @param error the error of IAM
     */
    public IamException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(operation, resource, attempts, mayHaveReachedService, error, hint(error));
    }

    /** Creates an exception for a login that the provider did not send because of an earlier refusal. */
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
     * Returns whether the account is locked because of too many wrong passwords: IAM.0061, or a 401 with such a message. By
     * default, the lock lasts 15 minutes. Do not log in before it ends.
     *
     * @return true if the account is locked
     */
    public boolean isAccountLocked() {
        return IamRefusal.of(error()) == IamRefusal.ACCOUNT_LOCKED;
    }

    /**
     * Returns whether the password, the user name or the domain name is wrong: IAM.0062, or a 401 with such a message.
     * IAM does not specify which one. For a HUAWEI ID or a federated user, this is true even if the password is
     * correct.
     *
     * @return true if one of them is wrong
     */
    public boolean isPasswordWrong() {
        return IamRefusal.of(error()) == IamRefusal.PASSWORD_WRONG;
    }

    /**
     * Returns whether the user logs in with virtual MFA and the passcode was missing or invalid: IAM.1061, or a 401 whose
     * message contains MFA or TOTP. IAM does not document its response to a login without a passcode, but users reported
     * these messages. If IAM does not give the reason, {@link #isPasswordWrong()} is true instead.
     *
     * @return true if a valid passcode is needed
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
