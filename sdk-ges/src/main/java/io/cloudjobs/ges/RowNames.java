package io.cloudjobs.ges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the members of rows. Most rows have the same ones in the same order as the row before: these are compared, and
 * not made anew for each row.
 */
final class RowNames {
    private final List<SerializedString> before = new ArrayList<>();
    private int index;

    /** Starts a row. */
    void begin() {
        index = 0;
    }

    /** The name of the next member, with the parser at its value; null when the row has no more. */
    @Nullable String next(JsonParser parser) throws IOException {
        String name = name(parser, index < before.size() ? before.get(index) : null);
        index++;
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    private @Nullable String name(JsonParser parser, @Nullable SerializedString expected) throws IOException {
        if (expected != null && parser.nextFieldName(expected)) {
            return expected.getValue();
        }
        JsonToken token = expected == null ? parser.nextToken() : parser.currentToken();
        if (token != JsonToken.FIELD_NAME) {
            return null;
        }
        String name = parser.currentName();
        if (expected == null) {
            before.add(new SerializedString(name));
        } else {
            before.set(index, new SerializedString(name));
        }
        return name;
    }
}
