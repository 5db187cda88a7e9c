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

    /** Whether the row is an object, whose members are next. */
    boolean begin() {
        members.begin();
        return parser.isExpectedStartObjectToken();
    }

    /** The name of the next member, whose value must be read or skipped then; null when there is none. */
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
