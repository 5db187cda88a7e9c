package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The page in a browser, used as a person uses it. */
final class PageBrowser implements AutoCloseable {
    /** Finds the first visible element with this accessible name, or else one whose name begins so. */
    private static final String NAMED = """
            (selector, name) => {
                const root = document.querySelector("dialog[open]") ?? document;
                const all = [...root.querySelectorAll(selector)].filter(e => e.checkVisibility());
                const named = e => (e.ariaLabel ?? (e.labels?.length ? e.labels[0].innerText : e.innerText)).trim();
                return all.find(e => named(e) === name) ?? all.find(e => named(e).startsWith(name));
            }""";

    private static final String TEXT = """
            selector => {
                const found = document.querySelector(selector);
                return found?.checkVisibility() ? found.innerText : "";
            }""";

    private static final String CARD =
            "printer => [...document.querySelectorAll('.cards > li')].find(e => e.innerText.startsWith(printer))?.innerText ?? ''";

    /** Waits in the browser, so that no request of the driver delays the page. */
    private static final String WAIT = """
            const done = arguments[arguments.length - 1];
            const given = [...arguments].slice(0, -1);
            const end = performance.now() + 40_000;
            const look = %s;
            (function again() {
                const result = look(...given);
                result || performance.now() > end ? done(result) : setTimeout(again, 10);
            })();
            """;

    private final ChromeDriver chromium = Chromium.start();

    ChromeDriver chromium() {
        return chromium;
    }

    PageBrowser() {
        chromium.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    }

    void open(RunningControl control) {
        errors();
        chromium.get(control.control.origin() + "/");
        awaitNot("#now", "…");
        assertThat(eventually("() => document.querySelector('#about').innerText"))
                .isNotEqualTo("");
        assertThat(text("#now")).endsWith("UTC");
    }

    /** Returns the result of this function of the page when it is true, or at the limit. */
    private Object eventually(String function, Object... arguments) {
        return chromium.executeAsyncScript(WAIT.formatted(function), arguments);
    }

    private Object now(String function, Object... arguments) {
        return chromium.executeScript("return (" + function + ")(...arguments)", arguments);
    }

    /** Returns the text that people see. The page may change it at any time, so the browser reads it. */
    String text(String selector) {
        return (String) Objects.requireNonNull(now(TEXT, selector));
    }

    /** Returns the text of the card of a printer. */
    String card(String printer) {
        return (String) Objects.requireNonNull(now(CARD, printer));
    }

    void awaitCard(String printer, String text) {
        eventually("(printer, text) => (" + CARD + ")(printer).includes(text)", printer, text);
        assertThat(card(printer)).contains(text);
    }

    void await(String selector, String text) {
        eventually("(selector, text) => (" + TEXT + ")(selector).includes(text)", selector, text);
        assertThat(text(selector)).contains(text);
    }

    void awaitNot(String selector, String text) {
        eventually("(selector, text) => !(" + TEXT + ")(selector).includes(text)", selector, text);
        assertThat(text(selector)).doesNotContain(text);
    }

    /** Returns the first visible button whose accessible name begins so. It is there now, or soon. */
    WebElement button(String name) {
        return named("button", name);
    }

    WebElement field(String name) {
        return named("input, select", name);
    }

    private WebElement named(String selector, String name) {
        var found = (WebElement) eventually(NAMED, selector, name);
        assertThat(found).as(name).isNotNull();
        return found;
    }

    void awaitNoButton(String name) {
        eventually("(selector, name) => !(" + NAMED + ")(selector, name)", "button", name);
        assertThat(now(NAMED, "button", name)).as(name).isNull();
    }

    /** Chooses with the keyboard. A click of the driver on an option sends other events than a browser does. */
    void choose(String field, String option) {
        WebElement select = field(field);
        List<String> options = select.findElements(By.tagName("option")).stream()
                .map(each -> each.getDomProperty("text"))
                .toList();
        assertThat(options).contains(option);
        select.sendKeys(Keys.HOME + Keys.DOWN.toString().repeat(options.indexOf(option)));
        assertThat(now("select => select.selectedOptions[0].text", select)).isEqualTo(option);
    }

    void type(String field, String text) {
        WebElement input = field(field);
        input.clear();
        input.sendKeys(text);
    }

    WebElement focused() {
        return chromium.switchTo().activeElement();
    }

    String focusedName() {
        return focused().getAccessibleName();
    }

    void press(CharSequence... keys) {
        new Actions(chromium).sendKeys(keys).perform();
    }

    /** Presses Tab until the element with this name has the focus, as people without a mouse do. */
    void tabTo(String name) {
        for (int i = 0; i < 200 && !focusedName().equals(name); i++) {
            press(Keys.TAB);
        }
        assertThat(focusedName()).isEqualTo(name);
    }

    /** Returns what the browser has logged since the last call. */
    List<String> errors() {
        return chromium.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    Object script(String script, Object... arguments) {
        return chromium.executeScript(script, arguments);
    }

    void set(String command, Map<String, Object> parameters) {
        chromium.executeCdpCommand(command, parameters);
    }

    void colors(String scheme) {
        set(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Sets the size of the page itself, which can be narrower than a window. */
    void size(Dimension size) {
        set(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Leaves the page, so that no script of it runs in the next test. */
    void leave() {
        set("Emulation.clearDeviceMetricsOverride", Map.of());
        colors("light");
        chromium.executeScript("try { localStorage.clear() } catch {}");
        chromium.get("about:blank");
    }

    @Override
    public void close() {
        chromium.quit();
    }
}
