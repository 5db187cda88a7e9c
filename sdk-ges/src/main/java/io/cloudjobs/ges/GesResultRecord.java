package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.ges.GesOutputs.Rows;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A result.
 *
 * @param text the received JSON, for values that are not in {@code data}; null until it is known
 * @param json the received JSON; null if this result is part of a job
 * @param resource the path of the job or the graph, for messages; null without a call
 */
record GesResultRecord(
        GesOutputs data,
        @Nullable String text,
        @Nullable String json,
        @Nullable String resource) implements GesResult, KeepsJson<GesResultRecord> {
    /** Members that are not outputs. Which of them are present depends on the algorithm and the edition. */
    private static final Set<String> METADATA =
            Set.of("outputs", "runtime", "data_return_size", "data_offset", "data_total_size");

    @JsonCreator
    static GesResultRecord read(@JsonProperty("data") @Nullable GesOutputs data) {
        return new GesResultRecord(Json.required("data", data), null, null, null);
    }

    @Override
    public GesResultRecord withJson(String json) {
        return new GesResultRecord(data, json, json, resource);
    }

    /** Returns this result as a part of a job. */
    GesResultRecord partOf(String job) {
        return new GesResultRecord(data, job, null, resource);
    }

    /** Returns this result with the path of its job or its graph for messages. */
    GesResultRecord of(String resource) {
        return new GesResultRecord(data, text, json, resource);
    }

    @Override
    public List<GesVertex> vertices() {
        Rows<GesVertex> vertices = data.vertices();
        return vertices == null ? List.of() : vertices.rows();
    }

    @Override
    public List<GesEdge> edges() {
        Rows<GesEdge> edges = data.edges();
        return edges == null ? List.of() : edges.rows();
    }

    @Override
    public List<List<String>> paths() {
        JsonNode path = data.other("path");
        return path.isArray()
                ? List.of(vertexIds(path))
                : rows("paths").map(GesResultRecord::vertexIds).toList();
    }

    /** Returns the ids of the vertices. A path may have edges between its vertices, and a vertex may be an object or an id. */
    private static List<String> vertexIds(JsonNode path) {
        return path.valueStream()
                .map(step -> LenientValues.text(step.isObject() ? step.path("id") : step))
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public List<VertexValue> values(String output) {
        requireOutput(output);
        return valuesOnPage(output);
    }

    /** Returns the values of a page. A page after the first one may lack the output. */
    List<VertexValue> valuesOnPage(String output) {
        JsonNode member = data.other(output);
        if (data.rows(output) != null || member.isValueNode() && !member.isNull()) {
            throw wrongKind(output, "has no value per vertex");
        }
        return Stream.concat(Stream.of(member), rows(output)) // one object per vertex, or one for all
                .flatMap(object -> object.propertyStream())
                .<VertexValue>map(value -> VertexValueRecord.of(value.getKey(), value.getValue()))
                .toList();
    }

    @Override
    public @Nullable Double number(String output) {
        requireOutput(output);
        JsonNode member = data.other(output);
        if (data.rows(output) != null || member.isContainerNode()) {
            throw wrongKind(output, "is not a single number");
        }
        return LenientValues.number(member);
    }

    /**
     * Throws if the result has other outputs but not this one. A result without outputs and a page after the first one may
     * lack any output.
     */
    void requireOutput(String output) {
        Set<String> found = new LinkedHashSet<>(outputs());
        found.removeAll(METADATA);
        boolean mayBeAbsent =
                METADATA.contains(Objects.requireNonNull(output, "output")) || found.isEmpty() || isPageAfterFirst();
        if (!mayBeAbsent && !found.contains(output)) {
            throw new IllegalArgumentException("the result" + ofResource() + " has no output " + Shown.of(output)
                    + "; its outputs are " + Shown.of(found) + ": use one of these names");
        }
    }

    @Override
    public @Nullable String output(String output) {
        boolean isOnlyInTheText =
                data.rows(Objects.requireNonNull(output, "output")) != null || output.equals("outputs");
        JsonNode member = isOnlyInTheText ? inText(output) : data.other(output);
        if (member.isMissingNode()) {
            requireOutput(output);
            return null;
        }
        return member.toString();
    }

    private boolean isPageAfterFirst() {
        Long offset = dataOffset();
        return offset != null && offset > 0;
    }

    private String ofResource() {
        return resource == null ? "" : " of " + resource;
    }

    private IllegalArgumentException wrongKind(String output, String fact) {
        return new IllegalArgumentException(
                "the output " + Shown.of(output) + ofResource() + " " + fact + ": read it with "
                        + (output.equals(GesOutputs.VERTICES) || output.equals(GesOutputs.EDGES)
                                ? output + "()"
                                : "output(\"" + Shown.of(output) + "\")"));
    }

    private JsonNode inText(String output) {
        JsonNode tree = Json.tree(text == null ? "" : text).path("data");
        JsonNode member = tree.path("outputs").path(output);
        return member.isMissingNode() ? tree.path(output) : member;
    }

    @Override
    public Set<String> outputs() {
        return data.names();
    }

    @Override
    public @Nullable Double runtime() {
        return number("runtime");
    }

    @Override
    public @Nullable Long dataReturnSize() {
        return LenientValues.count(data.other("data_return_size"));
    }

    @Override
    public @Nullable Long dataOffset() {
        return LenientValues.count(data.other("data_offset"));
    }

    @Override
    public @Nullable Long dataTotalSize() {
        return LenientValues.count(data.other("data_total_size"));
    }

    /** Returns the number of rows of an output. A row may have more than one value. */
    int rowCount(String output) {
        Rows<?> rows = data.rows(output);
        return rows == null ? data.other(output).size() : rows.count();
    }

    private Stream<JsonNode> rows(String output) {
        JsonNode rows = data.other(output);
        return rows.isArray() ? rows.valueStream().filter(row -> !row.isNull()) : Stream.empty();
    }

    /** Compares the data and the JSON, but not the text, which has more than this result, and not the path. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GesResultRecord that && data.equals(that.data) && Objects.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Objects.hash(data, json);
    }

    /** Returns a short text for logs, without the rows. */
    @Override
    public String toString() {
        return Shown.record("GesResult", "outputs", outputs());
    }
}
