package io.cloudjobs.ges;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the rows of an output, member by member. */
final class RowParser {
    private final JsonParser parser;
    private final DeserializationContext context;
    private final RowNames members = new RowNames();
    private final RowNames properties = new RowNames();

    RowParser(JsonParser parser, DeserializationContext context) {
        this.parser = parser;
        this.context = context;
    }

    /** Starts a row and returns whether it is an object. */
    boolean begin() {
        members.begin();
        return parser.isExpectedStartObjectToken();
    }

    /** Returns the name of the next member, or null at the end. The caller must then read or skip the value. */
    @Nullable String next() throws IOException {
        return members.next(parser);
    }

    @Nullable String text() throws IOException {
        return LenientValues.text(parser);
    }

    Map<String, List<Object>> properties() throws IOException {
        return Properties.read(parser, context, properties);
    }

    void skip() throws IOException {
        parser.skipChildren();
    }
}
