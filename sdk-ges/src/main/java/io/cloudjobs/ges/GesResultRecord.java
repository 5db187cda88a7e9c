package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.KeepsJson;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JSON as it is, which is the least memory for one that nobody may look at, and makes rows of it when it is asked.
 */
record GesResultRecord(JsonNode data, @Nullable String json) implements GesResult, KeepsJson<GesResultRecord> {
    GesResultRecord {
        Json.required("data", data);
        rows(data, "vertices").forEach(GesVertexRecord::check);
        rows(data, "edges").forEach(GesEdgeRecord::check);
    }

    @JsonCreator
    static GesResultRecord read(@JsonProperty("data") @Nullable JsonNode data) {
        return new GesResultRecord(Json.required("data", data == null || data.isNull() ? null : data), null);
    }

    @Override
    public GesResultRecord withJson(String json) {
        return new GesResultRecord(data, json);
    }

    @Override
    public List<GesVertex> vertices() {
        return rows(data, "vertices").map(GesVertexRecord::of).toList();
    }

    @Override
    public List<GesEdge> edges() {
        return rows(data, "edges").map(GesEdgeRecord::of).toList();
    }

    @Override
    public List<List<String>> paths() {
        JsonNode path = member(data, "path");
        return path.isArray()
                ? List.of(vertexIds(path))
                : rows(data, "paths").map(GesResultRecord::vertexIds).toList();
    }

    /** A path may have edges between its vertices, and these may be more than their ids. */
    private static List<String> vertexIds(JsonNode path) {
        return path.valueStream()
                .map(step -> Drifting.text(step.isObject() ? step.path("id") : step))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<VertexValue> values(String output) {
        return Stream.concat(
                        Stream.of(member(data, output)),
                        rows(data, output)) // an object for each vertex; perhaps one for all
                .flatMap(object -> object.propertyStream())
                .<VertexValue>map(value -> VertexValueRecord.of(value.getKey(), value.getValue()))
                .toList();
    }

    @Override
    public @Nullable Double number(String output) {
        return Drifting.number(member(data, output));
    }

    @Override
    public @Nullable String output(String output) {
        JsonNode member = member(data, output);
        return member.isMissingNode() ? null : member.toString();
    }

    @Override
    public Set<String> outputs() {
        Set<String> names = new LinkedHashSet<>();
        data.path("outputs").fieldNames().forEachRemaining(names::add);
        data.fieldNames().forEachRemaining(names::add);
        names.remove("outputs");
        return Collections.unmodifiableSet(names);
    }

    @Override
    public @Nullable Double runtime() {
        return number("runtime");
    }

    @Override
    public @Nullable Long dataReturnSize() {
        return Drifting.count(member(data, "data_return_size"));
    }

    @Override
    public @Nullable Long dataOffset() {
        return Drifting.count(member(data, "data_offset"));
    }

    @Override
    public @Nullable Long dataTotalSize() {
        return Drifting.count(member(data, "data_total_size"));
    }

    /** How many rows an output has, each of which may have more than one value. */
    int rowCount(String output) {
        return member(data, output).size();
    }

    private static Stream<JsonNode> rows(JsonNode data, String output) {
        JsonNode rows = member(data, output);
        return rows.isArray() ? rows.valueStream().filter(row -> !row.isNull()) : Stream.empty();
    }

    /** The memory edition has {@code outputs} around them all, the database edition has not. */
    private static JsonNode member(JsonNode data, String name) {
        JsonNode member = data.path("outputs").path(name);
        return member.isMissingNode() ? data.path(name) : member;
    }

    /** Short, for a log: without the rows. */
    @Override
    public String toString() {
        return "GesResult[outputs=" + outputs() + "]";
    }
}
