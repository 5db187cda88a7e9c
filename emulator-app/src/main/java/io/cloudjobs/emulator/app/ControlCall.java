package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the control API, at its route. Its body is read on demand. */
final class ControlCall {
    /** Far more than any body needs, except a state. */
    private static final int BODY_LIMIT = 1 << 20;

    private final HttpExchange exchange;
    private final Map<String, String> variables;
    private final Map<String, String> queries;

    ControlCall(HttpExchange exchange, Map<String, String> variables, Map<String, String> queries) {
        this.exchange = exchange;
        this.variables = variables;
        this.queries = queries;
    }

    /** Returns the decoded value of a variable in the template of the route. */
    String path(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + variable + "}");
        }
        return value;
    }

    @Nullable String query(String name) {
        return queries.get(name);
    }

    @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** Returns the members of the JSON body. A request without a body has none. */
    Members members() throws IOException {
        return new Members(object());
    }

    /** Refuses a body with members, for operations that take none. */
    void noMembers() throws IOException {
        members().end();
    }

    /** Returns the JSON body of any length, to read while it arrives. */
    InputStream stream() {
        checkType();
        return exchange.getRequestBody();
    }

    private ObjectNode object() throws IOException {
        if (!hasBody()) {
            return Json.object();
        }
        checkType();
        byte[] text = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (text.length > BODY_LIMIT) {
            throw new Problem(413, "The body has more than " + BODY_LIMIT + " bytes. Only a state can be larger.");
        }
        if (text.length == 0) {
            return Json.object();
        }
        JsonNode node = Json.read(text);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Problem.member("", "The body must be a JSON object.");
    }

    private boolean hasBody() {
        String length = header("Content-Length");
        return header("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }

    /** A form of another site cannot send this type, so no such form is taken for JSON. */
    private void checkType() {
        String type = header("Content-Type");
        int end = type == null ? -1 : type.indexOf(';');
        String name = type == null ? "" : (end < 0 ? type : type.substring(0, end)).strip();
        if (!name.equalsIgnoreCase(Reply.JSON)) {
            throw new Problem(
                    415,
                    "The body must be JSON. Send the header Content-Type: application/json, in curl with"
                            + " -H 'Content-Type: application/json'.");
        }
    }
}
