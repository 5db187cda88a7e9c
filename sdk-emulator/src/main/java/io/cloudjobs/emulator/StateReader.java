package io.cloudjobs.emulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.cloudjobs.emulator.internal.DocumentFile;
import io.cloudjobs.emulator.internal.DocumentWriter;
import io.cloudjobs.emulator.internal.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a state. The bytes of documents go to a file, and are {@link Payload}s in the tree. */
final class StateReader {
    /** The documents: any other member of these names is data. */
    private static final String DOCUMENT = ".print.printers.jobs.document";

    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern INDEX = Pattern.compile("/(\\d+)");

    static final String CONTENT = "content";
    static final String FILE = "file";

    /** Numbers keep their digits, because services return the values of a state unchanged. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final DocumentFile file;
    private final @Nullable Path directory;
    /** The documents of the directory. Several jobs can share one. */
    private final Map<String, Payload> files = new HashMap<>();

    /**
     * Creates a reader.
     *
     * @param directory has the documents that the state names; null if it cannot name a document
     */
    StateReader(DocumentFile file, @Nullable Path directory) {
        this.file = file;
        this.directory = directory;
    }

    ObjectNode read(InputStream in) throws IOException {
        JsonParser parser = MAPPER.createParser(in);
        parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the state is not a JSON object");
            }
            ObjectNode state = (ObjectNode) value(parser, "");
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the state has more after its object");
            }
            return state;
        } catch (JsonProcessingException e) {
            throw unreadable(parser, e instanceof JsonEOFException ? "it ends too early" : e.getOriginalMessage(), e);
        }
    }

    private JsonNode value(JsonParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            ArrayNode list = MAPPER.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser, path));
            }
            return list;
        }
        if (token != JsonToken.START_OBJECT) {
            return MAPPER.readTree(parser);
        }
        ObjectNode object = MAPPER.createObjectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            boolean isDocument = isText && path.equals(DOCUMENT);
            if (isDocument && member.equals(CONTENT)) {
                object.set(member, content(parser));
            } else if (isDocument && member.equals(FILE)) {
                object.set(CONTENT, file(parser));
            } else {
                object.set(member, value(parser, path + "." + member));
            }
        }
        return object;
    }

    private JsonNode content(JsonParser parser) throws IOException {
        var document = new DocumentWriter(file, UUID.randomUUID().toString());
        try {
            parser.readBinaryValue(document);
        } catch (IllegalArgumentException e) { // a wrong character, or a document that is too large
            throw unreadable(parser, String.valueOf(e.getMessage()), e);
        }
        return new POJONode(document.payload());
    }

    private JsonNode file(JsonParser parser) throws IOException {
        String name = parser.getText();
        if (directory == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(at(parser.getParsingContext())
                    + (directory == null
                            ? " names a file, which only a saved directory and the seed file of the program can: use "
                                    + CONTENT + " with the bytes in Base64"
                            : " names a file whose name is not a UUID: use the files that the emulator has saved"));
        }
        Payload known = files.get(name);
        if (known == null) {
            var document = new DocumentWriter(file, name);
            try (InputStream in = Files.newInputStream(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                in.transferTo(document);
            }
            known = document.payload();
            files.put(name, known);
        }
        return new POJONode(known);
    }

    private static IllegalArgumentException unreadable(JsonParser parser, String problem, Exception cause) {
        return new IllegalArgumentException(
                at(parser.getParsingContext()) + " cannot be read in line "
                        + parser.currentLocation().getLineNr() + ": " + problem,
                cause);
    }

    /** Returns the path of the current member. */
    private static String at(JsonStreamContext current) {
        String path = INDEX.matcher(current.pathAsPointer().toString())
                .replaceAll("[$1]")
                .replace('/', '.');
        return path.isEmpty() ? "the state" : path.substring(1);
    }
}
