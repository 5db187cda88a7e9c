package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The {@code printJobConfiguration} of a request. Names are checked, values are not. */
final class JobConfiguration {
    private static final Set<String> MEMBERS = Set.of(
            "collate",
            "colorMode",
            "copies",
            "dpi",
            "duplexMode",
            "feedOrientation",
            "finishings",
            "fitPdfToPage",
            "inputBin",
            "margin",
            "mediaSize",
            "mediaType",
            "multipageLayout",
            "orientation",
            "outputBin",
            "pageRanges",
            "pagesPerSheet",
            "quality",
            "scaling");

    private JobConfiguration() {}

    /**
     * Returns the {@code configuration} of a body, or an empty one. Refuses any member besides it and the given
     * members.
     */
    static ObjectNode of(ObjectNode body, Set<String> others) {
        withoutAnnotations(body);
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("configuration") && !others.contains(name)) {
                throw new Refusal(400, "The property '" + name + "' cannot be set.");
            }
        });
        ObjectNode configuration = Members.object(body, "configuration");
        configuration.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new Refusal(
                        400,
                        "The property '" + name + "' does not exist on type 'microsoft.graph.printJobConfiguration'.");
            }
        });
        return configuration;
    }

    /** Removes annotations such as {@code @odata.type}, which are not properties. */
    private static void withoutAnnotations(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getKey().startsWith("@odata."));
        }
        node.forEach(JobConfiguration::withoutAnnotations);
    }
}
