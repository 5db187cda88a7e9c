package io.cloudjobs.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspectsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token",
                "skipToken",
                "clientState",
                "client_secret",
                "secretKey",
                "accessKey",
                "access-key",
                "ak",
                "SK",
                "sig",
                "password",
                "passcode",
                "uploadUrl",
                "notificationUrl",
                "@microsoft.graph.downloadUrl",
                "encryptionCertificate",
                "client_assertion",
                "claims",
                "Authorization",
                "connectionString"
            })
    void aNameThatSuggestsASecretIsFound(String name) {
        assertThat(Suspects.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "key",
                "location",
                "displayName",
                "@odata.nextLink",
                "errorCode",
                "task",
                "design",
                "asks",
                "claimsList",
                "urlTemplate",
                "rawRequest",
                "status"
            })
    void anotherNameIsNot(String name) {
        assertThat(Suspects.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "see https://u:p@h.example:8443/a/b?c=d#e, or http://h | see https://[secret]h.example:8443/[secret] or http://h",
                "https://h/ | https://h/",
                "https://a@b@c/d | [secret]",
                "1https://h/k | 1https://h/[secret]",
                "EventHub:https://n.example/eventhubname/h?tenantId=t | EventHub:https://n.example/[secret]",
                "https%3A%2F%2Fh%2Fk%3Fa%3Db and | https%3A%2F%2Fh%2F[secret] and",
                "https%253A%252F%252Fh%252Fk e | https%253A%252F%252Fh%252F[secret] e",
                "https%3A%2F%2Fh%2Fa%20b%22%3Fk%3Dc d | https%3A%2F%2Fh%2F[secret] d",
                "https://h/items('b')/content?k=c, or 'https://h' | https://h/[secret] or 'https://h'",
                "https:\\u002f\\u002fh\\u002fk e | https:\\u002f\\u002fh\\u002f[secret] e",
                "https\\\\u003a\\\\u002f/h/k e | https\\\\u003a\\\\u002f/h/[secret] e",
                "https&#58;&#x2F;/h&#47;k&quot; e | https&#58;&#x2F;/h&#47;[secret] e",
                "see aHR0cHM6Ly9oL2tleT9zaWc9Yw== or | see aHR0cHM6Ly9oL[secret] or",
                "see eGh0dHBzOi8vaC9rZXk_c2lnPWM%3D or | see eGh0dHBzOi8vaC[secret] or",
                "/up?sv=1&sig=c | /up?sv=1&sig=[secret]",
                "{\"sk\":\"c\"} | {\"sk\":[secret]",
                "password: c | password:[secret]",
                "client_secret : c | client_secret :[secret]",
                "<password>c</password> | <password>[secret]",
                "password\\u003dc | password\\u003d[secret]",
                "&#34;password&#x22;:&#34;c&#34; | &#34;password&#x22;:[secret]",
                "Authorization%3A%20Bearer%20c | Authorization%3A[secret]",
                "Authorization : c | Authorization :[secret]",
                "https:\\/\\/h\\/k | [secret]",
                "a=b&client_secret=c&d=e | a=b&client_secret=[secret]",
                "client_secret%3Dc | client_secret%3D[secret]",
                "{\"secretKey\":\"c\"} | {\"secretKey\":[secret]",
                "{\\\\\"secretKey\\\\\" : \\\\\"c\\\\\"} | {\\\\\"secretKey\\\\\" :[secret]",
                "password = c | password =[secret]",
                "Authorization: Basic c | Authorization:[secret]",
                "X-Auth-Token: c | X-Auth-Token:[secret]",
                "InvalidAuthenticationToken: Access token has expired. | InvalidAuthenticationToken: Access token has expired.",
                "a: b, c = d, 7:30, print/printers | a: b, c = d, 7:30, print/printers"
            })
    void aTextIsShownWithoutThem(String text, String shown) {
        assertThat(Suspects.hide(text)).isEqualTo(shown);
    }

    @Test
    @Timeout(120)
    void aHostileTextTakesLinearTime() {
        for (String text :
                new String[] {"token", "a.", "secret ", "https", "\\\"", "%25", "a:", "secret\\", "https:\\", "@"}) {
            assertThat(Suspects.hide(text.repeat(20_000))).isNotEmpty();
        }
    }
}
