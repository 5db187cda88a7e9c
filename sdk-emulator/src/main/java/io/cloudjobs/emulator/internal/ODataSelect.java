package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataType.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code $select}: the structural members of a response. An empty selection means all members. */
final class ODataSelect {
    private final ODataType type;
    private final Map<String, ODataSelect> selected = new LinkedHashMap<>();

    private ODataSelect(ODataType type) {
        this.type = type;
    }

    static ODataSelect all(ODataType type) {
        return new ODataSelect(type);
    }

    static ODataSelect of(String text, ODataType type) {
        var select = new ODataSelect(type);
        for (String path : ODataLexer.split(text, ',')) {
            select.add(ODataLexer.split(path, '/'));
        }
        return select;
    }

    private void add(List<String> path) {
        String name = path.get(0);
        boolean isLast = path.size() == 1;
        if (isLast && (name.equals("*") || type.navigation().containsKey(name))) {
            // A related resource is in the response if it is expanded.
            selected.put(name, all(ODataType.NULL));
            return;
        }
        ODataType member = type.member(name);
        if (type.hidden().get(name) == Visibility.NEVER) {
            throw new ODataRefusal("The property '" + name + "' cannot be selected in a list. Get the entity instead.");
        }
        ODataSelect inner = selected.get(name);
        if (isLast) {
            selected.put(name, all(member));
        } else if (inner == null) {
            inner = new ODataSelect(member);
            inner.add(path.subList(1, path.size()));
            selected.put(name, inner);
        } else if (inner.selected.isEmpty()) {
            new ODataSelect(member).add(path.subList(1, path.size()));
        } else {
            inner.add(path.subList(1, path.size()));
        }
    }

    /** Returns a new object with the selected members. */
    ObjectNode of(ObjectNode entity) {
        var view = JsonNodeFactory.instance.objectNode();
        if (selected.isEmpty() || selected.containsKey("*")) {
            entity.properties().forEach(member -> {
                String name = member.getKey();
                if (!type.navigation().containsKey(name) && !type.hidden().containsKey(name)) {
                    view.set(name, member.getValue());
                }
            });
        }
        selected.forEach((name, inner) -> {
            if (type.members().containsKey(name)) {
                view.set(name, inner.value(entity.path(name)));
            }
        });
        return view;
    }

    private JsonNode value(JsonNode node) {
        if (node.isMissingNode()) {
            return JsonNodeFactory.instance.nullNode();
        }
        return node instanceof ObjectNode object ? of(object) : node;
    }
}
