package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement in Cypher: {@code POST .../graphs/{graphName}/action?action_id=execute-cypher-query}, engine 2.2.16 or later,
 * as
 * a job 2.2.23 or later. The graph must have an index of its vertex labels and one of its edge labels.
 *
 * <p>Whether the job can be cancelled is not documented; the statement {@code call dbms.killQuery('id')} ends a query. The
 * client treats every statement as one that may write.
 *
 * <p>Immutable: each method gives another one.
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
     * A query, whose result has rows and no statistics.
     *
     * @param statement the statement. Pass values as parameters, not inside the statement: parameters are never read as
     *     Cypher
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
     * The same with a parameter, {@code $name} in the statement.
     *
     * @param parameter the name of the parameter
     * @param value a text, a finite number, a boolean, null, or a list or map of these
     * @return the query
     * @throws IllegalArgumentException if the name is blank, or the value is something else
     */
    public CypherQuery with(String parameter, @Nullable Object value) {
        Checks.notBlank("parameter", parameter);
        return new CypherQuery(
                statement, JsonMembers.with(parameters, parameter, JsonMembers.value(parameter, value)), limit);
    }

    /**
     * The same with results in other formats.
     *
     * @param formats one or more of {@code row}, without which {@link CypherResult#rows()} is empty, {@code graph}, and from
     *     engine 2.2.27 on {@code raw}
     * @return the query
     * @throws IllegalArgumentException if one is blank
     */
    public CypherQuery resultDataContents(String... formats) {
        return set("resultDataContents", JsonMembers.texts("resultDataContents", formats));
    }

    /**
     * The same, with counts of what the statement changed: {@link CypherResult#stats()}.
     *
     * @return the query
     */
    public CypherQuery includeStats() {
        return set("includeStats", true);
    }

    /**
     * The same with another executor.
     *
     * @param runtime {@code map}, which is the service's default, {@code slotted}, or from engine 2.4.1 on {@code block}
     * @return the query
     * @throws IllegalArgumentException if it is blank
     */
    public CypherQuery runtime(String runtime) {
        return set("runtime", Checks.notBlank("runtime", runtime));
    }

    /**
     * The same, with a limit on the rows of its job. Applies to {@link GesGraphResource#submit} only.
     *
     * @param rows the greatest number, 1 or more. Default: the service's, 100,000
     * @return the query
     * @throws IllegalArgumentException if it is less than 1
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

    /** The request that returns the result. */
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
