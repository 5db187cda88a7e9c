package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error code of Graph Engine Service, or of the API gateway or IAM before it. There is a constant for every code that is
 * published for the service's <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0110.html">service
 * plane</a> and <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0040.html">management plane</a>, and for
 * those of the <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html">API gateway</a> and
 * of <a href="https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html">IAM</a> that a client of the service may
 * meet. The set is open: any other code is a value of this type too, without a {@link #meaning()}.
 *
 * <p>The gateway's codes begin with {@code APIGW.}, {@code APIG.} or {@code APIC.}, as it is installed, and mean the same
 * then. Here all of them begin with {@code APIGW.}; {@code ErrorResponse.code()} keeps the spelling of the answer.
 *
 * <p>Different operations give different codes for the same mistake: a missing graph has at least ten, which
 * {@link #isGraphNotFound} hides. {@link #action()} says what is to be done. Compare with {@code equals}:
 *
 * <pre>{@code
 * boolean engineIsDown = GesErrorCode.ENGINE_UNAVAILABLE.equals(GesErrorCode.of(failure));
 * }</pre>
 *
 * @param value the code, trimmed, in upper case and with the prefix {@code APIGW.} if it is one of the gateway, for example
 *     {@code GES.8303}
 */
public record GesErrorCode(String value) {
    /** What is to be done about an error. */
    public enum Action {
        /** The request is wrong, and will be so the next time. */
        FIX_REQUEST,

        /** The token, its project or its permissions are wrong. */
        CREDENTIALS,

        /** It may go well later; if it does not, ask the support of the service. */
        TRANSIENT,

        /** What it is about does not exist, or is not in the state that it takes: look there first. */
        STATE
    }

    private record Known(Action action, String meaning) {}

    /** What the published codes mean; filled by the constants, hence above them. */
    private static final Map<String, Known> KNOWN = new HashMap<>();

    private static final String GRAPH =
            "(?:the\\s++)?(?:specified\\s++)?graph\\b\\s*+(?::\\s*+)?(?:with\\s++)?(?:(?:the\\s++)?(?:name|id)\\s++)?";
    private static final String GRAPH_NAME =
            "(?!(?:vertex|edge|label|index|backup|schema)\\b)(?:\\[[^]]*+]|[^\\s:,;!\\[\\]]++)\\s*+";

    /**
     * It must be the graph itself: "graph demo: vertex 7 does not exist" is about something in it. Possessive, so that a long
     * message takes no long time.
     */
    private static final Pattern GRAPH_MISSING = Pattern.compile(
            "^\\s*+(?:" + GRAPH + "(?:" + GRAPH_NAME + ")??"
                    + "(?:(?:(?:is|was|does|can|could)\\s*+)?not|(?:does|is|was)n't)\\s++(?:be\\s++)?(?:found|exist)"
                    + "|(?:(?:can|could)\\s*+not|can't|couldn't)\\s++find\\s++" + GRAPH
                    + "(?:" + GRAPH_NAME + ")?(?:in\\s|[,;.!]|$)"
                    + "|no\\s++such\\s++graph\\b)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern GATEWAY_PREFIX = Pattern.compile("^API[GC]\\.");

    // Service plane

    /** GES.8000: a parameter has the wrong format; newer engines also say this of a missing graph. */
    public static final GesErrorCode PARAMETER_FORMAT_INVALID = known(
            "GES.8000",
            Action.FIX_REQUEST,
            "a parameter has the wrong format; newer engines also say this of a missing graph");

    /** GES.8001: the statistics of the graph could not be read. */
    public static final GesErrorCode GRAPH_STATISTICS_FAILED =
            known("GES.8001", Action.TRANSIENT, "the statistics of the graph could not be read");

    /** GES.8002: internal error while the statistics were read; an expired token is a known cause. */
    public static final GesErrorCode GRAPH_STATISTICS_ERROR = known(
            "GES.8002",
            Action.CREDENTIALS,
            "internal error while the statistics were read; an expired token is a known cause");

    /** GES.8003: the graph was not found. */
    public static final GesErrorCode GRAPH_NOT_FOUND = known("GES.8003", Action.STATE, "the graph was not found");

    /** GES.8005: a parameter is wrong: the project id, or a header such as the token's. */
    public static final GesErrorCode PARAMETER_INVALID = known(
            "GES.8005", Action.CREDENTIALS, "a parameter is wrong: the project id, or a header such as the token's");

    /** GES.8006: the resource may not be reached this way, for example with a token of another project. */
    public static final GesErrorCode RESOURCE_ACCESS_INVALID = known(
            "GES.8006",
            Action.CREDENTIALS,
            "the resource may not be reached this way, for example with a token of another project");

    /** GES.8007: the token is not valid. */
    public static final GesErrorCode TOKEN_INVALID = known("GES.8007", Action.CREDENTIALS, "the token is not valid");

    /** GES.8008: the authentication system below the service failed. */
    public static final GesErrorCode AUTHENTICATION_SYSTEM_FAILED =
            known("GES.8008", Action.TRANSIENT, "the authentication system below the service failed");

    /** GES.8011: the graph could not be exported. */
    public static final GesErrorCode GRAPH_EXPORT_FAILED =
            known("GES.8011", Action.FIX_REQUEST, "the graph could not be exported");

    /** GES.8012: the graph could not be cleared. */
    public static final GesErrorCode GRAPH_CLEAR_FAILED =
            known("GES.8012", Action.TRANSIENT, "the graph could not be cleared");

    /** GES.8013: data could not be imported into the graph. */
    public static final GesErrorCode GRAPH_IMPORT_FAILED =
            known("GES.8013", Action.FIX_REQUEST, "data could not be imported into the graph");

    /** GES.8017: the label index that the summary needs is missing. */
    public static final GesErrorCode LABEL_INDEX_MISSING =
            known("GES.8017", Action.FIX_REQUEST, "the label index that the summary needs is missing");

    /** GES.8020: the user lacks the permission for this operation. */
    public static final GesErrorCode PERMISSION_DENIED =
            known("GES.8020", Action.CREDENTIALS, "the user lacks the permission for this operation");

    /** GES.8101: edge query: a filter condition is not valid. */
    public static final GesErrorCode EDGE_FILTER_CONDITION_INVALID =
            known("GES.8101", Action.FIX_REQUEST, "edge query: a filter condition is not valid");

    /** GES.8102: edge query: a label is not valid. */
    public static final GesErrorCode EDGE_FILTER_LABEL_INVALID =
            known("GES.8102", Action.FIX_REQUEST, "edge query: a label is not valid");

    /** GES.8103: edge query: neither a condition nor a label is given. */
    public static final GesErrorCode EDGE_FILTER_EMPTY =
            known("GES.8103", Action.FIX_REQUEST, "edge query: neither a condition nor a label is given");

    /** GES.8104: edge query: the sort order is not valid. */
    public static final GesErrorCode EDGE_FILTER_SORT_INVALID =
            known("GES.8104", Action.FIX_REQUEST, "edge query: the sort order is not valid");

    /** GES.8105: edge query: the execution failed. */
    public static final GesErrorCode EDGE_FILTER_FAILED =
            known("GES.8105", Action.TRANSIENT, "edge query: the execution failed");

    /** GES.8106: edge details: the source or the target is empty. */
    public static final GesErrorCode EDGE_DETAILS_VERTEX_EMPTY =
            known("GES.8106", Action.FIX_REQUEST, "edge details: the source or the target is empty");

    /** GES.8107: edge details: the query failed. */
    public static final GesErrorCode EDGE_DETAILS_FAILED =
            known("GES.8107", Action.TRANSIENT, "edge details: the query failed");

    /** GES.8108: edge details: internal error. */
    public static final GesErrorCode EDGE_DETAILS_ERROR =
            known("GES.8108", Action.TRANSIENT, "edge details: internal error");

    /** GES.8109: edge query: the operator is none of in, out, both, edge. */
    public static final GesErrorCode EDGE_OPERATOR_INVALID =
            known("GES.8109", Action.FIX_REQUEST, "edge query: the operator is none of in, out, both, edge");

    /** GES.8110: the list of edges is empty. */
    public static final GesErrorCode EDGES_EMPTY = known("GES.8110", Action.FIX_REQUEST, "the list of edges is empty");

    /** GES.8182: the vertex does not have the label that is to be deleted. */
    public static final GesErrorCode VERTEX_LABEL_NOT_FOUND =
            known("GES.8182", Action.STATE, "the vertex does not have the label that is to be deleted");

    /** GES.8201: vertex query: a label is not valid. */
    public static final GesErrorCode VERTEX_FILTER_LABEL_INVALID =
            known("GES.8201", Action.FIX_REQUEST, "vertex query: a label is not valid");

    /** GES.8202: vertex query: a filter condition is not valid. */
    public static final GesErrorCode VERTEX_FILTER_CONDITION_INVALID =
            known("GES.8202", Action.FIX_REQUEST, "vertex query: a filter condition is not valid");

    /** GES.8203: vertex query: neither a condition nor a label is given. */
    public static final GesErrorCode VERTEX_FILTER_EMPTY =
            known("GES.8203", Action.FIX_REQUEST, "vertex query: neither a condition nor a label is given");

    /** GES.8204: vertex query: the execution failed. */
    public static final GesErrorCode VERTEX_FILTER_FAILED =
            known("GES.8204", Action.TRANSIENT, "vertex query: the execution failed");

    /** GES.8205: vertex query: the sort order is not valid. */
    public static final GesErrorCode VERTEX_FILTER_SORT_INVALID =
            known("GES.8205", Action.FIX_REQUEST, "vertex query: the sort order is not valid");

    /** GES.8206: vertex details: one vertex id and a list of ids are given at once. */
    public static final GesErrorCode VERTEX_IDS_AMBIGUOUS =
            known("GES.8206", Action.FIX_REQUEST, "vertex details: one vertex id and a list of ids are given at once");

    /** GES.8207: vertex details: neither a vertex id nor a list of ids is given. */
    public static final GesErrorCode VERTEX_IDS_EMPTY =
            known("GES.8207", Action.FIX_REQUEST, "vertex details: neither a vertex id nor a list of ids is given");

    /** GES.8208: vertex details: the list of vertex ids has the wrong format. */
    public static final GesErrorCode VERTEX_IDS_INVALID =
            known("GES.8208", Action.FIX_REQUEST, "vertex details: the list of vertex ids has the wrong format");

    /** GES.8209: vertex details: the query failed. */
    public static final GesErrorCode VERTEX_DETAILS_FAILED =
            known("GES.8209", Action.STATE, "vertex details: the query failed");

    /** GES.8210: vertex details: internal error. */
    public static final GesErrorCode VERTEX_DETAILS_ERROR =
            known("GES.8210", Action.TRANSIENT, "vertex details: internal error");

    /** GES.8211: vertex query: the operator is none of inV, outV, bothV, vertex. */
    public static final GesErrorCode VERTEX_OPERATOR_INVALID =
            known("GES.8211", Action.FIX_REQUEST, "vertex query: the operator is none of inV, outV, bothV, vertex");

    /** GES.8212: the label of a vertex could not be deleted. */
    public static final GesErrorCode VERTEX_LABEL_DELETE_FAILED =
            known("GES.8212", Action.FIX_REQUEST, "the label of a vertex could not be deleted");

    /** GES.8213: the label of a vertex could not be added. */
    public static final GesErrorCode VERTEX_LABEL_ADD_FAILED =
            known("GES.8213", Action.FIX_REQUEST, "the label of a vertex could not be added");

    /** GES.8214: the list of vertices is empty. */
    public static final GesErrorCode VERTICES_EMPTY =
            known("GES.8214", Action.FIX_REQUEST, "the list of vertices is empty");

    /** GES.8220: the properties of a vertex could not be updated. */
    public static final GesErrorCode VERTEX_UPDATE_FAILED =
            known("GES.8220", Action.TRANSIENT, "the properties of a vertex could not be updated");

    /** GES.8221: the properties of an edge could not be updated. */
    public static final GesErrorCode EDGE_UPDATE_FAILED =
            known("GES.8221", Action.TRANSIENT, "the properties of an edge could not be updated");

    /** GES.8301: the job is unknown, or it ended in failure. */
    public static final GesErrorCode JOB_QUERY_FAILED =
            known("GES.8301", Action.STATE, "the job is unknown, or it ended in failure");

    /** GES.8302: internal error while the job was read. */
    public static final GesErrorCode JOB_QUERY_ERROR =
            known("GES.8302", Action.TRANSIENT, "internal error while the job was read");

    /** GES.8303: the job could not be terminated: unknown, already ended, or of a kind without cancel. */
    public static final GesErrorCode JOB_TERMINATION_FAILED = known(
            "GES.8303",
            Action.STATE,
            "the job could not be terminated: unknown, already ended, or of a kind without cancel");

    /** GES.8304: internal error while the job was being terminated. */
    public static final GesErrorCode JOB_TERMINATION_ERROR =
            known("GES.8304", Action.TRANSIENT, "internal error while the job was being terminated");

    /** GES.8401: the name of the algorithm or of the graph is empty. */
    public static final GesErrorCode ALGORITHM_NAME_EMPTY =
            known("GES.8401", Action.FIX_REQUEST, "the name of the algorithm or of the graph is empty");

    /** GES.8402: the algorithm failed; also said of a missing graph. */
    public static final GesErrorCode ALGORITHM_FAILED =
            known("GES.8402", Action.FIX_REQUEST, "the algorithm failed; also said of a missing graph");

    /** GES.8403: the algorithm met an internal error. */
    public static final GesErrorCode ALGORITHM_ERROR =
            known("GES.8403", Action.TRANSIENT, "the algorithm met an internal error");

    /** GES.8404: the execution mode of the algorithm is not valid. */
    public static final GesErrorCode ALGORITHM_MODE_INVALID =
            known("GES.8404", Action.FIX_REQUEST, "the execution mode of the algorithm is not valid");

    /** GES.8501: Gremlin: the query uses a step that is not supported. */
    public static final GesErrorCode GREMLIN_STEP_UNSUPPORTED =
            known("GES.8501", Action.FIX_REQUEST, "Gremlin: the query uses a step that is not supported");

    /** GES.8502: Gremlin: the configuration file was not found. */
    public static final GesErrorCode GREMLIN_CONFIGURATION_MISSING =
            known("GES.8502", Action.TRANSIENT, "Gremlin: the configuration file was not found");

    /** GES.8503: Gremlin: the query failed. */
    public static final GesErrorCode GREMLIN_FAILED =
            known("GES.8503", Action.FIX_REQUEST, "Gremlin: the query failed");

    /** GES.8504: Gremlin: internal error. */
    public static final GesErrorCode GREMLIN_ERROR = known("GES.8504", Action.TRANSIENT, "Gremlin: internal error");

    /** GES.8505: Gremlin: the request has no command. */
    public static final GesErrorCode GREMLIN_COMMAND_MISSING =
            known("GES.8505", Action.FIX_REQUEST, "Gremlin: the request has no command");

    /** GES.8506: Gremlin: the query is larger than 64 MB. */
    public static final GesErrorCode GREMLIN_COMMAND_TOO_LARGE =
            known("GES.8506", Action.FIX_REQUEST, "Gremlin: the query is larger than 64 MB");

    /** GES.8601: the Gremlin service is not available. */
    public static final GesErrorCode GREMLIN_UNAVAILABLE =
            known("GES.8601", Action.TRANSIENT, "the Gremlin service is not available");

    /** GES.8602: the engine is not available. */
    public static final GesErrorCode ENGINE_UNAVAILABLE =
            known("GES.8602", Action.TRANSIENT, "the engine is not available");

    /** GES.8603: the index could not be created. */
    public static final GesErrorCode INDEX_CREATE_FAILED =
            known("GES.8603", Action.FIX_REQUEST, "the index could not be created");

    /** GES.8604: the index could not be deleted. */
    public static final GesErrorCode INDEX_DELETE_FAILED =
            known("GES.8604", Action.FIX_REQUEST, "the index could not be deleted");

    /** GES.8605: the index could not be read. */
    public static final GesErrorCode INDEX_QUERY_FAILED =
            known("GES.8605", Action.FIX_REQUEST, "the index could not be read");

    /** GES.8609: path details: the request body is not valid. */
    public static final GesErrorCode PATH_DETAILS_BODY_INVALID =
            known("GES.8609", Action.FIX_REQUEST, "path details: the request body is not valid");

    /** GES.8610: path details: the paths in the request body are not valid. */
    public static final GesErrorCode PATH_DETAILS_PATHS_INVALID =
            known("GES.8610", Action.FIX_REQUEST, "path details: the paths in the request body are not valid");

    /** GES.8611: path details: the query failed. */
    public static final GesErrorCode PATH_DETAILS_FAILED =
            known("GES.8611", Action.TRANSIENT, "path details: the query failed");

    /** GES.8612: path details: the operation is not supported. */
    public static final GesErrorCode PATH_DETAILS_UNSUPPORTED =
            known("GES.8612", Action.FIX_REQUEST, "path details: the operation is not supported");

    /** GES.8801: the label could not be added to the metadata of the graph. */
    public static final GesErrorCode LABEL_ADD_FAILED =
            known("GES.8801", Action.FIX_REQUEST, "the label could not be added to the metadata of the graph");

    /** GES.8803: the metadata of the graph could not be read. */
    public static final GesErrorCode METADATA_QUERY_FAILED =
            known("GES.8803", Action.STATE, "the metadata of the graph could not be read");

    /** GES.8804: internal error while the metadata of the graph was read. */
    public static final GesErrorCode METADATA_QUERY_ERROR =
            known("GES.8804", Action.TRANSIENT, "internal error while the metadata of the graph was read");

    /** GES.8806: the filtered k-hop query failed; also said of a missing graph. */
    public static final GesErrorCode FILTERED_QUERY_FAILED =
            known("GES.8806", Action.FIX_REQUEST, "the filtered k-hop query failed; also said of a missing graph");

    /** GES.8904: Cypher: the label index of the vertices or of the edges is missing. */
    public static final GesErrorCode CYPHER_LABEL_INDEX_MISSING =
            known("GES.8904", Action.FIX_REQUEST, "Cypher: the label index of the vertices or of the edges is missing");

    // Management plane

    /** GES.0001: a parameter is wrong: the project id, the graph id, or a header. */
    public static final GesErrorCode MANAGEMENT_PARAMETER_INVALID =
            known("GES.0001", Action.FIX_REQUEST, "a parameter is wrong: the project id, the graph id, or a header");

    /** GES.0016: the resource was not found in the project of the token. */
    public static final GesErrorCode RESOURCE_NOT_FOUND =
            known("GES.0016", Action.STATE, "the resource was not found in the project of the token");

    /** GES.2067: metadata of this name exists already. */
    public static final GesErrorCode METADATA_NAME_EXISTS =
            known("GES.2067", Action.STATE, "metadata of this name exists already");

    /** GES.7000: the graph does not exist or has been deleted. */
    public static final GesErrorCode GRAPH_NOT_FOUND_OR_DELETED =
            known("GES.7000", Action.STATE, "the graph does not exist or has been deleted");

    /** GES.7001: the graph is not running. */
    public static final GesErrorCode GRAPH_NOT_RUNNING = known("GES.7001", Action.STATE, "the graph is not running");

    /** GES.7002: the graph is being backed up. */
    public static final GesErrorCode GRAPH_BACKING_UP = known("GES.7002", Action.STATE, "the graph is being backed up");

    /** GES.7003: the graph is stopping or stopped. */
    public static final GesErrorCode GRAPH_STOPPED =
            known("GES.7003", Action.STATE, "the graph is stopping or stopped");

    /** GES.7004: a component of the infrastructure below the service is faulty. */
    public static final GesErrorCode INFRASTRUCTURE_FAULT =
            known("GES.7004", Action.TRANSIENT, "a component of the infrastructure below the service is faulty");

    /** GES.7005: the service below the graph engine is not available. */
    public static final GesErrorCode GRAPH_ENGINE_UNAVAILABLE =
            known("GES.7005", Action.TRANSIENT, "the service below the graph engine is not available");

    /** GES.7006: internal error of the service below the graph engine. */
    public static final GesErrorCode GRAPH_ENGINE_ERROR =
            known("GES.7006", Action.TRANSIENT, "internal error of the service below the graph engine");

    /** GES.7007: the job does not exist. */
    public static final GesErrorCode JOB_NOT_FOUND = known("GES.7007", Action.STATE, "the job does not exist");

    /** GES.7008: the job is stopped; it cannot be stopped again. */
    public static final GesErrorCode JOB_ALREADY_STOPPED =
            known("GES.7008", Action.STATE, "the job is stopped; it cannot be stopped again");

    /** GES.7009: the job does not support this operation. */
    public static final GesErrorCode JOB_OPERATION_UNSUPPORTED =
            known("GES.7009", Action.FIX_REQUEST, "the job does not support this operation");

    /** GES.7010: the schema file and the data files do not match. */
    public static final GesErrorCode SCHEMA_DATA_MISMATCH =
            known("GES.7010", Action.FIX_REQUEST, "the schema file and the data files do not match");

    /** GES.7011: the path or the name of a schema or data file is not valid. */
    public static final GesErrorCode FILE_NAME_INVALID =
            known("GES.7011", Action.FIX_REQUEST, "the path or the name of a schema or data file is not valid");

    /** GES.7012: the name of the graph is not valid. */
    public static final GesErrorCode GRAPH_NAME_INVALID =
            known("GES.7012", Action.FIX_REQUEST, "the name of the graph is not valid");

    /** GES.7013: a graph of this name exists already. */
    public static final GesErrorCode GRAPH_NAME_EXISTS =
            known("GES.7013", Action.STATE, "a graph of this name exists already");

    /** GES.7014: the check of the metadata failed. */
    public static final GesErrorCode METADATA_CHECK_FAILED =
            known("GES.7014", Action.FIX_REQUEST, "the check of the metadata failed");

    /** GES.7015: the graph is neither running nor stopped. */
    public static final GesErrorCode GRAPH_NEITHER_RUNNING_NOR_STOPPED =
            known("GES.7015", Action.STATE, "the graph is neither running nor stopped");

    /** GES.7016: the request body or a header is not valid. */
    public static final GesErrorCode REQUEST_INVALID =
            known("GES.7016", Action.FIX_REQUEST, "the request body or a header is not valid");

    /** GES.7017: the object was not found in the object storage. */
    public static final GesErrorCode OBS_OBJECT_NOT_FOUND =
            known("GES.7017", Action.STATE, "the object was not found in the object storage");

    /** GES.7018: the quota of graphs or of edges is used up. */
    public static final GesErrorCode GRAPH_QUOTA_EXCEEDED =
            known("GES.7018", Action.STATE, "the quota of graphs or of edges is used up");

    /** GES.7019: the quota of backups is used up. */
    public static final GesErrorCode BACKUP_QUOTA_EXCEEDED =
            known("GES.7019", Action.STATE, "the quota of backups is used up");

    /** GES.7020: the virtual private cloud does not exist. */
    public static final GesErrorCode VPC_NOT_FOUND =
            known("GES.7020", Action.FIX_REQUEST, "the virtual private cloud does not exist");

    /** GES.7021: the subnet does not exist in the virtual private cloud. */
    public static final GesErrorCode SUBNET_NOT_FOUND =
            known("GES.7021", Action.FIX_REQUEST, "the subnet does not exist in the virtual private cloud");

    /** GES.7022: the security group does not exist. */
    public static final GesErrorCode SECURITY_GROUP_NOT_FOUND =
            known("GES.7022", Action.FIX_REQUEST, "the security group does not exist");

    /** GES.7023: the index of the graph size is not valid. */
    public static final GesErrorCode GRAPH_SIZE_INVALID =
            known("GES.7023", Action.FIX_REQUEST, "the index of the graph size is not valid");

    /** GES.7024: the backup does not exist or has been deleted. */
    public static final GesErrorCode BACKUP_NOT_FOUND =
            known("GES.7024", Action.STATE, "the backup does not exist or has been deleted");

    /** GES.7027: the agency could not be created. */
    public static final GesErrorCode AGENCY_CREATE_FAILED =
            known("GES.7027", Action.TRANSIENT, "the agency could not be created");

    /** GES.7028: the agency could not be authorized. */
    public static final GesErrorCode AGENCY_AUTHORIZE_FAILED =
            known("GES.7028", Action.TRANSIENT, "the agency could not be authorized");

    /** GES.7029: the quota of agencies is used up. */
    public static final GesErrorCode AGENCY_QUOTA_EXCEEDED =
            known("GES.7029", Action.STATE, "the quota of agencies is used up");

    /** GES.7030: the agency could not be read. */
    public static final GesErrorCode AGENCY_QUERY_FAILED =
            known("GES.7030", Action.TRANSIENT, "the agency could not be read");

    /** GES.7031: the way to bind the elastic IP is not valid. */
    public static final GesErrorCode EIP_BIND_TYPE_INVALID =
            known("GES.7031", Action.FIX_REQUEST, "the way to bind the elastic IP is not valid");

    /** GES.7032: the quota of elastic IPs is used up. */
    public static final GesErrorCode EIP_QUOTA_EXCEEDED =
            known("GES.7032", Action.STATE, "the quota of elastic IPs is used up");

    /** GES.7033: the id of the elastic IP is not valid. */
    public static final GesErrorCode EIP_ID_INVALID =
            known("GES.7033", Action.FIX_REQUEST, "the id of the elastic IP is not valid");

    /** GES.7034: the availability zone is sold out. */
    public static final GesErrorCode AVAILABILITY_ZONE_SOLD_OUT =
            known("GES.7034", Action.TRANSIENT, "the availability zone is sold out");

    /** GES.7035: the code of the region is not valid. */
    public static final GesErrorCode REGION_CODE_INVALID =
            known("GES.7035", Action.FIX_REQUEST, "the code of the region is not valid");

    /** GES.7036: the version to upgrade to is lower than the present one. */
    public static final GesErrorCode UPGRADE_VERSION_LOWER =
            known("GES.7036", Action.FIX_REQUEST, "the version to upgrade to is lower than the present one");

    /** GES.7037: the graph is not stopped. */
    public static final GesErrorCode GRAPH_NOT_STOPPED = known("GES.7037", Action.STATE, "the graph is not stopped");

    /** GES.7038: the graph has an elastic IP already. */
    public static final GesErrorCode EIP_ALREADY_BOUND =
            known("GES.7038", Action.STATE, "the graph has an elastic IP already");

    /** GES.7039: the graph has no elastic IP that could be unbound. */
    public static final GesErrorCode EIP_NOT_BOUND =
            known("GES.7039", Action.STATE, "the graph has no elastic IP that could be unbound");

    /** GES.7040: the backup to restore from did not succeed. */
    public static final GesErrorCode BACKUP_NOT_SUCCESSFUL =
            known("GES.7040", Action.STATE, "the backup to restore from did not succeed");

    /** GES.7041: the account lacks the permission for this operation. */
    public static final GesErrorCode ACCOUNT_PERMISSION_INSUFFICIENT =
            known("GES.7041", Action.CREDENTIALS, "the account lacks the permission for this operation");

    /** GES.7042: the graph is being created. */
    public static final GesErrorCode GRAPH_BEING_CREATED =
            known("GES.7042", Action.STATE, "the graph is being created");

    /** GES.7048: the action on the graph is not valid. */
    public static final GesErrorCode GRAPH_OPERATION_INVALID =
            known("GES.7048", Action.FIX_REQUEST, "the action on the graph is not valid");

    /** GES.7049: a required parameter is missing. */
    public static final GesErrorCode PARAMETER_MISSING =
            known("GES.7049", Action.FIX_REQUEST, "a required parameter is missing");

    /** GES.7050: a required parameter is empty. */
    public static final GesErrorCode PARAMETER_EMPTY =
            known("GES.7050", Action.FIX_REQUEST, "a required parameter is empty");

    /** GES.7051: a component of the infrastructure is faulty, perhaps for a moment only. */
    public static final GesErrorCode INFRASTRUCTURE_ERROR = known(
            "GES.7051", Action.TRANSIENT, "a component of the infrastructure is faulty, perhaps for a moment only");

    /** GES.7052: the CPU architecture of the graph is not valid. */
    public static final GesErrorCode CPU_ARCHITECTURE_INVALID =
            known("GES.7052", Action.FIX_REQUEST, "the CPU architecture of the graph is not valid");

    /** GES.7054: the graph is being deleted or has been deleted. */
    public static final GesErrorCode GRAPH_BEING_DELETED =
            known("GES.7054", Action.STATE, "the graph is being deleted or has been deleted");

    /** GES.7056: a graph of this flavor cannot be scaled out. */
    public static final GesErrorCode SCALE_OUT_UNSUPPORTED =
            known("GES.7056", Action.FIX_REQUEST, "a graph of this flavor cannot be scaled out");

    /** GES.7057: the flavor to scale out to is not valid. */
    public static final GesErrorCode SCALE_OUT_FLAVOR_INVALID =
            known("GES.7057", Action.FIX_REQUEST, "the flavor to scale out to is not valid");

    /** GES.7059: the infrastructure lacks the resources to scale out. */
    public static final GesErrorCode SCALE_OUT_RESOURCES_INSUFFICIENT =
            known("GES.7059", Action.TRANSIENT, "the infrastructure lacks the resources to scale out");

    /** GES.7061: the cloud server could not be created: not enough resources. */
    public static final GesErrorCode ECS_RESOURCES_INSUFFICIENT =
            known("GES.7061", Action.TRANSIENT, "the cloud server could not be created: not enough resources");

    /** GES.7062: the data disk could not be created. */
    public static final GesErrorCode DATA_DISK_CREATE_FAILED =
            known("GES.7062", Action.TRANSIENT, "the data disk could not be created");

    /** GES.7063: the system disk could not be created. */
    public static final GesErrorCode SYSTEM_DISK_CREATE_FAILED =
            known("GES.7063", Action.TRANSIENT, "the system disk could not be created");

    /** GES.7064: the cloud server could not be created. */
    public static final GesErrorCode ECS_CREATE_FAILED =
            known("GES.7064", Action.TRANSIENT, "the cloud server could not be created");

    /** GES.7065: the image of the cloud server does not exist. */
    public static final GesErrorCode IMAGE_NOT_FOUND =
            known("GES.7065", Action.FIX_REQUEST, "the image of the cloud server does not exist");

    /** GES.7066: the flavor of the cloud server could not be read. */
    public static final GesErrorCode FLAVOR_QUERY_FAILED =
            known("GES.7066", Action.TRANSIENT, "the flavor of the cloud server could not be read");

    /** GES.7067: the quota of cloud servers is used up. */
    public static final GesErrorCode ECS_QUOTA_EXCEEDED =
            known("GES.7067", Action.STATE, "the quota of cloud servers is used up");

    /** GES.7068: the infrastructure refused a parameter while the graph was created. */
    public static final GesErrorCode INFRASTRUCTURE_PARAMETER_INVALID =
            known("GES.7068", Action.FIX_REQUEST, "the infrastructure refused a parameter while the graph was created");

    /** GES.7069: the metadata file is larger than 10 MB. */
    public static final GesErrorCode METADATA_FILE_TOO_LARGE =
            known("GES.7069", Action.FIX_REQUEST, "the metadata file is larger than 10 MB");

    /** GES.7070: the metadata file could not be parsed. */
    public static final GesErrorCode METADATA_FILE_UNREADABLE =
            known("GES.7070", Action.FIX_REQUEST, "the metadata file could not be parsed");

    // API gateway

    /** APIGW.0101: the API does not exist or is not published: check endpoint, method and path. */
    public static final GesErrorCode GATEWAY_API_NOT_FOUND = known(
            "APIGW.0101",
            Action.FIX_REQUEST,
            "the API does not exist or is not published: check endpoint, method and path");

    /** APIGW.0103: the back end of the API does not exist. */
    public static final GesErrorCode GATEWAY_BACKEND_NOT_FOUND =
            known("APIGW.0103", Action.TRANSIENT, "the back end of the API does not exist");

    /** APIGW.0104: the plug-ins of the API do not exist. */
    public static final GesErrorCode GATEWAY_PLUGIN_NOT_FOUND =
            known("APIGW.0104", Action.TRANSIENT, "the plug-ins of the API do not exist");

    /** APIGW.0105: the configuration of the back end does not exist. */
    public static final GesErrorCode GATEWAY_BACKEND_CONFIGURATION_NOT_FOUND =
            known("APIGW.0105", Action.TRANSIENT, "the configuration of the back end does not exist");

    /** APIGW.0106: the parameters of the request do not fit those of the back end. */
    public static final GesErrorCode GATEWAY_ORCHESTRATION_FAILED =
            known("APIGW.0106", Action.FIX_REQUEST, "the parameters of the request do not fit those of the back end");

    /** APIGW.0201: the request is not valid or too large; with a status of 5xx, the back end failed. */
    public static final GesErrorCode GATEWAY_REQUEST_REFUSED = known(
            "APIGW.0201",
            Action.FIX_REQUEST,
            "the request is not valid or too large; with a status of 5xx, the back end failed");

    /** APIGW.0204: the TLS version is not supported. */
    public static final GesErrorCode GATEWAY_TLS_VERSION_UNSUPPORTED =
            known("APIGW.0204", Action.FIX_REQUEST, "the TLS version is not supported");

    /** APIGW.0301: the token or the signature is wrong, or the access key is locked. */
    public static final GesErrorCode GATEWAY_IAM_AUTHENTICATION_FAILED =
            known("APIGW.0301", Action.CREDENTIALS, "the token or the signature is wrong, or the access key is locked");

    /** APIGW.0302: the IAM user may not call the API. */
    public static final GesErrorCode GATEWAY_USER_NOT_ALLOWED =
            known("APIGW.0302", Action.CREDENTIALS, "the IAM user may not call the API");

    /** APIGW.0303: the authentication of the app is wrong. */
    public static final GesErrorCode GATEWAY_APP_AUTHENTICATION_FAILED =
            known("APIGW.0303", Action.CREDENTIALS, "the authentication of the app is wrong");

    /** APIGW.0304: the app may not call the API. */
    public static final GesErrorCode GATEWAY_APP_NOT_ALLOWED =
            known("APIGW.0304", Action.CREDENTIALS, "the app may not call the API");

    /** APIGW.0305: the authentication is wrong. */
    public static final GesErrorCode GATEWAY_AUTHENTICATION_FAILED =
            known("APIGW.0305", Action.CREDENTIALS, "the authentication is wrong");

    /** APIGW.0306: the access to the API is denied. */
    public static final GesErrorCode GATEWAY_ACCESS_DENIED =
            known("APIGW.0306", Action.CREDENTIALS, "the access to the API is denied");

    /** APIGW.0307: the token must be updated. */
    public static final GesErrorCode GATEWAY_TOKEN_OUTDATED =
            known("APIGW.0307", Action.CREDENTIALS, "the token must be updated");

    /** APIGW.0308: too many requests: the throttling threshold has been reached. */
    public static final GesErrorCode GATEWAY_THROTTLED =
            known("APIGW.0308", Action.TRANSIENT, "too many requests: the throttling threshold has been reached");

    /** APIGW.0310: the project cannot be used. */
    public static final GesErrorCode GATEWAY_PROJECT_UNAVAILABLE =
            known("APIGW.0310", Action.CREDENTIALS, "the project cannot be used");

    /** APIGW.0311: the authentication for debugging is wrong. */
    public static final GesErrorCode GATEWAY_DEBUG_AUTHENTICATION_FAILED =
            known("APIGW.0311", Action.CREDENTIALS, "the authentication for debugging is wrong");

    /** APIGW.0401: the IP address of the client could not be told. */
    public static final GesErrorCode GATEWAY_CLIENT_ADDRESS_UNKNOWN =
            known("APIGW.0401", Action.TRANSIENT, "the IP address of the client could not be told");

    /** APIGW.0402: the IP address of the client may not call the API. */
    public static final GesErrorCode GATEWAY_CLIENT_ADDRESS_NOT_ALLOWED =
            known("APIGW.0402", Action.CREDENTIALS, "the IP address of the client may not call the API");

    /** APIGW.0404: the access to the IP address of the back end is denied. */
    public static final GesErrorCode GATEWAY_BACKEND_ADDRESS_DENIED =
            known("APIGW.0404", Action.TRANSIENT, "the access to the IP address of the back end is denied");

    /** APIGW.0501: the quota of the app is used up. */
    public static final GesErrorCode GATEWAY_APP_QUOTA_EXCEEDED =
            known("APIGW.0501", Action.STATE, "the quota of the app is used up");

    /** APIGW.0502: the app is frozen. */
    public static final GesErrorCode GATEWAY_APP_FROZEN = known("APIGW.0502", Action.STATE, "the app is frozen");

    /** APIGW.0601: internal error of the gateway. */
    public static final GesErrorCode GATEWAY_ERROR =
            known("APIGW.0601", Action.TRANSIENT, "internal error of the gateway");

    /** APIGW.0602: the request is not valid. */
    public static final GesErrorCode GATEWAY_REQUEST_INVALID =
            known("APIGW.0602", Action.FIX_REQUEST, "the request is not valid");

    /** APIGW.0605: the domain name could not be resolved. */
    public static final GesErrorCode GATEWAY_NAME_RESOLUTION_FAILED =
            known("APIGW.0605", Action.TRANSIENT, "the domain name could not be resolved");

    /** APIGW.0606: the configuration of the API could not be loaded. */
    public static final GesErrorCode GATEWAY_CONFIGURATION_NOT_LOADED =
            known("APIGW.0606", Action.TRANSIENT, "the configuration of the API could not be loaded");

    /** APIGW.0607: the protocol is not supported; the message says which one is. */
    public static final GesErrorCode GATEWAY_PROTOCOL_UNSUPPORTED =
            known("APIGW.0607", Action.FIX_REQUEST, "the protocol is not supported; the message says which one is");

    /** APIGW.0608: the gateway could not get its own token. */
    public static final GesErrorCode GATEWAY_ADMIN_TOKEN_FAILED =
            known("APIGW.0608", Action.TRANSIENT, "the gateway could not get its own token");

    /** APIGW.0609: the VPC back end does not exist. */
    public static final GesErrorCode GATEWAY_VPC_BACKEND_NOT_FOUND =
            known("APIGW.0609", Action.TRANSIENT, "the VPC back end does not exist");

    /** APIGW.0610: no back end is available. */
    public static final GesErrorCode GATEWAY_BACKEND_UNAVAILABLE =
            known("APIGW.0610", Action.TRANSIENT, "no back end is available");

    /** APIGW.0611: the port of the back end does not exist. */
    public static final GesErrorCode GATEWAY_BACKEND_PORT_NOT_FOUND =
            known("APIGW.0611", Action.TRANSIENT, "the port of the back end does not exist");

    /** APIGW.0612: the API calls itself. */
    public static final GesErrorCode GATEWAY_API_CALLS_ITSELF =
            known("APIGW.0612", Action.TRANSIENT, "the API calls itself");

    /** APIGW.0613: IAM is not available. */
    public static final GesErrorCode GATEWAY_IAM_UNAVAILABLE =
            known("APIGW.0613", Action.TRANSIENT, "IAM is not available");

    /** APIGW.0705: the signature for the back end could not be calculated. */
    public static final GesErrorCode GATEWAY_BACKEND_SIGNATURE_FAILED =
            known("APIGW.0705", Action.TRANSIENT, "the signature for the back end could not be calculated");

    /** APIGW.0802: the IAM user may not use this region. */
    public static final GesErrorCode GATEWAY_REGION_FORBIDDEN =
            known("APIGW.0802", Action.CREDENTIALS, "the IAM user may not use this region");

    /** APIGW.1009: the AppKey or the AppSecret is not valid. */
    public static final GesErrorCode GATEWAY_APP_KEY_INVALID =
            known("APIGW.1009", Action.CREDENTIALS, "the AppKey or the AppSecret is not valid");

    // IAM

    /** IAM.0001: the request needs authentication. */
    public static final GesErrorCode IAM_NOT_AUTHENTICATED =
            known("IAM.0001", Action.CREDENTIALS, "the request needs authentication");

    /** IAM.0002: the user is not authorized for this operation. */
    public static final GesErrorCode IAM_NOT_AUTHORIZED =
            known("IAM.0002", Action.CREDENTIALS, "the user is not authorized for this operation");

    /** IAM.0003: the policies of the user do not allow this operation. */
    public static final GesErrorCode IAM_POLICY_DENIED =
            known("IAM.0003", Action.CREDENTIALS, "the policies of the user do not allow this operation");

    /** IAM.0004: what the request names was not found. */
    public static final GesErrorCode IAM_RESOURCE_NOT_FOUND =
            known("IAM.0004", Action.STATE, "what the request names was not found");

    /** IAM.0005: what the request stores is in conflict with something that exists. */
    public static final GesErrorCode IAM_CONFLICT =
            known("IAM.0005", Action.STATE, "what the request stores is in conflict with something that exists");

    /** IAM.0006: internal error of IAM. */
    public static final GesErrorCode IAM_ERROR = known("IAM.0006", Action.TRANSIENT, "internal error of IAM");

    /** IAM.0007: a parameter of the request is not valid. */
    public static final GesErrorCode IAM_PARAMETER_INVALID =
            known("IAM.0007", Action.FIX_REQUEST, "a parameter of the request is not valid");

    /** IAM.0009: the X-Subject-Token of the request is not valid. */
    public static final GesErrorCode IAM_SUBJECT_TOKEN_INVALID =
            known("IAM.0009", Action.FIX_REQUEST, "the X-Subject-Token of the request is not valid");

    /** IAM.0011: the request body is not valid. */
    public static final GesErrorCode IAM_BODY_INVALID =
            known("IAM.0011", Action.FIX_REQUEST, "the request body is not valid");

    /** IAM.0012: too many requests: the throttling threshold has been reached. */
    public static final GesErrorCode IAM_THROTTLED =
            known("IAM.0012", Action.TRANSIENT, "too many requests: the throttling threshold has been reached");

    /** IAM.0020: the authentication of this region has moved to another region for the time being. */
    public static final GesErrorCode IAM_MOVED = known(
            "IAM.0020",
            Action.TRANSIENT,
            "the authentication of this region has moved to another region for the time being");

    /** IAM.0061: the account is locked after too many wrong passwords. */
    public static final GesErrorCode IAM_ACCOUNT_LOCKED =
            known("IAM.0061", Action.CREDENTIALS, "the account is locked after too many wrong passwords");

    /** IAM.0062: the user name or the password is wrong. */
    public static final GesErrorCode IAM_PASSWORD_WRONG =
            known("IAM.0062", Action.CREDENTIALS, "the user name or the password is wrong");

    /** IAM.0065: a HUAWEI ID cannot log in here. */
    public static final GesErrorCode IAM_HUAWEI_ID_REFUSED =
            known("IAM.0065", Action.CREDENTIALS, "a HUAWEI ID cannot log in here");

    /** IAM.0066: the token has expired. */
    public static final GesErrorCode IAM_TOKEN_EXPIRED = known("IAM.0066", Action.CREDENTIALS, "the token has expired");

    /** IAM.0067: the token is not valid. */
    public static final GesErrorCode IAM_TOKEN_INVALID =
            known("IAM.0067", Action.CREDENTIALS, "the token is not valid");

    /** IAM.0072: a required property of the request is missing. */
    public static final GesErrorCode IAM_PROPERTY_MISSING =
            known("IAM.0072", Action.FIX_REQUEST, "a required property of the request is missing");

    /** IAM.0073: a field of the request has a value that is not valid. */
    public static final GesErrorCode IAM_FIELD_INVALID =
            known("IAM.0073", Action.FIX_REQUEST, "a field of the request has a value that is not valid");

    /** IAM.0080: the user of the access key is disabled. */
    public static final GesErrorCode IAM_ACCESS_KEY_USER_DISABLED =
            known("IAM.0080", Action.CREDENTIALS, "the user of the access key is disabled");

    /** IAM.0081: the user may use the console only. */
    public static final GesErrorCode IAM_CONSOLE_ONLY =
            known("IAM.0081", Action.CREDENTIALS, "the user may use the console only");

    /** IAM.0082: the user is disabled. */
    public static final GesErrorCode IAM_USER_DISABLED = known("IAM.0082", Action.CREDENTIALS, "the user is disabled");

    /** IAM.0083: the user may not use this private region. */
    public static final GesErrorCode IAM_REGION_PRIVATE =
            known("IAM.0083", Action.CREDENTIALS, "the user may not use this private region");

    /** IAM.1061: the passcode of the virtual MFA is not valid. */
    public static final GesErrorCode IAM_PASSCODE_INVALID =
            known("IAM.1061", Action.CREDENTIALS, "the passcode of the virtual MFA is not valid");

    /** IAM.1101: the request body is empty or too large. */
    public static final GesErrorCode IAM_BODY_SIZE_INVALID =
            known("IAM.1101", Action.FIX_REQUEST, "the request body is empty or too large");

    /** IAM.1102: a value in the request body is not valid. */
    public static final GesErrorCode IAM_BODY_VALUE_INVALID =
            known("IAM.1102", Action.FIX_REQUEST, "a value in the request body is not valid");

    /** IAM.1103: a required value in the request body is missing. */
    public static final GesErrorCode IAM_BODY_VALUE_MISSING =
            known("IAM.1103", Action.FIX_REQUEST, "a required value in the request body is missing");

    /** IAM.1104: the access key is in the blacklist. */
    public static final GesErrorCode IAM_ACCESS_KEY_BLACKLISTED =
            known("IAM.1104", Action.CREDENTIALS, "the access key is in the blacklist");

    /** IAM.1105: the access key has expired. */
    public static final GesErrorCode IAM_ACCESS_KEY_EXPIRED =
            known("IAM.1105", Action.CREDENTIALS, "the access key has expired");

    /** IAM.1106: the user of the access key was not found. */
    public static final GesErrorCode IAM_ACCESS_KEY_USER_NOT_FOUND =
            known("IAM.1106", Action.CREDENTIALS, "the user of the access key was not found");

    /** IAM.1107: the access key is inactive. */
    public static final GesErrorCode IAM_ACCESS_KEY_INACTIVE =
            known("IAM.1107", Action.CREDENTIALS, "the access key is inactive");

    /** IAM.1108: the security token has expired. */
    public static final GesErrorCode IAM_SECURITY_TOKEN_EXPIRED =
            known("IAM.1108", Action.CREDENTIALS, "the security token has expired");

    /** IAM.1109: the project was not found. */
    public static final GesErrorCode IAM_PROJECT_NOT_FOUND =
            known("IAM.1109", Action.CREDENTIALS, "the project was not found");

    /**
     * Makes a code of any spelling: blanks around it, its case, and the prefix of the gateway do not count.
     *
     * @param value the code, for example {@code GES.8303}
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public GesErrorCode {
        value = GATEWAY_PREFIX.matcher(value.strip().toUpperCase(Locale.ROOT)).replaceFirst("APIGW.");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("value must not be blank");
        }
    }

    /**
     * The code that a failure carries.
     *
     * @param failure what a client threw
     * @return the code, or null when the answer of the service has none
     */
    public static @Nullable GesErrorCode of(ApiException failure) {
        String code = failure.error().code();
        return code == null || code.isBlank() ? null : new GesErrorCode(code);
    }

    /**
     * What the code means, in one line for people. The wording may change; the message of the service, in
     * {@code ErrorResponse.message()}, often says more.
     *
     * @return the meaning, or null when the code is none of the constants of this type
     */
    public @Nullable String meaning() {
        Known known = KNOWN.get(value);
        return known == null ? null : known.meaning();
    }

    /**
     * What is to be done about it.
     *
     * @return the action, or null when the code is none of the constants of this type
     */
    public @Nullable Action action() {
        Known known = KNOWN.get(value);
        return known == null ? null : known.action();
    }

    /**
     * Whether a call failed because there is no such graph. The service has at least ten codes for it, most of which mean
     * other things as well: those of the service plane, {@code GES.8...}. Then its words decide.
     *
     * @param failure what a client threw
     * @return whether the graph is missing
     */
    public static boolean isGraphNotFound(ApiException failure) {
        GesErrorCode code = of(failure);
        String message = failure.error().message();
        return GRAPH_NOT_FOUND.equals(code)
                || GRAPH_NOT_FOUND_OR_DELETED.equals(code)
                || code != null
                        && code.value().startsWith("GES.8")
                        && message != null
                        && GRAPH_MISSING.matcher(message).find();
    }

    /** The code alone. */
    @Override
    public String toString() {
        return value;
    }

    private static GesErrorCode known(String code, Action action, String meaning) {
        KNOWN.put(code, new Known(action, meaning));
        return new GesErrorCode(code);
    }
}
