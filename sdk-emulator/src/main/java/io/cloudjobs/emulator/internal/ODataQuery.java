package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The system query options of a request, from its decoded query parameters. An option that the operation does not offer
 * is refused, and so is an option with an invalid value. The {@code $} can be missing. Other query parameters are
 * ignored, as in OData.
 */
public final class ODataQuery {
    /** For one entity. */
    public static final Set<String> ENTITY = Set.of("expand", "format", "select");

    public static final Set<String> LIST =
            Set.of("expand", "filter", "format", "orderby", "select", "skip", "skiptoken", "top");
    /** For the lists of shares. */
    public static final Set<String> UNORDERED =
            Set.of("expand", "filter", "format", "select", "skip", "skiptoken", "top");
    /** For the lists of tasks, definitions and triggers. */
    public static final Set<String> TASKS = Set.of("expand", "filter", "orderby", "skiptoken");

    private static final Set<String> NESTED = Set.of("expand", "select");
    private static final Set<String> NESTED_LIST = Set.of("expand", "filter", "orderby", "select", "skip", "top");
    private static final Set<String> SYSTEM = Set.of(
            "apply",
            "compute",
            "count",
            "deltatoken",
            "expand",
            "filter",
            "format",
            "orderby",
            "search",
            "select",
            "skip",
            "skiptoken",
            "top");
    private static final int LONGEST_NUMBER = 9;

    private final ODataType type;
    private final Map<String, ODataQuery> expansions = new LinkedHashMap<>();
    private final ODataSelect select;
    private final @Nullable ODataFilter filter;
    private final @Nullable Comparator<JsonNode> order;
    private final int skip;
    private final int skipToken;
    private final int top;
    private Set<String> shown = Set.of();

    private ODataQuery(Map<String, String> options, ODataType type) {
        this.type = type;
        String selected = options.get("select");
        select = selected == null ? ODataSelect.all(type) : ODataSelect.of(selected, type);
        String condition = options.get("filter");
        filter = condition == null ? null : ODataFilter.of(condition, type);
        String ordered = options.get("orderby");
        order = ordered == null ? null : order(ordered, type);
        skip = number(options, "skip", 0);
        skipToken = number(options, "skiptoken", 0);
        top = number(options, "top", Integer.MAX_VALUE);
        String expanded = options.get("expand");
        if (expanded != null) {
            ODataLexer.split(expanded, ',').forEach(this::expand);
        }
        String format = options.get("format");
        if (format != null && !format.equals("json") && !format.equals("application/json")) {
            throw new ODataRefusal("The format '" + format + "' is not supported.");
        }
    }

    /** Reads the options that the operation offers, which are named without {@code $}. */
    public static ODataQuery of(List<Map.Entry<String, String>> parameters, ODataType type, Set<String> offered) {
        var options = new LinkedHashMap<String, String>();
        for (Map.Entry<String, String> parameter : parameters) {
            add(options, parameter.getKey(), parameter.getValue(), offered);
        }
        return new ODataQuery(options, type);
    }

    /** Refuses all options. */
    public static void refuse(List<Map.Entry<String, String>> parameters) {
        of(parameters, ODataType.NULL, Set.of());
    }

    /** Reads the position of a page, and refuses all other options. */
    public static ODataQuery pages(List<Map.Entry<String, String>> parameters) {
        return of(parameters, ODataType.NULL, Set.of("skiptoken"));
    }

    private static void add(Map<String, String> options, String parameter, String value, Set<String> offered) {
        String name = systemName(parameter);
        if (name.isEmpty()) {
            return;
        }
        if (!offered.contains(name)) {
            throw new ODataRefusal("The query option '$" + name + "' is not supported.");
        }
        if (options.putIfAbsent(name, value) != null) {
            throw new ODataRefusal("Query option '$" + name
                    + "' was specified more than once, but it must be specified at most once.");
        }
    }

    /** Returns the lower-case name of a system option without {@code $}. It is empty for any other parameter. */
    public static String systemName(String parameter) {
        String name = ODataValue.fold(parameter.strip());
        if (name.startsWith("$")) {
            return name.length() == 1 ? name : name.substring(1);
        }
        return SYSTEM.contains(name) ? name : "";
    }

    private static int number(Map<String, String> options, String name, int absent) {
        String value = options.get(name);
        if (value == null) {
            return absent;
        }
        boolean isValid = !value.isEmpty() && value.length() <= LONGEST_NUMBER;
        for (int i = 0; i < value.length(); i++) {
            isValid = isValid && value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        if (!isValid) {
            throw new ODataRefusal("Invalid value '" + value + "' for $" + name + " query option found. The $" + name
                    + " query option requires a non-negative integer value.");
        }
        return Integer.parseInt(value);
    }

    private static Comparator<JsonNode> order(String text, ODataType type) {
        var keys = new ArrayList<Comparator<JsonNode>>();
        for (String part : ODataLexer.split(text, ',')) {
            int space = part.indexOf(' ');
            String direction = space < 0 ? "asc" : part.substring(space).strip();
            Comparator<JsonNode> key = key(ODataLexer.split(space < 0 ? part : part.substring(0, space), '/'), type);
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw ODataLexer.syntax(text, text.indexOf(part) + space + 1);
            }
            keys.add(direction.equals("asc") ? key : key.reversed());
        }
        return (a, b) -> {
            int result = 0;
            for (int i = 0; i < keys.size() && result == 0; i++) {
                result = keys.get(i).compare(a, b);
            }
            return result;
        };
    }

    private static Comparator<JsonNode> key(List<String> path, ODataType type) {
        ODataType found = type;
        for (String name : path) {
            found = found.member(name);
        }
        ODataType last = found;
        if (!last.isPrimitive()) {
            throw new ODataRefusal("The property '" + String.join("/", path) + "' cannot be used in $orderby.");
        }
        return (a, b) -> ODataValue.compare(value(a, path, last), value(b, path, last));
    }

    private static @Nullable Object value(JsonNode node, List<String> path, ODataType type) {
        JsonNode value = node;
        for (String name : path) {
            value = value.path(name);
        }
        return ODataValue.of(value, type);
    }

    /** Reads one part of {@code $expand}: a name, and its options in parentheses. */
    private void expand(String text) {
        int parenthesis = text.indexOf('(');
        String name = parenthesis < 0 ? text : text.substring(0, parenthesis).strip();
        ODataType related = type.navigation().get(name);
        if (related == null) {
            throw type.unknown(name);
        }
        var options = new LinkedHashMap<String, String>();
        if (parenthesis >= 0) {
            if (!text.endsWith(")")) {
                throw ODataLexer.syntax(text, text.length());
            }
            for (String option : ODataLexer.split(text.substring(parenthesis + 1, text.length() - 1), ';')) {
                int equals = option.indexOf('=');
                if (equals < 0 || systemName(option.substring(0, equals)).isEmpty()) {
                    throw ODataLexer.syntax(text, parenthesis + 1);
                }
                boolean isList = related.element() != null;
                add(
                        options,
                        option.substring(0, equals),
                        option.substring(equals + 1).strip(),
                        isList ? NESTED_LIST : NESTED);
            }
        }
        ODataType element = related.element();
        if (expansions.put(name, new ODataQuery(options, element == null ? related : element)) != null) {
            throw new ODataRefusal("The property '" + name + "' is expanded more than once.");
        }
    }

    /** Returns whether the filter uses a member. */
    public boolean filtersBy(String member) {
        return filter != null && filter.uses(member);
    }

    /** Limits the response to these members. */
    public ODataQuery showing(Set<String> names) {
        shown = names;
        return this;
    }

    /** Returns the number of elements before the page. */
    public int skipToken() {
        return skipToken;
    }

    /** Returns the maximum number of elements of a page. */
    public int top() {
        return top;
    }

    /** Returns the selected members of an entity that contains everything a query can expand. */
    public ObjectNode of(ObjectNode entity) {
        ObjectNode view = select.of(entity);
        if (!shown.isEmpty()) {
            view.retain(shown);
        }
        expansions.forEach((name, query) -> {
            JsonNode related = entity.path(name);
            if (related instanceof ArrayNode list) {
                ArrayNode all = query.all(list);
                while (all.size() > query.top) {
                    all.remove(all.size() - 1);
                }
                view.set(name, all);
            } else {
                view.set(name, related instanceof ObjectNode one ? query.of(one) : view.nullNode());
            }
        });
        return view;
    }

    /** Returns the elements of all pages, in their order, without the elements that {@code $skip} skips. */
    public ArrayNode all(Iterable<JsonNode> entities) {
        var kept = new ArrayList<JsonNode>();
        for (JsonNode entity : entities) {
            if (filter == null || filter.accepts(entity)) {
                kept.add(entity);
            }
        }
        if (order != null) {
            kept.sort(order);
        }
        var views = JsonNodeFactory.instance.arrayNode();
        for (int i = skip; i < kept.size(); i++) {
            if (kept.get(i) instanceof ObjectNode entity) {
                views.add(of(entity));
            }
        }
        return views;
    }
}
