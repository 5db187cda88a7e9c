package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Applies {@code $select} and {@code $expand} to a printer or a share. */
final class PrinterView {
    private static final Pattern EXPAND_PRINTER =
            Pattern.compile("\\s*printer\\s*(?:\\(\\s*\\$select=([^()]*)\\))?\\s*");

    private PrinterView() {}

    static ObjectNode printer(Request request, ObjectNode printer) {
        return select(request.query("$select"), printer, "printer");
    }

    static ObjectNode share(Request request, ObjectNode share, Supplier<ObjectNode> printer) {
        ObjectNode view = select(request.query("$select"), share, "printerShare");
        for (String expand : request.query("$expand")) {
            Matcher matcher = EXPAND_PRINTER.matcher(expand);
            if (!matcher.matches()) {
                throw unknown(expand, "printerShare");
            }
            List<String> selects = matcher.group(1) == null ? List.of() : List.of(matcher.group(1));
            view.set("printer", select(selects, printer.get(), "printer"));
        }
        return view;
    }

    private static ObjectNode select(List<String> selects, ObjectNode entity, String type) {
        if (selects.isEmpty()) {
            return entity;
        }
        var selected = JsonTrees.object();
        for (String name : String.join(",", selects).split(",", -1)) {
            if (!entity.has(name.strip())) {
                throw unknown(name, type);
            }
            selected.set(name.strip(), entity.get(name.strip()));
        }
        return selected;
    }

    private static Refusal unknown(String name, String type) {
        return new Refusal(
                400, "Could not find a property named '" + name + "' on type 'microsoft.graph." + type + "'.");
    }
}
