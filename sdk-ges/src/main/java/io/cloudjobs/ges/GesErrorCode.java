package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error code of Graph Engine Service, or of the API gateway or IAM in front of it. There are constants for the codes that
 * a program branches on. {@link #meaning()} and {@link #action()} cover all published codes of the
 * <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0110.html">service plane</a> and the
 * <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0040.html">management plane</a>. They also cover the
 * codes of the <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html">API gateway</a> and
 * of <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html">IAM</a> that a client of the service may
 * receive. The set is open: an unknown code is also a value of this type, without a meaning and an action.
 *
 * <p>Depending on the installation, the codes of the gateway begin with {@code APIGW.}, {@code APIG.} or {@code APIC.}. The
 * prefixes have the same meaning, so this type replaces them all with {@code APIGW.}. {@code ErrorResponse.code()} keeps the
 * received prefix.
 *
 * <p>Different operations return different codes for the same error. A missing graph has at least ten codes.
 * {@link #isGraphNotFound} covers them all. Compare codes with {@code equals}:
 *
 * <pre>{@code
 * boolean engineIsDown = GesErrorCode.ENGINE_UNAVAILABLE.equals(GesErrorCode.of(failure));
 * }</pre>
 *
 * @param value the code, trimmed, in upper case, with the prefix {@code APIGW.} for a code of the gateway, for example
 *     {@code GES.8303}
 */
public record GesErrorCode(String value) {
    /** The next step after an error. */
    public enum Action {
        /** The request is wrong. Fix it, because it would fail again. */
        FIX_REQUEST,

        /** The token, its project or its permissions are wrong. Check them. */
        CREDENTIALS,

        /** The error may be temporary. Try again later. If it persists, contact the support of the service. */
        TRANSIENT,

        /** The object does not exist or is in the wrong state. Read its state first. */
        STATE
    }

    private static final String GRAPH =
            "(?:the\\s++)?(?:specified\\s++)?graph\\b\\s*+(?::\\s*+)?(?:with\\s++)?(?:(?:the\\s++)?(?:name|id)\\s++)?";
    private static final String GRAPH_NAME =
            "(?!(?:vertex|edge|label|index|backup|schema)\\b)(?:\\[[^]]*+]|[^\\s:,;!\\[\\]]++)\\s*+";

    /**
     * Matches a missing graph only: "graph demo: vertex 7 does not exist" is about a missing vertex. The quantifiers are
     * possessive, so that a long message does not cost much time.
     */
    private static final Pattern GRAPH_MISSING = Pattern.compile(
            "^\\s*+(?:" + GRAPH + "(?:" + GRAPH_NAME + ")??"
                    + "(?:(?:(?:is|was|does|can|could)\\s*+)?not|(?:does|is|was)n't)\\s++(?:be\\s++)?(?:found|exist)"
                    + "|(?:(?:can|could)\\s*+not|can't|couldn't)\\s++find\\s++" + GRAPH
                    + "(?:" + GRAPH_NAME + ")?(?:in\\s|[,;.!]|$)"
                    + "|no\\s++such\\s++graph\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern GATEWAY_PREFIX = Pattern.compile("^API[GC]\\.");

    /** The published codes whose only meaning is a missing graph. A graph that is being deleted counts as missing. */
    private static final Set<String> NO_GRAPH = Set.of("GES.7000", "GES.7054", "GES.8003");

    /** The published codes whose only meaning is a missing object other than the graph. */
    private static final Set<String> NOT_FOUND =
            Set.of("GES.0016", "GES.7007", "GES.7017", "GES.7020", "GES.7021", "GES.7022", "GES.7024", "GES.7065");

    // Service plane

    /** GES.8000: a parameter has the wrong format; newer engines also return this code for a missing graph. */
    public static final GesErrorCode PARAMETER_FORMAT_INVALID = new GesErrorCode("GES.8000");

    /** GES.8003: the graph was not found. */
    public static final GesErrorCode GRAPH_NOT_FOUND = new GesErrorCode("GES.8003");

    /** GES.8005: a parameter is wrong: the project id, or a header such as the token header. */
    public static final GesErrorCode PARAMETER_INVALID = new GesErrorCode("GES.8005");

    /** GES.8006: the access to the resource is not allowed, for example with a token of another project. */
    public static final GesErrorCode RESOURCE_ACCESS_INVALID = new GesErrorCode("GES.8006");

    /** GES.8007: the token is not valid. */
    public static final GesErrorCode TOKEN_INVALID = new GesErrorCode("GES.8007");

    /** GES.8011: the graph could not be exported. */
    public static final GesErrorCode GRAPH_EXPORT_FAILED = new GesErrorCode("GES.8011");

    /** GES.8012: the graph could not be cleared. */
    public static final GesErrorCode GRAPH_CLEAR_FAILED = new GesErrorCode("GES.8012");

    /** GES.8013: data could not be imported into the graph. */
    public static final GesErrorCode GRAPH_IMPORT_FAILED = new GesErrorCode("GES.8013");

    /** GES.8020: the user lacks the permission for this operation. */
    public static final GesErrorCode PERMISSION_DENIED = new GesErrorCode("GES.8020");

    /** GES.8105: edge query: the execution failed. */
    public static final GesErrorCode EDGE_FILTER_FAILED = new GesErrorCode("GES.8105");

    /** GES.8204: vertex query: the execution failed. */
    public static final GesErrorCode VERTEX_FILTER_FAILED = new GesErrorCode("GES.8204");

    /** GES.8301: the job is unknown, or it failed. */
    public static final GesErrorCode JOB_QUERY_FAILED = new GesErrorCode("GES.8301");

    /** GES.8302: internal error while the job was read. */
    public static final GesErrorCode JOB_QUERY_ERROR = new GesErrorCode("GES.8302");

    /** GES.8303: the job could not be terminated: it is unknown, has ended, or cannot be cancelled. */
    public static final GesErrorCode JOB_TERMINATION_FAILED = new GesErrorCode("GES.8303");

    /** GES.8304: internal error while the job was being terminated. */
    public static final GesErrorCode JOB_TERMINATION_ERROR = new GesErrorCode("GES.8304");

    /** GES.8402: the algorithm failed, or the graph is missing. */
    public static final GesErrorCode ALGORITHM_FAILED = new GesErrorCode("GES.8402");

    /** GES.8403: internal error of the algorithm. */
    public static final GesErrorCode ALGORITHM_ERROR = new GesErrorCode("GES.8403");

    /** GES.8602: the engine is not available. */
    public static final GesErrorCode ENGINE_UNAVAILABLE = new GesErrorCode("GES.8602");

    /** GES.8603: the index could not be created. */
    public static final GesErrorCode INDEX_CREATE_FAILED = new GesErrorCode("GES.8603");

    /** GES.8604: the index could not be deleted. */
    public static final GesErrorCode INDEX_DELETE_FAILED = new GesErrorCode("GES.8604");

    /** GES.8605: the index could not be read. */
    public static final GesErrorCode INDEX_QUERY_FAILED = new GesErrorCode("GES.8605");

    /** GES.8803: the metadata of the graph could not be read. */
    public static final GesErrorCode METADATA_QUERY_FAILED = new GesErrorCode("GES.8803");

    /** GES.8806: the filtered k-hop query failed, or the graph is missing. */
    public static final GesErrorCode FILTERED_QUERY_FAILED = new GesErrorCode("GES.8806");

    /** GES.8904: Cypher: the label index of the vertices or of the edges is missing. */
    public static final GesErrorCode CYPHER_LABEL_INDEX_MISSING = new GesErrorCode("GES.8904");

    // Management plane

    /** GES.7000: the graph does not exist or has been deleted. */
    public static final GesErrorCode GRAPH_NOT_FOUND_OR_DELETED = new GesErrorCode("GES.7000");

    /** GES.7001: the graph is not running. */
    public static final GesErrorCode GRAPH_NOT_RUNNING = new GesErrorCode("GES.7001");

    /** GES.7002: the graph is being backed up. */
    public static final GesErrorCode GRAPH_BACKING_UP = new GesErrorCode("GES.7002");

    /** GES.7003: the graph is stopping or stopped. */
    public static final GesErrorCode GRAPH_STOPPED = new GesErrorCode("GES.7003");

    /** GES.7007: the job does not exist. */
    public static final GesErrorCode JOB_NOT_FOUND = new GesErrorCode("GES.7007");

    /** GES.7008: the job is already stopped. */
    public static final GesErrorCode JOB_ALREADY_STOPPED = new GesErrorCode("GES.7008");

    /** GES.7009: the job does not support this operation. */
    public static final GesErrorCode JOB_OPERATION_UNSUPPORTED = new GesErrorCode("GES.7009");

    /** GES.7017: the object was not found in the object storage. */
    public static final GesErrorCode OBS_OBJECT_NOT_FOUND = new GesErrorCode("GES.7017");

    /** GES.7041: the account lacks the permission for this operation. */
    public static final GesErrorCode ACCOUNT_PERMISSION_INSUFFICIENT = new GesErrorCode("GES.7041");

    // API gateway

    /** APIGW.0101: the API does not exist or is not published: check endpoint, method and path. */
    public static final GesErrorCode GATEWAY_API_NOT_FOUND = new GesErrorCode("APIGW.0101");

    /** APIGW.0201: the request is not valid or too large; with a status of 5xx, the back end failed. */
    public static final GesErrorCode GATEWAY_REQUEST_REFUSED = new GesErrorCode("APIGW.0201");

    /** APIGW.0301: the token or the signature is wrong, or the access key is locked. */
    public static final GesErrorCode GATEWAY_IAM_AUTHENTICATION_FAILED = new GesErrorCode("APIGW.0301");

    /** APIGW.0307: the token must be updated. */
    public static final GesErrorCode GATEWAY_TOKEN_OUTDATED = new GesErrorCode("APIGW.0307");

    /** APIGW.0308: too many requests: the throttling threshold has been reached. */
    public static final GesErrorCode GATEWAY_THROTTLED = new GesErrorCode("APIGW.0308");

    /** APIGW.0610: no back end is available. */
    public static final GesErrorCode GATEWAY_BACKEND_UNAVAILABLE = new GesErrorCode("APIGW.0610");

    // IAM

    /** IAM.0012: too many requests: the throttling threshold has been reached. */
    public static final GesErrorCode IAM_THROTTLED = new GesErrorCode("IAM.0012");

    /** IAM.0061: the account is locked after too many wrong passwords. */
    public static final GesErrorCode IAM_ACCOUNT_LOCKED = new GesErrorCode("IAM.0061");

    /** IAM.0062: the user name or the password is wrong. */
    public static final GesErrorCode IAM_PASSWORD_WRONG = new GesErrorCode("IAM.0062");

    /** IAM.1109: the project was not found. */
    public static final GesErrorCode IAM_PROJECT_NOT_FOUND = new GesErrorCode("IAM.1109");

    /**
     * Creates a code. Normalizes its case and the prefix of the gateway, and strips whitespace.
     *
     * @param value the code, for example {@code GES.8303}
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public GesErrorCode {
        value = GATEWAY_PREFIX
                .matcher(Objects.requireNonNull(value, "value").strip().toUpperCase(Locale.ROOT))
                .replaceFirst("APIGW.");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("value must not be blank");
        }
    }

    /**
     * Returns the code of a failure.
     *
     * @param failure the exception of the client
     * @return the code; null if the response has no code, or if the failure is not an {@link ApiException}
     */
    public static @Nullable GesErrorCode of(SdkException failure) {
        return failure instanceof ApiException refusal ? of(refusal.error()) : null;
    }

    private static @Nullable GesErrorCode of(ErrorResponse error) {
        String code = error.code();
        return code == null || code.isBlank() ? null : new GesErrorCode(code);
    }

    /** Returns whether an error has one of the given codes. */
    static boolean isOneOf(ErrorResponse error, GesErrorCode... codes) {
        GesErrorCode code = of(error);
        return code != null && List.of(codes).contains(code);
    }

    /**
     * Returns the meaning of the code, as one line of text for people. The wording may change. The message of the
     * service, {@code ErrorResponse.message()}, often has more details.
     *
     * @return the meaning; null if the code is not published
     */
    public @Nullable String meaning() {
        PublishedErrorCode published = PublishedErrorCode.of(value);
        return published == null ? null : published.meaning();
    }

    /**
     * Returns the next step after this error.
     *
     * @return the action; null if the code is not published
     */
    public @Nullable Action action() {
        PublishedErrorCode published = PublishedErrorCode.of(value);
        return published == null ? null : published.action();
    }

    /**
     * Returns whether a call failed because the graph does not exist or is being deleted. The service has at least ten
     * codes for this error. Most of them, such as {@code GES.8000} and {@code GES.8402}, also have other meanings. For
     * these codes, the client checks the message of the error. For this error, the client throws a
     * {@link io.cloudjobs.core.NotFoundException}.
     *
     * @param failure the exception of the client
     * @return true if the graph does not exist or is being deleted; false for any other failure
     */
    public static boolean isGraphNotFound(SdkException failure) {
        return failure instanceof ApiException refusal && isGraphNotFound(refusal.error());
    }

    private static boolean isGraphNotFound(ErrorResponse error) {
        GesErrorCode code = of(error);
        String message = error.message();
        return code != null
                && (NO_GRAPH.contains(code.value())
                        || code.value().startsWith("GES.8")
                                && message != null
                                && GRAPH_MISSING.matcher(message).find());
    }

    /**
     * Returns whether the graph or another object of the request does not exist. For a 5xx status, returns false,
     * because the service failed.
     */
    static boolean isNotFound(ErrorResponse error) {
        GesErrorCode code = of(error);
        return error.status() < 500 && code != null && (NOT_FOUND.contains(code.value()) || isGraphNotFound(error));
    }

    /** Returns the code. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
