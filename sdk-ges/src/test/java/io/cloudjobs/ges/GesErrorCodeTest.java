package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.testkit.ResourceFile;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets the default locale")
class GesErrorCodeTest {
    /** Every public constant of the type. */
    static List<Field> constants() {
        return Arrays.stream(GesErrorCode.class.getFields())
                .filter(field -> field.getType() == GesErrorCode.class)
                .toList();
    }

    @Test
    void theTableHasEveryPublishedCodeAndNoOther() {
        assertThat(table().filter(cells -> cells.length == 3).map(cells -> cells[0]))
                .containsExactlyInAnyOrderElementsOf(publishedCodes());
    }

    @ParameterizedTest
    @MethodSource("publishedCodes")
    void aPublishedCodeHasAMeaningAndAnAction(String published) {
        GesErrorCode code = new GesErrorCode(published);
        assertThat(code.value()).isEqualTo(published).matches("(GES|APIGW|IAM)\\.\\d{4}");
        assertThat(code.meaning()).isNotBlank();
        assertThat(code.action()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("constants")
    void aConstantHasACodeOfTheTableAndItsJavadocHasTheMeaning(Field constant) throws IOException {
        GesErrorCode code = read(constant);
        assertThat(code.meaning()).isNotNull();
        assertThat(Files.readString(Path.of("src/main/java/io/cloudjobs/ges/GesErrorCode.java")))
                .containsPattern("/\\*\\* \\Q%s: %s.\\E \\*/\\s+public static final GesErrorCode %s ="
                        .formatted(code.value(), code.meaning(), constant.getName()));
    }

    @Test
    void thePageShowsTheTable() throws IOException {
        Map<String, String> names = constants().stream()
                .collect(Collectors.toMap(constant -> read(constant).value(), Field::getName));
        StringBuilder page = new StringBuilder();
        table().forEach(cells -> {
            if (cells.length == 1) {
                page.append("\n## ")
                        .append(cells[0].substring(2))
                        .append("\n\n| code | constant | action | meaning |\n| --- | --- | --- | --- |\n");
            } else {
                String name = names.containsKey(cells[0]) ? "`" + names.get(cells[0]) + "`" : "";
                page.append("| `%s` | %s | `%s` | %s |\n".formatted(cells[0], name, cells[1], cells[2]));
            }
        });
        Files.writeString(Path.of("target", "ges-error-codes.md"), page);
        assertThat(Files.readString(Path.of("..", "docs", "ges-error-codes.md")))
                .as("docs/ges-error-codes.md shows target/ges-error-codes.md")
                .endsWith(page.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GES.8303", "ges.8303", "Ges.8303", " GES.8303", "GES.8303 ", "\tges.8303\n"})
    void blanksAndCaseDoNotCount(String spelling) {
        GesErrorCode code = new GesErrorCode(spelling);
        assertThat(code)
                .isEqualTo(GesErrorCode.JOB_TERMINATION_FAILED)
                .hasSameHashCodeAs(GesErrorCode.JOB_TERMINATION_FAILED);
        assertThat(code.value()).isEqualTo("GES.8303");
        assertThat(code.meaning()).isEqualTo(GesErrorCode.JOB_TERMINATION_FAILED.meaning());
        assertThat(GesErrorCode.of(failure(spelling))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APIGW.0307", "APIG.0307", "APIC.0307", "apigw.0307", " apig.0307 ", "Apic.0307"})
    void theGatewayIsTheSameWhateverItsPrefix(String spelling) {
        ApiException failure = failure(spelling);
        assertThat(GesErrorCode.of(failure))
                .isEqualTo(new GesErrorCode(spelling))
                .isEqualTo(GesErrorCode.GATEWAY_TOKEN_OUTDATED)
                .hasToString("APIGW.0307");
        assertThat(failure.error().code()).isEqualTo(spelling);
    }

    @Test
    void caseIsTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(new GesErrorCode("apigw.0301").value()).isEqualTo("APIGW.0301");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GES.9999", "APIGW.0399", "IAM.0099", "1101", "8303", "GES.83030", "APIGX.0301"})
    void aCodeThatIsNotPublishedIsAValueWithoutMeaning(String unknown) {
        GesErrorCode code = GesErrorCode.of(failure(unknown));
        assertThat(code).isEqualTo(new GesErrorCode(unknown)).isNotEqualTo(GesErrorCode.JOB_TERMINATION_FAILED);
        assertThat(code.value()).isEqualTo(unknown);
        assertThat(code.meaning()).isNull();
        assertThat(code.action()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GES.8201, FIX_REQUEST",
        "GES.8007, CREDENTIALS",
        "GES.8002, CREDENTIALS",
        "GES.8602, TRANSIENT",
        "GES.8303, STATE",
        "GES.7000, STATE",
        "APIGW.0101, FIX_REQUEST",
        "APIGW.0301, CREDENTIALS",
        "APIG.0307, CREDENTIALS",
        "APIC.0308, TRANSIENT",
        "APIGW.0601, TRANSIENT",
        "APIGW.0613, TRANSIENT",
        "APIGW.0602, FIX_REQUEST",
        "APIGW.0501, STATE",
        "IAM.0007, FIX_REQUEST",
        "IAM.1109, CREDENTIALS",
        "IAM.0061, CREDENTIALS",
        "IAM.0012, TRANSIENT",
        "GES.9999,",
        "APIGW.03,"
    })
    void aCodeSaysWhatIsToBeDone(String code, GesErrorCode.Action action) {
        assertThat(new GesErrorCode(code).action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "GES.7000, , true",
        "GES.7054, , true",
        "GES.8003, , true",
        "GES.8000, graph : movidde not exist, true",
        "GES.8000, 'Graph [ p -movie1] does not exist, please check project_id and graph_name.', true",
        "GES.8011, graph [demo] is not found, true",
        "GES.8402, graph [demo] is not found, true",
        "GES.8603, graph : movie2 is not exist, true",
        "GES.8000, The graph [demo] does not exist, true",
        "GES.8000, graph with name demo does not exist, true",
        "GES.8000, graph id demo does not exist, true",
        "GES.8000, Graph demo.v1 does not exist, true",
        "GES.8000, 'can not find graph [demo] in project p', true",
        "GES.8000, Could not find graph demo, true",
        "GES.8000, 'can''t find graph demo', true",
        "GES.8000, 'Graph demo doesn''t exist', true",
        "GES.8000, No such graph demo, true",
        "GES.8000, The specified graph does not exist, true",
        "GES.8000, graph vertex does not exist, false",
        "GES.8000, Graph backup not found, false",
        "GES.8204, can not find graph demo, true",
        "GES.8204, 'Cannot find the graph [demo], please check it.', true",
        "GES.8806, graph demo cannot be found, true",
        "GES.8011, Graph not found!, true",
        "GES.8402, graph not exists, true",
        "GES.8000, 'graph demo: vertex 7 does not exist', false",
        "GES.8000, 'graph [demo]: label [movie] not found', false",
        "GES.8603, index of graph demo does not exist, false",
        "GES.8301, 'can not find job in graph demo', false",
        "GES.8000, can not find graph schema file, false",
        "GES.8000, 'graph demo is not running, vertex not found', false",
        "APIGW.0101, graph [demo] is not found, false",
        "IAM.1109, graph [demo] is not found, false",
        "GES.8000, , false",
        "GES.8000, parameter [graph] not found, false",
        "GES.8402, Running algorithm error: vertex of graph not found, false",
        "GES.8301, 'can not find job, jobId is  1', false",
        ", graph not found, false"
    })
    void aMissingGraphIsOneThingWhateverItsCode(String code, String message, boolean isGraphNotFound) {
        ApiException failure = new ApiException(
                "graph.submit",
                null,
                1,
                false,
                ErrorResponse.builder(400).code(code).message(message).build());

        assertThat(GesErrorCode.isGraphNotFound(failure)).isEqualTo(isGraphNotFound);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aFailureWithoutCodeGivesNull(String none) {
        assertThat(GesErrorCode.of(failure(none))).isNull();
    }

    @Test
    void aFailureWithoutResponseHasNoCode() {
        var failure = new TransportException("gesJob.cancel", null, 1, true, "connection reset", null);

        assertThat(GesErrorCode.of(failure)).isNull();
        assertThat(GesErrorCode.isGraphNotFound(failure)).isFalse();
    }

    @Test
    void nullAndBlankAreNoCodes() {
        assertThatNullPointerException().isThrownBy(() -> new GesErrorCode(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GesErrorCode(" "))
                .withMessage("value must not be blank");
    }

    @Test
    void itPrintsAsTheCodeAlone() {
        assertThat(GesErrorCode.JOB_TERMINATION_FAILED).hasToString("GES.8303");
    }

    private static GesErrorCode read(Field constant) {
        try {
            return (GesErrorCode) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static ApiException failure(String code) {
        return new ApiException(
                "gesJob.cancel",
                null,
                1,
                true,
                ErrorResponse.builder(400).code(code).build());
    }

    /** The lines of the table, below its first one: a heading, or three cells. */
    private static Stream<String[]> table() {
        return ResourceFile.text("/io/cloudjobs/ges/error-codes.tsv")
                .lines()
                .skip(1)
                .map(line -> line.split("\t"));
    }

    static List<String> publishedCodes() {
        return ResourceFile.text("/error-codes.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ")[0])
                .toList();
    }
}
