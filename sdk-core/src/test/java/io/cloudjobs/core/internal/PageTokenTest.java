package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.Links;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is not a token of the list is refused before any request. */
@Timeout(60)
class PageTokenTest {
    private static final String ENDPOINT = "https://graph.microsoft.com/v1.0/";
    private static final Links LINKS = new Links("things");
    private static final String TOKEN = PageToken.write(LINKS, "?$skiptoken=X'4453'&top=5");

    /** All of ASCII, and others. */
    private static final char[] CHARACTERS =
            (new String(IntStream.range(0, 0x80).toArray(), 0, 0x80) + "\u00FC\uFEFF\uD800").toCharArray();

    private static String problem(Supplier<?> call) {
        return catchThrowableOfType(IllegalArgumentException.class, call::get).getMessage();
    }

    @Test
    void aTokenReturnsItsCursor() {
        for (String cursor :
                List.of("", "a", "ab", "abc", "?$skiptoken=X'4453'", "ü€\uD83D\uDE00", "x".repeat(32_768))) {
            String token = PageToken.write(LINKS, cursor);

            assertThat(token).matches("1\\.[\\w-]{24,}").hasSizeLessThanOrEqualTo(43_718);
            assertThat(PageToken.read(LINKS, token)).isEqualTo(cursor);
        }
    }

    @Test
    void aStoredTokenStaysValid() {
        assertThat(TOKEN).isEqualTo("1.fh3fyFrkWpUz5Qb8QWWq23qZPyRza2lwdG9rZW49WCc0NDUzJyZ0b3A9NQ");
        assertThat(PageToken.read(LINKS, TOKEN)).isEqualTo("?$skiptoken=X'4453'&top=5");
    }

    @Test
    void eachStartOfATokenIsRefused() {
        for (int length = 0; length < TOKEN.length(); length++) {
            String cut = TOKEN.substring(0, length);

            assertThat(problem(() -> PageToken.read(LINKS, cut)))
                    .as(cut)
                    .matches(
                            "pageToken (is not a page token of this version of the library: start again with pages\\(\\)"
                                    + "|has \\d+ characters instead of 26 to 43718: store it as a whole"
                                    + "|was cut or changed: store it as a whole)");
        }
    }

    @Test
    void eachChangedCharacterIsRefused() {
        for (int at = 0; at < TOKEN.length(); at++) {
            for (char c : CHARACTERS) {
                String changed = TOKEN.substring(0, at) + c + TOKEN.substring(at + 1);
                if (c != TOKEN.charAt(at)) {
                    assertThat(problem(() -> PageToken.read(LINKS, changed)))
                            .isIn(
                                    "pageToken is not a page token of this version of the library: start again with"
                                            + " pages()",
                                    "pageToken was cut or changed: store it as a whole");
                }
            }
        }
    }

    static Stream<String> strangers() {
        return Stream.of(
                "",
                " ",
                "\t\r\n",
                "null",
                "1",
                "1.",
                "2." + TOKEN.substring(2),
                " " + TOKEN,
                TOKEN + "\n",
                TOKEN + "=",
                TOKEN + "==",
                TOKEN + TOKEN,
                TOKEN.toUpperCase(Locale.ROOT),
                "\uFEFF" + TOKEN,
                "https://evil.example/v1.0/print/printers",
                "//evil.example/",
                "../../evil",
                "?$skiptoken=2",
                "1.\uD800" + "a".repeat(40),
                "1." + "ü".repeat(40),
                "1." + "\0".repeat(40),
                "eyJhbGciOiJub25lIn0.e30.",
                "1." + "A".repeat(43_716),
                "1." + "A".repeat(43_717),
                "1." + "A".repeat(10_000_000));
    }

    @Test
    void noMessageShowsTheText() {
        strangers()
                .forEach(text -> assertThat(problem(() -> PageToken.read(LINKS, text)))
                        .matches(
                                "pageToken (is not a page token of this version of the library: start again with pages\\(\\)"
                                        + "|has \\d+ characters instead of 26 to 43718: store it as a whole"
                                        + "|was cut or changed: store it as a whole)"));
    }

    @Test
    void aTokenOfAnotherListIsRefused() {
        assertThat(problem(() -> PageToken.read(new Links("things of Ben"), TOKEN)))
                .isEqualTo("pageToken is from another list: pass it to the same call with the same arguments");
    }

    private static LinkFormat jobs(String filter) {
        ApiRequest request = new ApiRequest("printJob.list", "GET", ResourcePath.ROOT.resolve("/print/jobs"))
                .query("$filter", filter)
                .query("$top", "5");
        HttpUrl endpoint = HttpUrl.get(ENDPOINT);
        return new LinkFormat(
                request,
                ApiClient.url(endpoint, request.path(), request.query()),
                link -> NextLink.target(request, link, endpoint, null));
    }

    /** Anyone can compute the hashes of a forged token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter=name%20eq%20%27Ben%27",
                "$skip=5",
                "",
                "filter=name%20eq%20%27Ada%27%20or%20true&$filter=name%20eq%20%27Ada%27",
                "$filter=name%20eq%20%27Ada%27&$FILTER=true",
                "$filter=name%20eq%20%27Ada%27&%24filter=true",
                "$filter=name%20eq%20%27Ada%27&$filter=true",
                "$filter=name%20eq%20%27Ada%27&$filter=name%20eq%20%27Ada%27",
                "$filter=name%20eq%20%27Ada%27&$expand=documents",
                "$filter=name%20eq%20%27Ada%27&expand=documents",
                "$filter=name%20eq%20%27Ada%27&$select=secret",
                "$filter=name%20eq%20%27Ada%27&$search=x",
                "$filter=name%20eq%20%27Ada%27&%20$apply%20=x",
                "$filter=name%20eq%20%27Ada%27#fragment",
                "$filter=name%20eq%20%27Ada%27&x= y",
                "$filter=name%20eq%20%27Ada%27&x=\r\nX-Header: 1",
                "$filter=name%20eq%20%27Ada%27&x=ü",
                "https://evil.example/?$filter=name%20eq%20%27Ada%27",
                "//evil.example/?$filter=name%20eq%20%27Ada%27",
                "/../../other?$filter=name%20eq%20%27Ada%27",
                "/print/other?$filter=name%20eq%20%27Ada%27"
            })
    void aForgedTokenLeadsToNoOtherList(String query) {
        LinkFormat ada = jobs("name eq 'Ada'");
        String forged = PageToken.write(new Links(ada.list()), query);

        assertThat(problem(() -> PageToken.read(ada, forged)))
                .isEqualTo("pageToken leads to another list: pass only tokens from nextPageToken()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter=name%20eq%20%27Ada%27&$skiptoken=//evil.example/",
                "$top=5&$filter=name+eq+%27Ada%27&$skiptoken=X%2F%274%27+5",
                "/../../..&$filter=name%20eq%20%27Ada%27",
                "@evil.example/&$filter=name%20eq%20%27Ada%27",
                "?$skip=5&$filter=name%20eq%20%27Ada%27",
            })
    void aForgedPositionStaysInTheList(String query) {
        LinkFormat ada = jobs("name eq 'Ada'");
        String forged = PageToken.write(new Links(ada.list()), query);

        assertThat(PageToken.read(ada, forged)).isEqualTo(ENDPOINT + "print/jobs?" + query);
    }

    /** Queries of pieces that parsers read differently, with hashes that are right. */
    @Test
    void noForgedTokenLeadsElsewhere() {
        List<String> pieces = List.of(
                "&",
                "=",
                "?",
                "#",
                "/",
                "\\",
                "..",
                "//evil.example",
                "@",
                ":",
                "%",
                "%26",
                "%24",
                "%00",
                "$",
                "+",
                " ",
                ";",
                "filter",
                "FILTER",
                "expand",
                "skip",
                "top",
                "name%20eq%20%27Ada%27",
                "&$filter=name%20eq%20%27Ada%27",
                "\n",
                "\u00fc",
                "\uff04");
        LinkFormat ada = jobs("name eq 'Ada'");
        Random random = new Random(34);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String query = random.ints(1 + random.nextInt(8), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            HttpUrl url;
            try {
                url = HttpUrl.get(PageToken.read(ada, PageToken.write(new Links(ada.list()), query)));
            } catch (IllegalArgumentException e) {
                continue;
            }
            accepted++;
            assertThat(url.toString()).startsWith(ENDPOINT + "print/jobs?");
            assertThat(url.queryParameterValues("$filter")).as(query).containsExactly("name eq 'Ada'");
            assertThat(url.queryParameterNames())
                    .as(query)
                    .noneMatch(name -> name.matches("(?i)\\s*(filter|\\$?expand)\\s*"));
        }
        assertThat(accepted).isGreaterThan(100);
    }
}
