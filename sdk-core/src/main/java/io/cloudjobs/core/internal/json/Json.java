package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of the services. Reading is lenient where the services differ from their documentation, and
 * has limits against hostile input.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder(parsers(JsonBounds.DEFAULT))
            .addModule(LenientValue.ofEachType())
            .addHandler(new UnreadableValues())
            .withCoercionConfigDefaults(empty -> empty.setAcceptBlankAsEmpty(true)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
            .annotationIntrospector(new IgnoringUnknown())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** Reads one member in the middle of an object. */
    private static final ObjectReader MEMBERS =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** Returns the type to read, with its type arguments if it is generic. */
    public static JavaType type(Class<?> type, Class<?>... arguments) {
        return MAPPER.getTypeFactory().constructParametricType(type, arguments);
    }

    /** Returns the parser factory of a client, with the limits of that client. */
    public static JsonFactory parsers(JsonBounds bounds) {
        return JsonFactory.builder()
                .streamReadConstraints(bounds)
                // Otherwise Jackson caches every name it reads, and millions of them fill the memory.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    /** Reads the only value of a text. */
    public static <T> T parse(JsonFactory parsers, String json, JavaType type) throws IOException {
        try (JsonParser parser = parsers.createParser(json)) {
            return present(MAPPER.<T>readValue(parser, type));
        }
    }

    /** Reads the only value of a stream in UTF-8. Invalid UTF-8 becomes U+FFFD. */
    public static <T> T parse(JsonFactory parsers, InputStream in, JavaType type) throws IOException {
        try (JsonParser parser = parsers.createParser(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return present(MAPPER.<T>readValue(parser, type));
        }
    }

    private static <T> T present(@Nullable T value) throws JsonMappingException {
        if (value == null) {
            throw new JsonMappingException(null, "null");
        }
        if (value instanceof Promises model) {
            try {
                model.check();
            } catch (MissingMember e) {
                throw new JsonMappingException(null, "", e);
            }
        }
        return value;
    }

    /** Reads the only value of a text for {@code fromJson} of a model: the message of a failure names the model. */
    public static <T> T read(String json, Class<? super T> model, Class<T> type) {
        return read(json, model, type(type));
    }

    /** Reads the only value of a text, with a type from {@link #type}. */
    public static <T> T read(String json, Class<?> model, JavaType type) {
        try {
            return withText(present(MAPPER.<T>readValue(Objects.requireNonNull(json, "json"), type)), json);
        } catch (JsonProcessingException e) {
            // Without the cause, because Jackson quotes the unreadable text.
            throw new IllegalArgumentException(model.getSimpleName() + ": " + problem(e));
        }
    }

    /**
     * Reads the members of an object that may describe an error: scalar values, and members whose names begin with
     * {@code err}. Skips the others, because a tree of a large result takes more memory than its model. Returns null if
     * the text is not an object.
     */
    public static @Nullable JsonNode readTop(JsonFactory parsers, String json) {
        try (JsonParser parser = parsers.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            ObjectNode top = MAPPER.createObjectNode();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken().isScalarValue() || name.startsWith("err")) {
                    top.set(name, MEMBERS.<JsonNode>readValue(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return top;
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads a body of unknown structure. Returns null if it is not JSON. */
    public static @Nullable JsonNode readTree(byte[] body) {
        try {
            return MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (IOException notUtf8) {
            return readTreeOfAnyUnicode(body);
        }
    }

    /** Reads a body with a byte order mark or in UTF-16 or UTF-32, which no service should send. */
    private static @Nullable JsonNode readTreeOfAnyUnicode(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads a text of unknown structure. Returns a missing node if it is not JSON. */
    public static JsonNode tree(String json) {
        JsonNode tree = readTree(json.getBytes(StandardCharsets.UTF_8));
        return tree == null ? MissingNode.getInstance() : tree;
    }

    /** Returns the value with its JSON text, if it keeps its text. */
    @SuppressWarnings("unchecked") // a Keeps<T> is itself a T
    public static <T> T withText(T value, String json) {
        return value instanceof KeepsJson<?> keeper ? (T) keeper.withJson(json) : value;
    }

    /**
     * Returns the rows of a list, each with its own part of the text.
     *
     * @param json the text of the object that has the list
     * @param member the name of the list in the object
     */
    public static <T> List<T> withTexts(List<T> rows, String json, String member) {
        List<T> all = new ArrayList<>(rows);
        try (JsonParser parser = parsers(JsonBounds.of(Integer.MAX_VALUE)).createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                boolean isList = parser.nextToken() == JsonToken.START_ARRAY && name.equals(member);
                for (int i = 0; isList && parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    if (i < all.size()) { // an earlier list of the same name may be longer
                        int end = (int) parser.currentLocation().getCharOffset();
                        all.set(i, withText(rows.get(i), json.substring(start, end)));
                    }
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not expected: the client has already parsed this text
        }
        return all;
    }

    /** Returns the text of a member that is an object or a list; empty if there is no such member. */
    public static String textOf(String member, String json) {
        try (JsonParser parser = parsers(JsonBounds.of(Integer.MAX_VALUE)).createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (name.equals(member)) {
                    return json.substring(start, (int) parser.currentLocation().getCharOffset());
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not expected: the client has already parsed this text
        }
    }

    /** Returns the value with its members from the response headers, if it has any. */
    @SuppressWarnings("unchecked") // a Keeps<T> is itself a T
    public static <T> T withHeaders(T value, Function<String, @Nullable String> headers) throws JsonMappingException {
        try {
            return value instanceof KeepsHeaders<?> keeper ? (T) keeper.withHeaders(headers) : value;
        } catch (MissingMember e) {
            throw new JsonMappingException(null, "", e);
        }
    }

    /** Writes a value without its null members. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the value of a member that the service promises, or fails if it is missing or empty. */
    public static <T> T required(String member, @Nullable T value) {
        // Not equals(""): on a record it would initialize the record's equals, which slows down the first call of a
        // program.
        if (value == null || value instanceof String text && text.isEmpty()) {
            throw new MissingMember(member);
        }
        return value;
    }

    /**
     * Returns an id, or an empty string if it is missing, as in a row of a list. In a whole response {@link Promises}
     * checks it.
     */
    public static String idOrEmpty(@Nullable String id) {
        return id == null ? "" : id;
    }

    /** Returns an unmodifiable list without null elements; empty for null. */
    public static <T> List<T> list(@Nullable List<? extends @Nullable T> values) {
        if (values == null) {
            return List.of();
        }
        List<T> present = new ArrayList<>(values.size());
        for (T value : values) {
            if (value != null) {
                present.add(value);
            }
        }
        return Collections.unmodifiableList(present);
    }

    /** Returns the problem of a text without quoting the text. */
    public static String problem(JsonProcessingException e) {
        // Below the top level, Jackson wraps exceptions of its parser as if they came from the model.
        Throwable said = e instanceof JsonMappingException && e.getCause() != null ? e.getCause() : e;
        if (said instanceof StreamConstraintsException bound) {
            return "a limit is exceeded: " + bound.getOriginalMessage();
        }
        if (said instanceof JsonParseException parsing) {
            var at = parsing.getLocation();
            return at == null ? "not JSON" : "not JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        }
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (said instanceof MissingMember missing) {
            return (path.isEmpty() ? "" : path + ".") + missing.getMessage() + " is missing";
        }
        return path.isEmpty() ? "unexpected structure" : "unexpected structure at " + path;
    }

    private static String path(JsonMappingException mapping) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    /**
     * Skips unknown members immediately. Jackson's own feature skips them at the end of the object, and buffers them
     * until then.
     */
    private static final class IgnoringUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated type) {
            return super.findPropertyIgnoralByName(config, type).withIgnoreUnknown();
        }
    }

    /** A promised member is missing. */
    static final class MissingMember extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingMember(String member) {
            super(member, null, false, false);
        }
    }
}
