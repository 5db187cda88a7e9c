package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error code of Graph Engine Service, as {@code ErrorResponse.code()} gives it. There is a constant for every code
 * that the service publishes for its
 * <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0110.html">service plane</a> and its
 * <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0040.html">management plane</a> (API reference,
 * "Error codes"). The set is open: any other code, also one of the API gateway ({@code APIGW.0301}), is a value of this
 * type too, without a {@link #meaning()}.
 *
 * <p>Different operations give different codes for the same mistake: a missing graph has at least ten. Compare with
 * {@code equals}:
 *
 * <pre>{@code
 * boolean engineIsDown = GesErrorCode.ENGINE_UNAVAILABLE.equals(GesErrorCode.of(failure));
 * }</pre>
 *
 * @param value the code, trimmed and in upper case, for example {@code GES.8303}
 */
public record GesErrorCode(String value) {
    /** What the published codes mean; filled by the constants, hence above them. */
    private static final Map<String, String> MEANINGS = new HashMap<>();

    // Service plane

    /** GES.8000: a parameter has the wrong format; newer engines also say this of a missing graph. */
    public static final GesErrorCode PARAMETER_FORMAT_INVALID =
            known("GES.8000", "a parameter has the wrong format; newer engines also say this of a missing graph");

    /** GES.8001: the statistics of the graph could not be read. */
    public static final GesErrorCode GRAPH_STATISTICS_FAILED =
            known("GES.8001", "the statistics of the graph could not be read");

    /** GES.8002: internal error while the statistics were read; an expired token is a known cause. */
    public static final GesErrorCode GRAPH_STATISTICS_ERROR =
            known("GES.8002", "internal error while the statistics were read; an expired token is a known cause");

    /** GES.8003: the graph was not found. */
    public static final GesErrorCode GRAPH_NOT_FOUND = known("GES.8003", "the graph was not found");

    /** GES.8005: a parameter is wrong: the project id, or a header such as the token's. */
    public static final GesErrorCode PARAMETER_INVALID =
            known("GES.8005", "a parameter is wrong: the project id, or a header such as the token's");

    /** GES.8006: the resource may not be reached this way, for example with a token of another project. */
    public static final GesErrorCode RESOURCE_ACCESS_INVALID =
            known("GES.8006", "the resource may not be reached this way, for example with a token of another project");

    /** GES.8007: the token is not valid. */
    public static final GesErrorCode TOKEN_INVALID = known("GES.8007", "the token is not valid");

    /** GES.8008: the authentication system below the service failed. */
    public static final GesErrorCode AUTHENTICATION_SYSTEM_FAILED =
            known("GES.8008", "the authentication system below the service failed");

    /** GES.8011: the graph could not be exported. */
    public static final GesErrorCode GRAPH_EXPORT_FAILED = known("GES.8011", "the graph could not be exported");

    /** GES.8012: the graph could not be cleared. */
    public static final GesErrorCode GRAPH_CLEAR_FAILED = known("GES.8012", "the graph could not be cleared");

    /** GES.8013: data could not be imported into the graph. */
    public static final GesErrorCode GRAPH_IMPORT_FAILED =
            known("GES.8013", "data could not be imported into the graph");

    /** GES.8017: the label index that the summary needs is missing. */
    public static final GesErrorCode LABEL_INDEX_MISSING =
            known("GES.8017", "the label index that the summary needs is missing");

    /** GES.8020: the user lacks the permission for this operation. */
    public static final GesErrorCode PERMISSION_DENIED =
            known("GES.8020", "the user lacks the permission for this operation");

    /** GES.8101: edge query: a filter condition is not valid. */
    public static final GesErrorCode EDGE_FILTER_CONDITION_INVALID =
            known("GES.8101", "edge query: a filter condition is not valid");

    /** GES.8102: edge query: a label is not valid. */
    public static final GesErrorCode EDGE_FILTER_LABEL_INVALID = known("GES.8102", "edge query: a label is not valid");

    /** GES.8103: edge query: neither a condition nor a label is given. */
    public static final GesErrorCode EDGE_FILTER_EMPTY =
            known("GES.8103", "edge query: neither a condition nor a label is given");

    /** GES.8104: edge query: the sort order is not valid. */
    public static final GesErrorCode EDGE_FILTER_SORT_INVALID =
            known("GES.8104", "edge query: the sort order is not valid");

    /** GES.8105: edge query: the execution failed. */
    public static final GesErrorCode EDGE_FILTER_FAILED = known("GES.8105", "edge query: the execution failed");

    /** GES.8106: edge details: the source or the target is empty. */
    public static final GesErrorCode EDGE_DETAILS_VERTEX_EMPTY =
            known("GES.8106", "edge details: the source or the target is empty");

    /** GES.8107: edge details: the query failed. */
    public static final GesErrorCode EDGE_DETAILS_FAILED = known("GES.8107", "edge details: the query failed");

    /** GES.8108: edge details: internal error. */
    public static final GesErrorCode EDGE_DETAILS_ERROR = known("GES.8108", "edge details: internal error");

    /** GES.8109: edge query: the operator is none of in, out, both, edge. */
    public static final GesErrorCode EDGE_OPERATOR_INVALID =
            known("GES.8109", "edge query: the operator is none of in, out, both, edge");

    /** GES.8110: the list of edges is empty. */
    public static final GesErrorCode EDGES_EMPTY = known("GES.8110", "the list of edges is empty");

    /** GES.8182: the vertex does not have the label that is to be deleted. */
    public static final GesErrorCode VERTEX_LABEL_NOT_FOUND =
            known("GES.8182", "the vertex does not have the label that is to be deleted");

    /** GES.8201: vertex query: a label is not valid. */
    public static final GesErrorCode VERTEX_FILTER_LABEL_INVALID =
            known("GES.8201", "vertex query: a label is not valid");

    /** GES.8202: vertex query: a filter condition is not valid. */
    public static final GesErrorCode VERTEX_FILTER_CONDITION_INVALID =
            known("GES.8202", "vertex query: a filter condition is not valid");

    /** GES.8203: vertex query: neither a condition nor a label is given. */
    public static final GesErrorCode VERTEX_FILTER_EMPTY =
            known("GES.8203", "vertex query: neither a condition nor a label is given");

    /** GES.8204: vertex query: the execution failed. */
    public static final GesErrorCode VERTEX_FILTER_FAILED = known("GES.8204", "vertex query: the execution failed");

    /** GES.8205: vertex query: the sort order is not valid. */
    public static final GesErrorCode VERTEX_FILTER_SORT_INVALID =
            known("GES.8205", "vertex query: the sort order is not valid");

    /** GES.8206: vertex details: one vertex id and a list of ids are given at once. */
    public static final GesErrorCode VERTEX_IDS_AMBIGUOUS =
            known("GES.8206", "vertex details: one vertex id and a list of ids are given at once");

    /** GES.8207: vertex details: neither a vertex id nor a list of ids is given. */
    public static final GesErrorCode VERTEX_IDS_EMPTY =
            known("GES.8207", "vertex details: neither a vertex id nor a list of ids is given");

    /** GES.8208: vertex details: the list of vertex ids has the wrong format. */
    public static final GesErrorCode VERTEX_IDS_INVALID =
            known("GES.8208", "vertex details: the list of vertex ids has the wrong format");

    /** GES.8209: vertex details: the query failed. */
    public static final GesErrorCode VERTEX_DETAILS_FAILED = known("GES.8209", "vertex details: the query failed");

    /** GES.8210: vertex details: internal error. */
    public static final GesErrorCode VERTEX_DETAILS_ERROR = known("GES.8210", "vertex details: internal error");

    /** GES.8211: vertex query: the operator is none of inV, outV, bothV, vertex. */
    public static final GesErrorCode VERTEX_OPERATOR_INVALID =
            known("GES.8211", "vertex query: the operator is none of inV, outV, bothV, vertex");

    /** GES.8212: the label of a vertex could not be deleted. */
    public static final GesErrorCode VERTEX_LABEL_DELETE_FAILED =
            known("GES.8212", "the label of a vertex could not be deleted");

    /** GES.8213: the label of a vertex could not be added. */
    public static final GesErrorCode VERTEX_LABEL_ADD_FAILED =
            known("GES.8213", "the label of a vertex could not be added");

    /** GES.8214: the list of vertices is empty. */
    public static final GesErrorCode VERTICES_EMPTY = known("GES.8214", "the list of vertices is empty");

    /** GES.8220: the properties of a vertex could not be updated. */
    public static final GesErrorCode VERTEX_UPDATE_FAILED =
            known("GES.8220", "the properties of a vertex could not be updated");

    /** GES.8221: the properties of an edge could not be updated. */
    public static final GesErrorCode EDGE_UPDATE_FAILED =
            known("GES.8221", "the properties of an edge could not be updated");

    /** GES.8301: the job is unknown, or it ended in failure. */
    public static final GesErrorCode JOB_QUERY_FAILED = known("GES.8301", "the job is unknown, or it ended in failure");

    /** GES.8302: internal error while the job was read. */
    public static final GesErrorCode JOB_QUERY_ERROR = known("GES.8302", "internal error while the job was read");

    /** GES.8303: the job could not be terminated: unknown, already ended, or of a kind without cancel. */
    public static final GesErrorCode JOB_TERMINATION_FAILED =
            known("GES.8303", "the job could not be terminated: unknown, already ended, or of a kind without cancel");

    /** GES.8304: internal error while the job was being terminated. */
    public static final GesErrorCode JOB_TERMINATION_ERROR =
            known("GES.8304", "internal error while the job was being terminated");

    /** GES.8401: the name of the algorithm or of the graph is empty. */
    public static final GesErrorCode ALGORITHM_NAME_EMPTY =
            known("GES.8401", "the name of the algorithm or of the graph is empty");

    /** GES.8402: the algorithm failed; also said of a missing graph. */
    public static final GesErrorCode ALGORITHM_FAILED =
            known("GES.8402", "the algorithm failed; also said of a missing graph");

    /** GES.8403: the algorithm met an internal error. */
    public static final GesErrorCode ALGORITHM_ERROR = known("GES.8403", "the algorithm met an internal error");

    /** GES.8404: the execution mode of the algorithm is not valid. */
    public static final GesErrorCode ALGORITHM_MODE_INVALID =
            known("GES.8404", "the execution mode of the algorithm is not valid");

    /** GES.8501: Gremlin: the query uses a step that is not supported. */
    public static final GesErrorCode GREMLIN_STEP_UNSUPPORTED =
            known("GES.8501", "Gremlin: the query uses a step that is not supported");

    /** GES.8502: Gremlin: the configuration file was not found. */
    public static final GesErrorCode GREMLIN_CONFIGURATION_MISSING =
            known("GES.8502", "Gremlin: the configuration file was not found");

    /** GES.8503: Gremlin: the query failed. */
    public static final GesErrorCode GREMLIN_FAILED = known("GES.8503", "Gremlin: the query failed");

    /** GES.8504: Gremlin: internal error. */
    public static final GesErrorCode GREMLIN_ERROR = known("GES.8504", "Gremlin: internal error");

    /** GES.8505: Gremlin: the request has no command. */
    public static final GesErrorCode GREMLIN_COMMAND_MISSING = known("GES.8505", "Gremlin: the request has no command");

    /** GES.8506: Gremlin: the query is larger than 64 MB. */
    public static final GesErrorCode GREMLIN_COMMAND_TOO_LARGE =
            known("GES.8506", "Gremlin: the query is larger than 64 MB");

    /** GES.8601: the Gremlin service is not available. */
    public static final GesErrorCode GREMLIN_UNAVAILABLE = known("GES.8601", "the Gremlin service is not available");

    /** GES.8602: the engine is not available. */
    public static final GesErrorCode ENGINE_UNAVAILABLE = known("GES.8602", "the engine is not available");

    /** GES.8603: the index could not be created. */
    public static final GesErrorCode INDEX_CREATE_FAILED = known("GES.8603", "the index could not be created");

    /** GES.8604: the index could not be deleted. */
    public static final GesErrorCode INDEX_DELETE_FAILED = known("GES.8604", "the index could not be deleted");

    /** GES.8605: the index could not be read. */
    public static final GesErrorCode INDEX_QUERY_FAILED = known("GES.8605", "the index could not be read");

    /** GES.8609: path details: the request body is not valid. */
    public static final GesErrorCode PATH_DETAILS_BODY_INVALID =
            known("GES.8609", "path details: the request body is not valid");

    /** GES.8610: path details: the paths in the request body are not valid. */
    public static final GesErrorCode PATH_DETAILS_PATHS_INVALID =
            known("GES.8610", "path details: the paths in the request body are not valid");

    /** GES.8611: path details: the query failed. */
    public static final GesErrorCode PATH_DETAILS_FAILED = known("GES.8611", "path details: the query failed");

    /** GES.8612: path details: the operation is not supported. */
    public static final GesErrorCode PATH_DETAILS_UNSUPPORTED =
            known("GES.8612", "path details: the operation is not supported");

    /** GES.8801: the label could not be added to the metadata of the graph. */
    public static final GesErrorCode LABEL_ADD_FAILED =
            known("GES.8801", "the label could not be added to the metadata of the graph");

    /** GES.8803: the metadata of the graph could not be read. */
    public static final GesErrorCode METADATA_QUERY_FAILED =
            known("GES.8803", "the metadata of the graph could not be read");

    /** GES.8804: internal error while the metadata of the graph was read. */
    public static final GesErrorCode METADATA_QUERY_ERROR =
            known("GES.8804", "internal error while the metadata of the graph was read");

    /** GES.8806: the filtered k-hop query failed; also said of a missing graph. */
    public static final GesErrorCode FILTERED_QUERY_FAILED =
            known("GES.8806", "the filtered k-hop query failed; also said of a missing graph");

    /** GES.8904: Cypher: the label index of the vertices or of the edges is missing. */
    public static final GesErrorCode CYPHER_LABEL_INDEX_MISSING =
            known("GES.8904", "Cypher: the label index of the vertices or of the edges is missing");

    // Management plane

    /** GES.0001: a parameter is wrong: the project id, the graph id, or a header. */
    public static final GesErrorCode MANAGEMENT_PARAMETER_INVALID =
            known("GES.0001", "a parameter is wrong: the project id, the graph id, or a header");

    /** GES.0016: the resource was not found in the project of the token. */
    public static final GesErrorCode RESOURCE_NOT_FOUND =
            known("GES.0016", "the resource was not found in the project of the token");

    /** GES.2067: metadata of this name exists already. */
    public static final GesErrorCode METADATA_NAME_EXISTS = known("GES.2067", "metadata of this name exists already");

    /** GES.7000: the graph does not exist or has been deleted. */
    public static final GesErrorCode GRAPH_NOT_FOUND_OR_DELETED =
            known("GES.7000", "the graph does not exist or has been deleted");

    /** GES.7001: the graph is not running. */
    public static final GesErrorCode GRAPH_NOT_RUNNING = known("GES.7001", "the graph is not running");

    /** GES.7002: the graph is being backed up. */
    public static final GesErrorCode GRAPH_BACKING_UP = known("GES.7002", "the graph is being backed up");

    /** GES.7003: the graph is stopping or stopped. */
    public static final GesErrorCode GRAPH_STOPPED = known("GES.7003", "the graph is stopping or stopped");

    /** GES.7004: a component of the infrastructure below the service is faulty. */
    public static final GesErrorCode INFRASTRUCTURE_FAULT =
            known("GES.7004", "a component of the infrastructure below the service is faulty");

    /** GES.7005: the service below the graph engine is not available. */
    public static final GesErrorCode GRAPH_ENGINE_UNAVAILABLE =
            known("GES.7005", "the service below the graph engine is not available");

    /** GES.7006: internal error of the service below the graph engine. */
    public static final GesErrorCode GRAPH_ENGINE_ERROR =
            known("GES.7006", "internal error of the service below the graph engine");

    /** GES.7007: the job does not exist. */
    public static final GesErrorCode JOB_NOT_FOUND = known("GES.7007", "the job does not exist");

    /** GES.7008: the job is stopped; it cannot be stopped again. */
    public static final GesErrorCode JOB_ALREADY_STOPPED =
            known("GES.7008", "the job is stopped; it cannot be stopped again");

    /** GES.7009: the job does not support this operation. */
    public static final GesErrorCode JOB_OPERATION_UNSUPPORTED =
            known("GES.7009", "the job does not support this operation");

    /** GES.7010: the schema file and the data files do not match. */
    public static final GesErrorCode SCHEMA_DATA_MISMATCH =
            known("GES.7010", "the schema file and the data files do not match");

    /** GES.7011: the path or the name of a schema or data file is not valid. */
    public static final GesErrorCode FILE_NAME_INVALID =
            known("GES.7011", "the path or the name of a schema or data file is not valid");

    /** GES.7012: the name of the graph is not valid. */
    public static final GesErrorCode GRAPH_NAME_INVALID = known("GES.7012", "the name of the graph is not valid");

    /** GES.7013: a graph of this name exists already. */
    public static final GesErrorCode GRAPH_NAME_EXISTS = known("GES.7013", "a graph of this name exists already");

    /** GES.7014: the check of the metadata failed. */
    public static final GesErrorCode METADATA_CHECK_FAILED = known("GES.7014", "the check of the metadata failed");

    /** GES.7015: the graph is neither running nor stopped. */
    public static final GesErrorCode GRAPH_NEITHER_RUNNING_NOR_STOPPED =
            known("GES.7015", "the graph is neither running nor stopped");

    /** GES.7016: the request body or a header is not valid. */
    public static final GesErrorCode REQUEST_INVALID = known("GES.7016", "the request body or a header is not valid");

    /** GES.7017: the object was not found in the object storage. */
    public static final GesErrorCode OBS_OBJECT_NOT_FOUND =
            known("GES.7017", "the object was not found in the object storage");

    /** GES.7018: the quota of graphs or of edges is used up. */
    public static final GesErrorCode GRAPH_QUOTA_EXCEEDED =
            known("GES.7018", "the quota of graphs or of edges is used up");

    /** GES.7019: the quota of backups is used up. */
    public static final GesErrorCode BACKUP_QUOTA_EXCEEDED = known("GES.7019", "the quota of backups is used up");

    /** GES.7020: the virtual private cloud does not exist. */
    public static final GesErrorCode VPC_NOT_FOUND = known("GES.7020", "the virtual private cloud does not exist");

    /** GES.7021: the subnet does not exist in the virtual private cloud. */
    public static final GesErrorCode SUBNET_NOT_FOUND =
            known("GES.7021", "the subnet does not exist in the virtual private cloud");

    /** GES.7022: the security group does not exist. */
    public static final GesErrorCode SECURITY_GROUP_NOT_FOUND = known("GES.7022", "the security group does not exist");

    /** GES.7023: the index of the graph size is not valid. */
    public static final GesErrorCode GRAPH_SIZE_INVALID = known("GES.7023", "the index of the graph size is not valid");

    /** GES.7024: the backup does not exist or has been deleted. */
    public static final GesErrorCode BACKUP_NOT_FOUND =
            known("GES.7024", "the backup does not exist or has been deleted");

    /** GES.7027: the agency could not be created. */
    public static final GesErrorCode AGENCY_CREATE_FAILED = known("GES.7027", "the agency could not be created");

    /** GES.7028: the agency could not be authorized. */
    public static final GesErrorCode AGENCY_AUTHORIZE_FAILED = known("GES.7028", "the agency could not be authorized");

    /** GES.7029: the quota of agencies is used up. */
    public static final GesErrorCode AGENCY_QUOTA_EXCEEDED = known("GES.7029", "the quota of agencies is used up");

    /** GES.7030: the agency could not be read. */
    public static final GesErrorCode AGENCY_QUERY_FAILED = known("GES.7030", "the agency could not be read");

    /** GES.7031: the way to bind the elastic IP is not valid. */
    public static final GesErrorCode EIP_BIND_TYPE_INVALID =
            known("GES.7031", "the way to bind the elastic IP is not valid");

    /** GES.7032: the quota of elastic IPs is used up. */
    public static final GesErrorCode EIP_QUOTA_EXCEEDED = known("GES.7032", "the quota of elastic IPs is used up");

    /** GES.7033: the id of the elastic IP is not valid. */
    public static final GesErrorCode EIP_ID_INVALID = known("GES.7033", "the id of the elastic IP is not valid");

    /** GES.7034: the availability zone is sold out. */
    public static final GesErrorCode AVAILABILITY_ZONE_SOLD_OUT =
            known("GES.7034", "the availability zone is sold out");

    /** GES.7035: the code of the region is not valid. */
    public static final GesErrorCode REGION_CODE_INVALID = known("GES.7035", "the code of the region is not valid");

    /** GES.7036: the version to upgrade to is lower than the present one. */
    public static final GesErrorCode UPGRADE_VERSION_LOWER =
            known("GES.7036", "the version to upgrade to is lower than the present one");

    /** GES.7037: the graph is not stopped. */
    public static final GesErrorCode GRAPH_NOT_STOPPED = known("GES.7037", "the graph is not stopped");

    /** GES.7038: the graph has an elastic IP already. */
    public static final GesErrorCode EIP_ALREADY_BOUND = known("GES.7038", "the graph has an elastic IP already");

    /** GES.7039: the graph has no elastic IP that could be unbound. */
    public static final GesErrorCode EIP_NOT_BOUND =
            known("GES.7039", "the graph has no elastic IP that could be unbound");

    /** GES.7040: the backup to restore from did not succeed. */
    public static final GesErrorCode BACKUP_NOT_SUCCESSFUL =
            known("GES.7040", "the backup to restore from did not succeed");

    /** GES.7041: the account lacks the permission for this operation. */
    public static final GesErrorCode ACCOUNT_PERMISSION_INSUFFICIENT =
            known("GES.7041", "the account lacks the permission for this operation");

    /** GES.7042: the graph is being created. */
    public static final GesErrorCode GRAPH_BEING_CREATED = known("GES.7042", "the graph is being created");

    /** GES.7048: the action on the graph is not valid. */
    public static final GesErrorCode GRAPH_OPERATION_INVALID =
            known("GES.7048", "the action on the graph is not valid");

    /** GES.7049: a required parameter is missing. */
    public static final GesErrorCode PARAMETER_MISSING = known("GES.7049", "a required parameter is missing");

    /** GES.7050: a required parameter is empty. */
    public static final GesErrorCode PARAMETER_EMPTY = known("GES.7050", "a required parameter is empty");

    /** GES.7051: a component of the infrastructure is faulty, perhaps for a moment only. */
    public static final GesErrorCode INFRASTRUCTURE_ERROR =
            known("GES.7051", "a component of the infrastructure is faulty, perhaps for a moment only");

    /** GES.7052: the CPU architecture of the graph is not valid. */
    public static final GesErrorCode CPU_ARCHITECTURE_INVALID =
            known("GES.7052", "the CPU architecture of the graph is not valid");

    /** GES.7054: the graph is being deleted or has been deleted. */
    public static final GesErrorCode GRAPH_BEING_DELETED =
            known("GES.7054", "the graph is being deleted or has been deleted");

    /** GES.7056: a graph of this flavor cannot be scaled out. */
    public static final GesErrorCode SCALE_OUT_UNSUPPORTED =
            known("GES.7056", "a graph of this flavor cannot be scaled out");

    /** GES.7057: the flavor to scale out to is not valid. */
    public static final GesErrorCode SCALE_OUT_FLAVOR_INVALID =
            known("GES.7057", "the flavor to scale out to is not valid");

    /** GES.7059: the infrastructure lacks the resources to scale out. */
    public static final GesErrorCode SCALE_OUT_RESOURCES_INSUFFICIENT =
            known("GES.7059", "the infrastructure lacks the resources to scale out");

    /** GES.7061: the cloud server could not be created: not enough resources. */
    public static final GesErrorCode ECS_RESOURCES_INSUFFICIENT =
            known("GES.7061", "the cloud server could not be created: not enough resources");

    /** GES.7062: the data disk could not be created. */
    public static final GesErrorCode DATA_DISK_CREATE_FAILED = known("GES.7062", "the data disk could not be created");

    /** GES.7063: the system disk could not be created. */
    public static final GesErrorCode SYSTEM_DISK_CREATE_FAILED =
            known("GES.7063", "the system disk could not be created");

    /** GES.7064: the cloud server could not be created. */
    public static final GesErrorCode ECS_CREATE_FAILED = known("GES.7064", "the cloud server could not be created");

    /** GES.7065: the image of the cloud server does not exist. */
    public static final GesErrorCode IMAGE_NOT_FOUND =
            known("GES.7065", "the image of the cloud server does not exist");

    /** GES.7066: the flavor of the cloud server could not be read. */
    public static final GesErrorCode FLAVOR_QUERY_FAILED =
            known("GES.7066", "the flavor of the cloud server could not be read");

    /** GES.7067: the quota of cloud servers is used up. */
    public static final GesErrorCode ECS_QUOTA_EXCEEDED = known("GES.7067", "the quota of cloud servers is used up");

    /** GES.7068: the infrastructure refused a parameter while the graph was created. */
    public static final GesErrorCode INFRASTRUCTURE_PARAMETER_INVALID =
            known("GES.7068", "the infrastructure refused a parameter while the graph was created");

    /** GES.7069: the metadata file is larger than 10 MB. */
    public static final GesErrorCode METADATA_FILE_TOO_LARGE =
            known("GES.7069", "the metadata file is larger than 10 MB");

    /** GES.7070: the metadata file could not be parsed. */
    public static final GesErrorCode METADATA_FILE_UNREADABLE =
            known("GES.7070", "the metadata file could not be parsed");

    /**
     * Makes a code of any spelling: blanks around it and its case do not count.
     *
     * @param value the code, for example {@code GES.8303}
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public GesErrorCode {
        value = value.strip().toUpperCase(Locale.ROOT);
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
        return MEANINGS.get(value);
    }

    /** The code alone. */
    @Override
    public String toString() {
        return value;
    }

    private static GesErrorCode known(String code, String meaning) {
        MEANINGS.put(code, meaning);
        return new GesErrorCode(code);
    }
}
