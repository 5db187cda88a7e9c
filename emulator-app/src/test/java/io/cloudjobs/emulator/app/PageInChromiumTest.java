package io.cloudjobs.emulator.app;

import static io.cloudjobs.emulator.app.PageTenant.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** People use the page, and the emulator does what they want. */
@ExtendWith(SharedBrowser.class)
@ResourceLock(SharedBrowser.LOCK)
class PageInChromiumTest {
    private static final String START = "2027-01-04 09:00:00 UTC";

    private static PageBrowser page;

    private RunningControl control;

    @BeforeAll
    static void share(PageBrowser browser) {
        page = browser;
    }

    @BeforeEach
    void start() {
        control = new RunningControl();
        PageTenant.company().putInto(control);
    }

    @AfterEach
    void stop() {
        page.leave();
        control.close();
    }

    private JsonNode state() {
        return Json.tree(control.emulator.state());
    }

    private String stateOf(String printerId, String jobId) {
        for (JsonNode printer : state().path("print").path("printers")) {
            for (JsonNode job : printer.path("jobs")) {
                if (printer.path("id").textValue().equals(printerId)
                        && job.path("id").textValue().equals(jobId)) {
                    return job.path("state").textValue();
                }
            }
        }
        return "unknown";
    }

    private void awaitState(String printerId, String jobId, String wanted) {
        Eventually.await(() -> stateOf(printerId, jobId).equals(wanted));
        assertThat(stateOf(printerId, jobId)).isEqualTo(wanted);
    }

    private int call(String path) throws IOException {
        Request request = new Request.Builder()
                .url(control.emulator.print().endpoint() + path)
                .header("Authorization", "Bearer " + control.emulator.print().token())
                .build();
        try (Response response = control.http.newCall(request).execute()) {
            response.body().bytes();
            return response.code();
        }
    }

    @Test
    void theTenantIsShown() {
        page.open(control);

        page.await("#printer-list", "Floor 2, color");
        assertThat(page.card("Lobby")).contains("Lobby", "Budget 2027.xlsx", "held", "Poster.pdf");
        assertThat(page.text("#job-table")).contains("Annual report 2026.pdf", "printed", ADA, "waits for the badge");
        assertThat(page.text("#jobs-count")).isEqualTo("5");
        assertThat(page.text("#graph-table")).contains("pagerank", "running", "louvain", "pending", "movie");
        assertThat(page.script("return document.querySelector('#graph-table progress:not([hidden])').value"))
                .isEqualTo(50L);
        assertThat(page.text("#now")).isEqualTo(START);
        assertThat(page.text("#about")).contains(control.emulator.entra().clientId());
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aHeldJobIsReleasedAbortedAndRedirected() {
        page.open(control);
        page.button("Release Budget 2027.xlsx").click();
        page.await("#said", "Budget 2027.xlsx is released.");
        awaitNotHeld("budget");
        assertThat(stateOf("lobby", "budget")).isIn("released", "printed", "processing");

        page.button("Redirect Travel plan.pdf").click();
        assertThat(page.text("#redirect"))
                .contains("Travel plan.pdf", "Floor 2, color")
                .doesNotContain("Lobby");
        page.choose("To printer", "Warehouse");
        page.button("Redirect").click();
        page.await("#said", "Travel plan.pdf is redirected to Warehouse.");
        awaitState("lobby", "travel", "redirected");
        page.awaitCard("Warehouse", "1 job in all");

        page.button("Add held job: Warehouse").click();
        page.await("#said", "Warehouse has a new held job.");
        page.choose("Show", "held jobs");
        page.button("Abort ").click();
        page.await("#said", "is aborted.");
        page.await("#jobs-empty", "No job matches.");
        assertThat(page.errors()).isEmpty();
    }

    private void awaitNotHeld(String jobId) {
        Eventually.await(() -> !stateOf("lobby", jobId).equals("held"));
        page.awaitNoButton("Release Budget 2027.xlsx");
    }

    @Test
    void theKeyboardIsSufficientToReleaseAndRedirect() {
        page.open(control);
        page.await("#job-table", "Travel plan.pdf");
        page.press(Keys.TAB);
        assertThat(page.focusedName()).isEqualTo("Skip to printers");
        page.choose("Show", "held jobs");

        page.tabTo("Travel plan.pdf");
        assertThat(page.focused().getCssValue("outline-style")).isEqualTo("solid");
        page.press(Keys.ENTER);
        assertThat(page.focused().getAttribute("aria-expanded")).isEqualTo("true");
        page.press(Keys.TAB);
        assertThat(page.focusedName()).isEqualTo("Release Travel plan.pdf");
        page.press(Keys.SPACE);
        awaitState("lobby", "travel", "released");
        page.awaitNot("#job-table", "Travel plan.pdf");
        assertThat(page.focusedName()).isEqualTo("Release Budget 2027.xlsx"); // the next one

        page.press(Keys.TAB, Keys.TAB);
        assertThat(page.focusedName()).isEqualTo("Redirect Budget 2027.xlsx…");
        page.press(Keys.ENTER);
        assertThat(page.focusedName()).isEqualTo("To printer");
        page.press(Keys.ESCAPE);
        assertThat(page.focusedName()).isEqualTo("Redirect Budget 2027.xlsx…");
        assertThat(stateOf("lobby", "budget")).isEqualTo("held");
        page.press(Keys.ENTER);
        page.press("w", Keys.TAB);
        assertThat(page.focusedName()).isEqualTo("Redirect");
        page.press(Keys.ENTER);

        awaitState("lobby", "budget", "redirected");
        page.await("#said", "Budget 2027.xlsx is redirected to Warehouse.");
        page.await("#jobs-empty", "No job matches.");
        assertThat(page.focused().getAttribute("id")).isEqualTo("jobs-title");
    }

    @Test
    void aDocumentOpensInTheBrowser() {
        page.open(control);
        page.button("Budget 2027.xlsx").click();
        WebElement link = (WebElement) page.script("return document.querySelector('.details:not([hidden]) a')");
        assertThat(link.getAccessibleName()).isEqualTo("Open the document Budget 2027.xlsx in a new tab");
        String first = page.chromium().getWindowHandle();

        link.click();

        Eventually.await(() -> page.chromium().getWindowHandles().size() == 2);
        String second = page.chromium().getWindowHandles().stream()
                .filter(handle -> !handle.equals(first))
                .findFirst()
                .orElseThrow();
        page.chromium().switchTo().window(second);
        Eventually.await(() -> page.script("return document.contentType").equals("application/pdf"));
        assertThat(page.script("return document.contentType")).isEqualTo("application/pdf");
        assertThat(page.script("return location.pathname"))
                .isEqualTo("/_cloudjobs/printers/lobby/jobs/budget/document");
        page.chromium().close();
        page.chromium().switchTo().window(first);
        assertThat(control.send(control.request("GET", "/favicon.ico", null)).status())
                .isEqualTo(200);
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aPrinterJamsRunsOutOfPaperStopsAndGoesOn() {
        page.open(control);

        for (List<String> each : List.of(
                List.of("Jam", "jammed", "Lobby is jammed."),
                List.of("Resume", "share", "Lobby goes on."),
                List.of("Out of paper", "out of paper", "Lobby is out of paper."),
                List.of("Resume", "share", "Lobby goes on."),
                List.of("Stop", "stopped", "Lobby is stopped."),
                List.of("Resume", "share", "Lobby goes on."))) {
            page.button(each.get(0) + ": Lobby").click();
            page.await("#said", each.get(2));
            page.awaitCard("Lobby", each.get(1));
        }

        assertThat(page.card("Lobby")).doesNotContain("stopped");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void graphJobsStartFinishAndFail() {
        page.open(control);

        page.button("Start louvain").click();
        page.await("#said", "louvain runs.");
        page.button("Finish pagerank").click();
        page.await("#said", "pagerank is finished.");
        page.await("#graph-table", "success");
        page.button("Fail louvain").click();
        page.await("#said", "louvain has failed.");

        page.await("#graph-table", "failed");
        page.awaitNot("#graph-table", "Finish");
        assertThat(control.emulator.ges().status("movie", "rank")).isEqualTo("success");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void theClockIsAdvancedAndFrozen() {
        page.open(control);
        assertThat(page.text("#clock")).contains("frozen");

        page.button("+1 min").click();
        page.await("#now", "2027-01-04 09:01:00 UTC");
        page.button("+1 h").click();
        page.await("#now", "2027-01-04 10:01:00 UTC");
        page.type("Amount of time", "3");
        page.choose("Unit of time", "days");
        page.focused().sendKeys(Keys.TAB);
        assertThat(page.focusedName()).isEqualTo("Advance");
        page.press(Keys.ENTER);
        page.await("#now", "2027-01-07 10:01:00 UTC");
        assertThat(control.emulator.clock().now()).isEqualTo(Instant.parse("2027-01-07T10:01:00Z"));

        page.button("Unfreeze").click();
        page.await("#said", "The clock goes on.");
        assertThat(control.emulator.clock().isFrozen()).isFalse();
        page.awaitNot("#now", "10:01:00 UTC");
        page.button("Freeze").click();
        page.await("#clock", "frozen");
        assertThat(control.emulator.clock().isFrozen()).isTrue();
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void subscriptionsCountDownByTheClockOfTheEmulator() {
        PageTenant.company()
                .subscription("s1", "http://127.0.0.1:9000/n", "2027-01-04T10:30:00Z")
                .putInto(control);
        page.open(control);

        page.await("#subscription-table", "1 h 30 min");
        assertThat(page.text("#subscription-table")).contains("http://127.0.0.1:9000/n", "created");
        control.post("/_cloudjobs/clock/advance", "{\"duration\":\"PT60M\"}");
        page.await("#subscription-table", "30 min 0 s");
        page.button("Require reauthorization").click();
        page.await("#said", "told to reauthorize");
        control.post("/_cloudjobs/clock/advance", "{\"duration\":\"PT31M\"}");

        page.await("#subscriptions-empty", "There are no subscriptions.");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void requestsAppearAndOpenToTheirHeadersAndBodies() throws IOException {
        page.open(control);
        page.await("#requests-empty", "There are no requests.");

        assertThat(call("/print/printers/lobby/jobs/budget")).isEqualTo(200);
        page.await("#request-table", "/print/printers/lobby/jobs/budget");
        page.button("GET").click();
        page.await("#request-table .details", "Response body");
        assertThat(page.text("#request-table .details"))
                .contains("GET /v1.0/print/printers/{printerId}/jobs/{jobId}", "Authorization", "\"id\": \"budget\"")
                .doesNotContain(control.emulator.print().token());
        assertThat(call("/print/printers/unknown/jobs/1")).isEqualTo(404);
        page.await("#request-table", "404");

        // The open one stays open below the new one.
        assertThat(page.text("#request-table")).contains("Response body");
        page.type("Path or status", "404");
        page.await("#requests-count", "1 of 2");
        page.button("Pause").click();
        assertThat(call("/print/taskDefinitions/unknown")).isEqualTo(404);
        page.await("#requests-count", "paused, 1 new");
        assertThat(page.text("#request-table")).doesNotContain("taskDefinitions/unknown");
        page.button("Pause").click();
        page.await("#request-table", "taskDefinitions/unknown");
        page.button("Clear").click();
        page.await("#requests-empty", "There are no requests.");
        assertThat(control.emulator.requestLog()).isEmpty();
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aFaultIsAddedShownUsedUpAndRemoved() throws IOException {
        page.open(control);
        page.choose("Service", "print");
        page.choose("Operation", "GET /v1.0/print/printers/{printerId}");
        page.type("Status", "502");
        page.type("Retry-After, s", "7");
        page.button("Add fault").click();
        page.await("#fault-list", "502, Retry-After 7 for the next request");
        assertThat(page.text("#fault-list")).contains("print: GET /v1.0/print/printers/{printerId}");

        assertThat(call("/print/taskDefinitions")).isEqualTo(200);
        assertThat(call("/print/printers/lobby")).isEqualTo(502);
        page.await("#faults-empty", "No request fails on purpose.");
        page.await("#request-table", "502, Retry-After 7");

        page.choose("Fault", "closed connection");
        page.choose("For", "some requests");
        page.type("Probability, %", "12.5");
        page.button("Add fault").click();
        page.await("#fault-list", "closed connection for 12.5 % of requests");
        page.choose("Fault", "delay");
        page.type("Delay, ms", "1500");
        page.choose("For", "all requests");
        page.button("Add fault").click();
        page.await("#fault-list", "response, after 1.5 s for all requests");
        page.button("Remove closed connection").click();
        page.awaitNot("#fault-list", "closed connection");
        assertThat(page.focusedName()).startsWith("Remove response, after 1.5 s");
        page.press(Keys.ENTER);
        page.await("#faults-empty", "No request fails on purpose.");
        assertThat(page.focused().getAttribute("id")).isEqualTo("faults-title");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void theSwitchesChangeTheEmulatorAndFollowIt() {
        page.open(control);
        for (String[] each : new String[][] {{"limits", "enforced"}, {"permissions", "permissive"}}) {
            String id = each[0].equals("limits") ? "limits" : "permissive";
            WebElement box = page.chromium().findElement(By.id(id));
            assertThat(box.getAriaRole()).isEqualTo("switch");

            box.sendKeys(Keys.SPACE);

            Eventually.await(() ->
                    control.get("/_cloudjobs/" + each[0]).json().path(each[1]).booleanValue());
            assertThat(control.get("/_cloudjobs/" + each[0])
                            .json()
                            .path(each[1])
                            .booleanValue())
                    .isTrue();
            control.send("PUT /_cloudjobs/" + each[0], "{\"" + each[1] + "\":false}");
            Eventually.await(() -> !box.isSelected());
            assertThat(box.isSelected()).isFalse();
        }
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aResetIsAskedForAndDone() {
        page.open(control);
        page.button("Reset everything").click();
        page.press(Keys.ENTER); // the first button is Cancel
        assertThat(stateOf("lobby", "budget")).isEqualTo("held");
        page.button("Reset everything").click();
        page.button("Reset").click();

        page.await("#said", "Everything is reset.");
        awaitState("lobby", "budget", "unknown");
        page.awaitNot("#job-table", "Budget");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void aRefusedChangeIsTold() {
        page.open(control);
        page.await("#job-table", "Budget 2027.xlsx");
        page.script("const f = window.fetch; window.fetch = (url, o) => f(String(url).replace('budget', 'gone'), o)");

        page.button("Release Budget 2027.xlsx").click();

        page.await("#failed", "Not done:");
        assertThat(page.text("#failed")).contains("gone");
        assertThat(stateOf("lobby", "budget")).isEqualTo("held");
    }

    @Test
    void thePageSaysThatTheEmulatorIsGoneAndComesBack() {
        page.open(control);
        int port = control.port();
        assertThat(page.chromium().findElement(By.id("gone")).isDisplayed()).isFalse();

        control.control.close();
        page.await("#gone", "The emulator is gone");
        page.button("+1 min").click();
        page.await("#failed", "the emulator does not respond");
        assertThat(page.text("#job-table")).contains("Budget 2027.xlsx");

        try (RunningControl next = new RunningControl(options -> new ControlOptions(port))) {
            page.awaitNot("#gone", "gone");
            page.awaitNot("#job-table", "Budget 2027.xlsx");
            assertThat(next.port()).isEqualTo(port);
        }
    }

    @Test
    void urlsAndSecretsAreCopied() {
        page.set(
                "Browser.grantPermissions",
                java.util.Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        page.open(control);

        page.button("Copy entra client secret").click();

        page.await("#said", "Copied: entra client secret.");
        assertThat(page.script("return navigator.clipboard.readText()"))
                .isEqualTo(control.emulator.entra().clientSecret());
    }

    /** A browser permits the clipboard to pages of this machine and to HTTPS only. */
    @Test
    void aCopyThatTheBrowserDoesNotPermitIsTold() {
        page.open(control);
        page.script("Object.defineProperty(navigator, 'clipboard', {value: undefined})");

        page.button("Copy entra client secret").click();

        page.await("#failed", "Not copied: the browser permits it only");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void whatOthersDoIsShown() throws IOException {
        page.open(control);
        call("/print/printers/lobby");
        page.await("#request-table", "/print/printers/lobby");

        control.emulator.clock().advance(Duration.ofHours(2));
        page.await("#now", "2027-01-04 11:00:00 UTC");
        control.emulator.print().addPrinter("cellar", "cellar-share");
        page.await("#printers-count", "4");
        control.send("DELETE /_cloudjobs/requests", null);
        page.await("#requests-empty", "There are no requests.");
        assertThat(page.errors()).isEmpty();
    }

    /** A browser opens six connections to one server, so pages in the background must not use them up. */
    @Test
    void manyPagesCanBeOpen() {
        String first = page.chromium().getWindowHandle();
        page.open(control);
        for (int i = 0; i < 6; i++) {
            page.chromium().switchTo().newWindow(WindowType.TAB);
            page.open(control);
        }
        page.button("Release Travel plan.pdf").click();
        page.await("#said", "Travel plan.pdf is released.");
        for (String handle : page.chromium().getWindowHandles()) {
            if (!handle.equals(first)) {
                page.chromium().switchTo().window(handle).close();
            }
        }
        page.chromium().switchTo().window(first);

        page.awaitNoButton("Release Travel plan.pdf");
        page.awaitNot("#gone", "gone");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void thePictureOfTheDocs() throws IOException {
        PageTenant.company()
                .subscription("s1", "http://127.0.0.1:9000/notifications", "2027-01-06T07:30:00Z")
                .putInto(control);
        control.send(
                "POST /_cloudjobs/faults",
                "{\"service\":\"print\",\"operation\":\"POST /v1.0/print/printers/{printerId}/jobs/{jobId}/abort\","
                        + "\"status\":503,\"retryAfter\":\"PT2S\",\"times\":3}");
        control.send("POST /_cloudjobs/printers/floor-2/jam", "");
        page.colors("light");
        page.size(new Dimension(1280, 900));
        page.open(control);
        for (String path : List.of("/lobby/jobs", "/lobby/jobs/budget", "/lobby/jobs/travel", "/cellar/jobs")) {
            call("/print/printers" + path);
        }
        page.await("#request-table", "/print/printers/cellar/jobs");
        page.await("#fault-list", "503");
        page.await("#subscription-table", "1 d 22 h");
        page.script(
                "document.querySelectorAll('#request-table [data-of=duration]').forEach(e => e.textContent = '2 ms')");

        byte[] picture = page.chromium().getScreenshotAs(OutputType.BYTES);
        Files.write(Files.createDirectories(Path.of("target")).resolve("emulator-page.png"), picture);

        assertThat(picture.length).isBetween(20_000, 500_000);
        assertThat(new String(picture, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
        Path committed = Path.of("../docs/images/emulator-page.png");
        assertThat(committed).isNotEmptyFile();
        assertThat(Files.size(committed)).isLessThan(200_000);
    }
}
