package io.cloudjobs.ges.auth;

import io.cloudjobs.core.ErrorResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reasons for refused logins, with advice. */
enum IamRefusal {
    ACCOUNT_LOCKED(
            "the account is locked after too many wrong passwords, for 15 minutes unless its administrator has set"
                    + " a different duration: correct the password, and do not log in before the lock ends",
            "IAM.0061"),
    PASSWORD_WRONG(
            "check password, userName and domainName; for a HUAWEI ID or a federated user, use an IAM user instead; for a"
                    + " user with virtual MFA, set mfa()",
            "IAM.0062"),
    MFA_REQUIRED(
            "the user logs in with virtual MFA: set mfa() with the id of the user and a valid passcode", "IAM.1061"),
    HUAWEI_ID("a HUAWEI ID cannot log in with a password: use an IAM user instead", "IAM.0065"),
    NOT_AUTHENTICATED("check password, userName, domainName, and projectId or projectName", "IAM.0001"),
    USER_DISABLED("the user is disabled: ask the administrator of the account to enable it", "IAM.0080", "IAM.0082"),
    CONSOLE_ONLY(
            "the user may use the console only: ask the administrator of the account to allow programmatic access",
            "IAM.0081"),
    REGION_PRIVATE("the user may not use this private region: set a different region() or endpoint()", "IAM.0083"),
    NOT_ALLOWED(
            "the user lacks a permission: ask the administrator of the account to grant it", "IAM.0002", "IAM.0003"),
    NOT_FOUND(
            "the project does not exist: check projectId or projectName, and that region() or endpoint() belongs to it",
            "IAM.1109",
            "IAM.0004"),
    MOVED(
            "IAM of this region has temporarily moved to another region: set region() to the region of the project, or"
                    + " endpoint() to a different URL of IAM",
            "IAM.0020"),
    THROTTLED("too many logins: share one IamTokenProvider between all clients, and try again later", "IAM.0012"),
    REQUEST_INVALID(
            "the login is invalid: check domainName, userName, and projectId or projectName",
            "IAM.0007",
            "IAM.0009",
            "IAM.0011",
            "IAM.0072",
            "IAM.0073",
            "IAM.1101",
            "IAM.1102",
            "IAM.1103");

    private final String hint;
    private final Set<String> codes;

    IamRefusal(String hint, String... codes) {
        this.hint = hint;
        this.codes = Set.of(codes);
    }

    /** Returns the advice for the message of the exception. */
    String hint() {
        return hint;
    }

    /** Returns whether another login like this may lock the account or extend its lock. */
    static boolean mayLock(ErrorResponse error) {
        IamRefusal refusal = of(error);
        return refusal == ACCOUNT_LOCKED || refusal == PASSWORD_WRONG || refusal == MFA_REQUIRED;
    }

    /** Returns the reason for a known code, for the message if there is no code, or for the status. */
    static @Nullable IamRefusal of(ErrorResponse error) {
        String code = error.code() == null ? "" : error.code().trim().toUpperCase(Locale.ROOT);
        // IAM refuses logins in the envelope of Keystone, which has the status instead of a code.
        boolean hasCode = !code.isEmpty() && !code.equals(Integer.toString(error.status()));
        for (IamRefusal refusal : values()) {
            if (refusal.codes.contains(code)) {
                return refusal;
            }
        }
        return switch (error.status()) {
            case 400 -> REQUEST_INVALID;
            case 401 -> hasCode || error.message() == null ? NOT_AUTHENTICATED : byWords(error.message());
            case 403 -> NOT_ALLOWED;
            case 404 -> NOT_FOUND;
            case 410 -> MOVED;
            case 429 -> THROTTLED;
            default -> null;
        };
    }

    private static IamRefusal byWords(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("account is locked") || words.contains("account locked")) {
            return ACCOUNT_LOCKED;
        }
        if (words.contains("mfa") || words.contains("totp")) {
            return MFA_REQUIRED;
        }
        return words.contains("password is wrong") ? PASSWORD_WRONG : NOT_AUTHENTICATED;
    }
}
