package io.cloudjobs.print.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.print.Fixture;
import io.cloudjobs.print.IntegerRange;
import io.cloudjobs.print.PrintColorMode;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintFinishing;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintMargin;
import io.cloudjobs.print.PrintMultipageLayout;
import io.cloudjobs.print.PrintOrientation;
import io.cloudjobs.print.PrintQuality;
import io.cloudjobs.print.PrintScaling;
import io.cloudjobs.print.PrinterFeedOrientation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting against capabilities that offer it, do not offer it, or do not say. */
class CapabilityCheckTest {
    private static final PrintJobConfiguration NO_SETTINGS =
            PrintJobConfiguration.builder().build();

    private static UnsupportedSettings check(
            String capabilities, UnaryOperator<PrintJobConfiguration.Builder> settings) {
        return PrinterCapabilities.fromJson(capabilities)
                .check(settings.apply(PrintJobConfiguration.builder()).build());
    }

    private static Arguments row(
            UnaryOperator<PrintJobConfiguration.Builder> settings,
            String capability,
            String offering,
            String refusing,
            String text) {
        return argumentSet(text, settings, capability, offering, refusing, text);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                row(job -> job.collate(true), "collation", "true", "false", "collate true is not offered"),
                row(
                        job -> job.colorMode(PrintColorMode.COLOR),
                        "colorModes",
                        "['auto','color']",
                        "['auto','grayscale']",
                        "colorMode color is not offered (offered: auto, grayscale)"),
                row(
                        job -> job.colorMode(PrintColorMode.COLOR),
                        "isColorPrintingSupported",
                        "true",
                        "false",
                        "colorMode color is not offered"),
                row(
                        job -> job.copies(500),
                        "copiesPerJob",
                        "{'start':1,'end':500}",
                        "{'start':1,'end':99}",
                        "copies 500 is not offered (offered: 1 to 99)"),
                row(
                        job -> job.copies(1),
                        "copiesPerJob",
                        "{'start':1}",
                        "{'start':2}",
                        "copies 1 is not offered (offered: 2 or more)"),
                row(
                        job -> job.copies(6),
                        "copiesPerJob",
                        "{'end':6}",
                        "{'end':5}",
                        "copies 6 is not offered (offered: 1 to 5)"),
                row(
                        job -> job.copies(2),
                        "copiesPerJob",
                        "{}",
                        "{'start':1,'end':1}",
                        "copies 2 is not offered (offered: 1)"),
                row(
                        job -> job.dpi(600),
                        "dpis",
                        "[300,600]",
                        "[300,1200]",
                        "dpi 600 is not offered (offered: 300, 1200)"),
                row(
                        job -> job.duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE),
                        "duplexModes",
                        "['oneSided','flipOnLongEdge']",
                        "['oneSided']",
                        "duplexMode flipOnLongEdge is not offered (offered: oneSided)"),
                row(
                        job -> job.feedOrientation(PrinterFeedOrientation.LONG_EDGE_FIRST),
                        "feedOrientations",
                        "['longEdgeFirst']",
                        "['shortEdgeFirst']",
                        "feedOrientation longEdgeFirst is not offered (offered: shortEdgeFirst)"),
                row(
                        job -> job.finishings(PrintFinishing.STAPLE),
                        "finishings",
                        "['none','staple']",
                        "['none']",
                        "finishings staple is not offered (offered: none)"),
                row(
                        job -> job.finishings(PrintFinishing.STAPLE, PrintFinishing.PUNCH, PrintFinishing.FOLD_HALF),
                        "finishings",
                        "['foldHalf','staple','punch']",
                        "['punch']",
                        "finishings staple, foldHalf are not offered (offered: punch)"),
                row(
                        job -> job.fitPdfToPage(true),
                        "supportsFitPdfToPage",
                        "true",
                        "false",
                        "fitPdfToPage true is not offered"),
                row(
                        job -> job.inputBin("tray 2"),
                        "inputBins",
                        "['tray 1','tray 2']",
                        "['tray 1']",
                        "inputBin tray 2 is not offered (offered: tray 1)"),
                row(
                        job -> job.outputBin("left"),
                        "outputBins",
                        "['left']",
                        "['right']",
                        "outputBin left is not offered (offered: right)"),
                row(
                        job -> job.margin(PrintMargin.builder().top(0).build()),
                        "topMargins",
                        "[0,1270]",
                        "[1270]",
                        "margin.top 0 is not offered (offered: 1270)"),
                row(
                        job -> job.margin(PrintMargin.builder().bottom(1).build()),
                        "bottomMargins",
                        "[1]",
                        "[1270]",
                        "margin.bottom 1 is not offered (offered: 1270)"),
                row(
                        job -> job.margin(PrintMargin.builder().left(2).build()),
                        "leftMargins",
                        "[2]",
                        "[1270]",
                        "margin.left 2 is not offered (offered: 1270)"),
                row(
                        job -> job.margin(PrintMargin.builder().right(3).build()),
                        "rightMargins",
                        "[3]",
                        "[1270]",
                        "margin.right 3 is not offered (offered: 1270)"),
                row(
                        job -> job.mediaSize("North America Letter"),
                        "mediaSizes",
                        "['A4','North America Letter']",
                        "['A4','A5']",
                        "mediaSize North America Letter is not offered (offered: A4, A5)"),
                row(
                        job -> job.mediaType("labels"),
                        "mediaTypes",
                        "['labels']",
                        "['stationery']",
                        "mediaType labels is not offered (offered: stationery)"),
                row(
                        job -> job.multipageLayout(PrintMultipageLayout.CLOCKWISE_FROM_TOP_LEFT),
                        "multipageLayouts",
                        "['clockwiseFromTopLeft']",
                        "['clockwiseFromTopRight']",
                        "multipageLayout clockwiseFromTopLeft is not offered (offered: clockwiseFromTopRight)"),
                row(
                        job -> job.orientation(PrintOrientation.LANDSCAPE),
                        "orientations",
                        "['landscape']",
                        "['portrait']",
                        "orientation landscape is not offered (offered: portrait)"),
                row(
                        job -> job.pageRanges(IntegerRange.of(1, 3), IntegerRange.of(7, 7), IntegerRange.from(9)),
                        "isPageRangeSupported",
                        "true",
                        "false",
                        "pageRanges 1 to 3, 7, 9 or more are not offered"),
                row(
                        job -> job.pagesPerSheet(4),
                        "pagesPerSheet",
                        "[4]",
                        "[1,2]",
                        "pagesPerSheet 4 is not offered (offered: 1, 2)"),
                row(
                        job -> job.quality(PrintQuality.HIGH),
                        "qualities",
                        "['high']",
                        "['low']",
                        "quality high is not offered (offered: low)"),
                row(
                        job -> job.scaling(PrintScaling.AUTO),
                        "scalings",
                        "['auto']",
                        "['fit']",
                        "scaling auto is not offered (offered: fit)"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void onlyWhatThePrinterDoesNotOfferIsRefused(
            UnaryOperator<PrintJobConfiguration.Builder> settings,
            String capability,
            String offering,
            String refusing,
            String text) {
        List<String> offers =
                List.of(offering, "null", "[]", "{}", "'?'", "[null]", "['',' ']", "['unknownFutureValue','b']");
        for (String offer : offers) {
            assertThat(check(json(capability, offer), settings))
                    .as(offer)
                    .returns(true, UnsupportedSettings::isEmpty)
                    .returns(List.of(), UnsupportedSettings::settings)
                    .hasToString("all settings are offered");
        }
        assertThat(check("{}", settings).isEmpty()).isTrue();
        assertThat(check(PrinterCapabilitiesTest.ALL, job -> job).isEmpty()).isTrue();
        assertThat(check(json(capability, refusing), job -> job).isEmpty()).isTrue();

        UnsupportedSettings unsupported = check(json(capability, refusing), settings);

        assertThat(unsupported).returns(false, UnsupportedSettings::isEmpty).hasToString(text);
        assertThat(unsupported.settings())
                .singleElement()
                .returns(text.substring(0, text.indexOf(' ')), UnsupportedSetting::name)
                .hasToString(text);
    }

    private static String json(String capability, String value) {
        return ("{'" + capability + "':" + value + "}").replace('\'', '"');
    }

    @Test
    void allUnsupportedSettingsAreListed() {
        UnsupportedSettings unsupported = check(
                json("duplexModes", "['oneSided'],'finishings':['none'],'copiesPerJob':{'start':1,'end':99}"),
                job -> job.duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
                        .finishings(PrintFinishing.STAPLE, PrintFinishing.NONE, PrintFinishing.PUNCH)
                        .mediaSize("A4")
                        .copies(500));

        assertThat(unsupported.settings())
                .extracting(UnsupportedSetting::name, UnsupportedSetting::requested, UnsupportedSetting::offered)
                .containsExactly(
                        tuple("copies", List.of("500"), List.of("1 to 99")),
                        tuple("duplexMode", List.of("flipOnLongEdge"), List.of("oneSided")),
                        tuple("finishings", List.of("staple", "punch"), List.of("none")));
        assertThat(unsupported)
                .hasToString("copies 500 is not offered (offered: 1 to 99);"
                        + " duplexMode flipOnLongEdge is not offered (offered: oneSided);"
                        + " finishings staple, punch are not offered (offered: none)");
        assertThat(unsupported.settings()).isUnmodifiable();
    }

    /** The settings that each printer can do. */
    static Stream<Arguments> freeSettings() {
        return Stream.of(
                argumentSet(
                        "the printer decides",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.colorMode(PrintColorMode.AUTO),
                        "colorModes",
                        "['grayscale']"),
                argumentSet(
                        "any tray for paper",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.inputBin("auto"),
                        "inputBins",
                        "['tray-1']"),
                argumentSet(
                        "any tray for sheets",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.outputBin("Auto"),
                        "outputBins",
                        "['tray-1']"),
                argumentSet(
                        "no finishing",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.finishings(PrintFinishing.NONE),
                        "finishings",
                        "['staple']"),
                argumentSet(
                        "one page",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.pagesPerSheet(1),
                        "pagesPerSheet",
                        "[2,4]"),
                argumentSet(
                        "not collated",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.collate(false),
                        "collation",
                        "false"),
                argumentSet(
                        "not fitted",
                        (UnaryOperator<PrintJobConfiguration.Builder>) job -> job.fitPdfToPage(false),
                        "supportsFitPdfToPage",
                        "false"));
    }

    @ParameterizedTest
    @MethodSource("freeSettings")
    void someSettingsNeedNoOffer(
            UnaryOperator<PrintJobConfiguration.Builder> settings, String capability, String refusing) {
        assertThat(check(json(capability, refusing), settings).isEmpty()).isTrue();
    }

    /** A printer that says both is not believed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['color','auto']|colorMode color is not offered (offered: auto)",
                "['Color']|colorMode color is not offered",
                "['grayscale']|colorMode color is not offered (offered: grayscale)",
                "null|colorMode color is not offered",
            })
    void aPrinterWithoutColorRefusesColor(String modes, String text) {
        String capabilities = json("isColorPrintingSupported", "false,'colorModes':" + modes);

        assertThat(check(capabilities, job -> job.colorMode(PrintColorMode.COLOR)))
                .hasToString(text);
        assertThat(check(capabilities, job -> job.colorMode(PrintColorMode.AUTO)))
                .hasToString("all settings are offered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'start':9,'end':1}",
                "{'start':0,'end':0}",
                "{'start':-5,'end':-1}",
                "{'end':0}",
                "{'start':'x','end':null}",
                "{'start':-1,'end':9223372036854775807}",
                "{'start':'1','end':'5'}",
                "{'start':1,'end':1e30}",
                "[1,2]",
            })
    void aRangeOfCopiesWithoutAPossibleNumberSaysNothing(String range) {
        assertThat(check(json("copiesPerJob", range), job -> job.copies(3)).isEmpty())
                .isTrue();
    }

    @Test
    void namesDifferNotByCaseButByAllElse() {
        String capabilities = json("mediaSizes", "['a4','Tray 1 '],'duplexModes':['ONESIDED']");

        assertThat(check(capabilities, job -> job.mediaSize("A4").duplexMode(PrintDuplexMode.ONE_SIDED)))
                .hasToString("all settings are offered");
        assertThat(check(capabilities, job -> job.mediaSize("Tray 1")))
                .hasToString("mediaSize Tray 1 is not offered (offered: a4, Tray 1 )");
    }

    /** Also values that this client has no constants for. */
    @Test
    void unknownValuesAreCompared() {
        String capabilities = json("colorModes", "['infrared',7]");

        assertThat(check(capabilities, job -> job.colorMode(new PrintColorMode("infrared")))
                        .isEmpty())
                .isTrue();
        assertThat(check(capabilities, job -> job.colorMode(new PrintColorMode("ultraviolet"))))
                .hasToString("colorMode ultraviolet is not offered (offered: infrared, 7)");
    }

    /** The settings of a job as the service returns it, which the builder would refuse. */
    @Test
    void settingsThatWereReadAreChecked() {
        PrintJobConfiguration read = PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"paused\"},"
                        + "\"configuration\":{\"copies\":0,\"quality\":\"unknownFutureValue\",\"margin\":{},"
                        + "\"finishings\":[null],\"pageRanges\":[{\"start\":null,\"end\":4},{}]}}")
                .configuration();

        assertThat(PrinterCapabilities.fromJson(
                                json("copiesPerJob", "{'start':1},'qualities':['low'],'isPageRangeSupported':false"))
                        .check(read))
                .hasToString("copies 0 is not offered (offered: 1 or more);"
                        + " pageRanges 1 to 4, 1 or more are not offered;"
                        + " quality unknownFutureValue is not offered (offered: low)");
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, application/pdf, true",
        "Application/PDF, application/pdf, true",
        "application/pdf; version=1.7, application/pdf, true",
        "application/pdf, APPLICATION/PDF ;x=y, true",
        "application/pdf, application/oxps, false",
        "application/oxps, application/oxps, true",
        "application/oxps, application/pdf, true",
        "application/oxps, image/pwg-raster, false",
        "APPLICATION/OXPS;a=b, Application/Pdf;c=d, true",
        "application/vnd.ms-xpsdocument, application/pdf, false",
        "text/plain, application/octet-stream, false",
        "application, application/pdf, false",
    })
    void theMediaTypeIsChecked(String requested, String offered, boolean isOffered) {
        PrinterCapabilities capabilities =
                PrinterCapabilities.fromJson(json("contentTypes", "['image/jpeg','" + offered + "',null,5]"));

        assertThat(capabilities.check(NO_SETTINGS, requested))
                .returns(isOffered, UnsupportedSettings::isEmpty)
                .hasToString(
                        isOffered
                                ? "all settings are offered"
                                : "contentType " + requested + " is not offered (offered: image/jpeg, " + offered
                                        + ", 5)");
        assertThat(capabilities.check(NO_SETTINGS).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[null]", "['',' ']", "'application/pdf'", "{}"})
    void withoutMediaTypesAllAreAccepted(String offered) {
        assertThat(PrinterCapabilities.fromJson(json("contentTypes", offered)).check(NO_SETTINGS, "text/plain"))
                .returns(true, UnsupportedSettings::isEmpty);
    }

    /** The documented examples of one printer: a job with its defaults can be printed. */
    @Test
    void theDefaultsOfAPrinterAreOffered() {
        String example = Fixture.text("printer-get-capabilities.json");
        String capabilities = example.substring(example.indexOf('{', 1), example.lastIndexOf('}'));
        PrintJobConfiguration defaults = PrintJobConfiguration.builder()
                .copies(1)
                .finishings(PrintFinishing.NONE)
                .mediaType("stationery")
                .mediaSize("North America Letter")
                .pagesPerSheet(1)
                .orientation(PrintOrientation.PORTRAIT)
                .outputBin("auto")
                .inputBin("auto")
                .fitPdfToPage(false)
                .colorMode(PrintColorMode.COLOR)
                .quality(PrintQuality.MEDIUM)
                .duplexMode(PrintDuplexMode.ONE_SIDED)
                .dpi(600)
                .build();

        assertThat(PrinterCapabilities.fromJson(capabilities).check(defaults, "application/oxps"))
                .hasToString("all settings are offered");
    }

    @Test
    void hostileValuesNeitherBreakLinesNorFillTheLog() {
        String offered = IntStream.range(0, 12)
                .mapToObj(i -> "'" + (char) ('a' + i) + "\\n\\u001b[31m" + "x".repeat(i * 1000) + "'")
                .toList()
                .toString();

        UnsupportedSettings unsupported = check(json("mediaSizes", offered), job -> job.mediaSize("A4\r\nERROR fake"));

        assertThat(unsupported.settings()).singleElement().satisfies(setting -> {
            assertThat(setting.requested()).containsExactly("A4\r\nERROR fake");
            assertThat(setting.offered()).hasSize(12).startsWith("a\n\u001b[31m");
        });
        assertThat(unsupported.toString())
                .startsWith("mediaSize A4\\r\\nERROR fake is not offered (offered: a\\n\\u001b[31m, b\\n\\u001b[31mxx")
                .endsWith("…, and 2 more)")
                .hasSizeLessThan(1300);
    }

    @Test
    void nullsAreRefused() {
        PrinterCapabilities capabilities = PrinterCapabilities.fromJson("{}");

        assertThatNullPointerException()
                .isThrownBy(() -> capabilities.check(null))
                .withMessage("configuration");
        assertThatNullPointerException()
                .isThrownBy(() -> capabilities.check(NO_SETTINGS, null))
                .withMessage("contentType");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> capabilities.check(NO_SETTINGS, " "))
                .withMessage("contentType must not be blank");
    }

    @Test
    void theExceptionSaysWhatToChange() throws Exception {
        UnsupportedSettings unsupported = check(json("dpis", "[300]"), job -> job.dpi(600));

        UnsupportedSettingsException failure = new UnsupportedSettingsException("/print/shares/7a1e", 1, unsupported);

        assertThat(failure)
                .hasMessage("printJob.check of /print/shares/7a1e failed: dpi 600 is not offered (offered: 300); change"
                        + " these settings")
                .hasNoCause();
        assertThat(failure.unsupported()).isSameAs(unsupported);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThatNullPointerException()
                .isThrownBy(() -> new UnsupportedSettingsException("/print/shares/7a1e", 1, null))
                .withMessage("unsupported");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(failure);
        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(((UnsupportedSettingsException) copy).unsupported()).isEqualTo(unsupported);
    }

    @Test
    void manyRequestedValuesAreShortened() {
        PrintFinishing[] many = Collections.nCopies(1000, PrintFinishing.STAPLE).toArray(PrintFinishing[]::new);

        assertThat(check(json("finishings", "['punch']"), job -> job.finishings(many))
                        .toString())
                .endsWith("staple, and 990 more are not offered (offered: punch)")
                .hasSizeLessThan(200);
    }
}
