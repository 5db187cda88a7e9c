package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list and fails if the value is not a list. With null instead, the rows of a page with a link to the next page
 * would be lost.
 */
public final class StrictList extends JsonDeserializer<List<?>> implements ContextualDeserializer {
    private final @Nullable JsonDeserializer<?> list;

    /** Creates a reader for Jackson. */
    public StrictList() {
        this(null);
    }

    private StrictList(@Nullable JsonDeserializer<?> list) {
        this.list = list;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
            throws JsonMappingException {
        return new StrictList(context.findContextualValueDeserializer(property.getType(), property));
    }

    @Override
    public List<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (list == null || !parser.isExpectedStartArrayToken()) {
            return context.reportInputMismatch(List.class, "not a list");
        }
        return (List<?>) list.deserialize(parser, context);
    }
}
