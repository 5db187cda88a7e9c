package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterShare;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models of definitions, tasks, triggers, printers and shares. */
class PrintTaskModelsTest {
    private static final Function<String, Object> DEFINITION = PrintTaskDefinition::fromJson;
    private static final Function<String, Object> TRIGGER = PrintTaskTrigger::fromJson;
    private static final Function<String, Object> PRINTER = Printer::fromJson;
    private static final Function<String, Object> SHARE = PrinterShare::fromJson;

    /** The properties in the service's metadata, in its order. After the bar: the navigation properties. */
    static Stream<Arguments> properties() {
        return Stream.of(
                arguments(PrintTask.class, "id parentUrl status | definition trigger"),
                arguments(PrintTaskStatus.class, "state description |"),
                arguments(PrintTaskDefinition.class, "id displayName createdBy | tasks"),
                arguments(PrintTaskTrigger.class, "id event | definition"),
                arguments(UserIdentity.class, "id displayName userPrincipalName ipAddress |"),
                arguments(AppIdentity.class, "appId displayName servicePrincipalId servicePrincipalName |"));
    }

    /** No documented response has navigation properties. If one ever does, the received text contains them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("properties")
    void everyPropertyThatComesHasAnAccessor(Class<?> type, String properties) {
        List<String> accessors = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .filter(name -> !name.equals("json"))
                .toList();

        assertThat(accessors)
                .containsExactlyInAnyOrder(
                        properties.substring(0, properties.indexOf('|')).strip().split(" "));
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                argumentSet("printtaskdefinition-get", DEFINITION, Fixture.text("printtaskdefinition-get.json"), """
                        createdBy.appId: 815f204f-c791-4ee6-9098-614ecdb003f6
                        createdBy.displayName: Requesting App Display Name
                        displayName: Test TaskDefinitionName
                        id: fab143fd-ee61-4358-8558-2c7dee953982
                        """),
                argumentSet("printtasktrigger-create", TRIGGER, Fixture.text("printtasktrigger-create.json"), """
                        event: jobStarted
                        id: b6a843ca-e60e-4e20-a222-a58d85eead6d
                        """),
                argumentSet("printer-get", PRINTER, Fixture.text("printer-get.json"), """
                        defaults.colorMode: color
                        defaults.contentType: application/oxps
                        defaults.copiesPerJob: 1
                        defaults.dpi: 600
                        defaults.duplexMode: oneSided
                        defaults.finishings[0]: none
                        defaults.fitPdfToPage: false
                        defaults.inputBin: auto
                        defaults.mediaColor: Unknown
                        defaults.mediaSize: North America Letter
                        defaults.mediaType: stationery
                        defaults.orientation: portrait
                        defaults.outputBin: auto
                        defaults.pagesPerSheet: 1
                        defaults.quality: medium
                        displayName: PrinterName
                        id: 016b5565-3bbf-4067-b9ff-4d68167eb1a6
                        isAcceptingJobs: true
                        isShared: true
                        location.altitudeInMeters: 3
                        location.building: Studio E
                        location.city: Redmond
                        location.countryOrRegion: USA
                        location.floor: 1
                        location.floorDescription: First Floor
                        location.latitude: 1.1
                        location.longitude: 2.2
                        location.organization[0]: C+AI
                        location.organization[1]: Microsoft Graph
                        location.postalCode: 98052
                        location.roomDescription: First floor copy room
                        location.roomName: 1234
                        location.site: Puget Sound
                        location.stateOrProvince: Washington
                        location.streetAddress: One Microsoft Way
                        location.subdivision[0]: King County
                        location.subdivision[1]: Red West
                        location.subunit[0]: Main Plaza
                        location.subunit[1]: Unit 400
                        manufacturer: PrinterManufacturer
                        model: PrinterModel
                        registeredDateTime: 2020-02-04T00:00Z
                        status.description:
                        status.details[0]: disconnected
                        status.state: stopped
                        """),
                argumentSet("printershare-get", SHARE, Fixture.text("printershare-get.json"), """
                        allowAllUsers: false
                        createdDateTime: 2020-02-04T00:00Z
                        defaults.colorMode: color
                        defaults.contentType: application/oxps
                        defaults.copiesPerJob: 1
                        defaults.dpi: 600
                        defaults.duplexMode: oneSided
                        defaults.finishings[0]: none
                        defaults.fitPdfToPage: false
                        defaults.inputBin: auto
                        defaults.mediaColor: Unknown
                        defaults.mediaSize: North America Letter
                        defaults.mediaType: stationery
                        defaults.orientation: portrait
                        defaults.outputBin: auto
                        defaults.pagesPerSheet: 1
                        defaults.quality: medium
                        displayName: PrinterShare Name
                        id: d837c17b-3296-4384-a053-828d56e10f50
                        isAcceptingJobs: true
                        location.altitudeInMeters: 3
                        location.building: Studio E
                        location.city: Redmond
                        location.countryOrRegion: USA
                        location.floor: 1
                        location.floorDescription: First Floor
                        location.latitude: 47.645
                        location.longitude: -122.1409
                        location.organization[0]: C+AI
                        location.organization[1]: Microsoft Graph
                        location.postalCode: 98052
                        location.roomDescription: First floor copy room
                        location.roomName: 1234
                        location.site: Puget Sound
                        location.stateOrProvince: Washington
                        location.streetAddress: One Microsoft Way
                        location.subdivision[0]: King County
                        location.subdivision[1]: Red West
                        location.subunit[0]: Main Plaza
                        location.subunit[1]: Unit 400
                        status.description:
                        status.details[0]: disconnected
                        status.state: stopped
                        """));
    }

    /** Values without an example. */
    static Stream<Arguments> made() {
        return Stream.of(
                argumentSet("all of a definition", DEFINITION, """
                        {"id": "d", "displayName": "n", "createdBy": {"appId": "a", "displayName": "b",
                         "servicePrincipalId": "c", "servicePrincipalName": "e", "oDataType": null},
                         "tasks@odata.context": "x", "tasks": [{}]}
                        """, """
                        createdBy.appId: a
                        createdBy.displayName: b
                        createdBy.servicePrincipalId: c
                        createdBy.servicePrincipalName: e
                        displayName: n
                        id: d
                        """),
                argumentSet("a definition of nobody", DEFINITION, """
                        {"id": "d", "displayName": "", "createdBy": {}}
                        """, """
                        createdBy: {}
                        displayName:
                        id: d
                        """),
                argumentSet("a definition without the rest", DEFINITION, """
                        {"id": "d", "displayName": null, "createdBy": null, "json": "forged"}
                        """, """
                        id: d
                        """),
                argumentSet("a trigger with its definition", TRIGGER, """
                        {"id": 7, "event": "brandNew", "definition": {"id": "d"}, "json": {"id": "forged"}}
                        """, """
                        event: brandNew
                        id: 7
                        """),
                argumentSet("a trigger without an event", TRIGGER, """
                        {"id": "t", "event": ""}
                        """, """
                        id: t
                        """),
                argumentSet("a printer without a device", PRINTER, """
                        {"id": "p", "hasPhysicalDevice": false, "isShared": "false", "isAcceptingJobs": null,
                         "manufacturer": null, "capabilities": {"collation": true}}
                        """, """
                        capabilities.collation: true
                        hasPhysicalDevice: false
                        id: p
                        isShared: false
                        """),
                argumentSet("a printer with its share", PRINTER, """
                        {"id": "p", "lastSeenDateTime": "2026-11-30T08:15:30.1234567Z", "registeredDateTime": "no date",
                         "releaseMechanisms": [{"releaseType": "qrCode"}], "shares@odata.context": "x",
                         "shares": [null, 5, {"id": "s", "printer": null}, {"displayName": "without an id"}]}
                        """, """
                        id: p
                        lastSeenDateTime: 2026-11-30T08:15:30.123456700Z
                        shares[0].id: s
                        shares[1].displayName: without an id
                        shares[1].id:
                        """),
                argumentSet("a printer with odd values", PRINTER, """
                        {"id": "p", "json": "forged", "shares": "none", "isShared@odata.type": "#Boolean",
                         "status@odata.type": "#x", "defaults": [], "capabilities": null,
                         "status": {"@odata.type": "#x", "state": "brandNew", "details@odata.type": "#Collection",
                          "details": [null, "brandNew", "", 7, {}, ["mediaJam"], "mediaEmpty"], "description": null},
                         "location": {"@odata.type": "#x", "latitude": "47.5", "longitude": "east", "altitudeInMeters": 3.7,
                          "subunit": null, "subUnit": [null, "a", 5, {}], "subUnit@odata.type": "#x", "floor": 1,
                          "organization": "C+AI", "subdivision": null, "roomName": true, "city": {}}}
                        """, """
                        id: p
                        location.altitudeInMeters: 3
                        location.floor: 1
                        location.latitude: 47.5
                        location.organization: []
                        location.roomName: true
                        location.subdivision: []
                        location.subunit[0]: a
                        location.subunit[1]: 5
                        status.details[0]: brandNew
                        status.details[1]: 7
                        status.details[2]: mediaEmpty
                        status.state: brandNew
                        """),
                argumentSet("a printer of which nothing is known", PRINTER, """
                        {"id": "p", "status": {}, "location": {}, "defaults": {}, "capabilities": {}, "shares": []}
                        """, """
                        capabilities: {}
                        defaults: {}
                        id: p
                        location.organization: []
                        location.subdivision: []
                        location.subunit: []
                        shares: []
                        status.details: []
                        status.state: unknown
                        """),
                argumentSet("a printer without the rest", PRINTER, """
                        {"id": "p", "status": null, "location": null, "defaults": null, "capabilities": null,
                         "shares": null, "lastSeenDateTime": null}
                        """, """
                        id: p
                        """),
                argumentSet("a part in the spelling of the metadata, before and after an empty one", PRINTER, """
                        {"id": "p", "location": {"subunit": ["a"], "subUnit": []}}
                        """, """
                        id: p
                        location.organization: []
                        location.subdivision: []
                        location.subunit[0]: a
                        """),
                argumentSet("a part in the spelling of the documentation, before an empty one", PRINTER, """
                        {"id": "p", "location": {"subUnit": ["b"], "subunit": []}}
                        """, """
                        id: p
                        location.organization: []
                        location.subdivision: []
                        location.subunit[0]: b
                        """),
                argumentSet("a share with the rest", SHARE, """
                        {"id": "s", "manufacturer": "m", "model": "o", "isAcceptingJobs": false, "status": null,
                         "location": null, "allowAllUsers": "true", "createdDateTime": 5,
                         "capabilities": {"isPageRangeSupported": false}, "allowedUsers": [{"id": "u"}],
                         "printer": {"id": "p", "shares": [{"id": "s"}]}, "viewPoint": {"lastUsedDateTime": null}}
                        """, """
                        allowAllUsers: true
                        capabilities.isPageRangeSupported: false
                        id: s
                        isAcceptingJobs: false
                        manufacturer: m
                        model: o
                        printer.id: p
                        printer.shares[0].id: s
                        viewPoint: {}
                        """),
                argumentSet("a share that the user has used", SHARE, """
                        {"id": "s", "viewPoint": {"lastUsedDateTime": "2026-11-29T23:00:00+01:00"}, "printer": "p"}
                        """, """
                        id: s
                        viewPoint.lastUsedDateTime: 2026-11-29T23:00+01:00
                        """));
    }

    @ParameterizedTest
    @MethodSource({"examples", "made"})
    void everyMemberIsRead(Function<String, Object> read, String text, String members) throws Exception {
        Object model = read.apply(text);

        assertThat(Members.of(model)).containsExactlyElementsOf(members.lines().toList());
        Method json = model.getClass().getDeclaredMethod("json");
        json.setAccessible(true);
        assertThat(json.invoke(model)).isEqualTo(text);
    }

    @Test
    void theItemsOfAListHaveAllTheirMembers() {
        assertThat(rows("printtask", PrintTaskRecord.class))
                .singleElement()
                .satisfies(task -> assertThat(Members.of(task))
                        .containsExactlyElementsOf("""
                        id: d036638b-1272-4bba-9227-732463823ed3
                        parentUrl: https://graph.microsoft.com/v1.0/print/printers/d5ef6ec4-07ca-4212-baf9-d45be126bfbb/jobs/44353
                        status.description: The task is being processed.
                        status.state: processing
                        """.lines().toList()));
        assertThat(rows("printtaskdefinition", PrintTaskDefinitionRecord.class))
                .singleElement()
                .satisfies(definition -> assertThat(Members.of(definition))
                        .containsExactlyElementsOf("""
                        createdBy.appId: 815f204f-c791-4ee6-9098-614ecdb003f6
                        createdBy.displayName: Requesting App Display Name
                        displayName: Test TaskDefinitionName
                        id: fab143fd-ee61-4358-8558-2c7dee953982
                        """.lines().toList()));
        assertThat(rows("printtasktrigger", PrintTaskTriggerRecord.class))
                .singleElement()
                .satisfies(trigger -> assertThat(Members.of(trigger))
                        .containsExactlyElementsOf("""
                        event: jobStarted
                        id: b6a843ca-e60e-4e20-a222-a58d85eead6d
                        """.lines().toList()));
    }

    private static <T> List<T> rows(String fixture, Class<T> rows) {
        GraphPage<T> list =
                Json.read(Fixture.text(fixture + "-list.json"), GraphPage.class, Json.type(GraphPage.class, rows));
        return list.value();
    }

    /** A null is not a row, and of two members with the same name the later one counts, as in Jackson. */
    @Test
    void eachItemOfAListHasItsOwnText() {
        String first = "{ \"id\": \"ä{]\",\n  \"more\": [[1], {\"value\": [2]}, \"\\\"}\"] }";
        String text =
                "{\"value\": [{\"id\": \"x\"}, 1, 2, 3], \"a\": {\"value\": [4]}, \"value\": [ %s , null,{\"id\":\"2\"}], \"z\": 5}";

        GraphPage<PrintTaskDefinition> list = Json.read(
                text.formatted(first), GraphPage.class, Json.type(GraphPage.class, PrintTaskDefinitionRecord.class));

        assertThat(Json.list(list.value()))
                .extracting(PrintTaskDefinition::id, PrintTaskDefinition::json)
                .containsExactly(tuple("ä{]", first), tuple("2", "{\"id\":\"2\"}"));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                argumentSet("definition", DEFINITION, "PrintTaskDefinition", "[id=1, displayName=null]"),
                argumentSet("trigger", TRIGGER, "PrintTaskTrigger", "[id=1, event=null]"),
                argumentSet("printer", PRINTER, "Printer", "[id=1, displayName=null]"),
                argumentSet("share", SHARE, "PrinterShare", "[id=1, displayName=null]"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void onlyTheIdIsRequired(Function<String, Object> read, String name, String members) {
        assertThat(read.apply("{\"id\": \"1\", \"more\": \"than is known\"}")).hasToString(name + members);
        for (String text : List.of("{}", "{\"id\": null}", "{\"id\": \"\"}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read.apply(text))
                    .withMessage(name + ": id is missing");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read.apply("[]"))
                .withMessage(name + ": unexpected structure");
    }
}
