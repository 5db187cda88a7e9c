package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typical damage to an id, a secret or a password in files, variables and templates. */
class CleanValueTest {
    private static final String VALUE = "q8Q~hush.hush_hush";
    private static final String BLANK = "must not begin or end with whitespace: remove it";
    private static final String LINE_BREAK =
            "must not contain a line break: remove it; text from a file often ends with one";
    private static final String INVISIBLE = "must not contain an invisible character: type it instead of pasting it";
    private static final String QUOTES = "must not be in quotes: remove them";
    private static final String PLACEHOLDER = "has an unresolved placeholder: set the variable between ${ and }";

    static Stream<Arguments> accidents() {
        return Stream.of(
                argumentSet("nothing", "", "must not be blank"),
                argumentSet("a space", " ", "must not be blank"),
                argumentSet("a line break at the end", VALUE + "\n", LINE_BREAK),
                argumentSet("a Windows line break at the end", VALUE + "\r\n", LINE_BREAK),
                argumentSet("a line break within", VALUE + "\n" + VALUE, LINE_BREAK),
                argumentSet("a space before", " " + VALUE, BLANK),
                argumentSet("a space after", VALUE + " ", BLANK),
                argumentSet("a tab after", VALUE + "\t", BLANK),
                argumentSet("a no-break space after", VALUE + "\u00A0", BLANK),
                argumentSet("a byte order mark", "\uFEFF" + VALUE, BLANK),
                argumentSet("a zero-width space after", VALUE + "\u200B", INVISIBLE),
                argumentSet("a zero-width space before", "\u200B" + VALUE, INVISIBLE),
                argumentSet("a zero-width joiner within", VALUE + "\u200D" + VALUE, INVISIBLE),
                argumentSet("a byte order mark within", VALUE + "\uFEFF" + VALUE, INVISIBLE),
                argumentSet("a right-to-left mark", VALUE + "\u200F" + VALUE, INVISIBLE),
                argumentSet("a soft hyphen", VALUE + "\u00AD" + VALUE, INVISIBLE),
                argumentSet("an escape", VALUE + "\u001B[0m", INVISIBLE),
                argumentSet("NUL within", VALUE + "\0" + VALUE, INVISIBLE),
                argumentSet("double quotes", "\"" + VALUE + "\"", QUOTES),
                argumentSet("single quotes", "'" + VALUE + "'", QUOTES),
                argumentSet("typographic quotes", "\u201C" + VALUE + "\u201D", QUOTES),
                argumentSet("a placeholder of Spring", "${ENTRA_SECRET}", PLACEHOLDER),
                argumentSet("a placeholder within", VALUE + "${ENTRA_SECRET}", PLACEHOLDER));
    }

    @ParameterizedTest
    @MethodSource("accidents")
    void itIsSaidWithoutTheValue(String value, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.clean("clientSecret", value))
                .withMessage("clientSecret " + problem)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {VALUE, "a", "\"", "'", "'a\"", "a b", "caf\u00E9", "\uD83D\uDDA8", "a$b{c}", "\"a\"b", "%FOO%"})
    void whatMayBeMeantIsTaken(String value) {
        assertThat(Checks.clean("userName", value)).isSameAs(value);
    }

    /** A password may begin and end with any character that can be typed. */
    @ParameterizedTest
    @ValueSource(strings = {VALUE, " a ", "\"a\"", "'a'", "a${b}c", "\u00FC", "a\u00A0"})
    void aPasswordMayHaveWhatCanBeTyped(String value) {
        assertThat(Checks.typed("password", value)).isSameAs(value);
    }

    static Stream<Arguments> accidentsOfPasswords() {
        return Stream.of(
                argumentSet("nothing", "", "must not be empty"),
                argumentSet("a line break", VALUE + "\n", LINE_BREAK),
                argumentSet("a zero-width space", VALUE + "\u200B", INVISIBLE),
                argumentSet("a byte order mark", "\uFEFF" + VALUE, INVISIBLE),
                argumentSet("NUL", VALUE + "\0", INVISIBLE),
                argumentSet("a placeholder", "${IAM_PASSWORD}", PLACEHOLDER));
    }

    @ParameterizedTest
    @MethodSource("accidentsOfPasswords")
    void whatNobodyTypesIsNoPassword(String value, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.typed("password", value))
                .withMessage("password " + problem);
    }

    @Test
    void eachInvisibleCharacterIsRefusedWherever() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            int type = Character.getType(c);
            if (type == Character.FORMAT || type == Character.CONTROL) {
                String text = Character.toString(c);
                for (String value : new String[] {VALUE + text + VALUE, text + VALUE, VALUE + text}) {
                    assertThatIllegalArgumentException().isThrownBy(() -> Checks.clean("clientId", value));
                    assertThatIllegalArgumentException().isThrownBy(() -> Checks.typed("password", value));
                }
            }
        }
    }
}
