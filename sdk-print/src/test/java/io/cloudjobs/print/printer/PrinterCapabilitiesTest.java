package io.cloudjobs.print.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.print.Members;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Capabilities as the service sends them, and as it should not. */
class PrinterCapabilitiesTest {
    static final String ALL = """
            {
              "contentTypes": ["application/oxps", "application/pdf"],
              "isColorPrintingSupported": true,
              "feedOrientations": ["longEdgeFirst"],
              "isPageRangeSupported": false,
              "qualities": ["medium"],
              "dpis": [600],
              "duplexModes": ["flipOnLongEdge", "oneSided"],
              "queueBufferSizeInBytes": 1000,
              "finishings": ["none", "staple"],
              "mediaColors": ["white"],
              "mediaTypes": ["stationery"],
              "mediaSizes": ["A4", "North America Letter"],
              "pagesPerSheet": [1, 2],
              "orientations": ["portrait"],
              "outputBins": ["face-down"],
              "supportsFitPdfToPage": true,
              "multipageLayouts": ["clockwiseFromTopLeft"],
              "colorModes": ["blackAndWhite", "color"],
              "inputBins": ["tray 1"],
              "topMargins": [1270],
              "bottomMargins": [1271],
              "leftMargins": [1272],
              "rightMargins": [1273],
              "collation": true,
              "scalings": ["fit"],
              "copiesPerJob": {"start": 1, "end": 99}
            }
            """;

    @Test
    void eachMemberIsRead() {
        PrinterCapabilities read = PrinterCapabilities.fromJson(ALL);

        assertThat(Members.of(read))
                .containsExactly(
                        "bottomMargins[0]: 1271",
                        "collation: true",
                        "colorModes[0]: blackAndWhite",
                        "colorModes[1]: color",
                        "contentTypes[0]: application/oxps",
                        "contentTypes[1]: application/pdf",
                        "copiesPerJob.end: 99",
                        "copiesPerJob.start: 1",
                        "dpis[0]: 600",
                        "duplexModes[0]: flipOnLongEdge",
                        "duplexModes[1]: oneSided",
                        "feedOrientations[0]: longEdgeFirst",
                        "finishings[0]: none",
                        "finishings[1]: staple",
                        "inputBins[0]: tray 1",
                        "isColorPrintingSupported: true",
                        "isPageRangeSupported: false",
                        "leftMargins[0]: 1272",
                        "mediaColors[0]: white",
                        "mediaSizes[0]: A4",
                        "mediaSizes[1]: North America Letter",
                        "mediaTypes[0]: stationery",
                        "multipageLayouts[0]: clockwiseFromTopLeft",
                        "orientations[0]: portrait",
                        "outputBins[0]: face-down",
                        "pagesPerSheet[0]: 1",
                        "pagesPerSheet[1]: 2",
                        "qualities[0]: medium",
                        "rightMargins[0]: 1273",
                        "scalings[0]: fit",
                        "supportsFitPdfToPage: true",
                        "topMargins[0]: 1270");
        assertThat(read.json()).isEqualTo(ALL);
        assertThat(read)
                .hasToString("PrinterCapabilities[contentTypes=[application/oxps, application/pdf],"
                        + " colorModes=[blackAndWhite, color], duplexModes=[flipOnLongEdge, oneSided]]");
    }

    /** An absent list differs from an empty one. The reader leaves out unreadable values. */
    static Stream<Arguments> oddCapabilities() {
        return Stream.of(
                argumentSet("nothing", "{}", List.of()),
                argumentSet("nulls", ALL.replaceAll("(: ).*?(,?\n)", "$1null$2"), List.of()),
                argumentSet("empty", "{\"dpis\":[],\"finishings\":[]}", List.of("dpis: []", "finishings: []")),
                argumentSet(
                        "nulls in lists",
                        "{\"dpis\":[null,600],\"mediaSizes\":[null],\"duplexModes\":[null,\"oneSided\"]}",
                        List.of("dpis[0]: 600", "duplexModes[0]: oneSided", "mediaSizes: []")),
                argumentSet(
                        "numbers as texts",
                        "{\"dpis\":[\"600\",\"x\"],\"copiesPerJob\":{\"start\":\"1\",\"end\":\"9\"}}",
                        List.of("copiesPerJob.end: 9", "copiesPerJob.start: 1", "dpis[0]: 600")),
                argumentSet(
                        "texts as numbers",
                        "{\"mediaSizes\":[4,true],\"qualities\":[7]}",
                        List.of("mediaSizes[0]: 4", "mediaSizes[1]: true", "qualities[0]: 7")),
                argumentSet(
                        "unknown values",
                        "{\"colorModes\":[\"infrared\",\"unknownFutureValue\",\" \"]}",
                        List.of("colorModes[0]: infrared", "colorModes[1]: unknownFutureValue")),
                argumentSet(
                        "other structures",
                        "{\"dpis\":600,\"colorModes\":\"color\",\"mediaSizes\":{\"a\":[1]},\"copiesPerJob\":5,"
                                + "\"collation\":[true],\"contentTypes\":[[\"a/b\"],{},\"c/d\"]}",
                        List.of("contentTypes[0]: c/d")),
                argumentSet(
                        "ranges",
                        "{\"copiesPerJob\":{\"start\":9,\"end\":1,\"minimum\":2}}",
                        List.of("copiesPerJob.end: 1", "copiesPerJob.start: 9")),
                argumentSet("a range without ends", "{\"copiesPerJob\":{}}", List.of("copiesPerJob: {}")));
    }

    @ParameterizedTest
    @MethodSource("oddCapabilities")
    void whatCannotBeReadIsLeftOut(String json, List<String> members) {
        assertThat(Members.of(PrinterCapabilities.fromJson(json))).isEqualTo(members);
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrinterCapabilities.fromJson("null"))
                .withMessage("PrinterCapabilities: unexpected structure");
    }
}
