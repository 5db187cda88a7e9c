package io.cloudjobs.samples.station;

import static io.cloudjobs.samples.station.Demonstration.ADA;
import static io.cloudjobs.samples.station.RunningStations.SHARE_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

@Order(1)
class PageInChromiumTest {
    private static ChromeDriver chromium;

    private RunningStations stations;

    @BeforeAll
    static void startChromium() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.quit();
        }
    }

    @BeforeEach
    void start() throws IOException {
        stations = new RunningStations();
    }

    @AfterEach
    void stop() {
        offline(false);
        set("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        set("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        chromium.manage().deleteAllCookies();
        chromium.get("about:blank");
        stations.close();
    }

    private static void set(String command, Map<String, Object> parameters) {
        chromium.executeCdpCommand(command, parameters);
    }

    private void signIn() {
        chromium.get(stations.lobby);
        focused().sendKeys("1001", Keys.ENTER);
        await("heading", "Held jobs of " + ADA);
    }

    private static WebElement focused() {
        return chromium.switchTo().activeElement();
    }

    /** Returns the text that people see of an element. The script may replace it at any time, so the browser reads it. */
    private static String text(String id) {
        return (String)
                chromium.executeScript("return document.getElementById(arguments[0])?.innerText ?? '(none)'", id);
    }

    private static void await(String id, String text) {
        Eventually.await(() -> text(id).contains(text));
        assertThat(text(id)).contains(text);
    }

    private static WebElement button(String name) {
        return chromium.findElements(By.tagName("button")).stream()
                .filter(button -> button.getAccessibleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + name + " in " + text("content")));
    }

    private static List<String> errors() {
        return chromium.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Test
    void aBadgeShowsJobsAndAButtonReleasesOne() {
        String task = stations.hold(ADA, "budget.xlsx");
        stations.hold(ADA, "plan.pdf");
        errors();

        signIn();
        assertThat(text("content")).contains("budget.xlsx\nwaits for you", "plan.pdf\nwaits for you");
        assertThat(text("results")).isEmpty();
        button("Print budget.xlsx").click();

        await("results", "budget.xlsx: released.");
        Eventually.await(() -> !text("content").contains("budget.xlsx"));
        assertThat(text("content")).doesNotContain("budget.xlsx").contains("plan.pdf");
        assertThat(stations.state(task)).isNull();
        assertThat(errors()).isEmpty();
    }

    @Test
    void theKeyboardIsSufficient() {
        String task = stations.hold(ADA, "budget.xlsx");

        chromium.get(stations.lobby);
        assertThat(focused().getAccessibleName()).isEqualTo("Badge number");
        focused().sendKeys("1001", Keys.ENTER);
        await("content", "budget.xlsx");
        assertThat(focused().getAttribute("id")).isEqualTo("heading");
        press(Keys.TAB);
        assertThat(focused().getAccessibleName()).isEqualTo("Print budget.xlsx");
        assertThat(focused().getCssValue("outline-style")).isEqualTo("solid");
        press(Keys.TAB);
        assertThat(focused().getAccessibleName()).isEqualTo("Delete budget.xlsx");
        press(Keys.ENTER);
        await("results", "budget.xlsx: deleted.");
        await("content", "No job waits for you.");
        assertThat(focused().getAttribute("id")).isEqualTo("heading");
        press(Keys.TAB);
        assertThat(focused().getAccessibleName()).isEqualTo("Stay signed in");
        press(Keys.TAB);
        assertThat(focused().getAccessibleName()).isEqualTo("Done");
        press(Keys.SPACE);
        await("results", "You are signed out.");

        assertThat(focused().getAccessibleName()).isEqualTo("Badge number");
        assertThat(stations.state(task)).isNull();
    }

    private static void press(Keys key) {
        new Actions(chromium).sendKeys(key).perform();
    }

    @Test
    void everythingHasARoleAndAName() {
        stations.hold(ADA, "budget.xlsx");
        stations.hold(ADA, "plan.pdf");

        chromium.get(stations.lobby);
        WebElement field = chromium.findElement(By.id("badge"));
        assertThat(field.getAriaRole()).isEqualTo("textbox");
        assertThat(field.getAccessibleName()).isEqualTo("Badge number");
        assertThat(chromium.findElement(By.id("results")).getAriaRole()).isEqualTo("status");
        assertThat(chromium.findElement(By.tagName("h1")).getAccessibleName()).isEqualTo("Lobby: print your jobs");
        assertThat(chromium.getTitle()).isEqualTo("Lobby: print your jobs");
        signIn();

        assertThat(chromium.findElements(By.tagName("button")))
                .extracting(WebElement::getAccessibleName)
                .containsExactly(
                        "Print budget.xlsx",
                        "Delete budget.xlsx",
                        "Print plan.pdf",
                        "Delete plan.pdf",
                        "Print all",
                        "Stay signed in",
                        "Done");
    }

    @Test
    void aHostileNameIsText() {
        String hostile = "<img src=x onerror=\"document.title='hacked'\">\u202egnp.exe";
        stations.hold(ADA, hostile);
        errors();

        signIn();

        assertThat(text("content")).contains("<img src=x onerror=\"document.title='hacked'\">");
        assertThat(chromium.findElements(By.tagName("img"))).isEmpty();
        button("Print " + hostile).click();
        await("results", "onerror=\"document.title='hacked'\">");
        await("results", ": released.");
        assertThat(chromium.getTitle()).isEqualTo("Lobby: print your jobs");
        assertThat(errors()).isEmpty();
    }

    @Test
    void anInlineScriptIsNotRun() {
        chromium.get(stations.lobby);

        chromium.executeScript("const s = document.createElement('script'); s.textContent = 'document.title = 1';"
                + " document.body.append(s);");

        assertThat(chromium.getTitle()).isEqualTo("Lobby: print your jobs");
        assertThat(errors()).anyMatch(message -> message.contains("Content Security Policy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textsCanBeReadInEachColorScheme(String scheme) {
        stations.hold(ADA, "budget.xlsx");
        set(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));

        signIn();

        double page = luminance("body", "backgroundColor");
        assertThat(page < 0.5).isEqualTo(scheme.equals("dark"));
        assertThat(contrast(page, luminance("h2", "color"))).isGreaterThan(7);
        assertThat(contrast(luminance("li", "backgroundColor"), luminance("li strong", "color")))
                .isGreaterThan(7);
        for (String button : List.of("[id^=print-]", "[id^=delete-]")) {
            assertThat(contrast(luminance(button, "backgroundColor"), luminance(button, "color")))
                    .isGreaterThan(4.5);
            assertThat(contrast(luminance("li", "backgroundColor"), luminance(button, "borderTopColor")))
                    .isGreaterThan(3);
        }
        assertThat(contrast(page, luminance("#away", "color"))).isGreaterThan(4.5);
    }

    /** Returns the relative luminance of a color, as WCAG 2 defines it. */
    private static double luminance(String selector, String property) {
        List<?> parts = (List<?>) chromium.executeScript(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]].match(/[0-9.]+/g)",
                selector,
                property);
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = Double.parseDouble((String) parts.get(i)) / 255;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    @Test
    void theScreenIsKeptAsAPicture() throws IOException {
        stations.hold(ADA, "budget 2027.xlsx");
        stations.hold(SHARE_2, ADA, "travel plan.pdf");
        stations.hold(SHARE_2, ADA, "<img src=x onerror=alert(1)>.pdf");

        signIn();
        button("Print travel plan.pdf").click();
        await("results", "travel plan.pdf: released.");
        Path picture = Files.createDirectories(Path.of("target")).resolve("release-station.png");
        Files.write(picture, chromium.getScreenshotAs(OutputType.BYTES));

        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void aSecondStationIsToldWithoutAReload() {
        String task = stations.hold(ADA, "plan.pdf");
        signIn();
        String first = chromium.getWindowHandle();
        chromium.switchTo().newWindow(WindowType.TAB);
        chromium.get(stations.floor2);
        focused().sendKeys("1001", Keys.ENTER);
        await("content", "plan.pdf");

        button("Print plan.pdf").click();
        await("results", "plan.pdf: released.");
        chromium.close();
        chromium.switchTo().window(first);

        await("results", "plan.pdf: already printed elsewhere.");
        await("content", "No job waits for you.");
        assertThat(stations.jobOf(task).redirectedToJob().printerId()).isEqualTo(stations.demonstration.floor2());
    }

    @Test
    void aNewJobAppearsWithoutAReload() {
        signIn();
        chromium.executeScript("document.body.dataset.mark = 'same page'");

        stations.hold(ADA, "plan.pdf");

        await("content", "plan.pdf\nwaits for you");
        assertThat(chromium.findElement(By.tagName("body")).getAttribute("data-mark"))
                .isEqualTo("same page");
        assertThat(text("content")).contains("here since");
    }

    @Test
    void aDoubleClickHasOneEffect() {
        String task = stations.hold(SHARE_2, ADA, "plan.pdf");
        int before = stations.jobsAt(stations.demonstration.lobby());
        signIn();

        new Actions(chromium).doubleClick(button("Print plan.pdf")).perform();

        await("results", "plan.pdf: released.");
        assertThat(stations.state(task)).isNull();
        assertThat(stations.jobsAt(stations.demonstration.lobby())).isEqualTo(before + 1);
    }

    @Test
    void reloadAndBackDoNothingAgain() {
        String task = stations.hold(SHARE_2, ADA, "plan.pdf");
        String other = stations.hold(ADA, "budget.xlsx");
        int before = stations.jobsAt(stations.demonstration.lobby());
        signIn();
        button("Print plan.pdf").click();
        await("results", "plan.pdf: released.");

        chromium.navigate().refresh();
        await("results", "plan.pdf: released.");
        chromium.get("about:blank");
        chromium.navigate().back();
        await("results", "plan.pdf: released.");
        assertThat(stations.state(task)).isNull();
        assertThat(stations.state(other)).isEqualTo(PrintTaskEntry.State.HELD);
        assertThat(stations.jobsAt(stations.demonstration.lobby())).isEqualTo(before + 1);

        button("Done").click();
        await("results", "You are signed out.");
        chromium.get("about:blank");
        chromium.navigate().back();
        await("content", "Badge number");
        assertThat(text("content")).doesNotContain("budget.xlsx");
    }

    @Test
    void aStationThatDoesNotRespondSaysSoAndLosesNothing() {
        String task = stations.hold(ADA, "plan.pdf");
        signIn();
        assertThat(chromium.findElement(By.id("away")).isDisplayed()).isFalse();

        offline(true);
        awaitAway(true);
        assertThat(text("away")).isEqualTo("The station does not respond. Your jobs are kept. It tries again.");
        assertThat(chromium.findElement(By.id("away")).getAriaRole()).isEqualTo("alert");
        button("Print plan.pdf").click();
        assertThat(stations.state(task)).isEqualTo(PrintTaskEntry.State.HELD);
        offline(false);

        awaitAway(false);
        assertThat(text("content")).contains("plan.pdf\nwaits for you");
        button("Print plan.pdf").click();
        await("results", "plan.pdf: released.");
    }

    @Test
    void aBadgeThatWasTypedStaysWhileTheStationIsAway() {
        chromium.get(stations.lobby);
        offline(true);

        focused().sendKeys("1003", Keys.ENTER);
        awaitAway(true);
        assertThat(focused().getAttribute("value")).isEqualTo("1003");
        offline(false);
        awaitAway(false);
        focused().sendKeys(Keys.ENTER);

        await("content", "No job waits for you.");
    }

    private static void awaitAway(boolean isAway) {
        Eventually.await(() -> chromium.findElement(By.id("away")).isDisplayed() == isAway);
        assertThat(chromium.findElement(By.id("away")).isDisplayed()).isEqualTo(isAway);
    }

    private static void offline(boolean offline) {
        set("Network.enable", Map.of());
        set(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    @Test
    void anUnknownBadgeIsTold() {
        chromium.get(stations.lobby);

        focused().sendKeys("9999", Keys.ENTER);

        await("results", "This badge is unknown.");
        assertThat(focused().getAccessibleName()).isEqualTo("Badge number");
        focused().sendKeys("1001", Keys.ENTER); // it replaces the first one
        await("content", "No job waits for you.");
    }

    @Test
    void theCookieIsNotForScripts() {
        signIn();

        assertThat(chromium.executeScript("return document.cookie")).isEqualTo("");
        assertThat(chromium.manage().getCookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Strict");
            assertThat(chromium.getPageSource()).doesNotContain(cookie.getValue());
        });
    }

    @Test
    void aForgottenUserIsSignedOutAndTheNextOneCanType() {
        stations.hold(ADA, "plan.pdf");
        signIn();

        stations.now.updateAndGet(now -> now.plus(Sessions.IDLE));

        await("content", "Badge number");
        assertThat(text("content")).doesNotContain("plan.pdf");
        assertThat(focused().getAccessibleName()).isEqualTo("Badge number");
    }

    @Test
    void thePageWorksWithoutItsScript() {
        String task = stations.hold(ADA, "plan.pdf");
        set("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        chromium.get(stations.lobby);
        WebElement field = chromium.findElement(By.id("badge"));
        field.sendKeys("1001", Keys.ENTER);
        awaitWithoutScript("content", "plan.pdf");

        chromium.findElement(By.id("print-" + task)).click();

        awaitWithoutScript("results", "plan.pdf: released."); // the page reads itself again
        assertThat(stations.state(task)).isNull();
    }

    private static void awaitWithoutScript(String id, String text) {
        var last = new AtomicReference<>("");
        Eventually.await(() -> {
            try {
                chromium.findElements(By.id(id)).forEach(element -> last.set(element.getText()));
            } catch (StaleElementReferenceException e) {
                return false; // the page has just read itself again
            }
            return last.get().contains(text);
        });
        assertThat(last.get()).contains(text);
    }
}
