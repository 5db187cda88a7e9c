package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request has one statement, so the response has one result. */
record CypherResultRecord(List<Result> results, @JsonIgnore String json)
        implements CypherResult, KeepsJson<CypherResultRecord> {
    record Result(
            List<String> columns, List<Row> data, @Nullable Map<String, @Nullable Object> stats) {
        static final Result NONE = new Result(List.of(), List.of(), null);

        Result {
            columns = Json.list(columns);
            data = Json.list(data);
        }
    }

    record Row(List<@Nullable Object> row) {
        Row {
            row = row == null ? List.of() : Collections.unmodifiableList(row);
        }
    }

    CypherResultRecord {
        results = Json.list(Json.required("results", results));
    }

    private Result result() {
        return results.isEmpty() ? Result.NONE : results.get(0);
    }

    @Override
    public List<String> columns() {
        return result().columns();
    }

    @Override
    public List<List<@Nullable Object>> rows() {
        return result().data().stream()
                .map(Row::row)
                .filter(row -> !row.isEmpty())
                .toList();
    }

    @Override
    public Map<String, @Nullable Object> stats() {
        Map<String, @Nullable Object> stats = result().stats();
        return stats == null ? Map.of() : Collections.unmodifiableMap(stats);
    }

    @Override
    public CypherResultRecord withJson(String json) {
        return new CypherResultRecord(results, json);
    }

    /** Returns a short text for logs, without the received JSON. */
    @Override
    public String toString() {
        return Shown.record("CypherResult", "columns", columns(), "rows", rows().size());
    }
}
