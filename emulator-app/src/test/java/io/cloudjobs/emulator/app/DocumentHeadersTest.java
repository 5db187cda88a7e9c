package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentHeadersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            application/pdf | application/pdf | inline
            APPLICATION/PDF; version=1 | application/pdf | inline
            image/png | image/png | inline
            image/jpeg | image/jpeg | inline
            text/plain; charset=utf-7 | text/plain; charset=utf-8 | inline
            application/oxps | application/oxps | attachment
            application/vnd.ms-xpsdocument | application/vnd.ms-xpsdocument | attachment
            text/html | application/octet-stream | attachment
            image/svg+xml | application/octet-stream | attachment
            text/javascript | application/octet-stream | attachment
            application/pdf,text/html | application/octet-stream | attachment
            application/xhtml+xml | application/octet-stream | attachment
            '' | application/octet-stream | attachment
            """)
    void onlyHarmlessTypesAreShown(String type, String sent, String disposition) {
        Map<String, String> headers = headers(type, "a.pdf");

        assertThat(headers.get("Content-Type")).isEqualTo(sent);
        assertThat(headers.get("Content-Disposition")).startsWith(disposition + "; ");
        assertThat(headers.get("Content-Security-Policy").endsWith("sandbox"))
                .isEqualTo(!sent.equals("application/pdf"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a b.pdf | a b.pdf | a%20b.pdf
            Bericht Zürich.pdf | Bericht Z_rich.pdf | Bericht%20Z%C3%BCrich.pdf
            a"; filename="b | a___filename__b | a%22%3B%20filename%3D%22b
            ../../etc/passwd | .._.._etc_passwd | .._.._etc_passwd
            C:\\a | C__a | C%3A_a
            `` | document | document
            """)
    void aNameCannotLeaveItsParameter(String name, String plain, String encoded) {
        assertThat(headers("application/pdf", name).get("Content-Disposition"))
                .isEqualTo("inline; filename=\"" + plain.replace("___f", "__ f") + "\"; filename*=UTF-8''" + encoded);
    }

    @Test
    void invisibleCharactersAndLoneSurrogatesAreReplaced() {
        String name = "a\r\nSet-Cookie: x\u0000\u202Efdp.exe\u2028\ud800\ud83d\ude00";

        assertThat(headers("application/pdf", name).get("Content-Disposition"))
                .isEqualTo("inline; filename=\"a__Set-Cookie_ x__fdp.exe___\";"
                        + " filename*=UTF-8''a__Set-Cookie%3A%20x__fdp.exe__%F0%9F%98%80");
        assertThat(headers("application/pdf", "x".repeat(10_000)).get("Content-Disposition"))
                .hasSizeLessThan(500);
    }

    private static Map<String, String> headers(String type, String name) {
        Reply reply = Reply.streamed(DocumentHeaders.type(type), out -> {});
        return DocumentHeaders.apply(reply, type, name).headers();
    }
}
