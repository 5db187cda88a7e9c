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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON as the services write it: read with leniency where they drift, with bounds where somebody might mean harm. */
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

    /** Reads a member of an object, behind which the object goes on. */
    private static final ObjectReader MEMBERS =
            MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** A type to read, with its type arguments if it is generic. */
    public static JavaType type(Class<?> type, Class<?>... arguments) {
        return MAPPER.getTypeFactory().constructParametricType(type, arguments);
    }

    /** What makes the parsers of a client, which may have bounds of its own. */
    public static JsonFactory parsers(JsonBounds bounds) {
        return JsonFactory.builder()
                .streamReadConstraints(bounds)
                // Else every name that ever came is kept, and millions of them fill the memory.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    /** Reads the one value that a text holds. */
    public static <T> T parse(JsonFactory parsers, String json, JavaType type) throws IOException {
        try (JsonParser parser = parsers.createParser(json)) {
            return present(MAPPER.<T>readValue(parser, type));
        }
    }

    /** Reads the one value that a stream holds, in UTF-8; what is not UTF-8 in it becomes U+FFFD. */
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

    /** Reads the one value that a text holds, as {@code fromJson} of a model does: a failure speaks of the model. */
    public static <T> T read(String json, Class<? super T> model, Class<T> type) {
        return read(json, model, type(type));
    }

    /** The same for what {@link #type} gave. */
    public static <T> T read(String json, Class<?> model, JavaType type) {
        try {
            return withText(present(MAPPER.<T>readValue(json, type)), json);
        } catch (JsonProcessingException e) {
            // Without the cause: Jackson quotes what it could not read.
            throw new IllegalArgumentException(model.getSimpleName() + ": " + problem(e));
        }
    }

    /**
     * Reads the members of an object that may tell of an error: single values, and what is named after an error. The rest is
     * skipped, because a tree of a large result takes more memory than its model. Null when the text is no object.
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

    /** Reads a body of unknown shape; null when it is no JSON. */
    public static @Nullable JsonNode readTree(byte[] body) {
        try {
            return MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (IOException notUtf8) {
            return readTreeOfAnyUnicode(body);
        }
    }

    /** With a byte order mark, or in UTF-16 or UTF-32, as nobody should send it. */
    private static @Nullable JsonNode readTreeOfAnyUnicode(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads a text of unknown shape; a node that is missing when it is no JSON. */
    public static JsonNode tree(String json) {
        JsonNode tree = readTree(json.getBytes(StandardCharsets.UTF_8));
        return tree == null ? MissingNode.getInstance() : tree;
    }

    /** The value with the text that it was read from, if it is one that keeps its text. */
    @SuppressWarnings("unchecked") // a Keeps<T> is itself a T
    public static <T> T withText(T value, String json) {
        return value instanceof KeepsJson<?> keeper ? (T) keeper.withJson(json) : value;
    }

    /** The value with what it takes from the headers of its answer, if it is one that does. */
    @SuppressWarnings("unchecked") // a Keeps<T> is itself a T
    public static <T> T withHeaders(T value, Function<String, @Nullable String> headers) throws JsonMappingException {
        try {
            return value instanceof KeepsHeaders<?> keeper ? (T) keeper.withHeaders(headers) : value;
        } catch (MissingMember e) {
            throw new JsonMappingException(null, "", e);
        }
    }

    /** Writes what is set; members that are null are left out. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a member that the contract promises. */
    public static <T> T required(String member, @Nullable T value) {
        // Not equals(""): a record would set up the machinery of its equals for that, in each program's first call.
        if (value == null || value instanceof String text && text.isEmpty()) {
            throw new MissingMember(member);
        }
        return value;
    }

    /** For the id of what may be a row of a list: empty when the row has none. {@link Promises} checks it elsewhere. */
    public static String idOrEmpty(@Nullable String id) {
        return id == null ? "" : id;
    }

    /** For a list that is never null, never mutable, and without the nulls that a service may put into it. */
    public static <T> List<T> list(@Nullable List<T> values) {
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

    /** What is wrong with a text, said without quoting it. */
    public static String problem(JsonProcessingException e) {
        // Below the top, Jackson wraps what its parser says as if it were a matter of the model.
        Throwable said = e instanceof JsonMappingException && e.getCause() != null ? e.getCause() : e;
        if (said instanceof StreamConstraintsException bound) {
            return "a bound is exceeded: " + bound.getOriginalMessage();
        }
        if (said instanceof JsonParseException parsing) {
            var at = parsing.getLocation();
            return at == null ? "not JSON" : "not JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        }
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        if (said instanceof MissingMember missing) {
            return (path.isEmpty() ? "" : path + ".") + missing.getMessage() + " is missing";
        }
        return path.isEmpty() ? "not the agreed shape" : "not the agreed shape at " + path;
    }

    private static String path(JsonMappingException mapping) {
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    /**
     * Ignores unknown members where they come. The feature of Jackson for it does so at the end of the object: until then it
     * gathers them all.
     */
    private static final class IgnoringUnknown extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated type) {
            return super.findPropertyIgnoralByName(config, type).withIgnoreUnknown();
        }
    }

    /** A promised member is not there. */
    static final class MissingMember extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingMember(String member) {
            super(member, null, false, false);
        }
    }
}
