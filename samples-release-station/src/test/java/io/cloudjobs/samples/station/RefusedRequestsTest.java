package io.cloudjobs.samples.station;

import static io.cloudjobs.samples.station.Demonstration.ADA;
import static io.cloudjobs.samples.station.Demonstration.GRACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.worker.PrintTaskEntry;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that change no job. */
class RefusedRequestsTest {
    private static RunningStations stations;
    private static String task;
    private static String foreign;

    private final Browser browser = new Browser(stations.lobby);

    @BeforeAll
    static void start() throws IOException {
        stations = new RunningStations();
        task = stations.hold(ADA, "plan.pdf");
        foreign = stations.hold(GRACE, "secret plan.docx");
    }

    @AfterAll
    static void stop() {
        stations.close();
    }

    @AfterEach
    void nothingWasDone() {
        assertThat(stations.state(task)).isEqualTo(PrintTaskEntry.State.HELD);
        assertThat(stations.state(foreign)).isEqualTo(PrintTaskEntry.State.HELD);
        assertThat(stations.task(foreign).status().state()).isEqualTo(PrintTaskProcessingState.PROCESSING);
    }

    private static String name(String documentName) {
        return "<bdi>" + documentName + "</bdi>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1004", "' or 1=1", "<b>1001</b>", "1001\u0000", "ada@contoso.com"})
    void anUnknownBadgeSignsNobodyIn(String badge) {
        Browser.PageResponse page = browser.signIn(badge);

        assertThat(page.results()).isEqualTo("<p>This badge is unknown.</p>");
        assertThat(page.body()).contains("name=\"badge\"").doesNotContain("or 1=1", "<b>");
        assertThat(browser.cookie).endsWith("=");
    }

    @Test
    void aUserWithoutJobsIsTold() {
        assertThat(browser.signIn("1003").body())
                .contains("No job waits for you.")
                .doesNotContain("action=\"/print\"", "id=\"print-all\"");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    /print, the task of somebody else
                    /delete, the task of somebody else
                    /print, ''
                    /delete, no-such-task
                    /print, ../../x
                    """)
    void aForeignTaskIsRefused(String path, String kind) {
        browser.signIn("1001");
        String posted = kind.startsWith("the task") ? foreign : kind;

        Browser.PageResponse response = browser.post(path, "task", posted);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).contains("You have no such job.").doesNotContain("secret plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "null", "../etc"})
    void aForgedCookieIsNobody(String token) {
        browser.signIn("1001");
        String name = browser.cookie.substring(0, browser.cookie.indexOf('='));

        browser.cookie = name + "=" + token;

        assertThat(browser.get("/").body()).contains("name=\"badge\"").doesNotContain("plan.pdf");
        assertThat(browser.press("/print", task).results()).contains("nothing was done");
    }

    @Test
    void aTokenIsOfOneStation() {
        browser.signIn("1001");
        Browser other = new Browser(stations.floor2);
        String port = stations.floor2.substring(stations.floor2.lastIndexOf(':') + 1);

        other.cookie = "badge" + port + browser.cookie.substring(browser.cookie.indexOf('='));

        assertThat(other.get("/").body()).contains("name=\"badge\"").doesNotContain("plan.pdf");
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}")
    @CsvSource(textBlock = """
                    , same-origin
                    ,
                    null, same-origin
                    null, cross-site
                    https://evil.example, cross-site
                    https://evil.example, same-origin
                    OWN, cross-site
                    OWN, same-site
                    OWN, none
                    OWN/, same-origin
                    OTHER STATION, same-site
                    """)
    void aFormOfAnotherPageIsRefused(String origin, String site) {
        browser.signIn("1001");
        for (String path : List.of("/print", "/delete", "/print-all", "/done", "/stay", "/badge")) {
            Request.Builder request = browser.request(path, "task", task, "badge", "1002");
            request.removeHeader("Origin").removeHeader("Sec-Fetch-Site");
            if (origin != null) {
                request.header(
                        "Origin", origin.replace("OWN", stations.lobby).replace("OTHER STATION", stations.floor2));
            }
            if (site != null) {
                request.header("Sec-Fetch-Site", site);
            }

            assertThat(browser.send(request.build()).status()).as(path).isEqualTo(403);
        }

        assertThat(browser.get("/").body()).contains("plan.pdf");
    }

    @Test
    void anOlderBrowserSendsTheOriginOnly() {
        Request request = browser.request("/badge", "badge", "1001")
                .removeHeader("Sec-Fetch-Site")
                .build();

        assertThat(browser.follow(browser.send(request)).body()).contains("Held jobs of");
    }

    @Test
    void doneEndsTheSessionOfTheServer() {
        browser.signIn("1001");
        String before = browser.cookie;

        Browser.PageResponse done = browser.post("/done");
        browser.cookie = before;

        assertThat(done.header("Set-Cookie")).contains("=; Max-Age=0;");
        assertThat(browser.get("/").body()).contains("name=\"badge\"").doesNotContain("plan.pdf");
    }

    @Test
    void anotherBadgeEndsTheSessionBefore() {
        browser.signIn("1001");
        String before = browser.cookie;
        browser.signIn("1002");
        String after = browser.cookie;

        browser.cookie = before;
        assertThat(browser.get("/").body()).contains("name=\"badge\"");
        browser.cookie = after;
        assertThat(browser.get("/").body()).contains("Held jobs of " + name(GRACE));
        assertThat(after).isNotEqualTo(before).hasSizeGreaterThan(43);
    }

    @Test
    void responsesProtectTheUser() {
        Browser.PageResponse signedIn = browser.post("/badge", "badge", "1001");
        assertThat(signedIn.header("Set-Cookie")).endsWith("; Path=/; HttpOnly; SameSite=Strict");
        String token = browser.cookie.substring(browser.cookie.indexOf('=') + 1);

        for (String path : List.of("/", "/station.css", "/station.js", "/no-such-page", "/?unknown")) {
            Browser.PageResponse response = browser.get(path);
            assertThat(response.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'; ")
                    .contains("form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
            assertThat(response.body())
                    .doesNotContain(token, stations.emulator.print().token());
        }
        assertThat(browser.get("/").body())
                .doesNotContain("<script>", " onclick", " style=", "http://", "https://")
                .containsOnlyOnce("<script ");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    application/json, '{}', 400
                    text/plain, badge=1001, 400
                    application/x-www-form-urlencoded, badge=%zz, 400
                    application/x-www-form-urlencoded, LONG, 400
                    application/x-www-form-urlencoded, '&&=&badge', 303
                    """)
    void aBodyThatIsNoFormIsRefused(String type, String body, int status) {
        String text = body.equals("LONG") ? "badge=" + "1".repeat(5_000) : body;
        Request request = browser.request("/badge")
                .post(RequestBody.create(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), MediaType.get(type)))
                .build();

        assertThat(browser.send(request).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
    void anotherMethodIs405(String method) {
        Request request = browser.request("/")
                .method(method, RequestBody.create(new byte[0]))
                .build();

        assertThat(browser.send(request).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    '{"value":[]}', 202
                    '{}', 400
                    'no JSON', 400
                    """)
    void theWebhookRespondsToTheSender(String body, int status) {
        Request request = new Request.Builder()
                .url(stations.lobby + "/notifications")
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();

        assertThat(browser.send(request).status()).isEqualTo(status);
    }

    @Test
    void theWebhookIsNotForEverything() {
        assertThat(browser.get("/notifications").status()).isEqualTo(405);
        Request validation = new Request.Builder()
                .url(stations.lobby + "/notifications?validationToken=a%3Cb%3E")
                .post(RequestBody.create(new byte[0]))
                .build();
        Browser.PageResponse response = browser.send(validation);
        assertThat(response.body()).isEqualTo("a<b>");
        assertThat(response.header("Content-Type")).startsWith("text/plain");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Request large = new Request.Builder()
                .url(stations.lobby + "/notifications")
                .post(RequestBody.create(new byte[1024 * 1024 + 1]))
                .build();
        assertThat(browser.send(large).status()).isEqualTo(413);
    }
}
