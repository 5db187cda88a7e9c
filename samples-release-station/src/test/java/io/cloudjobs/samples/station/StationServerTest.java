package io.cloudjobs.samples.station;

import static io.cloudjobs.samples.station.Demonstration.ADA;
import static io.cloudjobs.samples.station.Demonstration.GRACE;
import static io.cloudjobs.samples.station.RunningStations.SHARE_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.Fault;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationServerTest {
    private RunningStations stations;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        stations = new RunningStations();
        browser = new Browser(stations.lobby);
    }

    @AfterEach
    void stop() {
        stations.close();
    }

    private String results() {
        return browser.get("/").results();
    }

    private void awaitResult(String result) {
        Eventually.await(() -> results().contains(result));
        assertThat(results()).contains(result);
    }

    private static String name(String documentName) {
        return "<bdi>" + documentName + "</bdi>";
    }

    @Test
    void aBadgeShowsTheJobsOfItsOwnerOnly() {
        String task = stations.hold(ADA, "budget.xlsx");
        stations.hold(GRACE, "notes.docx");

        Browser.Answer page = browser.signIn("1001");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Held jobs of " + name(ADA), name("budget.xlsx"), "waits for you", task)
                .doesNotContain("notes.docx");
        assertThat(page.results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1004", "' or 1=1", "<b>1001</b>", "1001\u0000", "ada@contoso.com"})
    void anUnknownBadgeSignsNobodyIn(String badge) {
        Browser.Answer page = browser.signIn(badge);

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

    @Test
    void aJobOfThisPrinterIsReleased() {
        String task = stations.hold(ADA, "budget.xlsx");
        browser.signIn("1001");

        browser.press("/print", task);

        awaitResult(name("budget.xlsx") + ": released.");
        assertThat(browser.get("/").body()).contains("No job waits for you.");
        assertThat(stations.task(task).status().state()).isEqualTo(PrintTaskProcessingState.COMPLETED);
        assertThat(stations.jobOf(task).redirectedToJob()).isNull();
    }

    @Test
    void aJobOfAnotherPrinterIsRedirectedToThisOne() {
        String task = stations.hold(SHARE_2, ADA, "plan.pdf");
        browser.signIn("1001");

        browser.press("/print", task);

        awaitResult(name("plan.pdf") + ": released.");
        assertThat(stations.jobOf(task).redirectedToJob().printerId()).isEqualTo(stations.demonstration.lobby());
    }

    @Test
    void allJobsArePrintedAtOnce() {
        stations.hold(ADA, "one.pdf");
        stations.hold(SHARE_2, ADA, "two.pdf");
        String other = stations.hold(GRACE, "three.pdf");
        browser.signIn("1001");

        browser.press("/print-all", "");

        awaitResult(name("one.pdf") + ": released.");
        awaitResult(name("two.pdf") + ": released.");
        assertThat(stations.state(other)).isEqualTo(PrintTaskEntry.State.HELD);
    }

    @Test
    void aJobIsDeleted() {
        String task = stations.hold(ADA, "budget.xlsx");
        browser.signIn("1001");

        browser.press("/delete", task);

        awaitResult(name("budget.xlsx") + ": deleted.");
        assertThat(stations.jobOf(task).status().state()).isEqualTo(PrintJobProcessingState.ABORTED);
    }

    @Test
    void aDoubleClickHasOneEffect() {
        String task = stations.hold(SHARE_2, ADA, "plan.pdf");
        browser.signIn("1001");
        int before = stations.jobsAt(stations.demonstration.lobby());

        List<CompletableFuture<Browser.Answer>> clicks = List.of(
                CompletableFuture.supplyAsync(() -> browser.post("/print", "task", task)),
                CompletableFuture.supplyAsync(() -> browser.post("/print", "task", task)));
        assertThat(clicks).allSatisfy(click -> assertThat(click.join().status()).isEqualTo(303));
        awaitResult(name("plan.pdf") + ": released.");
        assertThat(browser.press("/print", task).results()).contains(": released.");

        assertThat(stations.jobsAt(stations.demonstration.lobby())).isEqualTo(before + 1);
    }

    @Test
    void ofTwoStationsOneWinsAndTheOtherIsTold() {
        String task = stations.hold(ADA, "plan.pdf");
        Browser other = new Browser(stations.floor2);
        browser.signIn("1001");
        other.signIn("1001");

        other.press("/print", task);
        Eventually.await(() -> other.get("/").results().contains("released"));
        browser.press("/print", task);

        assertThat(other.get("/").results()).contains(name("plan.pdf") + ": released.");
        assertThat(results()).contains(name("plan.pdf") + ": already printed elsewhere.");
        assertThat(stations.jobOf(task).redirectedToJob().printerId()).isEqualTo(stations.demonstration.floor2());
    }

    @Test
    void ofTwoStationsAtTheSameTimeOneWins() {
        for (int round = 0; round < 5; round++) {
            String task = stations.hold(ADA, "plan " + round);
            Browser other = new Browser(stations.floor2);
            browser.signIn("1001");
            other.signIn("1001");
            int before = stations.jobsAt(stations.demonstration.floor2());

            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> browser.post("/print", "task", task));
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> other.post("/print", "task", task));
            CompletableFuture.allOf(first, second).join();
            Eventually.await(() -> (results() + other.get("/").results()).contains("released"));
            Eventually.await(() -> stations.entry(task) == null);

            boolean isElsewhere = stations.jobOf(task).redirectedToJob() != null;
            assertThat(stations.jobsAt(stations.demonstration.floor2())).isEqualTo(before + (isElsewhere ? 1 : 0));
            Browser winner = isElsewhere ? other : browser;
            Browser loser = isElsewhere ? browser : other;
            assertThat(winner.get("/").results()).endsWith(": released.</p>");
            assertThat(loser.get("/").results()).endsWith(": already printed elsewhere.</p>");
        }
    }

    @Test
    void aSecondWindowOfTheSameStationIsTold() {
        String task = stations.hold(ADA, "plan.pdf");
        Browser other = new Browser(stations.lobby);
        browser.signIn("1001");
        other.signIn("1001");

        browser.press("/delete", task);
        awaitResult(": deleted.");

        assertThat(other.press("/print", task).results()).isEqualTo("<p>" + name("plan.pdf") + ": already deleted.</p>");
    }

    @Test
    void aJobThatItsUserCancelledElsewhereIsTold() {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        try (var user = io.cloudjobs.print.PrintJobClient.builder()
                .endpoint(stations.emulator.print().endpoint())
                .tokenProvider(stations.emulator.print()::userToken)
                .build()) {
            user.printer(stations.demonstration.lobby())
                    .job(stations.task(task).job().jobId())
                    .cancel();
        }

        browser.press("/print", task);

        awaitResult(name("plan.pdf") + ": already cancelled.");
    }

    @Test
    void aLostResponseIsNotSureUntilItIsSettled() {
        String task = stations.hold(SHARE_2, ADA, "plan.pdf");
        browser.signIn("1001");
        int before = stations.jobsAt(stations.demonstration.lobby());
        // The read of the job, then the redirect. The client's own reads after it fail, too.
        stations.emulator.print().failNext(1, Fault.unavailable(Duration.ZERO));
        stations.emulator.print().failNext(1, Fault.lostResponse());

        browser.press("/print", task);

        awaitResult(name("plan.pdf") + ": released.");
        assertThat(stations.jobsAt(stations.demonstration.lobby())).isEqualTo(before + 1);
    }

    @Test
    void aFailureOfTheServiceIsToldAndNothingIsLost() {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        stations.emulator.print().failNext(100_000, Fault.unavailable(Duration.ZERO));

        browser.press("/print", task);

        awaitResult(": not done yet. The print service does not respond. The job is kept, and the station tries again.");
        assertThat(browser.get("/").body()).contains("<small class=\"problem\">");
        assertThat(stations.entry(task)).isNotNull();
    }

    @Test
    void aJobThatWasGivenUpIsShownWithItsProblem() {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        stations.worker.decide(stations.entry(task).task(), Decision.redirect("no-such-printer"));
        Eventually.await(() -> stations.entry(task).problem() != null);

        assertThat(browser.get("/").body()).contains("<small class=\"problem\"><bdi>");
        assertThat(browser.press("/delete", task).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</bdi></strong><script>alert(1)</script>",
                "\"><b onclick='alert(1)'>",
                "&lt;script&gt;",
                "a\u202egnp.exe",
                "x\u0000\u0007\u001b[31m.pdf",
                "%s %1$s {0}"
            })
    void aHostileNameIsText(String documentName) {
        stations.hold(ADA, documentName);

        String body = browser.signIn("1001").body();

        String escaped = Html.text(documentName);
        assertThat(body)
                .contains("<bdi>" + escaped + "</bdi>", "aria-label=\"Print " + escaped + "\"")
                .doesNotContain("<img", "<b ", "alert(1)</script>", "\u001b");
    }

    @Test
    void aLongListIsShownWhole() {
        String longName = "x".repeat(5_000);
        stations.hold(ADA, longName);

        assertThat(browser.signIn("1001").body()).contains(longName);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /print, the task of somebody else
                    /delete, the task of somebody else
                    /print, ''
                    /delete, no-such-task
                    /print, ../../x
                    """)
    void aForeignTaskIsRefused(String path, String kind) {
        String foreign = stations.hold(GRACE, "secret plan.pdf");
        browser.signIn("1001");
        String task = kind.startsWith("the task") ? foreign : kind;

        Browser.Answer answer = browser.post(path, "task", task);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("You have no such job.").doesNotContain("secret plan");
        assertThat(stations.state(foreign)).isEqualTo(PrintTaskEntry.State.HELD);
        assertThat(stations.task(foreign).status().state()).isEqualTo(PrintTaskProcessingState.PROCESSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "null", "../etc"})
    void aForgedCookieIsNobody(String token) {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        String name = browser.cookie.substring(0, browser.cookie.indexOf('='));

        browser.cookie = name + "=" + token;

        assertThat(browser.get("/").body()).contains("name=\"badge\"").doesNotContain("plan.pdf");
        assertThat(browser.press("/print", task).results()).contains("nothing was done");
        assertThat(stations.state(task)).isEqualTo(PrintTaskEntry.State.HELD);
    }

    @Test
    void aTokenIsOfOneStation() {
        stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        Browser other = new Browser(stations.floor2);
        String port = stations.floor2.substring(stations.floor2.lastIndexOf(':') + 1);

        other.cookie = "badge" + port + browser.cookie.substring(browser.cookie.indexOf('='));

        assertThat(other.get("/").body()).contains("name=\"badge\"").doesNotContain("plan.pdf");
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}")
    @CsvSource(
            textBlock =
                    """
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
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        for (String path : List.of("/print", "/delete", "/print-all", "/done", "/stay", "/badge")) {
            Request.Builder request = browser.request(path, "task", task, "badge", "1002");
            request.removeHeader("Origin").removeHeader("Sec-Fetch-Site");
            if (origin != null) {
                request.header("Origin", origin.replace("OWN", stations.lobby).replace("OTHER STATION", stations.floor2));
            }
            if (site != null) {
                request.header("Sec-Fetch-Site", site);
            }

            assertThat(browser.send(request.build()).status()).as(path).isEqualTo(403);
        }

        assertThat(stations.state(task)).isEqualTo(PrintTaskEntry.State.HELD);
        assertThat(browser.get("/").body()).contains("plan.pdf");
    }

    @Test
    void anOlderBrowserSendsTheOriginOnly() {
        Request request =
                browser.request("/badge", "badge", "1001").removeHeader("Sec-Fetch-Site").build();

        assertThat(browser.follow(browser.send(request)).body()).contains("Held jobs of");
    }

    @Test
    void aSessionEndsAMinuteAfterTheLastButton() {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");

        for (int i = 0; i < 3; i++) {
            stations.now.updateAndGet(now -> now.plusSeconds(59));
            assertThat(browser.press("/stay", "").body()).contains("plan.pdf");
        }
        stations.now.updateAndGet(now -> now.plusSeconds(59));
        assertThat(browser.get("/").body()).contains("plan.pdf"); // to read it does not count
        stations.now.updateAndGet(now -> now.plusSeconds(1));

        assertThat(browser.get("/").body()).contains("name=\"badge\"").doesNotContain("plan.pdf");
        assertThat(browser.press("/print", task).results()).contains("nothing was done");
        assertThat(stations.state(task)).isEqualTo(PrintTaskEntry.State.HELD);
    }

    @Test
    void doneEndsTheSessionOfTheServer() {
        stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        String before = browser.cookie;

        Browser.Answer done = browser.post("/done");
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
        Browser.Answer signedIn = browser.post("/badge", "badge", "1001");
        assertThat(signedIn.header("Set-Cookie")).endsWith("; Path=/; HttpOnly; SameSite=Strict");
        String token = browser.cookie.substring(browser.cookie.indexOf('=') + 1);

        for (String path : List.of("/", "/station.css", "/station.js", "/no-such-page", "/?unknown")) {
            Browser.Answer answer = browser.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'; ")
                    .contains("form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.body()).doesNotContain(token, stations.emulator.print().token());
        }
        assertThat(browser.get("/").body())
                .doesNotContain("<script>", " onclick", " style=", "http://", "https://")
                .containsOnlyOnce("<script ");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
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

    @Test
    void aFailureOfTheDatabaseIsTold() {
        browser.signIn("1001");
        stations.worker.close();

        Browser.Answer answer = browser.get("/");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.results()).isEqualTo("<p>" + Page.AWAY + "</p>");
        assertThat(browser.post("/print", "task", "x").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    '{"value":[]}', 202
                    '{}', 400
                    'no JSON', 400
                    """)
    void theWebhookAnswersTheSender(String body, int status) {
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
        Browser.Answer answer = browser.send(validation);
        assertThat(answer.body()).isEqualTo("a<b>");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Request large = new Request.Builder()
                .url(stations.lobby + "/notifications")
                .post(RequestBody.create(new byte[1024 * 1024 + 1]))
                .build();
        assertThat(browser.send(large).status()).isEqualTo(413);
        stations.worker.close();
        Request late = new Request.Builder()
                .url(stations.lobby + "/notifications")
                .post(RequestBody.create("{\"value\":[]}", MediaType.get("application/json")))
                .build();
        assertThat(browser.send(late).status()).isEqualTo(503);
    }
}
