package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResourcePathTest {
    private static final ResourcePath PRINTERS = ResourcePath.ROOT.resolve("/print");

    static Stream<Arguments> fitIds() {
        return Stream.of(
                argumentSet("letters and digits", "c05f3726", "c05f3726"),
                argumentSet("guid", "5b4c1f0e-2e0b-4b6a-9d1c-000000000001", "5b4c1f0e-2e0b-4b6a-9d1c-000000000001"),
                argumentSet("unreserved", "a-._~b", "a-._~b"),
                argumentSet("sub-delims", "!$&'()*+,=:@", "!$&'()*+,=:@"),
                argumentSet("base64url with padding", "AbC-_9==", "AbC-_9=="),
                argumentSet("a space is %20", "a b", "a%20b"),
                argumentSet("a plus stays a plus", "a+b", "a+b"),
                argumentSet("outer spaces are kept", " a ", "%20a%20"),
                argumentSet("semicolon", "a;b", "a%3Bb"),
                argumentSet("quotes", "\"<>^`|[]", "%22%3C%3E%5E%60%7C%5B%5D"),
                argumentSet("three dots", "...", "..."),
                argumentSet("dot before a name", ".a", ".a"),
                argumentSet("full-width dots", "\uFF0E\uFF0E", "%EF%BC%8E%EF%BC%8E"),
                argumentSet("full-width slash", "\uFF0F", "%EF%BC%8F"),
                argumentSet("right-to-left mark", "a\u200Fb", "a%E2%80%8Fb"),
                argumentSet("right-to-left override", "\u202Eb", "%E2%80%AEb"),
                argumentSet("byte order mark", "\uFEFFa", "%EF%BB%BFa"),
                argumentSet("line separator", "a\u2028b", "a%E2%80%A8b"),
                argumentSet("no-break space", "a\u00A0b", "a%C2%A0b"),
                argumentSet("umlaut", "f\u00FCr", "f%C3%BCr"),
                argumentSet("emoji", "\uD83D\uDDA8", "%F0%9F%96%A8"),
                argumentSet("user-info", "@evil.example", "@evil.example"),
                argumentSet("1,024 characters", "x".repeat(1_024), "x".repeat(1_024)),
                argumentSet("1,024 characters of 4 bytes", "\uD83D\uDDA8".repeat(512), "%F0%9F%96%A8".repeat(512)));
    }

    @ParameterizedTest
    @MethodSource("fitIds")
    void aFitIdIsOneSegment(String id, String segment) {
        ResourcePath path = PRINTERS.resolve("/printers/{printerId}/jobs", id).resolve("/abort");

        assertThat(path.template()).isEqualTo("/print/printers/{printerId}/jobs/abort");
        assertThat(path.encoded()).isEqualTo("/print/printers/" + segment + "/jobs/abort");
        assertThat(path).hasToString(path.encoded());
    }

    @ParameterizedTest
    @MethodSource("fitIds")
    void okhttpTakesTheSegmentAsItIs(String id, String segment) {
        HttpUrl url = HttpUrl.get("https://print.example/v1.0/")
                .newBuilder()
                .encodedPath("/v1.0/printers/" + segment + "/abort")
                .build();

        assertThat(url.encodedPath()).isEqualTo("/v1.0/printers/" + segment + "/abort");
        assertThat(url.pathSegments()).containsExactly("v1.0", "printers", id, "abort");
    }

    static Stream<Arguments> unfitIds() {
        return Stream.of(
                argumentSet("empty", "", "blank"),
                argumentSet("blank", " ", "blank"),
                argumentSet("tab", "\t", "blank"),
                argumentSet("wide space", "\u3000", "blank"),
                argumentSet("no-break space only", "\u00A0", "blank"),
                argumentSet("zero-width space", " \u200B", "blank"),
                argumentSet("dot", ".", "'.'"),
                argumentSet("two dots", "..", "'..'"),
                argumentSet("encoded dots", "%2e%2e", "'%'"),
                argumentSet("half encoded dots", ".%2e", "'%'"),
                argumentSet("encoded climb", "..%2f..", "'%'"),
                argumentSet("climb", "../x", "'/'"),
                argumentSet("longer climb", "../../../v9/evil", "'/'"),
                argumentSet("backslash climb", "..\\x", "'\\'"),
                argumentSet("slash", "a/b", "'/'"),
                argumentSet("slash at the end", "a/", "'/'"),
                argumentSet("query", "a?x=1", "'?'"),
                argumentSet("fragment", "a#f", "'#'"),
                argumentSet("query and fragment", "a?x=1#f", "'?'"),
                argumentSet("encoded NUL", "a%00b", "'%'"),
                argumentSet("encoded slash", "a%2Fb", "'%'"),
                argumentSet("twice encoded slash", "a%252Fb", "'%'"),
                argumentSet("percent alone", "100%", "'%'"),
                argumentSet("placeholder", "{jobId}", "'{'"),
                argumentSet("closing brace", "jobId}", "'}'"),
                argumentSet("other host", "//evil.example", "'/'"),
                argumentSet("other URL", "http://evil/", "'/'"),
                argumentSet("header injection", "a\r\nX-Evil: 1", "U+000D"),
                argumentSet("line feed", "a\nb", "U+000A"),
                argumentSet("tab inside", "a\tb", "U+0009"),
                argumentSet("NUL", "a\u0000b", "U+0000"),
                argumentSet("escape", "\u001B[2J", "U+001B"),
                argumentSet("delete", "a\u007F", "U+007F"),
                argumentSet("next line", "a\u0085b", "U+0085"),
                argumentSet("lone high surrogate", "a\uD83D", "U+D83D"),
                argumentSet("lone low surrogate", "\uDDA8a", "U+DDA8"),
                argumentSet("surrogates in the wrong order", "\uDDA8\uD83D", "U+DDA8"),
                argumentSet("1,025 characters", "x".repeat(1_025), "1024"),
                argumentSet("10 kB", "x".repeat(10_240), "1024"));
    }

    @ParameterizedTest
    @MethodSource("unfitIds")
    void anUnfitIdIsRefusedByTheNameOfItsPlace(String id, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PRINTERS.resolve("/printers/{printerId}/jobs", id))
                .withMessageStartingWith("printerId must not ")
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage()).matches("\\p{Print}{1,80}"));
    }

    @Test
    void everyIdIsNamedByItsOwnPlace() {
        ResourcePath printer = PRINTERS.resolve("/printers/{printerId}", "p-1");

        ResourcePath job = printer.resolve("/jobs/{jobId}", "5182");
        assertThat(job.template()).isEqualTo("/print/printers/{printerId}/jobs/{jobId}");
        assertThat(job.encoded()).isEqualTo("/print/printers/p-1/jobs/5182");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> printer.resolve("/jobs/{jobId}", "a/b"))
                .withMessage("jobId must not contain '/'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            tasks,documents      | tasks,documents
            a b+c                | a%20b%2Bc
            a&b=c;d              | a%26b%3Dc%3Bd
            ../x?y#z             | ../x%3Fy%23z
            a%2Fb                | a%252Fb
            it's                 | it%27s
            ""                   | ""
            für                  | f%C3%BCr
            🖨                   | %F0%9F%96%A8
            """)
    void aQueryValueStaysOneValue(String value, String encoded) {
        assertThat(PercentEncoding.queryValue(value)).isEqualTo(encoded);

        HttpUrl url = HttpUrl.get("https://print.example/")
                .newBuilder()
                .encodedQuery("q=" + encoded + "&last=1")
                .build();
        assertThat(url.encodedQuery()).isEqualTo("q=" + encoded + "&last=1");
        assertThat(url.queryParameter("q")).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("controlCharacters")
    void noControlCharacterReachesTheQuery(String value, String encoded) {
        assertThat(PercentEncoding.queryValue(value)).isEqualTo(encoded);
    }

    static Stream<Arguments> controlCharacters() {
        return Stream.of(
                argumentSet("CR LF", "a\r\nX-Evil: 1", "a%0D%0AX-Evil:%201"),
                argumentSet("NUL", "\u0000", "%00"),
                argumentSet("delete", "\u007F", "%7F"),
                argumentSet("next line", "\u0085", "%C2%85"),
                argumentSet("right-to-left mark", "\u200F", "%E2%80%8F"));
    }

    @Test
    void aQueryGrowsByWhatIsSet() {
        ApiRequest request = new ApiRequest("printJob.get", "GET", PRINTERS);

        assertThat(request.query("$expand", null)).isSameAs(request);
        assertThat(request.query("$expand", "tasks,documents")
                        .query("$top", "5")
                        .query())
                .isEqualTo("$expand=tasks,documents&$top=5");
    }
}
