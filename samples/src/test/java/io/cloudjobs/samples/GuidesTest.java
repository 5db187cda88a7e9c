package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls in the tables of the guides from other libraries are compiled, on both sides. */
class GuidesTest {
    /** Code with a call that has a receiver. */
    private static final Pattern CALL = Pattern.compile("`([^`|]+\\.[^`|]+\\(.*?)`");

    private static final Pattern LAYOUT = Pattern.compile("\\s+");

    private record Call(String page, String code) {
        @Override
        public String toString() {
            return page + ": " + code;
        }
    }

    static Stream<Call> calls() {
        return Stream.of("docs/from-microsoft-graph.md", "docs/from-huaweicloud-sdk.md")
                .flatMap(page -> DocumentationTest.read(DocumentationTest.ROOT.resolve(page))
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .flatMap(line -> CALL.matcher(line).results())
                        .map(call -> new Call(page, call.group(1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void aCallInATableIsCompiled(Call call) {
        String code = withoutLayout(call.code());
        List<String> sources = DocumentationTest.sources().values().stream()
                .map(lines -> withoutLayout(String.join("", lines)))
                .toList();

        assertThat(sources).as("a file of the samples with %s", code).anyMatch(source -> source.contains(code));
    }

    private static String withoutLayout(String code) {
        return LAYOUT.matcher(code).replaceAll("");
    }
}
