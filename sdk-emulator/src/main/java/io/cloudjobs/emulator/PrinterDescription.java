package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.ODataType;
import java.util.Map;
import java.util.Set;

/** The members of a printer or a share that a test can describe. */
final class PrinterDescription {
    private static final String DESCRIPTION = "description";
    /** Has the members that the type of Graph does not have. */
    static final String ADDITIONAL = "additional";

    /** The members that the emulator sets itself. */
    static final Set<String> COMPUTED =
            Set.of("id", "printer", "shares", "jobs", "taskTriggers", "connectors", "allowedUsers", "allowedGroups");

    private static final ObjectNode OFFICE_PRINTER = JsonTrees.parse("""
            {"manufacturer": "CloudJobs", "model": "Emulator", "isAcceptingJobs": true,
             "status": {"state": "idle", "details": [], "description": ""},
             "location": null,
             "defaults": {
               "copiesPerJob": 1, "finishings": ["none"], "mediaColor": "white", "mediaType": "stationery",
               "mediaSize": "A4", "pagesPerSheet": 1, "orientation": "portrait", "outputBin": "auto",
               "inputBin": "auto", "contentType": "application/pdf", "fitPdfToPage": false,
               "multipageLayout": null, "colorMode": "auto", "quality": "medium", "duplexMode": "flipOnLongEdge",
               "dpi": 600, "scaling": "auto"},
             "capabilities": {
               "isColorPrintingSupported": true, "supportsFitPdfToPage": true, "isPageRangeSupported": true,
               "contentTypes": ["application/pdf", "application/oxps", "image/pwg-raster"],
               "feedOrientations": ["longEdgeFirst"], "qualities": ["low", "medium", "high"], "dpis": [300, 600],
               "duplexModes": ["oneSided", "flipOnLongEdge", "flipOnShortEdge"],
               "finishings": ["none", "staple", "stapleTopLeft"], "mediaColors": ["white"],
               "mediaTypes": ["stationery", "envelope"], "mediaSizes": ["A3", "A4", "A5", "North America Letter"],
               "pagesPerSheet": [1, 2, 4], "orientations": ["portrait", "landscape"],
               "outputBins": ["auto", "tray-1"], "inputBins": ["auto", "tray-1", "tray-2"],
               "multipageLayouts": ["clockwiseFromTopLeft"], "colorModes": ["auto", "color", "grayscale"],
               "topMargins": [4230], "bottomMargins": [4230], "leftMargins": [4230], "rightMargins": [4230],
               "collation": true, "scalings": ["auto", "shrinkToFit", "fill", "fit", "none"],
               "copiesPerJob": {"start": 1, "end": 999}}}""");

    /** The place of the printer that exists from the start. */
    static final ObjectNode PLACE = JsonTrees.parse("""
            {"location": {
               "latitude": 47.645, "longitude": -122.1409, "altitudeInMeters": 3,
               "streetAddress": "1 Main Street", "subunit": ["Main Plaza", "Unit 400"], "city": "Redmond",
               "postalCode": "98052", "countryOrRegion": "USA", "site": "Headquarters", "building": "7",
               "floor": "1", "floorDescription": "First Floor", "roomName": "1234",
               "roomDescription": "First floor copy room", "organization": ["Contoso"],
               "subdivision": ["King County"], "stateOrProvince": "Washington"}}""");

    private PrinterDescription() {}

    static ObjectNode ofPrinter() {
        return OFFICE_PRINTER.deepCopy();
    }

    /** Reads the members that a test describes. */
    static ObjectNode parse(String json) {
        ObjectNode changes = JsonTrees.parse(json);
        for (String name : COMPUTED) {
            if (changes.has(name)) {
                throw new IllegalArgumentException(
                        "json contains '" + name + "', which the emulator sets itself: remove this member");
            }
        }
        return changes;
    }

    /** Changes members. An object changes the members of the old object, any other value replaces the old one. */
    static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            JsonNode old = into.get(change.getKey());
            if (old instanceof ObjectNode object && change.getValue() instanceof ObjectNode inner) {
                merge(object, inner);
            } else {
                into.set(change.getKey(), change.getValue().deepCopy());
            }
        }
    }

    /** Adds a copy of the members that each share shows of its printer. */
    static void addShared(ObjectNode printer, ObjectNode share) {
        for (String name : (Iterable<String>) OFFICE_PRINTER::fieldNames) {
            share.set(name, printer.path(name).deepCopy());
        }
    }

    /** Sets apart the members that the type does not have, because a misspelt member of a seed is refused. */
    static void write(ObjectNode members, ODataType type, ObjectNode state) {
        split(members, type, state.putObject(DESCRIPTION), state);
    }

    static void split(ObjectNode members, ODataType type, ObjectNode known, ObjectNode state) {
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            ODataType of = type.members().get(member.getKey());
            boolean fits = of != null && StateObject.fits(member.getValue(), of);
            (fits ? known : state.withObject("/" + ADDITIONAL)).set(member.getKey(), member.getValue());
        }
    }

    /** Returns the description of a printer or a share in a state. */
    static ObjectNode read(StateObject state) {
        ObjectNode description = state.object(DESCRIPTION).deepCopy();
        description.setAll(state.object(ADDITIONAL));
        for (String name : COMPUTED) {
            if (description.has(name)) {
                throw state.error(DESCRIPTION + "." + name, "is set by the emulator: leave it out");
            }
        }
        return description;
    }
}
