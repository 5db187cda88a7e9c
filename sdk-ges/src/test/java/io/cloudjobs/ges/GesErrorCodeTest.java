package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GesErrorCodeTest {
    /** Every public constant of the type. */
    static List<Field> constants() {
        return Arrays.stream(GesErrorCode.class.getFields())
                .filter(field -> field.getType() == GesErrorCode.class)
                .toList();
    }

    @Test
    void everyPublishedCodeHasOneConstantAndNoOtherCodeHasOne() throws IOException {
        assertThat(constants().stream().map(field -> read(field).value()))
                .containsExactlyInAnyOrderElementsOf(publishedCodes());
    }

    @ParameterizedTest
    @MethodSource("constants")
    void aConstantHasACodeAndAMeaningAndBothAreInItsJavadoc(Field constant) throws IOException {
        GesErrorCode code = read(constant);
        assertThat(code.value()).matches("GES\\.\\d{4}");
        assertThat(code.meaning()).isNotBlank();
        assertThat(Files.readString(Path.of("src/main/java/io/cloudjobs/ges/GesErrorCode.java")))
                .containsPattern("/\\*\\* \\Q%s: %s.\\E \\*/\\s+public static final GesErrorCode %s ="
                        .formatted(code.value(), code.meaning(), constant.getName()));
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
    @ValueSource(strings = {"GES.9999", "APIGW.0301", "8303", "GES.83030"})
    void aCodeThatIsNotPublishedIsAValueWithoutMeaning(String unknown) {
        GesErrorCode code = GesErrorCode.of(failure(unknown));
        assertThat(code).isEqualTo(new GesErrorCode(unknown)).isNotEqualTo(GesErrorCode.JOB_TERMINATION_FAILED);
        assertThat(code.value()).isEqualTo(unknown);
        assertThat(code.meaning()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void aFailureWithoutCodeGivesNull(String none) {
        assertThat(GesErrorCode.of(failure(none))).isNull();
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
                "gesJob.cancel", 1, true, ErrorResponse.builder(400).code(code).build());
    }

    private static List<String> publishedCodes() throws IOException {
        try (InputStream in = GesErrorCodeTest.class.getResourceAsStream("/error-codes.txt")) {
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ")[0])
                    .toList();
        }
    }
}
