package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.internal.ODataType.BOOLEAN;
import static io.cloudjobs.emulator.internal.ODataType.DATE;
import static io.cloudjobs.emulator.internal.ODataType.NUMBER;
import static io.cloudjobs.emulator.internal.ODataType.NUMBERS;
import static io.cloudjobs.emulator.internal.ODataType.TEXT;
import static io.cloudjobs.emulator.internal.ODataType.TEXTS;
import static io.cloudjobs.emulator.internal.ODataType.USER_NAME;
import static io.cloudjobs.emulator.internal.ODataType.graph;
import static io.cloudjobs.emulator.internal.ODataType.list;

import io.cloudjobs.emulator.internal.ODataType;

/** The types of Universal Print in version 1.0 of Graph. Enumerations are texts. */
final class PrintTypes {
    static final String LOCATION = "location";
    static final String DEFAULTS = "defaults";
    static final String CAPABILITIES = "capabilities";

    private static final ODataType RANGE = graph("integerRange").with(NUMBER, "start end");
    private static final ODataType USER =
            graph("userIdentity").with(TEXT, "id displayName ipAddress").with(USER_NAME, "userPrincipalName");
    private static final ODataType APP =
            graph("appIdentity").with(TEXT, "appId displayName servicePrincipalId servicePrincipalName");

    /** The names are also the settings that a request can have. */
    static final ODataType CONFIGURATION = graph("printJobConfiguration")
            .with(BOOLEAN, "collate fitPdfToPage")
            .with(NUMBER, "copies dpi pagesPerSheet")
            .with(TEXT, "colorMode duplexMode feedOrientation inputBin mediaSize mediaType")
            .with(TEXT, "multipageLayout orientation outputBin quality scaling")
            .with(TEXTS, "finishings")
            .with(graph("printMargin").with(NUMBER, "bottom left right top"), "margin")
            .with(list(RANGE), "pageRanges");

    private static final ODataType PRINTER_BASE = graph("printer")
            .with(TEXT, "id displayName manufacturer model")
            .with(BOOLEAN, "isAcceptingJobs")
            .with(graph("printerStatus").with(TEXT, "state description").with(TEXTS, "details"), "status")
            .with(
                    graph("printerLocation")
                            .with(NUMBER, "latitude longitude altitudeInMeters")
                            .with(TEXT, "streetAddress city postalCode countryOrRegion site building")
                            .with(TEXT, "floor floorDescription roomName roomDescription stateOrProvince")
                            .with(TEXTS, "subunit subUnit organization subdivision"),
                    LOCATION)
            .with(
                    graph("printerDefaults")
                            .with(TEXT, "colorMode contentType duplexMode inputBin mediaColor mediaSize")
                            .with(TEXT, "mediaType multipageLayout orientation outputBin quality scaling")
                            .with(NUMBER, "copiesPerJob dpi pagesPerSheet")
                            .with(BOOLEAN, "fitPdfToPage")
                            .with(TEXTS, "finishings"),
                    DEFAULTS)
            .with(
                    graph("printerCapabilities")
                            .with(BOOLEAN, "isColorPrintingSupported isPageRangeSupported supportsFitPdfToPage")
                            .with(BOOLEAN, "collation")
                            .with(TEXTS, "contentTypes feedOrientations qualities duplexModes finishings")
                            .with(TEXTS, "mediaColors mediaTypes mediaSizes orientations outputBins")
                            .with(TEXTS, "multipageLayouts colorModes inputBins scalings")
                            .with(NUMBERS, "dpis pagesPerSheet")
                            .with(NUMBERS, "topMargins bottomMargins leftMargins rightMargins")
                            .with(RANGE, "copiesPerJob"),
                    CAPABILITIES);

    private static final ODataType PRINTER_ALONE =
            PRINTER_BASE.with(BOOLEAN, "hasPhysicalDevice isShared").with(DATE, "registeredDateTime lastSeenDateTime");
    private static final ODataType SHARE_ALONE = PRINTER_BASE
            .named("printerShare")
            .with(BOOLEAN, "allowAllUsers")
            .with(DATE, "createdDateTime")
            .with(graph("printerShareViewpoint").with(DATE, "lastUsedDateTime"), "viewPoint");

    static final ODataType PRINTER = single(PRINTER_ALONE).expanding("shares", list(listed(SHARE_ALONE)));
    static final ODataType LISTED_PRINTER = listed(PRINTER_ALONE).expanding("shares", list(listed(SHARE_ALONE)));
    static final ODataType SHARE = single(SHARE_ALONE).expanding("printer", single(PRINTER_ALONE));
    static final ODataType LISTED_SHARE = listed(SHARE_ALONE).expanding("printer", listed(PRINTER_ALONE));

    static final ODataType DEFINITION =
            graph("printTaskDefinition").with(TEXT, "id displayName").with(APP, "createdBy");
    static final ODataType TRIGGER =
            graph("printTaskTrigger").with(TEXT, "id event").expanding("definition", DEFINITION);
    static final ODataType TASK = graph("printTask")
            .with(TEXT, "id parentUrl")
            .with(graph("printTaskStatus").with(TEXT, "state description"), "status");

    private static final ODataType JOB_ALONE = graph("printJob")
            .with(TEXT, "id redirectedFrom redirectedTo")
            .with(DATE, "createdDateTime acknowledgedDateTime")
            .with(NUMBER, "errorCode")
            .with(BOOLEAN, "isFetchable")
            .with(USER, "createdBy")
            .with(CONFIGURATION, "configuration")
            .with(
                    graph("printJobStatus")
                            .with(TEXT, "state description")
                            .with(TEXTS, "details")
                            .with(BOOLEAN, "isAcquiredByPrinter"),
                    "status")
            .expanding(
                    "documents",
                    list(graph("printDocument")
                            .with(TEXT, "id displayName contentType")
                            .with(NUMBER, "size")
                            .with(DATE, "uploadedDateTime downloadedDateTime")));
    static final ODataType JOB = JOB_ALONE.expanding("tasks", list(TASK));
    static final ODataType LISTED_JOB = JOB_ALONE.hiding(false, "tasks");

    static final ODataType ARCHIVED_JOB = graph("archivedPrintJob")
            .with(TEXT, "id printerId printerName processingState")
            .with(DATE, "createdDateTime acquiredDateTime completionDateTime")
            .with(BOOLEAN, "acquiredByPrinter")
            .with(NUMBER, "copiesPrinted")
            .with(USER, "createdBy");
    private static final ODataType USAGE = graph("printUsage")
            .with(TEXT, "id")
            .with(DATE, "usageDate")
            .with(NUMBER, "completedJobCount completedBlackAndWhiteJobCount completedColorJobCount")
            .with(NUMBER, "incompleteJobCount pageCount blackAndWhitePageCount colorPageCount")
            .with(NUMBER, "mediaSheetCount singleSidedSheetCount doubleSidedSheetCount");
    static final ODataType USAGE_BY_USER = USAGE.named("printUsageByUser").with(USER_NAME, "userPrincipalName");
    static final ODataType USAGE_BY_PRINTER = USAGE.named("printUsageByPrinter").with(TEXT, "printerId printerName");

    private PrintTypes() {}

    private static ODataType single(ODataType type) {
        return type.hiding(true, CAPABILITIES);
    }

    private static ODataType listed(ODataType type) {
        return type.hiding(false, CAPABILITIES + " " + DEFAULTS);
    }
}
