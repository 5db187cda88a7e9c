package io.cloudjobs.ges;

import static io.cloudjobs.ges.GesOutputs.EDGES;
import static io.cloudjobs.ges.GesOutputs.VERTICES;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.ges.GesOutputs.Level;
import io.cloudjobs.ges.GesOutputs.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates rows while it parses. With a JSON tree in between, a large result takes twice the time and the memory. */
final class GesOutputsReader extends StdDeserializer<GesOutputs> {
    private static final long serialVersionUID = 1L;

    GesOutputsReader() {
        super(GesOutputs.class);
    }

    @Override
    public GesOutputs deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return GesOutputs.NONE;
        }
        Found outside = new Found();
        outside.read(parser, context);
        return new GesOutputs(outside.outputs, outside.level());
    }

    private interface RowReader<T> {
        T read(RowParser row) throws IOException;
    }

    /** The members of an object. If a name occurs twice, the last member counts. */
    private static final class Found {
        private final ObjectNode members = JsonNodeFactory.instance.objectNode();
        private @Nullable Rows<GesVertex> vertices;
        private @Nullable Rows<GesEdge> edges;
        private Level outputs = Level.EMPTY;

        Level level() {
            return new Level(members, vertices, edges);
        }

        void read(JsonParser parser, DeserializationContext context) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                switch (name) {
                    case "outputs" -> outputs = outputs(parser, context);
                    case VERTICES -> vertices = rows(name, parser, context, GesVertexRecord::read);
                    case EDGES -> edges = rows(name, parser, context, GesEdgeRecord::read);
                    default -> members.set(name, context.readTree(parser));
                }
            }
        }

        private static Level outputs(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.isExpectedStartObjectToken()) {
                parser.skipChildren();
                return Level.EMPTY;
            }
            Found inside = new Found();
            inside.read(parser, context);
            return inside.level();
        }

        private <T> @Nullable Rows<T> rows(
                String name, JsonParser parser, DeserializationContext context, RowReader<T> reader)
                throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                members.set(name, context.readTree(parser));
                return null;
            }
            members.putNull(name);
            RowParser row = new RowParser(parser, context);
            List<T> rows = new ArrayList<>();
            int count = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                count++;
                if (token != JsonToken.VALUE_NULL) {
                    rows.add(reader.read(row));
                }
            }
            return new Rows<>(rows, count);
        }
    }
}
