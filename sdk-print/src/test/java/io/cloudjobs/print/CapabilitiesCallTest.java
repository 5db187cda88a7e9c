package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.print.printer.PrinterCapabilities;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Capabilities are a member of a printer or a share, which only a selection returns. */
@Timeout(60)
class CapabilitiesCallTest {
    private static final String SELECT = "?$select=id,displayName,capabilities";

    @StartStop
    final MockWebServer api = new MockWebServer();

    private GraphServer graph;
    private PrintJobClient print;

    @BeforeEach
    void server() {
        graph = new GraphServer(api);
        print = graph.client();
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    static Stream<Arguments> resources() {
        return Stream.of(
                argumentSet(
                        "printer",
                        (Function<PrintJobClient, PrinterCapabilities>)
                                print -> print.printer("x").capabilities(),
                        "printer.capabilities of /print/printers/x failed: ",
                        "GET /v1.0/print/printers/x" + SELECT,
                        "an application token, or the token of a Printer Administrator, with Printer.Read.All"),
                argumentSet(
                        "share",
                        (Function<PrintJobClient, PrinterCapabilities>)
                                print -> print.share("x").capabilities(),
                        "printerShare.capabilities of /print/shares/x failed: ",
                        "GET /v1.0/print/shares/x" + SELECT,
                        "a user token, not an application token, with PrinterShare.ReadBasic.All"));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void theyAreSelected(Function<PrintJobClient, PrinterCapabilities> call, String failed, String request)
            throws Exception {
        String capabilities = "{ \"dpis\" : [600],\n \"queueBufferSizeInBytes\": 1000 }";
        graph.answer(
                200,
                "{\"@odata.context\":\"c\",\"id\":\"X\",\"capabilities\":" + capabilities + ",\"displayName\":\"n\"}");

        PrinterCapabilities read = call.apply(print);

        assertThat(read.dpis()).containsExactly(600);
        assertThat(read.colorModes()).isNull();
        assertThat(read.json()).isEqualTo(capabilities);
        assertThat(graph.requests()).containsExactly(request);
    }

    @Test
    void theDocumentedExampleIsRead() throws Exception {
        String id = "016b5565-3bbf-4067-b9ff-4d68167eb1a6";
        graph.answer(200, Fixture.text("printer-get-capabilities.json"));

        PrinterCapabilities read = print.printer(id).capabilities();

        assertThat(Members.of(read))
                .containsExactly(
                        "collation: true",
                        "colorModes[0]: grayscale",
                        "colorModes[1]: color",
                        "contentTypes[0]: application/pdf",
                        "contentTypes[1]: image/pwg-raster",
                        "contentTypes[2]: application/PCLm",
                        "copiesPerJob.end: 38",
                        "copiesPerJob.start: 1",
                        "dpis[0]: 600",
                        "duplexModes[0]: oneSided",
                        "duplexModes[1]: flipOnLongEdge",
                        "duplexModes[2]: flipOnShortEdge",
                        "finishings[0]: none",
                        "inputBins[0]: tray-1",
                        "isColorPrintingSupported: true",
                        "isPageRangeSupported: false",
                        "mediaSizes[0]: North America Letter",
                        "mediaTypes[0]: stationery",
                        "outputBins[0]: tray-1",
                        "qualities[0]: medium",
                        "scalings[0]: fill",
                        "supportsFitPdfToPage: false");
        assertThat(read.json())
                .startsWith("{\n    \"isColorPrintingSupported\"")
                .endsWith("38\n    }\n  }");
        assertThat(graph.requests()).containsExactly("GET /v1.0/print/printers/" + id + SELECT);
    }

    /** For a new printer, or a response of another structure, there is nothing to check against. */
    @ParameterizedTest
    @MethodSource("resources")
    void withoutCapabilitiesAllAccessorsAreNull(
            Function<PrintJobClient, PrinterCapabilities> call, String failed, String request) throws Exception {
        List<String> members = List.of(
                "",
                ",\"capabilities\":null",
                ",\"capabilities\":{}",
                ",\"capabilities\":[1]",
                ",\"capabilities\":\"x\"");
        for (String member : members) {
            graph.answer(200, "{\"id\":\"x\"" + member + "}");

            PrinterCapabilities read = call.apply(print);

            assertThat(Members.of(read)).as(member).isEmpty();
            assertThat(read.json()).as(member).isEqualTo("{}");
        }
        assertThat(graph.requests()).isEqualTo(Collections.nCopies(members.size(), request));
    }

    @ParameterizedTest
    @MethodSource("resources")
    void theyAreReadAgainAfterALostResponse(
            Function<PrintJobClient, PrinterCapabilities> call, String failed, String request) throws Exception {
        graph.loseAnswer().answer(503, "").answer(200, "{\"id\":\"x\",\"capabilities\":{\"collation\":true}}");

        assertThat(call.apply(print).collation()).isTrue();
        assertThat(graph.requests()).containsExactly(request, request, request);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void aRefusalNamesThePermission(
            Function<PrintJobClient, PrinterCapabilities> call, String failed, String request, String needs)
            throws Exception {
        graph.answer(403, "");

        ForbiddenException failure = catchThrowableOfType(ForbiddenException.class, () -> call.apply(print));

        assertThat(failure).hasMessageStartingWith(failed + "HTTP 403").hasMessageContaining(needs);
        assertThat(graph.requests()).containsExactly(request);
    }

    @ParameterizedTest
    @MethodSource("resources")
    void theCapabilitiesOfAnotherPrinterAreRefused(
            Function<PrintJobClient, PrinterCapabilities> call, String failed, String request) throws Exception {
        graph.answer(200, "{\"id\":\"y\",\"capabilities\":{\"collation\":true}}");

        InvalidResponseException failure =
                catchThrowableOfType(InvalidResponseException.class, () -> call.apply(print));

        assertThat(failure).hasMessageStartingWith(failed);
        assertThat(graph.requests()).containsExactly(request);
    }
}
