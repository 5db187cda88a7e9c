package io.cloudjobs.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates the responses of the graph engine, except errors. */
final class GesResponses {
    private static final String TYPE = "application/json";
    private static final JsonFactory JSON = new JsonFactory();

    private interface Members {
        void write(JsonGenerator out) throws IOException;
    }

    private GesResponses() {}

    static Response json(JsonNode node) {
        return Response.json(200, TYPE, node);
    }

    static Response error(int status, JsonNode node) {
        return Response.json(status, TYPE, node);
    }

    /** Returns the response to a submit. */
    static Response submitted(String jobId, GesJobKind kind) {
        var response = JsonTrees.object().put("jobId", jobId);
        Integer jobType = kind.jobType();
        return json(jobType == null ? response : response.put("jobType", jobType));
    }

    /** Writes row by row, because a result can be larger than the memory. */
    private static Response stream(Members members) {
        return new Response(200, Map.of("Content-Type", TYPE), body -> {
            JsonGenerator out = JSON.createGenerator(body);
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
            out.close();
        });
    }

    /** Returns the status of a job with one page of its result, if it has one. */
    static Response status(GesState state, GesPart part, GesEngine engine) {
        GesJobKind kind = state.kind();
        return stream(out -> {
            GesOutput output = state.output();
            if (output != null) {
                writeData(out, output, part, state.runtime(), kind.isAlgorithm() || !engine.isDatabase());
            }
            out.writeStringField("status", engine.word(state.status(), kind));
            if (kind.isHyg() && state.status() == EmulatedGesJobStatus.SUCCESS) {
                out.writeStringField("result", "success");
            }
        });
    }

    /** Returns the result of a synchronous algorithm. */
    static Response result(GesOutput output, GesPart part) {
        return stream(out -> writeData(out, output, part, 0.001, true));
    }

    /** Returns the result of a synchronous filtered query, without its size. */
    static Response found(GesOutput output) {
        return stream(out -> {
            out.writeObjectFieldStart("data");
            output.write(out, GesPart.FIRST);
            out.writeEndObject();
        });
    }

    private static void writeData(
            JsonGenerator out, GesOutput output, GesPart part, @Nullable Double runtime, boolean nested)
            throws IOException {
        out.writeObjectFieldStart("data");
        if (nested) {
            out.writeObjectFieldStart("outputs");
        }
        output.write(out, part);
        if (runtime != null) {
            out.writeNumberField("runtime", runtime);
        }
        output.writeSizes(out, part);
        if (nested) {
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    /** Returns the result of a Cypher query, which is one table. */
    static Response table(GesOutput output) {
        return stream(out -> {
            out.writeArrayFieldStart("results");
            output.writeTable(out);
            out.writeEndArray();
            out.writeArrayFieldStart("errors");
            out.writeEndArray();
        });
    }
}
