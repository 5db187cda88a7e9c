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

/** A list for which null would be wrong where it is something else: the rows of a page that names the next one would be lost. */
public final class StrictList extends JsonDeserializer<List<?>> implements ContextualDeserializer {
    private final @Nullable JsonDeserializer<?> list;

    /** For Jackson. */
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
            return context.reportInputMismatch(List.class, "no list");
        }
        return (List<?>) list.deserialize(parser, context);
    }
}
