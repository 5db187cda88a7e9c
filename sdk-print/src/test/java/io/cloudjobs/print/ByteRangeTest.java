package io.cloudjobs.print;

import static io.cloudjobs.print.PrintDocumentUpload.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ranges that the service still expects, and their parts. */
class ByteRangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0-99                        | 0-99
            50-99                       | 50-99
            50-100                      | 50-99
            50-                         | 50-99
            ' 50 - 60 '                 | 50-60
            50-60 ; 70-80               | 50-60 70-80
            70-80 ; 50-60               | 50-60 70-80
            50-60 ; 55-70               | 50-60 61-70
            50-60 ; 50-60               | 50-60
            50-80 ; 60-70               | 50-80
            50- ; 60-                   | 50-99
            100-                        | ''
            100-100                     | ''
            60-50                       | ''
            99-99                       | 99-99
            0-999999999999999999        | 0-99
            0-9999999999999999999       | ''
            9999999999999999999-        | ''
            -50                         | ''
            *                           | ''
            x ; 3-4                     | 3-4
            ''                          | ''
            """)
    void whatIsExpectedIsInOrderWithoutOverlapsAndWithinTheDocument(String texts, String ranges) {
        assertThat(ByteRange.expected(List.of(texts.split(" ; ")), 100))
                .extracting(range -> range.first() + "-" + range.last())
                .containsExactly(ranges.isEmpty() ? new String[0] : ranges.split(" "));
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                arguments("printdocument-createuploadsession.json", List.of(new ByteRange(0, 4533321))),
                arguments("uploadsession-put-partial.json", List.of(new ByteRange(72797, 4533321))),
                arguments(
                        "uploadsession-get-gaps.json",
                        List.of(new ByteRange(72797, 72897), new ByteRange(78929, 4533321))),
                arguments("uploadsession-put-complete.json", List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theExamplesSayWhatIsMissingOfTheirDocument(String file, List<ByteRange> missing) {
        PrintUploadSession session = PrintUploadSession.fromJson(Fixture.text(file));

        assertThat(ByteRange.expected(session.nextExpectedRanges(), 4533322)).isEqualTo(missing);
    }

    @Test
    void aRangeIsCutIntoPartsOfOneLengthButForTheLast() {
        assertThat(new ByteRange(5, 27).parts(10))
                .containsExactly(new ByteRange(5, 14), new ByteRange(15, 24), new ByteRange(25, 27));
        assertThat(new ByteRange(5, 24).parts(10)).containsExactly(new ByteRange(5, 14), new ByteRange(15, 24));
        assertThat(new ByteRange(5, 5).parts(10)).containsExactly(new ByteRange(5, 5));
    }

    @Test
    void aPartIsAsLongAsTheServiceAndItsProgramsWantIt() {
        assertThat(PART).isLessThan(10_000_000);
        assertThat(PART % (200 * 1024)).isZero();
        assertThat(PART % (320 * 1024)).isZero();
    }

    /** As in the documentation. */
    @Test
    void aPartIsNamedAsTheServiceCounts() {
        assertThat(new ByteRange(0, 72796).contentRange(4533322)).isEqualTo("bytes 0-72796/4533322");
        assertThat(new ByteRange(0, 72796).length()).isEqualTo(72797);
    }
}
