package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Printers and shares: their lists, their descriptions, and what they can do. */
class PrintersTest {
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private String printer;
    private String share;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
        printer = "/print/printers/" + print.printerId();
        share = "/print/shares/" + print.shareId();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private JsonNode get(String path) {
        Reply reply = Reply.toPrintAsUser(print, "GET", path, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove("@odata.context");
        return names;
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        list.get("value").forEach(entity -> ids.add(entity.get("id").textValue()));
        return ids;
    }

    private static String filter(String condition) {
        return "?$filter=" + URLEncoder.encode(condition, StandardCharsets.UTF_8);
    }

    @Test
    void aListOfPrintersHasAllMembersButDefaultsAndCapabilities() {
        JsonNode list = get("/print/printers");

        assertThat(list.get("@odata.context").textValue()).isEqualTo(print.endpoint() + "/$metadata#print/printers");
        assertThat(names(list.at("/value/0")))
                .containsExactlyInAnyOrder(
                        "id",
                        "displayName",
                        "manufacturer",
                        "model",
                        "isAcceptingJobs",
                        "status",
                        "location",
                        "hasPhysicalDevice",
                        "isShared",
                        "registeredDateTime",
                        "lastSeenDateTime");
        assertThat(names(get(printer))).isEqualTo(with(names(list.at("/value/0")), "defaults"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/print/printers/{p}"})
    void aListOfSharesHasAllMembersButDefaultsAndCapabilities(String of) {
        String path = of.isEmpty() ? "/print/shares" : printer + "/shares";

        JsonNode list = get(path);

        assertThat(names(list.at("/value/0")))
                .containsExactlyInAnyOrder(
                        "id",
                        "displayName",
                        "manufacturer",
                        "model",
                        "isAcceptingJobs",
                        "status",
                        "location",
                        "allowAllUsers",
                        "createdDateTime",
                        "viewPoint");
        assertThat(names(get(share))).isEqualTo(with(names(list.at("/value/0")), "defaults"));
        assertThat(names(get(printer + "/shares/" + print.shareId()))).isEqualTo(names(get(share)));
    }

    @Test
    void aUserWithoutTheRoleSeesFiveMembersOfShares() {
        for (String path : List.of("/print/shares", printer + "/shares")) {
            assertThat(names(withoutRole(path).at("/value/0")))
                    .containsExactlyInAnyOrder("id", "displayName", "manufacturer", "model", "location");
        }
        assertThat(names(withoutRole(share))).isEqualTo(names(get(share)));
        assertThat(withoutRole(share + "?$select=id,capabilities")).isEqualTo(get(share + "?$select=id,capabilities"));
    }

    private JsonNode withoutRole(String path) {
        String token = "Bearer " + print.userTokenWithoutRole();
        return Reply.to("GET", print.endpoint() + path, "", "Authorization", token)
                .json();
    }

    private static Set<String> with(Set<String> names, String name) {
        names.add(name);
        return names;
    }

    @Test
    void capabilitiesAreReturnedIfTheyAreSelectedOfOneEntity() {
        for (String path : List.of(printer, share, share + "/printer")) {
            JsonNode read = get(path + "?$select=id,displayName,capabilities");
            assertThat(names(read)).containsExactlyInAnyOrder("id", "displayName", "capabilities");
            assertThat(read.at("/capabilities/contentTypes/0").textValue()).isEqualTo("application/pdf");
            assertThat(read.at("/capabilities/copiesPerJob")).isEqualTo(json("{\"start\":1,\"end\":999}"));
            assertThat(names(get(path + "?$select=capabilities/copiesPerJob/end")))
                    .containsExactly("capabilities");
        }
        for (String path : List.of("/print/printers", "/print/shares", printer + "/shares")) {
            for (String name : List.of("capabilities", "defaults")) {
                Reply reply = Reply.toPrintAsUser(print, "GET", path + "?$select=id," + name, "");
                assertThat(reply.status()).isEqualTo(400);
                assertThat(reply.json().at("/error/message").textValue())
                        .isEqualTo("The property '" + name + "' cannot be selected in a list. Get the entity instead.");
            }
        }
    }

    @Test
    void aFilterByLocationOrCapabilitiesReturnsFiveMembers() {
        print.addPrinter("p", "s");
        print.describePrinter("p", "{\"location\":{\"building\":\"9\"},\"capabilities\":{\"dpis\":[1200]}}");

        for (String filter : List.of(
                "location/building eq '9'",
                "'9' eq location/building and displayName ne 'x'",
                "capabilities/dpis/any(d:d eq 1200)")) {
            JsonNode printers = get("/print/printers" + filter(filter));
            JsonNode shares = get("/print/shares" + filter(filter));
            assertThat(ids(printers)).as(filter).containsExactly("p");
            assertThat(ids(shares)).as(filter).containsExactly("s");
            for (JsonNode list : List.of(printers, shares)) {
                assertThat(names(list.at("/value/0")))
                        .containsExactlyInAnyOrder("id", "displayName", "manufacturer", "model", "location");
            }
        }
        JsonNode byName = get("/print/printers" + filter("displayName eq 'Printer p'"));
        assertThat(ids(byName)).containsExactly("p");
        assertThat(names(byName.at("/value/0"))).contains("status");
        JsonNode selected = get("/print/printers" + filter("location/building eq '9'") + "&$select=id,status");
        assertThat(selected.get("value")).isEqualTo(json("[{\"id\":\"p\"}]"));
    }

    @Test
    void printersAndSharesComeInPagesAndInOrder() {
        print.addPrinter("b", "b");
        print.addPrinter("a", "a");
        print.describePrinter(print.printerId(), "{\"displayName\":\"Z\"}");

        assertThat(ids(get("/print/printers"))).containsExactly(print.printerId(), "b", "a");
        assertThat(ids(get("/print/printers?$orderby=displayName"))).containsExactly("a", "b", print.printerId());
        assertThat(ids(get("/print/printers?$orderby=displayName%20desc&$top=1")))
                .containsExactly(print.printerId());
        for (String list : List.of("/print/printers", "/print/shares")) {
            JsonNode page = get(list + "?$top=2");
            assertThat(page.get("value")).hasSize(2);
            assertThat(page.get("@odata.nextLink").textValue())
                    .isEqualTo(print.endpoint() + list + "?$top=2&$skiptoken=2");
            assertThat(ids(get(list + "?$top=2&$skiptoken=2"))).containsExactly("a");
            assertThat(ids(get(list + "?$skip=2"))).containsExactly("a");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/print/printers, $count=true",
        "/print/printers, $search=a",
        "/print/printers, $expand=jobs",
        "/print/printers, $expand=shares($expand=printer)",
        "/print/shares, $count=true",
        "/print/shares, $search=a",
        "/print/shares, $orderby=displayName",
        "/print/shares, orderby=displayName",
        "/print/shares, $expand=jobs",
        "{p}/shares, $orderby=displayName",
        "{p}, $expand=jobs",
    })
    void whatTheServiceExcludesIs400(String path, String query) {
        Reply reply = Reply.toPrintAsUser(print, "GET", path.replace("{p}", printer) + "?" + query, "");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("invalidRequest");
    }

    @Test
    void aPrinterShowsItsSharesAndAShareItsPrinter() {
        print.addPrinter(print.printerId(), "another");

        for (JsonNode expanded : List.of(
                get(printer + "?$expand=shares($select=id)").get("shares"),
                get("/print/printers?expand=shares(select=id)").at("/value/0/shares"))) {
            assertThat(expanded).isEqualTo(json("[{\"id\":\"" + print.shareId() + "\"},{\"id\":\"another\"}]"));
        }
        assertThat(get("/print/shares?$select=id&$expand=printer($select=id)").at("/value/1"))
                .isEqualTo(json("{\"id\":\"another\",\"printer\":{\"id\":\"" + print.printerId() + "\"}}"));
        assertThat(get(share + "?$expand=printer($select=capabilities)").at("/printer/capabilities/collation"))
                .isEqualTo(json("true"));
        assertThat(ids(get(printer + "/shares"))).containsExactly(print.shareId(), "another");
        assertThat(Reply.toPrintAsUser(print, "GET", printer + "/shares/none", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thePrinterThatExistsFromTheStartIsDescribed() {
        JsonNode read = get(printer + "?$select=location,defaults,capabilities");

        assertThat(read.at("/location/building").textValue()).isEqualTo("7");
        assertThat(read.at("/defaults/mediaSize").textValue()).isEqualTo("A4");
        assertThat(read.at("/capabilities/isColorPrintingSupported").booleanValue())
                .isTrue();
        assertThat(read.at("/capabilities/duplexModes")).hasSize(3);
        assertThat(ids(get("/print/printers" + filter("location/city eq 'Redmond'"))))
                .hasSize(1);
        print.addPrinter("p", "s");
        assertThat(get("/print/printers/p").get("location").isNull()).isTrue();
    }

    @Test
    void aDescriptionIsMerged() {
        print.describePrinter(
                print.printerId(),
                "{\"displayName\":\"Lobby\",\"location\":{\"floor\":\"9\"},\"status\":{\"state\":\"stopped\",\"details\":"
                        + "[\"disconnected\"]},\"capabilities\":{\"dpis\":null},\"releaseMechanisms\":[]}");

        JsonNode read = get(printer);
        assertThat(read.get("displayName").textValue()).isEqualTo("Lobby");
        assertThat(read.at("/location/floor").textValue()).isEqualTo("9");
        assertThat(read.at("/location/building").textValue()).isEqualTo("7");
        assertThat(read.get("status"))
                .isEqualTo(json("{\"state\":\"stopped\",\"details\":[\"disconnected\"],\"description\":\"\"}"));
        assertThat(read.get("releaseMechanisms")).isEmpty();
        JsonNode capabilities = get(printer + "?$select=capabilities").get("capabilities");
        assertThat(capabilities.get("dpis").isNull()).isTrue();
        assertThat(capabilities.get("mediaSizes")).isNotEmpty();
    }

    @Test
    void aShareHasTheMembersOfItsPrinterUnlessItsOwnAreDescribed() {
        print.describePrinter(print.printerId(), "{\"manufacturer\":\"M\",\"location\":{\"building\":\"8\"}}");
        assertThat(get(share).get("manufacturer").textValue()).isEqualTo("M");
        assertThat(get(share).at("/location/building").textValue()).isEqualTo("8");
        assertThat(get(share).get("displayName").textValue()).isEqualTo("Share " + print.shareId());

        print.describeShare(print.shareId(), "{\"displayName\":\"Lobby\",\"location\":{\"floor\":\"2\"}}");
        print.describeShare(print.shareId(), "{\"location\":{\"site\":\"S\"}}");

        assertThat(get(share).get("displayName").textValue()).isEqualTo("Lobby");
        assertThat(get(share).get("location")).isEqualTo(json("{\"floor\":\"2\",\"site\":\"S\"}"));
        assertThat(get(printer).at("/location/building").textValue()).isEqualTo("8");
        emulator.reset();
        assertThat(get(share).at("/location/building").textValue()).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none   | {}              | The printer id 'none' does not match any registered printers. Create it first: addPrinter() creates printers and shares, holdJob() and submitJob() create jobs.
            {p}    | {"id":"1"}      | json contains 'id', which the emulator sets itself: remove this member
            {p}    | {"shares":[]}   | json contains 'shares', which the emulator sets itself: remove this member
            {p}    | []              | json must be a JSON object, but is an array
            {p}    | null            | json must be a JSON object, but is null
            """)
    void aDescriptionThatCannotBeIsAMistakeOfTheTest(String printerId, String json, String message) {
        String id = printerId.replace("{p}", print.printerId());
        assertThatThrownBy(() -> print.describePrinter(id, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> print.describePrinter(id, "{")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> print.describeShare("none", "{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
