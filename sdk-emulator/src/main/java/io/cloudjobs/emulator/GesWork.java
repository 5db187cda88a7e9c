package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import org.jspecify.annotations.Nullable;

/**
 * Work that a client submits to the engine.
 *
 * @param name the algorithm or the kind of work, which selects the output
 * @param url the path and query of the request, as in the list of jobs
 * @param body the body of the request
 */
record GesWork(GesJobKind kind, String name, String url, ObjectNode body) {
    /** Returns the work of a job that a test creates. */
    static GesWork seeded(GesJobKind kind) {
        String output = kind.output();
        return new GesWork(kind, kind.isAlgorithm() && output != null ? output : kind.name(), "", JsonTrees.object());
    }

    /** Returns the request including its secrets, because the real service probably lists them too. */
    String rawRequest() {
        return body.isEmpty() ? "" : body.toString();
    }

    /** Returns the default output: an empty list, or null for work without a result. */
    @Nullable GesOutput nothing() {
        String output = kind.isAlgorithm() ? name : kind.output();
        return output == null ? null : GesOutput.rows(output, 0, row -> "{}");
    }
}
