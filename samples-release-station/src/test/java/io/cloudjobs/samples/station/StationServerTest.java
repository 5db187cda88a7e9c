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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

        Browser.PageResponse page = browser.signIn("1001");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Held jobs of " + name(ADA), name("budget.xlsx"), "waits for you", task)
                .doesNotContain("notes.docx");
        assertThat(page.results()).isEmpty();
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

        List<CompletableFuture<Browser.PageResponse>> clicks = List.of(
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

        assertThat(other.press("/print", task).results())
                .isEqualTo("<p>" + name("plan.pdf") + ": already deleted.</p>");
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
        AtomicInteger redirects = new AtomicInteger();
        CountDownLatch back = new CountDownLatch(1);
        stations.network.set(chain -> {
            if (chain.request().url().encodedPath().endsWith("/redirect")) {
                redirects.incrementAndGet();
                chain.proceed(chain.request()).close();
                throw new IOException("the response is lost");
            }
            if (redirects.get() > 0 && back.getCount() > 0) {
                throw new IOException("nothing can be read");
            }
            return chain.proceed(chain.request());
        });

        browser.press("/print", task);

        awaitResult(name("plan.pdf") + ": not sure yet.");
        assertThat(browser.get("/").body()).contains("not sure yet, because").doesNotContain("action=\"/print\"");
        browser.press("/delete", task); // too late, and so without effect
        back.countDown();
        awaitResult(name("plan.pdf") + ": released.");
        assertThat(redirects).hasValue(1);
        assertThat(stations.jobsAt(stations.demonstration.lobby())).isEqualTo(before + 1);
    }

    @Test
    void aFailureOfTheServiceIsToldAndNothingIsLost() {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        stations.emulator.print().failNext(100_000, Fault.unavailable(Duration.ZERO));

        browser.press("/print", task);

        awaitResult(
                ": not done yet. The print service does not respond. The job is kept, and the station tries again.");
        assertThat(browser.get("/").body()).contains("<small class=\"problem\">");
        assertThat(stations.entry(task)).isNotNull();
    }

    @Test
    void aDecisionThatFailsCanBeReplaced() {
        String task = stations.hold(ADA, "plan.pdf");
        browser.signIn("1001");
        stations.worker.decide(stations.entry(task).task(), Decision.redirect("no-such-printer"));
        Eventually.await(() -> stations.entry(task).problem() != null);

        assertThat(browser.get("/").body()).contains("<small class=\"problem\"><bdi>", "action=\"/print\"");
        browser.press("/delete", task);

        awaitResult(name("plan.pdf") + ": deleted.");
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
    void aFailureOfTheDatabaseIsTold() {
        browser.signIn("1001");
        stations.worker.close();

        Browser.PageResponse response = browser.get("/");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.results()).isEqualTo("<p>" + Page.AWAY + "</p>");
        assertThat(browser.post("/print", "task", "x").status()).isEqualTo(503);
        Request notification = new Request.Builder()
                .url(stations.lobby + "/notifications")
                .post(RequestBody.create("{\"value\":[]}", MediaType.get("application/json")))
                .build();
        assertThat(browser.send(notification).status()).isEqualTo(503); // so that the service sends it again
    }
}
