package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintLimitsTest {
    private static final String CREATE = "{\"configuration\":{}}";

    private final ManualTime time = new ManualTime();
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private String printer;
    private String share;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        print = emulator.print();
        print.enforceLimits();
        printer = "/print/printers/" + print.printerId();
        share = "/print/shares/" + print.shareId();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply create(String target) {
        return Reply.toPrintAsUser(print, "POST", target + "/jobs", CREATE);
    }

    private String created(String target) {
        Reply reply = create(target);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().get("id").textValue();
    }

    private void assertRefused(String target, String retryAfter) {
        Reply reply = create(target);
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("TooManyRequests");
        assertThat(reply.json().at("/error/innerError/code").textValue()).isEqualTo("429");
    }

    @ParameterizedTest
    @ValueSource(strings = {"printers", "shares"})
    void aPrinterTakes100JobsInTenMinutes(String kind) {
        String target = kind.equals("printers") ? printer : share;
        print.addPrinter("p", "s");
        print.submitJob("first@contoso.com");
        time.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 98; i++) {
            print.submitJob("ada@contoso.com");
        }
        String last = created(target);

        time.advance(Duration.ofMillis(500));
        assertRefused(target, "590");
        assertThat(create("/print/shares/s").status()).isEqualTo(201);
        time.advance(Duration.ofMillis(589_499));
        assertRefused(target, "1");
        time.advance(Duration.ofMillis(1));
        created(target);
        assertRefused(target, "10");
        assertThat(Reply.toPrintAsUser(print, "POST", printer + "/jobs/" + last + "/cancel", "")
                        .status())
                .isEqualTo(204);
        assertRefused(target, "10");
        time.advance(Duration.ofSeconds(10));
        created(target);
    }

    @Test
    void jobsOfATestCountButAreNotRefused() {
        for (int i = 0; i < 99; i++) {
            print.submitJob("ada@contoso.com");
        }
        time.advance(Duration.ofSeconds(30));
        print.submitJob("ada@contoso.com");
        print.holdJob();
        assertRefused(share, "570");
        assertRefused(share, "570");
    }

    @Test
    void aUserSubmits200JobsInTenMinutes() {
        String other = "ada@contoso.com";
        for (int i = 0; i < 4; i++) {
            print.addPrinter("p" + i, "s" + i);
            for (int j = 0; j < 50; j++) {
                print.submitJob("s" + i, i == 3 && j == 49 ? other : print.userPrincipalName());
            }
        }
        created(share);

        assertRefused(share, "600");
        assertRefused("/print/shares/s1", "600");
        time.advance(Duration.ofMinutes(10));
        created("/print/shares/s1");
    }

    @Test
    void aUserSubmitsFourJobsToAPrinterAtOnce() {
        print.addPrinter("p", "s");
        String first = created(share);
        String second = created(printer);
        String third = created(share);
        created(share);
        assertRefused(share, "1");
        assertRefused(printer, "1");
        created("/print/shares/s");

        print.uploadDocument(print.printerId(), first);
        assertRefused(share, "1");
        assertThat(Reply.toPrintAsUser(print, "POST", share + "/jobs/" + first + "/start", "")
                        .status())
                .isEqualTo(200);
        created(share);
        assertRefused(share, "1");
        for (String job : new String[] {second, third}) {
            Reply.toPrintAsUser(print, "POST", printer + "/jobs/" + job + "/cancel", "");
            created(share);
        }
        assertRefused(share, "1");
        time.advance(Duration.ofMinutes(60).minusMillis(1));
        assertRefused(share, "1");
        time.advance(Duration.ofMillis(1));
        created(share);
    }

    @Test
    void aPrinterTakesFiftySubmissionsAtOnce() {
        var tenant = new PrintTenant(time, "http://127.0.0.1/v1.0", new EntraTenant(new Ids(false)));
        EmulatedPrinter device = tenant.addPrinter("p", "s");
        for (int i = 0; i < 49; i++) {
            device.addJob(PrintUser.named("user" + i + "@contoso.com"));
        }
        PrintLimits limits = tenant.limits();
        limits.enforce(true);
        assertThatCode(() -> limits.check(tenant, device, PrintUser.SIGNED_IN)).doesNotThrowAnyException();

        device.addJob(PrintUser.named("user49@contoso.com"));

        assertThatThrownBy(() -> limits.check(tenant, device, PrintUser.SIGNED_IN))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(429));
    }

    @Test
    void aRedirectedJobDoesNotCount() {
        print.addPrinter("p", "s");
        for (int i = 0; i < 99; i++) {
            print.submitJob("s", "ada@contoso.com");
        }
        HeldJob held = print.holdJob();
        Reply reply = Reply.toPrint(
                print, "POST", printer + "/jobs/" + held.jobId() + "/redirect", "{\"destinationPrinterId\":\"p\"}");
        assertThat(reply.status()).isEqualTo(200);

        created("/print/shares/s");
        assertRefused("/print/shares/s", "600");
    }

    @Test
    void aResetEndsTheLimits() {
        emulator.reset();
        for (int i = 0; i < 101; i++) {
            print.submitJob("ada@contoso.com");
        }
        for (int i = 0; i < 5; i++) {
            created(share);
        }
    }

    @Test
    void aUserSubmits10000JobsInTwelveDays() {
        for (int i = 0; i < 10_000; i++) {
            time.advance(Duration.ofSeconds(100));
            print.submitJob(print.userPrincipalName());
        }
        assertRefused(share, Long.toString(12 * 86_400 - 9_999 * 100));
        time.advance(Duration.ofDays(12).minusSeconds(9_999 * 100));
        created(share);
        assertRefused(share, "100");
    }

    private Reply subscriptions(String method, String path) {
        return Reply.toPrint(print, method, "/subscriptions" + path, "");
    }

    @Test
    void anApplicationLists25TimesIn20Seconds() {
        assertThat(subscriptions("GET", "").status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(5));
        for (int i = 0; i < 24; i++) {
            assertThat(subscriptions("GET", "").status()).isEqualTo(200);
        }
        Reply refused = subscriptions("GET", "");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("15");
        assertThat(subscriptions("GET", "/none").status()).isEqualTo(404);
        assertThat(subscriptions("DELETE", "/none").status()).isEqualTo(404);
        time.advance(Duration.ofSeconds(15));
        assertThat(subscriptions("GET", "").status()).isEqualTo(200);
        assertThat(subscriptions("GET", "").header("Retry-After")).isEqualTo("5");
    }

    @Test
    void anApplicationChangesSubscriptions500TimesIn20Seconds() {
        for (int i = 0; i < 500; i++) {
            String method = i % 3 == 0 ? "POST" : i % 3 == 1 ? "PATCH" : "DELETE";
            assertThat(subscriptions(method, "/none").status()).isIn(404, 405, 400);
        }
        assertThat(subscriptions("POST", "").status()).isEqualTo(429);
        assertThat(subscriptions("GET", "").status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(20));
        assertThat(subscriptions("POST", "").status()).isEqualTo(400);
    }

    @Test
    void aUserUploads50GigabytesIn10Days() {
        var limits = new PrintLimits(time);
        limits.enforce(true);
        for (int i = 0; i < 50; i++) {
            limits.checkUpload(PrintUser.SIGNED_IN, 1 << 30);
            time.advance(Duration.ofMinutes(15));
        }

        assertThatThrownBy(() -> limits.checkUpload(PrintUser.SIGNED_IN, 1))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.headers())
                                .containsEntry("Retry-After", String.valueOf(10 * 86_400 - 50 * 900)));
        limits.checkUpload(PrintUser.named("ada@contoso.com"), 1 << 30);
        time.advance(Duration.ofDays(10).minusMinutes(50 * 15));
        limits.checkUpload(PrintUser.SIGNED_IN, 1 << 30);
    }

    @Test
    void aUserUploads1GigabyteIn15Minutes() {
        var limits = new PrintLimits(time);
        limits.checkUpload(PrintUser.SIGNED_IN, Integer.MAX_VALUE); // not enforced yet
        limits.enforce(true);
        limits.checkUpload(PrintUser.SIGNED_IN, 1 << 29);
        time.advance(Duration.ofMinutes(5));
        limits.checkUpload(PrintUser.SIGNED_IN, 1 << 29);

        assertThatThrownBy(() -> limits.checkUpload(PrintUser.SIGNED_IN, 1))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.headers()).containsEntry("Retry-After", "600"));
        assertThatThrownBy(() -> limits.checkUpload(PrintUser.SIGNED_IN, (1 << 29) + 1))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.headers()).containsEntry("Retry-After", "900"));
        limits.checkUpload(PrintUser.named("ada@contoso.com"), 1 << 30);
        time.advance(Duration.ofMinutes(10));
        limits.checkUpload(PrintUser.SIGNED_IN, 1 << 29);
    }

    /** The first gigabyte is not sent, because its bytes would take the disk of the test. */
    @Test
    void aPartOverTheLimitOfItsUserIs429() {
        String job = created(share);
        String jobPath = printer + "/jobs/" + job;
        String document = Reply.toPrint(print, "GET", jobPath + "?$expand=documents", "")
                .json()
                .at("/documents/0/id")
                .textValue();
        String url = Reply.toPrintAsUser(
                        print,
                        "POST",
                        jobPath + "/documents/" + document + "/createUploadSession",
                        "{\"properties\":{\"documentName\":\"d\",\"contentType\":\"text/plain\",\"size\":10}}")
                .json()
                .get("uploadUrl")
                .textValue();
        print.limits().checkUpload(PrintUser.SIGNED_IN, (1 << 30) - 9);

        Reply refused = Reply.to("PUT", url, "0123456789", "Content-Range", "bytes 0-9/10");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("900");
        assertThat(refused.json().at("/error/code").textValue()).isEqualTo("TooManyRequests");
        time.advance(Duration.ofMinutes(15));
        assertThat(Reply.to("PUT", url, "0123456789", "Content-Range", "bytes 0-9/10")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void limitsAreLiftedAndEnforcedAgain() {
        for (int i = 0; i < 4; i++) {
            created(share);
        }
        assertRefused(share, "1");
        assertThat(print.enforcesLimits()).isTrue();

        print.liftLimits();
        assertThat(print.enforcesLimits()).isFalse();
        created(share);
        for (int i = 0; i < 30; i++) {
            assertThat(subscriptions("GET", "").status()).isEqualTo(200);
        }

        print.enforceLimits();
        assertThat(subscriptions("GET", "").status()).isEqualTo(200);
        print.enforceLimits();
        assertRefused(share, "1");
        emulator.reset();
        assertThat(print.enforcesLimits()).isFalse();
    }
}
