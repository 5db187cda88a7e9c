package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that the service writes in several ways, leaves out, or writes wrongly. */
class PrintJobTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    '"2020-02-04T00:00:00.0000000Z"',             2020-02-04T00:00:00Z
                    '"2020-06-26T04:20:06.5715544Z"',             2020-06-26T04:20:06.5715544Z
                    '"2020-06-26T04:20:06.571554412345Z"',        2020-06-26T04:20:06.571554412Z
                    '"2020-06-26T04:20:06.571554412345+05:30"',   2020-06-26T04:20:06.571554412+05:30
                    '"2020-10-14T05:16:49-07:00"',                2020-10-14T05:16:49-07:00
                    '"2020-10-14T05:16:49.1234567+00:00"',        2020-10-14T05:16:49.1234567Z
                    '"2020-10-14T05:16:49+0200"',                 2020-10-14T05:16:49+02:00
                    '"2020-10-14T05:16:49-07"',                   2020-10-14T05:16:49-07:00
                    '"2020-10-14T05:16Z"',                        2020-10-14T05:16:00Z
                    '"2020-10-14t05:16:49z"',                     2020-10-14T05:16:49Z
                    '" 2020-10-14T05:16:49Z "',                   2020-10-14T05:16:49Z
                    '"2020-10-30T12:10:31"',                      -
                    '"2020-10-30"',                               -
                    '"2020-02-30T00:00:00Z"',                     -
                    '"2020-13-01T00:00:00Z"',                     -
                    '"2020-02-04T25:00:00Z"',                     -
                    '"2020-02-04T00:00:00,5Z"',                   -
                    '"2020-02-04T00:00:00+25:00"',                -
                    '"yesterday"',                                -
                    '""',                                         -
                    '" "',                                        -
                    '1580774400',                                 -
                    'true',                                       -
                    '{"dateTime": "2020-02-04T00:00:00Z"}',       -
                    '["2020-02-04T00:00:00Z"]',                   -
                    'null',                                       -
                    """)
    void aDateIsReadOrNullAndNeverBreaksTheAnswer(String json, OffsetDateTime date) {
        PrintJob job = job("'createdDateTime': %s, 'isFetchable': true".formatted(json));

        assertThat(job.createdDateTime()).isEqualTo(date);
        assertThat(job.isFetchable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "+00:00", "-07:00"})
    void theOffsetOfADateIsKept(String offset) {
        OffsetDateTime date = job("'createdDateTime': '2020-10-14T05:16:49%s'".formatted(offset))
                .createdDateTime();

        assertThat(date.getOffset().getId()).isEqualTo(offset.equals("+00:00") ? "Z" : offset);
    }

    static Stream<Arguments> drift() {
        return Stream.of(
                // numbers as strings, strings as numbers
                arguments("'errorCode': '17'", "errorCode: 17"),
                arguments("'errorCode': 17", "errorCode: 17"),
                arguments("'isFetchable': 'true'", "isFetchable: true"),
                arguments("'id': 5182", "id: 5182"),
                arguments("'configuration': {'copies': '3'}", "configuration.copies: 3"),
                arguments("'configuration': {'collate': 'true'}", "configuration.collate: true"),
                arguments("'configuration': {'margin': {'top': '5'}}", "configuration.margin.top: 5"),
                arguments("'configuration': {'pageRanges': [{'start': '2'}]}", "configuration.pageRanges[0].start: 2"),
                arguments(
                        "'configuration': {'pageRanges': [{'end': 9007199254740993}]}",
                        "configuration.pageRanges[0].end: 9007199254740993"),
                arguments("'documents': [{'id': 'd', 'size': '4533322000'}]", "documents[0].size: 4533322000"),
                arguments("'documents': [{'id': 'd', 'size': 4533322000}]", "documents[0].size: 4533322000"),
                // {}, null, absent
                arguments("'createdBy': {}", "createdBy: {}"),
                arguments("'isFetchable': null", "isFetchable: false"),
                arguments("'configuration': {'margin': {}}", "configuration.margin: {}"),
                arguments("'configuration': {'pageRanges': [{}]}", "configuration.pageRanges[0]: {}"),
                arguments("'configuration': {'finishings': null}", "configuration.finishings: []"),
                arguments("'configuration': {'pageRanges': null}", "configuration.pageRanges: []"),
                arguments("'configuration': {'pageRanges': [null]}", "configuration.pageRanges: []"),
                arguments("'configuration': {'finishings': [null, 'staple']}", "configuration.finishings[0]: staple"),
                arguments("'configuration': {'finishings': ['', 'staple']}", "configuration.finishings[0]: staple"),
                arguments("'tasks': []", "tasks: []"),
                arguments("'tasks': [null]", "tasks: []"),
                arguments("'documents': []", "documents: []"),
                arguments("'documents': [null]", "documents: []"),
                arguments("'status': {'state': 'paused', 'details': null}", "status.details: []"),
                arguments("'status': {'state': 'paused', 'details': [null]}", "status.details: []"),
                arguments(
                        "'status': {'state': 'paused', 'isAcquiredByPrinter': null}",
                        "status.isAcquiredByPrinter: false"),
                // values that have no constant
                arguments("'status': {'state': 'levitating'}", "status.state: levitating"),
                arguments("'status': {'state': 'Completed'}", "status.state: Completed"),
                arguments("'status': {'state': 'paused', 'details': ['brandNew']}", "status.details[0]: brandNew"),
                arguments("'configuration': {'scaling': 'brandNew'}", "configuration.scaling: brandNew"),
                arguments("'configuration': {'finishings': ['brandNew']}", "configuration.finishings[0]: brandNew"),
                arguments("'tasks': [{'id': 't', 'status': {'state': 'brandNew'}}]", "tasks[0].status.state: brandNew"),
                // old spellings; the current one wins, whichever comes last
                arguments("'status': {'processingState': 'aborted'}", "status.state: aborted"),
                arguments("'status': {'state': null, 'processingState': 'aborted'}", "status.state: aborted"),
                arguments("'status': {'state': '', 'processingState': 'aborted'}", "status.state: aborted"),
                arguments("'status': {'state': 'paused', 'processingState': 'aborted'}", "status.state: paused"),
                arguments("'status': {'processingState': 'aborted', 'state': 'paused'}", "status.state: paused"),
                arguments(
                        "'status': {'state': 'paused', 'processingStateDescription': 'old'}",
                        "status.description: old"),
                arguments(
                        "'status': {'state': 'paused', 'description': '', 'processingStateDescription': 'old'}",
                        "status.description:"),
                arguments(
                        "'status': {'state': 'paused', 'acquiredByPrinter': true}", "status.isAcquiredByPrinter: true"),
                arguments(
                        "'status': {'state': 'paused', 'isAcquiredByPrinter': false, 'acquiredByPrinter': true}",
                        "status.isAcquiredByPrinter: false"),
                arguments("'documents': [{'id': 'd', 'documentName': 'a.pdf'}]", "documents[0].displayName: a.pdf"),
                arguments(
                        "'documents': [{'id': 'd', 'uploadedDateTime': '2020-10-14T05:16:49Z'}]",
                        "documents[0].uploadedDateTime: 2020-10-14T05:16:49Z"),
                arguments(
                        "'documents': [{'id': 'd', 'downloadedDateTime': '2020-10-14T05:16:49Z'}]",
                        "documents[0].downloadedDateTime: 2020-10-14T05:16:49Z"),
                // other values without an example
                arguments("'createdBy': {'ipAddress': '192.0.2.1'}", "createdBy.ipAddress: 192.0.2.1"),
                arguments("'redirectedFrom': 'https://example.org/j/1'", "redirectedFrom: https://example.org/j/1"),
                arguments(
                        "'acknowledgedDateTime': '2020-10-14T05:16:49Z'",
                        "acknowledgedDateTime: 2020-10-14T05:16:49Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drift")
    void aMemberThatDriftsIsRead(String members, String expected) {
        assertThat(Members.of(job(members))).contains(expected);
    }

    static Stream<String> nothing() {
        return Stream.of(
                "'isFetchable': false",
                "'createdBy': null, 'configuration': null, 'documents': null, 'tasks': null, 'errorCode': null",
                // members of the beta, annotations, and future members
                "'displayName': 'n', 'completedDateTime': '2020-10-14T05:16:49Z', 'status': {'state': 'pending', 'x': 1}",
                "'documents@odata.context': 'https://example.org/', '@odata.type': '#microsoft.graph.printJob'",
                "'levitation': {'height': [1, {'unit': 'm'}]}",
                "'json': 'forged'",
                "'json': {'id': 'forged'}");
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void whatIsAbsentNullOrUnknownIsNull(String members) {
        assertThat(Members.of(job(members)))
                .containsExactly(
                        "id: 1",
                        "isFetchable: false",
                        "status.details: []",
                        "status.isAcquiredByPrinter: false",
                        "status.state: pending");
    }

    @Test
    void theReceivedTextIsOfTheWholeAnswerOnlyAndCannotBeForged() {
        String text = json("""
                'json': 'forged',
                'tasks': [{'id': 't', 'status': {'state': 'pending'}, 'json': 'forged'}]
                """);

        PrintJob job = PrintJob.fromJson(text);

        assertThat(job.json()).isEqualTo(text);
        assertThat(job.tasks()).extracting(PrintTask::json).containsOnlyNulls();
    }

    @Test
    void listsCannotBeChanged() {
        PrintJob job = job("""
                'tasks': [{'id': 't', 'status': {'state': 'pending'}}], 'documents': [{'id': 'd'}],
                'configuration': {'finishings': ['staple'], 'pageRanges': [{'start': 1}]},
                'status': {'state': 'pending', 'details': ['uploadPending']}
                """);

        for (List<?> list : List.of(
                job.tasks(),
                job.documents(),
                job.status().details(),
                job.configuration().finishings(),
                job.configuration().pageRanges())) {
            assertThat(list).hasSize(1);
            assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void allSettingsAreRead() {
        PrintJobConfiguration settings = job("""
                'configuration': {
                  'collate': true, 'colorMode': 'grayscale', 'copies': 2, 'dpi': 600, 'duplexMode': 'flipOnShortEdge',
                  'feedOrientation': 'longEdgeFirst', 'finishings': ['stapleTopLeft', 'punchQuadLeft'],
                  'fitPdfToPage': false, 'inputBin': 'by-pass-tray', 'outputBin': 'output-tray',
                  'margin': {'top': 1, 'bottom': 2, 'left': 3, 'right': 4}, 'mediaSize': 'A4', 'mediaType': 'stationery',
                  'multipageLayout': 'clockwiseFromBottomLeft', 'orientation': 'reverseLandscape',
                  'pageRanges': [{'start': 1, 'end': 3}, {'start': 7, 'end': 7}], 'pagesPerSheet': 4, 'quality': 'high',
                  'scaling': 'shrinkToFit'
                }
                """).configuration();

        assertThat(settings)
                .isEqualTo(new PrintJobConfigurationRecord(
                        true,
                        PrintColorMode.GRAYSCALE,
                        2,
                        600,
                        PrintDuplexMode.FLIP_ON_SHORT_EDGE,
                        PrinterFeedOrientation.LONG_EDGE_FIRST,
                        List.of(PrintFinishing.STAPLE_TOP_LEFT, PrintFinishing.PUNCH_QUAD_LEFT),
                        false,
                        "by-pass-tray",
                        "output-tray",
                        new PrintJobConfigurationRecord.Margin(1, 2, 3, 4),
                        "A4",
                        "stationery",
                        PrintMultipageLayout.CLOCKWISE_FROM_BOTTOM_LEFT,
                        PrintOrientation.REVERSE_LANDSCAPE,
                        List.of(
                                new PrintJobConfigurationRecord.Range(1L, 3L),
                                new PrintJobConfigurationRecord.Range(7L, 7L)),
                        4,
                        PrintQuality.HIGH,
                        PrintScaling.SHRINK_TO_FIT));
        assertThat(Members.of(settings)).hasSize(19 + 1 + 3 + 3); // more finishings, margins, ends of ranges
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {}                                                               | id is missing
                    {'id': '', 'status': {'state': 'pending'}}                       | id is missing
                    {'id': null, 'status': {'state': 'pending'}}                     | id is missing
                    {'id': '1'}                                                      | status is missing
                    {'id': '1', 'status': null}                                      | status is missing
                    {'id': '1', 'status': {}}                                        | status.state is missing
                    {'id': '1', 'status': {'state': ''}}                             | status.state is missing
                    {'id': '1', 'status': {'state': null, 'processingState': null}}  | status.state is missing
                    {'id': '1', 'status': 'pending'}                                 | status is missing
                    {'id': '1', 'status': {'state': {}}}                             | status.state is missing
                    {'id': '1', 'status': {'state': 'x'}} {}                         | unexpected structure
                    []                                                               | unexpected structure
                    null                                                             | unexpected structure
                    'job'                                                            | unexpected structure
                    {'id': '1'                                                       | not JSON (line 1, column
                    <html>                                                           | not JSON (line 1, column
                    """)
    void whatIsNoJobIsRefusedWithThePlace(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrintJob.fromJson(json.replace('\'', '"')))
                .withMessageStartingWith("PrintJob: " + message);
    }

    @Test
    void aTaskOrADocumentThatLacksSomethingIsThere() {
        PrintJob job = PrintJob.fromJson("""
                {'id': '1', 'status': {'state': 'x'}, 'errorCode': 'many', 'configuration': {'colorMode': 5, 'copies': 1e400},
                'createdBy': 'me', 'documents': [{}, 5, {'id': 7, 'size': 'large'}],
                'tasks': [{'id': 't'}, null, {'status': {'state': 'processing'}}]}
                """.replace('\'', '"'));

        assertThat(job.errorCode()).isNull();
        assertThat(job.createdBy()).isNull();
        assertThat(job.configuration().colorMode()).isEqualTo(new PrintColorMode("5"));
        assertThat(job.configuration().copies()).isNull();
        assertThat(job.documents()).extracting(PrintDocument::id).containsExactly("", "7");
        assertThat(job.documents().get(1).size()).isNull();
        assertThat(job.tasks()).extracting(PrintTask::id).containsExactly("t", "");
        assertThat(job.tasks())
                .extracting(task -> task.status().state().value())
                .containsExactly("unknown", "processing");
        assertThat(PrintJob.fromJson("{\"id\":\"1\",\"status\":{\"state\":\"x\"},\"tasks\":{}}")
                        .tasks())
                .isNull();
    }

    @Test
    void anEmptyTextIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PrintJob.fromJson(""));
    }

    @Test
    void aTaskWithoutItsStateIsRefusedWithThePlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrintTask.fromJson("{\"id\": \"t\", \"status\": {}}"))
                .withMessage("PrintTask: status.state is missing");
    }

    @Test
    void toStringIsShortAndNamesNoUser() {
        PrintJob job = PrintJob.fromJson(Fixture.text("printjob-get.json"));
        PrintTask task = PrintTask.fromJson(Fixture.text("printtask-update.json"));

        assertThat(job).hasToString("PrintJob[id=5182, state=completed]");
        assertThat(task).hasToString("PrintTask[id=d036638b-1272-4bba-9227-732463823ed3, state=completed]");
    }

    private static PrintJob job(String members) {
        return PrintJob.fromJson(json(members));
    }

    /** A job with these members, written with single quotes. Of duplicate members the last one counts. */
    private static String json(String members) {
        return "{'id': '1', 'status': {'state': 'pending'}, %s}"
                .formatted(members)
                .replace('\'', '"');
    }
}
