package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            https://graph.microsoft.com/v1.0      | https://graph.microsoft.com/v1.0/
            https://host                          | https://host/
            https://host/                         | https://host/
            https://host///                       | https://host/
            https://host/v1.0/                    | https://host/v1.0/
            https://host/v1.0///                  | https://host/v1.0/
            https://host/a/b                      | https://host/a/b/
            https://host/a%20b                    | https://host/a%20b/
            https://host:1                        | https://host:1/
            https://host:65535/x                  | https://host:65535/x/
            https://host:443                      | https://host/
            HTTPS://HOST/Prefix                   | https://host/Prefix/
            https://10.0.0.7                      | https://10.0.0.7/
            https://[2001:db8::7]:8443            | https://[2001:db8::7]:8443/
            https://bücher.example                | https://xn--bcher-kva.example/
            "  https://host/v1.0  "               | https://host/v1.0/
            # plain http, on this machine
            http://localhost:8080/x               | http://localhost:8080/x/
            http://LOCALHOST                      | http://localhost/
            http://127.0.0.1:8080                 | http://127.0.0.1:8080/
            http://127.255.255.254                | http://127.255.255.254/
            http://[::1]:8080                     | http://[::1]:8080/
            http://[0:0:0:0:0:0:0:1]              | http://[::1]/
            """)
    void aGoodEndpointKeepsItsPrefixAndEndsWithASlash(String endpoint, String url) {
        assertThat(Endpoint.parse(endpoint, false)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "host",
                "host/v1.0",
                "host:443",
                "//host",
                "://host",
                "https",
                "https:",
                "https:/",
                "https://",
                "https:///",
                "https://:443",
                "https:host",
                "https:/host",
                "https:///host",
                "https:host/://",
                "https:/host/://",
                "https//host",
                "ftp://host",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "javascript://host/%0Aalert(1)",
                "ws://host",
                "httpss://host",
                "view-source:https://host",
                "https://host:0",
                "https://host:65536",
                "https://host:-1",
                "https://host:http",
                "https://host:99999999999999999999",
                "https://ho st",
                "https://host/a b",
                "https://host\r\nX-Evil: 1",
                "https://host/\u0000",
                "https:\\\\host",
                "https://host\\evil",
                "https://host/..\\..",
                "https://ho%20st",
                "https://host%40evil.example",
                "https://[::1",
                "https://[::g]",
            })
    void whatIsNoUrlIsRefused(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(endpoint, true))
                .withMessage("endpoint must be a URL such as https://host or https://host/prefix");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://user@host                            | user name
            https://user:s3cr3t@host                     | user name
            https://:s3cr3t@host                         | user name
            https://@host                                | user name
            https://:@host                               | user name
            https://graph.microsoft.com@evil.example     | user name
            https://graph.microsoft.com%2F@evil.example  | user name
            https://user:s3cr3t@host?a#b                 | user name
            http://user:s3cr3t@127.0.0.1                 | user name
            https://host?                                | query
            https://host?token=s3cr3t                    | query
            https://host/v1.0?a=b                        | query
            'https://host#'                              | fragment
            'https://host/#s3cr3t'                       | fragment
            ftp://user:s3cr3t@host                       | must be a URL
            https://user:s3cr3t@ho st                    | must be a URL
            https:user:s3cr3t@host                       | must be a URL
            user:s3cr3t@host                             | must be a URL
            """)
    void nothingBesidesHostAndPrefixIsTakenOrShown(String endpoint, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(endpoint, true))
                .withMessageStartingWith("endpoint must ")
                .withMessageContaining(problem)
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host",
                "HTTP://host",
                "http://10.0.0.7",
                "http://169.254.169.254",
                "http://0.0.0.0",
                "http://128.0.0.1",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1.",
                "http://127.0.0",
                "http://127.1",
                "http://127.0.0.1.1",
                "http://127.999.0.1",
                "http://127.0.0.256",
                "http://127-0-0-1.evil.example",
                "http://2130706433",
                "http://0x7f000001",
                "http://localhost.",
                "http://localhost.evil",
                "http://localhost.evil.example:8080",
                "http://localhost.localdomain",
                "http://localhost\u3002evil",
                "http://localhosts",
                "http://evil-localhost",
                "http://evil.localhost",
                "http://l\u043Ecalhost",
                "http://[::]",
                "http://[::2]",
                "http://[::1:1]",
                "http://[fe80::1]",
                "http://[::ffff:10.0.0.1]",
            })
    void plainHttpToAnotherMachineNeedsToBeAskedFor(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(endpoint, false))
                .withMessageStartingWith("endpoint must be https")
                .withMessageEndingWith("call allowInsecureHttp() to accept the risk");

        assertThat(Endpoint.parse(endpoint, true).scheme()).isEqualTo("http");
    }
}
