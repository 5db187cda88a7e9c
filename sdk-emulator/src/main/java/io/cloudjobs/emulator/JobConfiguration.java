package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The {@code printJobConfiguration} of a request: its names are checked, its values are taken as they are. */
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

    /** What a body has under {@code configuration}, which may be nothing. It has nothing else but the given members. */
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

    /** Names of types may be sent; they are no properties. */
    private static void withoutAnnotations(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getKey().startsWith("@odata."));
        }
        node.forEach(JobConfiguration::withoutAnnotations);
    }
}
