package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.TokenProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The codes in the documentation of Graph, and the search for them in nested errors. */
@Timeout(60)
class GraphErrorCodesTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private static List<String> table() throws IOException {
        try (InputStream in = GraphErrorReader.class.getResourceAsStream("error-codes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    static Stream<String> codes() throws IOException {
        return table().stream().filter(line -> !line.startsWith("#"));
    }

    @Test
    void theTableHasBothTablesOfThePageAndSaysSo() throws IOException {
        assertThat(codes()).hasSize(62).allMatch(code -> code.matches("[a-z][A-Za-z]+"));
        assertThat(codes().distinct()).hasSize(60);
        assertThat(codes())
                .contains("extensionError", "parameterIsTooLong", "throttledRequest", "maxFileSizeExceeded")
                .contains("accessDenied", "zeroOrFewerResultsRequested");
        assertThat(String.join(" ", table())).contains("https://learn.microsoft.com/graph/errors", "read on 20");
    }

    /** Below other codes, one of them documented, and above a code that is not. */
    @ParameterizedTest
    @MethodSource("codes")
    void eachCodeIsFoundInsideAnError(String code) {
        for (String spelt : List.of(code, code.toLowerCase(Locale.ROOT), code.toUpperCase(Locale.ROOT))) {
            assertThat(codeOf("UnknownError", "invalidRequest", spelt, "SomethingNew"))
                    .isEqualTo(spelt);
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    invalidRequest, parameterIsTooLong, -,                 parameterIsTooLong
                    generalException, SomethingNew,     throttledRequest,  throttledRequest
                    SomethingNew,   SomethingElse,      -,                 SomethingNew
                    UnknownError,   SomethingNew,       -,                 SomethingNew
                    notAllowed,     # Code property,    -,                 notAllowed
                    SomethingNew,   '',                 UnknownError,      SomethingNew
                    """)
    void theInnermostDocumentedCodeIsTheCode(String outer, String inner, String innermost, String code) {
        assertThat(innermost == null ? codeOf(outer, inner) : codeOf(outer, inner, innermost))
                .isEqualTo(code);
    }

    /** Returns the code of an error that has these codes, from the outermost to the innermost. */
    private String codeOf(String... codes) {
        StringBuilder body = new StringBuilder("{\"error\": ");
        for (int i = 0; i < codes.length; i++) {
            body.append(i == 0 ? "" : ", \"innerError\": ").append("{\"code\": \"" + codes[i] + "\"");
        }
        server.enqueue(new MockResponse(400, Headers.EMPTY, body + "}".repeat(codes.length + 1)));
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(server.url("/v1.0").toString())
                .tokenProvider(TokenProvider.of("token"))
                .build()) {
            return catchThrowableOfType(
                            ApiException.class, () -> print.printer("p").get())
                    .error()
                    .code();
        }
    }
}
