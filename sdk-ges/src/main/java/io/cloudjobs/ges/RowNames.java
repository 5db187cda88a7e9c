package io.cloudjobs.ges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the members of rows. Most rows have the same names in the same order as the previous row, so this class compares
 * them and reuses the strings.
 */
final class RowNames {
    private final List<SerializedString> before = new ArrayList<>();
    private int index;

    /** Starts a row. */
    void begin() {
        index = 0;
    }

    /** Moves to the value of the next member and returns its name, or null at the end of the row. */
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
