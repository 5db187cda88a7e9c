package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is asked to do.
 *
 * @param name the algorithm or the kind of work, by which its result is found
 * @param url where the request went, as a list of jobs tells it
 * @param body the request
 */
record GesWork(GesJobKind kind, String name, String url, ObjectNode body) {
    /** Work that nobody has sent. */
    static GesWork seeded(GesJobKind kind) {
        String output = kind.output();
        return new GesWork(kind, kind.isAlgorithm() && output != null ? output : kind.name(), "", JsonTrees.object());
    }

    /** With the secrets that came along: the service is believed to tell them too. */
    String rawRequest() {
        return body.isEmpty() ? "" : body.toString();
    }

    /** What is answered as long as nothing else was said: an empty list, null for work without a result. */
    @Nullable GesOutput nothing() {
        String output = kind.isAlgorithm() ? name : kind.output();
        return output == null ? null : GesOutput.rows(output, 0, row -> "{}");
    }
}
