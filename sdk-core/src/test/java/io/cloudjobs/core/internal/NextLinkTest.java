package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.InvalidResponseException;
import java.util.List;
import java.util.Random;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The target of a link, or the reason for its rejection. */
class NextLinkTest {
    private static final HttpUrl ENDPOINT = HttpUrl.get("https://graph.microsoft.com/v1.0/");
    private static final HttpUrl PAGE = HttpUrl.get("https://graph.microsoft.com/v1.0/print/printers/p/jobs?$top=2");
    private static final HttpUrl GATEWAY = HttpUrl.get("https://gateway.example:8443/graph/");
    private static final String SECRET = "s3cr3t";

    private static HttpUrl target(String link, HttpUrl page, HttpUrl endpoint, @Nullable HttpUrl advertised) {
        return NextLink.target(
                new ApiRequest("thing.list", "GET", ResourcePath.ROOT.resolve("/things")),
                NextLink.resolve(link, page),
                endpoint,
                advertised);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            https://graph.microsoft.com/v1.0/print/printers/p/jobs?$skiptoken=X%274453%27 | /v1.0/print/printers/p/jobs?$skiptoken=X%274453%27
            https://graph.microsoft.com/v1.0/x?a=%2F%3f+%20%%zz&&=&b  | /v1.0/x?a=%2F%3f+%20%%zz&&=&b
            https://graph.microsoft.com?a=b                    | /?a=b
            HTTPS://GRAPH.Microsoft.COM/v1.0/2                 | /v1.0/2
            https://graph.microsoft.com:443/v1.0/2             | /v1.0/2
            https://graph.microsoft.com:/v1.0/2                | /v1.0/2
            https://graph.microsoft.com:0443/v1.0/2            | /v1.0/2
            https://%67raph.microsoft.com/v1.0/2               | /v1.0/2
            https://@graph.microsoft.com/v1.0/2                | /v1.0/2
            https://graph.microsoft.com/beta/2                 | /beta/2
            https://graph.microsoft.com/v1.0/../x              | /x
            https://graph.microsoft.com/v1.0/a/%2E%2e/2        | /v1.0/2
            https://graph.microsoft.com/v1.0/%2e%2e%2fx        | /v1.0/%2e%2e%2fx
            https://graph.microsoft.com/v1.0/2#f               | /v1.0/2
            "  https://graph.microsoft.com/v1.0/2\t"           | /v1.0/2
            //graph.microsoft.com/v1.0/2                       | /v1.0/2
            /v1.0/print/2?$skiptoken=a/../b:c                  | /v1.0/print/2?$skiptoken=a/../b:c
            /2                                                 | /2
            ?$skiptoken=https://evil.example/                  | /v1.0/print/printers/p/jobs?$skiptoken=https://evil.example/
            ?                                                  | /v1.0/print/printers/p/jobs?
            #                                                  | /v1.0/print/printers/p/jobs?$top=2
            2?a=b                                              | /v1.0/print/printers/p/2?a=b
            printers/2?a=b                                     | /v1.0/print/printers/p/printers/2?a=b
            ./2                                                | /v1.0/print/printers/p/2
            ..                                                 | /v1.0/print/printers/
            ../../../../../2                                   | /2
            a/b:c                                              | /v1.0/print/printers/p/a/b:c
            ?a=b c'"€                                          | /v1.0/print/printers/p/jobs?a=b%20c%27%22%E2%82%AC
            """)
    void aLinkLeadsToTheEndpoint(String link, String target) {
        HttpUrl url = target(link, PAGE, ENDPOINT, null);

        assertThat(url.newBuilder().fragment(null).build()).hasToString("https://graph.microsoft.com" + target);
        assertThat(target(link, PAGE, ENDPOINT, GATEWAY)).isEqualTo(url); // it only matters for other links
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://bücher.example/v1.0           | https://xn--bcher-kva.example/2
            https://xn--bcher-kva.example/v1.0    | https://BÜCHER.example/2
            https://[2001:db8::7]:8443/v1.0       | https://[2001:0DB8:0:0:0:0:0:7]:8443/2
            https://[::ffff:10.0.0.7]/v1.0        | https://10.0.0.7/2
            http://localhost/v1.0                 | http://LOCALHOST:80/2
            https://host:8443/v1.0                | https://host:8443/2
            """)
    void hostsAreTheSameIfTheyAreTheSameOnTheWire(String endpoint, String link) {
        HttpUrl place = Endpoint.parse(endpoint, false);

        assertThat(target(link, place, place, null)).isEqualTo(place.resolve("/2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            https://evil.example/v1.0/2?k=s3cr3t               | https://evil.example
            //evil.example/v1.0/2?k=s3cr3t                     | https://evil.example
            ///evil.example/2                                  | https://evil.example
            https:////evil.example/2                           | https://evil.example
            http://graph.microsoft.com/v1.0/2                  | http://graph.microsoft.com
            http://graph.microsoft.com:443/v1.0/2              | http://graph.microsoft.com:443
            https://graph.microsoft.com:80/v1.0/2              | https://graph.microsoft.com:80
            https://graph.microsoft.com:8443/v1.0/2            | https://graph.microsoft.com:8443
            https://graph.microsoft.com.evil.example/v1.0/2    | https://graph.microsoft.com.evil.example
            https://evil-graph.microsoft.com/v1.0/2            | https://evil-graph.microsoft.com
            https://microsoft.com/v1.0/2                       | https://microsoft.com
            https://evil.example/graph.microsoft.com/v1.0/2    | https://evil.example
            https://evil.example?@graph.microsoft.com/v1.0/2   | https://evil.example
            https://evil.example#@graph.microsoft.com/v1.0/2   | https://evil.example
            https://graph.microsoft.com./v1.0/2                | https://graph.microsoft.com.
            https://graph.microsoft.us/v1.0/2                  | https://graph.microsoft.us
            https://gr\u0430ph.microsoft.com/v1.0/2            | https://xn--grph-63d.microsoft.com
            https://graph\u3002evil.example/v1.0/2             | https://graph.evil.example
            https://127.0.0.1/v1.0/2                           | https://127.0.0.1
            https://[::1]:8443/v1.0/2                          | https://[::1]:8443
            """)
    void aRefusalNamesBothPlacesAndWhatToDo(String link, String place) {
        assertThatThrownBy(() -> target(link, PAGE, ENDPOINT, null))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("thing.list of /things failed: the link to the next page leads away from the endpoint: to "
                        + place
                        + ", not to https://graph.microsoft.com; if that is the service behind your gateway, set"
                        + " advertisedEndpoint() to its address");
        assertThatThrownBy(() -> target(link, PAGE, ENDPOINT, HttpUrl.get("https://graph.microsoft.com:7/v1.0/")))
                .hasMessage("thing.list of /things failed: the link to the next page leads away from the endpoint: to "
                        + place
                        + ", not to https://graph.microsoft.com or below the advertisedEndpoint"
                        + " https://graph.microsoft.com:7/v1.0/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://graph.microsoft.com/v1.0/2?s3cr3t",
                "javascript:alert('s3cr3t')",
                "data:text/html,s3cr3t",
                "file:///etc/passwd",
                "ws://graph.microsoft.com/v1.0/2",
                "mailto:s3cr3t@evil.example",
                "graph.microsoft.com:443/v1.0/2",
                "127.0.0.1:443/v1.0/2",
                "https:graph.microsoft.com/v1.0/2",
                "https:/graph.microsoft.com/v1.0/2",
                "https:2",
                "https://",
                "https:///",
                "//",
                "https://:443/",
                "https://graph.microsoft.com:99999/v1.0/2",
                "https://graph.microsoft.com:a/v1.0/2",
                "https://graph microsoft.com/",
                "https://[::1/",
                "https://graph.microsoft.com%0d%0a/v1.0/2",
                "https://graph.microsoft.com%2F@evil.example%2F/",
                "://graph.microsoft.com/",
                ":",
                "\\\\graph.microsoft.com\\v1.0\\2",
                "\\\\evil.example",
                "/\\evil.example/2",
                "\\/evil.example/2",
                "https:\\\\graph.microsoft.com/v1.0/2",
                "https://evil.example\\@graph.microsoft.com/v1.0/2",
                "https://graph.microsoft.com\\@evil.example/v1.0/2",
                "/v1.0\\2",
                "ht\ttps://evil.example/",
                "https://evil\t.example/",
                "https://graph.micro\nsoft.com/v1.0/2",
                "/v1.0/\r\nX-Evil: s3cr3t",
                "/v1.0/\0",
                "/v1.0/\u0085"
            })
    void whatIsNoUrlIsRefused(String link) {
        assertThatThrownBy(() -> target(link, PAGE, ENDPOINT, GATEWAY))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("thing.list of /things failed: the link to the next page is not an http or https URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3cr3t@graph.microsoft.com/v1.0/2",
                "https://:s3cr3t@graph.microsoft.com/v1.0/2",
                "//user:s3cr3t@graph.microsoft.com/v1.0/2",
                "https://graph.microsoft.com@evil.example/v1.0/2",
                "https://graph.microsoft.com:443@evil.example/v1.0/2",
                "https://user@gateway.example:8443/graph/2",
            })
    void aUserNameIsRefused(String link) {
        assertThatThrownBy(() -> target(link, PAGE, ENDPOINT, GATEWAY))
                .hasMessage("thing.list of /things failed: the link to the next page contains a user name or password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003", "\u00A0", "\u200B", " \uFEFF"})
    void nothingIsTheEnd(String link) {
        assertThat(NextLink.resolve(link, PAGE)).isNull();
        assertThat(NextLink.resolve(null, PAGE)).isNull();
    }

    /** The endpoint is a gateway, and the service knows only its own name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://graph.microsoft.com/v1.0/print/2?$skiptoken=X%274%27+%2f | https://gateway.example:8443/graph/print/2?$skiptoken=X%274%27+%2f
            HTTPS://GRAPH.microsoft.com:443/v1.0/2?  | https://gateway.example:8443/graph/2?
            https://graph.microsoft.com/v1.0         | https://gateway.example:8443/graph/
            https://graph.microsoft.com/v1.0?a=b     | https://gateway.example:8443/graph/?a=b
            https://graph.microsoft.com/v1.0/        | https://gateway.example:8443/graph/
            https://graph.microsoft.com/v1.0//2      | https://gateway.example:8443/graph//2
            https://graph.microsoft.com/v1.0/%2e/2   | https://gateway.example:8443/graph/2
            //graph.microsoft.com/v1.0/2             | https://gateway.example:8443/graph/2
            https://gateway.example:8443/graph/2     | https://gateway.example:8443/graph/2
            https://gateway.example:8443/other/2     | https://gateway.example:8443/other/2
            /v1.0/2                                  | https://gateway.example:8443/v1.0/2
            ?a=b                                     | https://gateway.example:8443/graph/print/printers/p/jobs?a=b
            """)
    void aLinkToTheAdvertisedEndpointLeadsToTheEndpoint(String link, String target) {
        HttpUrl page = GATEWAY.resolve("print/printers/p/jobs");

        assertThat(target(link, page, GATEWAY, ENDPOINT)).hasToString(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/v1.0x/2",
                "https://graph.microsoft.com/V1.0/2",
                "https://graph.microsoft.com/beta/2",
                "https://graph.microsoft.com/v1.0/../2",
                "https://graph.microsoft.com/v1.0/%2E%2E/2",
                "https://graph.microsoft.com/",
                "http://graph.microsoft.com/v1.0/2",
                "https://graph.microsoft.com:8443/v1.0/2"
            })
    void aLinkBesideTheAdvertisedEndpointIsRefused(String link) {
        assertThatThrownBy(() -> target(link, GATEWAY, GATEWAY, ENDPOINT))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageEndingWith(", not to https://gateway.example:8443 or below the advertisedEndpoint"
                        + " https://graph.microsoft.com/v1.0/");
    }

    /** A gateway that adds a path, and forwards its own host name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://gateway.example:8443/v1.0/2        | /graph/2
            /v1.0/2                                    | /graph/2
            https://gateway.example:8443/graph/v1.0/2  | /graph/v1.0/2
            /graph/2                                   | /graph/2
            2                                          | /graph/2
            """)
    void theAdvertisedEndpointMayBeOnTheSameHost(String link, String target) {
        HttpUrl advertised = HttpUrl.get("https://gateway.example:8443/v1.0/");

        assertThat(target(link, GATEWAY, GATEWAY, advertised)).isEqualTo(GATEWAY.resolve(target));
    }

    @Test
    void aLinkHasALongestLength() {
        int longest = 32 * 1024;
        String link = "https://graph.microsoft.com/?" + "x".repeat(longest - 29);
        assertThat(link).hasSize(longest);
        assertThat(target(link, PAGE, ENDPOINT, null)).hasToString(link);

        for (String tooLong : List.of(
                link + "x",
                "?" + "x".repeat(longest - 1), // together with the page
                "/" + "€".repeat(longest / 2), // encoded as sent
                "x".repeat(4_000_000))) {
            assertThatThrownBy(() -> target(tooLong, PAGE, ENDPOINT, null))
                    .isExactlyInstanceOf(InvalidResponseException.class)
                    .hasMessage(
                            "thing.list of /things failed: the link to the next page is longer than 32768 characters");
        }
    }

    /** For any link, the request goes to the endpoint, or the message is one line that shows nothing of the query. */
    @Test
    void noLinkLeadsElsewhere() {
        String[] pieces = {
            "https://",
            "http://",
            "//",
            "/",
            "\\",
            "\\\\",
            "@",
            ":",
            "?",
            "#",
            ".",
            "..",
            "%2e",
            "%2F",
            "%5c",
            "%00",
            "%40",
            " ",
            "\t",
            "\r\n",
            "\0",
            "\u202E",
            "\u3002",
            "\uFF0F",
            "\uD83D",
            "[",
            "]",
            "[::1]",
            "443",
            "8443",
            "user",
            "graph.microsoft.com",
            "GRAPH.microsoft.com",
            "gateway.example",
            "evil.example",
            "v1.0",
            "graph",
            "print",
            "javascript:",
            "ftp:",
            "2"
        };
        Random random = new Random(271828);
        int followed = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "");
            for (int more = random.nextInt(7); more >= 0; more--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String link = text + "?" + SECRET;
            HttpUrl endpoint = random.nextBoolean() ? ENDPOINT : GATEWAY;
            try {
                HttpUrl url = target(link, endpoint, endpoint, random.nextBoolean() ? ENDPOINT : null);

                assertThat(url.resolve("/")).as(link).isEqualTo(endpoint.resolve("/"));
                assertThat(HttpUrl.get(url.toString())).as(link).isEqualTo(url);
                followed++;
            } catch (InvalidResponseException e) {
                assertThat(e.getMessage()).as(link).matches("\\p{Print}+").doesNotContain(SECRET);
            }
        }
        assertThat(followed).isBetween(2_000, 18_000);
    }
}
