package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import java.util.List;

/** A page of a list: its start and its maximum length. */
record GesPart(int offset, int limit) {
    /** The default and the maximum. */
    static final int LONGEST = 100_000;

    static final GesPart FIRST = new GesPart(0, LONGEST);

    static GesPart of(Request request) {
        return new GesPart(number(request, "offset", 0), number(request, "limit", LONGEST)).checked();
    }

    /** Returns the page of a synchronous result that the body requests. */
    static GesPart of(JsonNode body) {
        return new GesPart(number(body.path("offset"), "offset", 0), number(body.path("limit"), "limit", LONGEST))
                .checked();
    }

    private static int number(Request request, String name, int usual) {
        List<String> values = request.query(name);
        return values.isEmpty() ? usual : number(TextNode.valueOf(values.get(0)), name, usual);
    }

    private static int number(JsonNode value, String name, int usual) {
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        try {
            return Integer.parseInt(value.asText());
        } catch (NumberFormatException e) {
            throw wrong(name);
        }
    }

    private GesPart checked() {
        if (offset < 0) {
            throw wrong("offset");
        }
        if (limit < 1 || limit > LONGEST) {
            throw wrong("limit");
        }
        return this;
    }

    private static Refusal wrong(String name) {
        return new Refusal(400, "GES.8000", "parameter [" + name + "] is invalid");
    }
}
