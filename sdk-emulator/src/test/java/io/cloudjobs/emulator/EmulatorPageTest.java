package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each behaviour in {@code docs/emulator.md} names one or two tests, and these exist. */
class EmulatorPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!behaviour |---)(.+) \\| (.+) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    record Row(String behaviour, String tests) {}

    static Stream<Row> rows() {
        return ROW.matcher(page()).results().map(row -> new Row(row.group(1), row.group(2)));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/emulator.md")).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aBehaviourNamesItsTests(Row row) {
        List<MatchResult> tests = TEST.matcher(row.tests()).results().toList();

        assertThat(tests).hasSizeBetween(1, 2);
        assertThat(TEST.matcher(row.tests()).replaceAll("test")).isIn("test", "test, test");
        assertThat(tests).allSatisfy(test -> assertThat(testsOf(test.group(1))).contains(test.group(2)));
    }

    @Test
    void everyLineOfATableIsRead() {
        long lines = page().lines().filter(line -> line.startsWith("|")).count();
        long tables = page().lines().filter("| behaviour | test |"::equals).count();

        assertThat(tables).isPositive();
        assertThat(rows().count()).isEqualTo(lines - 2 * tables);
    }

    private static List<String> testsOf(String className) throws ClassNotFoundException {
        Class<?> type = Class.forName(EmulatorPageTest.class.getPackageName() + "." + className);
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName)
                .toList();
    }
}
