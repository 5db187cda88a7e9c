package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import java.util.Map;

/** A page of a list: its start and its maximum length. */
final class GesPart {
    /** The default and the maximum. */
    private static final int LONGEST = 100_000;

    static final GesPart FIRST = new GesPart(0, LONGEST);

    private final int offset;
    private final int limit;

    private GesPart(int offset, int limit) {
        this.offset = offset;
        this.limit = limit;
    }

    /** Returns the page that the query requests. */
    static GesPart of(Request request) {
        var query = JsonTrees.object();
        for (Map.Entry<String, String> parameter : request.parameters()) {
            query.put(parameter.getKey(), parameter.getValue());
        }
        return of(query);
    }

    /** Returns the page that the body requests. */
    static GesPart of(JsonNode body) {
        return new GesPart(number(body, "offset", 0, 0, Integer.MAX_VALUE), number(body, "limit", LONGEST, 1, LONGEST));
    }

    int offset() {
        return offset;
    }

    int limit() {
        return limit;
    }

    private static int number(JsonNode body, String name, int usual, int least, int most) {
        try {
            int number = body.hasNonNull(name) ? Integer.parseInt(body.get(name).asText()) : usual;
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new Refusal(400, "GES.8000", "parameter [" + name + "] is invalid");
    }
}
