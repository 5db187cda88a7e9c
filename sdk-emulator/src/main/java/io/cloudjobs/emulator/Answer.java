package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back: a status, headers and, where there is one, a body that writes itself to the connection. */
record Answer(
        int status, Map<String, String> headers, @Nullable Body body) {
    /** A body, written when head and headers are gone, so it is never gathered in memory. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;

        /** The number of bytes, 0 when it is only known afterwards. */
        default long length() {
            return 0;
        }
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), null);
    }

    /** The node must be the answer's own: it is written when the lock on the service's state is gone. */
    static Answer json(int status, String contentType, JsonNode node) {
        return new Answer(status, Map.of("Content-Type", contentType), out -> JsonTrees.write(node, out));
    }

    Answer with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }
}
