package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in all sizes and colors, with names of all kinds and with many jobs. */
@ExtendWith(SharedBrowser.class)
@ResourceLock(SharedBrowser.LOCK)
class PageAppearanceTest {
    private static final String HOSTILE =
            "</td><img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>\u202egnp.exe\n\t";

    private static PageBrowser page;

    private RunningControl control;

    @BeforeAll
    static void share(PageBrowser browser) {
        page = browser;
    }

    @BeforeEach
    void start() {
        control = new RunningControl();
    }

    @AfterEach
    void stop() {
        page.leave();
        control.close();
    }

    private static String axe() {
        try (InputStream in = PageAppearanceTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the violations of WCAG 2.2 A and AA, and of what axe calls best practices. */
    private static List<?> violations() {
        page.script("if (!window.axe) {" + axe() + "}");
        return (List<?>)
                page.chromium()
                        .executeAsyncScript(
                                "const done = arguments[arguments.length - 1];"
                                        + "axe.run({resultTypes: ['violations']}).then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))))");
    }

    /** Opens the page with all that it can show. */
    private void openFull() {
        PageTenant.company()
                .subscription("s1", "http://127.0.0.1:9000/notifications", "2027-01-06T07:30:00Z")
                .putInto(control);
        for (String fault : List.of("\"status\":503,\"retryAfter\":\"PT2S\"", "\"connection\":\"closed\"")) {
            control.send("POST /_cloudjobs/faults", "{\"service\":\"print\"," + fault + ",\"times\":1}");
        }
        page.open(control);
        page.button("Budget 2027.xlsx").click();
        page.await("#job-table .details:not([hidden])", "budget");
        page.await("#fault-list", "closed connection");
        page.await("#subscription-table", "1 d 22 h");
    }

    @Test
    void thePageIsAccessibleInEachSizeAndColor() {
        openFull();
        for (var each : List.of(
                Map.entry(1600, "light"), Map.entry(1280, "dark"), Map.entry(360, "light"), Map.entry(360, "dark"))) {
            page.size(new Dimension(each.getKey(), 900));
            page.colors(each.getValue());

            assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(each.getValue().equals("dark") ? "rgb(15, 19, 24)" : "rgb(244, 246, 248)");
            assertThat(violations()).as(each.toString()).isEmpty();
            assertThat(page.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .as(each.toString())
                    .isEqualTo(true);
        }
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void theDialogIsAccessible() {
        openFull();
        page.button("Redirect Budget 2027.xlsx").click();

        assertThat(violations()).isEmpty();
        assertThat(page.focusedName()).isEqualTo("To printer");
    }

    @Test
    void everyControlIsReachedByTabAndNoneTraps() {
        openFull();
        long controls = (Long) page.script("return [...document.querySelectorAll('a, button, input, select')]"
                + ".filter(e => e.checkVisibility() && !e.disabled).length");
        page.script(
                "document.activeElement.blur();"
                        + "window.reached = new Set(); document.addEventListener('focusin', e => window.reached.add(e.target))");

        page.press(Keys.TAB.toString().repeat((int) controls + 10));

        assertThat(
                        page.script(
                                "return [...document.querySelectorAll('a, button, input, select')]"
                                        + ".filter(e => e.checkVisibility() && !e.disabled && !window.reached.has(e)).map(e => e.outerHTML)"))
                .isEqualTo(List.of());
    }

    @Test
    void colorsAreChosenAndKept() {
        page.colors("light");
        page.open(control);
        page.button("Colors: system").click();
        page.button("Colors: light").click();
        assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(15, 19, 24)");

        page.open(control);

        page.await("#theme", "Colors: dark");
        assertThat(page.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(15, 19, 24)");
    }

    @Test
    void theFaultFieldsShowTheirWholeText() {
        page.open(control);
        for (int width : List.of(360, 1280, 1600)) {
            page.size(new Dimension(width, 900));

            assertThat(page.script("""
                            const measure = document.createElement("canvas").getContext("2d");
                            return [...document.querySelectorAll("#fault-kind, #fault-often")].flatMap(select => {
                                measure.font = getComputedStyle(select).font;
                                return [...select.options].map(o => o.text).filter(t =>
                                    measure.measureText(t).width > select.clientWidth - 40);
                            })""")).as(width + " pixels").isEqualTo(List.of());
        }
    }

    @Test
    void hostileNamesAreTextAndBreakNothing() {
        String longName = HOSTILE + "x".repeat(5000);
        new PageTenant()
                .printer("p", longName)
                .printer("q", "\u202e\u2066" + longName)
                .job("p", "j", "held", longName, longName)
                .putInto(control);
        page.size(new Dimension(360, 900));
        page.open(control);
        page.await("#job-table", "</td><img src=x");
        page.script("document.querySelector('#job-table button.open').click()");

        assertThat(page.text("#job-table .details dl")).contains("</script>\\u202egnp.exe\\n\\t", "x".repeat(5000));
        assertThat(page.text("#job-table .details dl")).doesNotContain("\u202e");
        assertThat(page.chromium().findElements(By.cssSelector("main img, main script")))
                .isEmpty();
        assertThat(page.script("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat((Long) page.script("return document.querySelector('.cards > li').offsetHeight"))
                .isLessThan(400);
        page.button("Redirect </td>").click();
        assertThat(page.script("const d = document.querySelector('dialog[open]'); return d.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        page.button("Redirect").click();
        page.await("#said", "is redirected");
        assertThat(page.chromium().getTitle()).isEqualTo("CloudJobs emulator");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void tenThousandJobsStayUsable() {
        PageTenant tenant = new PageTenant().printer("p", "Lobby");
        for (int i = 0; i < 10_000; i++) {
            tenant.job("p", "j" + i, i % 100 == 0 ? "held" : "printed", PageTenant.ADA, "Document " + i + ".pdf");
        }
        tenant.putInto(control);
        page.open(control);
        page.await("#jobs-count", "10,000");

        assertThat((Long) page.script("return document.querySelectorAll('#job-table tbody').length"))
                .isEqualTo(12);
        page.button("Show 50 of 9,988 more").click();
        assertThat((Long) page.script("return document.querySelectorAll('#job-table tbody').length"))
                .isEqualTo(62);
        page.choose("Show", "held jobs");
        page.await("#jobs-count", "100 of 10,000");
        page.type("Name, user or id", "Document 4200.pdf");
        page.await("#jobs-count", "1 of 10,000");
        WebElement row = (WebElement) page.script("return document.querySelector('#job-table tbody')");
        page.button("Document 4200.pdf").click();
        WebElement focused = page.focused();
        control.post("/_cloudjobs/printers/p/jobs", "{\"hold\":true}");

        // The row is the same element: open, with the focus.
        page.await("#jobs-count", "1 of 10,001");
        assertThat(row.isDisplayed()).isTrue();
        assertThat(page.focused()).isEqualTo(focused);
        assertThat(focused.getAttribute("aria-expanded")).isEqualTo("true");
        page.button("Release Document 4200.pdf").click();
        page.await("#jobs-empty", "No job matches.");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void onlyTheOriginOfThePageIsAsked() {
        openFull();

        List<?> urls = (List<?>) page.script("return performance.getEntriesByType('resource').map(e => e.name)");

        assertThat(urls)
                .isNotEmpty()
                .allSatisfy(url -> assertThat((String) url).startsWith(control.control.origin() + "/"));
        RunningControl.Answer answer = control.send(control.request("GET", "/", null));
        assertThat(answer.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.text()).doesNotContain("style=", "onclick=", "http://", "https://");
    }

    @Test
    void anInlineScriptIsNotRun() {
        page.open(control);

        page.script("const s = document.createElement('script'); s.textContent = 'document.title = 1';"
                + " document.body.append(s);");

        assertThat(page.chromium().getTitle()).isEqualTo("CloudJobs emulator");
        assertThat(page.errors()).anyMatch(message -> message.contains("Content Security Policy"));
    }

    @Test
    void namesAndRolesTellWhatIsThere() {
        openFull();

        assertThat(page.script(
                        "return [...document.querySelectorAll('section')].map(s => s.querySelector('h2').innerText)"))
                .isEqualTo(List.of(
                        "Printers",
                        "Print jobs",
                        "Subscriptions",
                        "Graph jobs",
                        "Requests",
                        "Faults",
                        "Settings",
                        "Connect"));
        for (Map.Entry<String, String> each : Map.of(
                        "Jam: Lobby", "button",
                        "Abort Budget 2027.xlsx", "button",
                        "Start louvain, job groups", "button",
                        "Remove 503, Retry-After 2 of print", "button")
                .entrySet()) {
            assertThat(page.button(each.getKey()).getAriaRole())
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
        Eventually.await(() -> page.text("#job-table").contains("held"));
        assertThat(page.chromium().findElement(By.id("job-table")).getAriaRole())
                .isEqualTo("table");
        assertThat(page.chromium().findElement(By.id("said")).getAriaRole()).isEqualTo("status");
    }
}
