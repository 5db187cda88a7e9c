package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.util.Set;

/** Members of a printer or a share as JSON. Guarded by the lock of its {@link PrintTenant}. */
final class PrinterDescription {
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

    private final ObjectNode members;

    private PrinterDescription(ObjectNode members) {
        this.members = members;
    }

    static PrinterDescription ofPrinter() {
        return new PrinterDescription(OFFICE_PRINTER.deepCopy());
    }

    static PrinterDescription ofShare() {
        return new PrinterDescription(JsonTrees.object());
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
    void merge(ObjectNode changes) {
        merge(members, changes);
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        changes.properties().forEach(change -> {
            JsonNode old = into.get(change.getKey());
            if (old instanceof ObjectNode object && change.getValue() instanceof ObjectNode inner) {
                merge(object, inner);
            } else {
                into.set(change.getKey(), change.getValue().deepCopy());
            }
        });
    }

    /** Adds a copy of the members to an entity, and replaces the members that the entity has. */
    void addTo(ObjectNode entity) {
        entity.setAll(members.deepCopy());
    }

    /** Adds a copy of the members that each share shows of its printer. */
    void addSharedTo(ObjectNode share) {
        OFFICE_PRINTER
                .fieldNames()
                .forEachRemaining(name -> share.set(name, members.path(name).deepCopy()));
    }

    ObjectNode members() {
        return members.deepCopy();
    }
}
