package io.cloudjobs.emulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the graph engine answers when it does not refuse. */
final class GesAnswers {
    private static final String TYPE = "application/json";
    private static final JsonFactory JSON = new JsonFactory();

    private interface Members {
        void write(JsonGenerator out) throws IOException;
    }

    private GesAnswers() {}

    static Answer json(JsonNode node) {
        return Answer.json(200, TYPE, node);
    }

    static Answer error(int status, JsonNode node) {
        return Answer.json(status, TYPE, node);
    }

    /** What a submit gives. */
    static Answer submitted(String jobId, GesJobKind kind) {
        var answer = JsonTrees.object().put("jobId", jobId);
        Integer jobType = kind.jobType();
        return json(jobType == null ? answer : answer.put("jobType", jobType));
    }

    /** Written row by row: a result may be larger than the memory. */
    private static Answer stream(Members members) {
        return new Answer(200, Map.of("Content-Type", TYPE), body -> {
            JsonGenerator out = JSON.createGenerator(body);
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
            out.close();
        });
    }

    /** The status of a job with a part of its result, when it has one. */
    static Answer status(GesState state, GesPart part, GesEngine engine) {
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

    /** The result of an algorithm that was run at once. */
    static Answer result(GesOutput output, GesPart part) {
        return stream(out -> writeData(out, output, part, 0.001, true));
    }

    /** What a filtered query has found at once, without a word on its size. */
    static Answer found(GesOutput output) {
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

    /** The one table of a Cypher query. */
    static Answer table(GesOutput output) {
        return stream(out -> {
            out.writeArrayFieldStart("results");
            output.writeTable(out);
            out.writeEndArray();
            out.writeArrayFieldStart("errors");
            out.writeEndArray();
        });
    }
}
