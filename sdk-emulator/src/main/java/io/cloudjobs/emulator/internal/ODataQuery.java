package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final ODataType type;
    private final Set<String> offered;
    private final Set<String> given = new HashSet<>();
    private final Map<String, ODataQuery> expansions = new LinkedHashMap<>();
    private final List<String> selected = new ArrayList<>();
    private final List<Comparator<JsonNode>> order = new ArrayList<>();
    private boolean selectsAll = true;
    private @Nullable ODataFilter filter;
    private int skip;
    private int skipToken;
    private int top = Integer.MAX_VALUE;
    private Set<String> shown = Set.of();

    private ODataQuery(ODataType type, Set<String> offered) {
        this.type = type;
        this.offered = offered;
    }

    /** Reads the options that the operation offers, which are named without {@code $}. */
    public static ODataQuery of(List<Map.Entry<String, String>> parameters, ODataType type, Set<String> offered) {
        var query = new ODataQuery(type, offered);
        for (Map.Entry<String, String> parameter : parameters) {
            String name = systemName(parameter.getKey());
            if (!name.isEmpty()) {
                var text = new ODataText(parameter.getValue());
                query.read(name, text);
                text.expect("");
            }
        }
        return query;
    }

    /** Refuses all options. */
    public static void refuse(List<Map.Entry<String, String>> parameters) {
        of(parameters, ODataType.NULL, Set.of());
    }

    /** Returns the lower-case name of a system option without {@code $}. It is empty for any other parameter. */
    public static String systemName(String parameter) {
        String name = parameter.strip().toLowerCase(Locale.ROOT);
        if (name.startsWith("$")) {
            return name.length() == 1 ? name : name.substring(1);
        }
        return SYSTEM.contains(name) ? name : "";
    }

    /** Reads the value of an option, up to the first token after it. */
    private void read(String name, ODataText text) {
        if (!offered.contains(name)) {
            throw new Refusal(400, "The query option '$" + name + "' is not supported.");
        }
        if (!given.add(name)) {
            throw new Refusal(
                    400,
                    "Query option '$" + name
                            + "' was specified more than once, but it must be specified at most once.");
        }
        switch (name) {
            case "filter" -> filter = new ODataFilter(text, type);
            case "skip" -> skip = number(name, text.take());
            case "skiptoken" -> skipToken = number(name, text.take());
            case "top" -> top = number(name, text.take());
            case "format" -> {
                String format = text.take();
                if (!format.equals("json") && !format.equals("application/json")) {
                    throw new Refusal(400, "The format '" + format + "' is not supported.");
                }
            }
            default -> {
                selectsAll &= !name.equals("select");
                do {
                    switch (name) {
                        case "select" -> select(text);
                        case "orderby" -> order(text);
                        default -> expand(text);
                    }
                } while (text.takes(","));
            }
        }
    }

    private static int number(String name, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new Refusal(
                    400,
                    "Invalid value '" + value + "' for $" + name + " query option found. The $" + name
                            + " query option requires a non-negative integer value.");
        }
        return Integer.parseInt(value);
    }

    private void select(ODataText text) {
        if (text.takes("*")) {
            selectsAll = true;
            return;
        }
        String path = text.word();
        // A related resource is in the response if it is expanded.
        if (!type.navigation().containsKey(path)) {
            String name = path.split("/", 2)[0];
            type.at("/" + path);
            if (Boolean.FALSE.equals(type.hidden().get(name))) {
                throw new Refusal(
                        400, "The property '" + name + "' cannot be selected in a list. Get the entity instead.");
            }
            selected.add(path);
        }
    }

    private void order(ODataText text) {
        String path = "/" + text.word();
        ODataType key = type.at(path);
        if (!key.isPrimitive()) {
            throw new Refusal(400, "The property '" + path.substring(1) + "' cannot be used in $orderby.");
        }
        Comparator<JsonNode> ascending = (a, b) -> ODataType.compare(key.value(a.at(path)), key.value(b.at(path)));
        order.add(!text.takes("asc") && text.takes("desc") ? ascending.reversed() : ascending);
    }

    /** Reads one part of {@code $expand}: a name, and its options in parentheses. */
    private void expand(ODataText text) {
        String name = text.word();
        ODataType related = type.navigation().get(name);
        if (related == null) {
            throw type.unknown(name);
        }
        ODataType element = related.element();
        var query = element == null ? new ODataQuery(related, NESTED) : new ODataQuery(element, NESTED_LIST);
        if (expansions.put(name, query) != null) {
            throw new Refusal(400, "The property '" + name + "' is expanded more than once.");
        }
        if (text.takes("(")) {
            do {
                text.takes("$");
                String option = text.word().toLowerCase(Locale.ROOT);
                text.expect("=");
                query.read(option, text);
            } while (text.takes(";"));
            text.expect(")");
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
        ObjectNode view = JsonTrees.object();
        if (selectsAll) {
            view.setAll(entity);
            view.remove(type.navigation().keySet());
            view.remove(type.hidden().keySet());
        }
        selected.forEach(path -> copy(entity, path, view));
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

    /** Copies the member at a path, without the other members of its parents. */
    private static void copy(ObjectNode from, String path, ObjectNode to) {
        String[] names = path.split("/", 2);
        String name = names[0];
        JsonNode value = from.path(name);
        if (names.length == 2 && value instanceof ObjectNode parent) {
            copy(parent, names[1], to.get(name) instanceof ObjectNode known ? known : to.putObject(name));
        } else {
            to.set(name, value.isMissingNode() ? to.nullNode() : value);
        }
    }

    /** Returns the elements of all pages, in their order, without the elements that {@code $skip} skips. */
    public ArrayNode all(Iterable<JsonNode> entities) {
        var kept = new ArrayList<JsonNode>();
        for (JsonNode entity : entities) {
            if (filter == null || filter.accepts(entity)) {
                kept.add(entity);
            }
        }
        kept.sort(this::compare);
        var views = JsonTrees.array();
        for (int i = skip; i < kept.size(); i++) {
            if (kept.get(i) instanceof ObjectNode entity) {
                views.add(of(entity));
            }
        }
        return views;
    }

    private int compare(JsonNode a, JsonNode b) {
        int result = 0;
        for (int i = 0; i < order.size() && result == 0; i++) {
            result = order.get(i).compare(a, b);
        }
        return result;
    }
}
