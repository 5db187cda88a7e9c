package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Cypher query with one statement: {@code POST .../graphs/{graphName}/action?action_id=execute-cypher-query}, engine
 * 2.2.16 or later, or 2.2.23 or later for a job. The graph must have an index of its vertex labels and an index of its
 * edge labels.
 *
 * <p>The service does not document whether the job can be cancelled. The statement {@code call dbms.killQuery('id')}
 * terminates a query. The client assumes that every statement changes the graph.
 *
 * <p>Immutable: each method returns a new instance.
 *
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0336.html">Executing Cypher queries</a>
 */
public final class CypherQuery extends GesSubmission {
    private final Map<String, Object> statement;
    private final Map<String, Object> parameters;
    private final @Nullable Integer limit;

    private CypherQuery(Map<String, Object> statement, Map<String, Object> parameters, @Nullable Integer limit) {
        this.statement = statement;
        this.parameters = parameters;
        this.limit = limit;
    }

    /**
     * Returns a query whose result has rows but no statistics.
     *
     * @param statement the statement. To prevent injection, pass values as parameters, which the service does not parse
     *     as Cypher
     * @return the query
     * @throws IllegalArgumentException if the statement is blank
     */
    public static CypherQuery of(String statement) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("statement", Checks.notBlank("statement", statement));
        members.put("resultDataContents", List.of("row"));
        members.put("includeStats", false);
        return new CypherQuery(members, Map.of(), null);
    }

    /**
     * Returns this query with a parameter, which the statement names as {@code $name}.
     *
     * @param parameter the name of the parameter
     * @param value a string, a finite number, a boolean, null, or a list or map of these
     * @return the query
     * @throws IllegalArgumentException if the name is blank, or if the type of the value is not supported
     */
    public CypherQuery with(String parameter, @Nullable Object value) {
        Checks.notBlank("parameter", parameter);
        return new CypherQuery(
                statement, JsonMembers.with(parameters, parameter, JsonMembers.value(parameter, value)), limit);
    }

    /**
     * Returns this query with the given formats for its result.
     *
     * @param formats one or more of {@code row}, {@code graph}, and {@code raw} (engine 2.2.27 or later). Without
     *     {@code row}, {@link CypherResult#rows()} is empty
     * @return the query
     * @throws IllegalArgumentException if a format is blank
     */
    public CypherQuery resultDataContents(String... formats) {
        return set("resultDataContents", JsonMembers.texts("resultDataContents", formats));
    }

    /**
     * Returns this query with statistics of its changes: {@link CypherResult#stats()}.
     *
     * @return the query
     */
    public CypherQuery includeStats() {
        return set("includeStats", true);
    }

    /**
     * Returns this query with the given executor.
     *
     * @param runtime {@code map} (the service's default), {@code slotted}, or {@code block} (engine 2.4.1 or later)
     * @return the query
     * @throws IllegalArgumentException if the runtime is blank
     */
    public CypherQuery runtime(String runtime) {
        return set("runtime", Checks.notBlank("runtime", runtime));
    }

    /**
     * Returns this query with a maximum number of rows for its result. Applies to {@link GesGraphResource#submit} only.
     *
     * @param rows the maximum number of rows, 1 or more. The service's default is 100,000
     * @return the query
     * @throws IllegalArgumentException if the number is less than 1
     */
    public CypherQuery limit(int rows) {
        return new CypherQuery(statement, parameters, JsonMembers.atLeast(1, "limit", rows));
    }

    private CypherQuery set(String member, Object value) {
        return new CypherQuery(JsonMembers.with(statement, member, value), parameters, limit);
    }

    @Override
    JobRequest request() {
        return request("async", limit);
    }

    /** Returns the request for the synchronous operation. */
    JobRequest synchronous() {
        return request("sync", null);
    }

    private JobRequest request(String executionMode, @Nullable Integer limit) {
        Map<String, Object> whole = new LinkedHashMap<>(statement);
        whole.put("parameters", parameters);
        whole.put("executionMode", executionMode);
        if (limit != null) {
            whole.put("limit", limit);
        }
        Map<String, Object> body = Map.of("statements", List.of(whole));
        return new JobRequest("graph.executeCypherQuery", "/action", "execute-cypher-query", body);
    }
}
