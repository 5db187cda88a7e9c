package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that depends on time follows the clock of the emulator. */
class EmulatorClockTest {
    private static final String HUB =
            "EventHub:https://contoso.servicebus.windows.net/eventhubname/jobs?tenantId=contoso.com";

    private final ManualTime source = new ManualTime();
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private GesEmulator ges;
    private EmulatorClock clock;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(source);
        print = emulator.print();
        ges = emulator.ges();
        clock = emulator.clock();
        ges.addGraph("movie");
        clock.freeze();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    /** Neither the clock of this machine nor a nanosecond too little is enough. */
    private void advanceAlmost(Duration duration) {
        source.advance(duration.multipliedBy(2));
        clock.advance(duration.minusNanos(1));
    }

    private void advanceTheRest() {
        clock.advance(Duration.ofNanos(1));
    }

    @Test
    void graphJobsFollowIt() {
        String path = ges.endpoint() + "/ges/v1.0/" + ges.projectId() + "/graphs/movie";
        String job = Reply.to(
                        "POST",
                        path + "/action?action_id=execute-algorithm",
                        "{\"algorithmName\":\"pagerank\",\"parameters\":{}}",
                        "X-Auth-Token",
                        ges.token())
                .json()
                .get("jobId")
                .textValue();

        advanceAlmost(Duration.ofMillis(100));
        assertThat(ges.status("movie", job)).isEqualTo("pending");
        advanceTheRest();
        assertThat(ges.status("movie", job)).isEqualTo("running");
        advanceAlmost(Duration.ofMillis(200));
        assertThat(ges.status("movie", job)).isEqualTo("running");
        advanceTheRest();
        assertThat(ges.status("movie", job)).isEqualTo("success");
    }

    private String documentOf(String job) {
        return job + "/documents/"
                + Reply.toPrint(print, "GET", job + "?$expand=documents", "")
                        .json()
                        .at("/documents/0/id")
                        .textValue();
    }

    @Test
    void uploadSessionsEndByIt() {
        String job = Reply.toPrintAsUser(
                        print, "POST", "/print/shares/" + print.shareId() + "/jobs", "{\"configuration\":{}}")
                .json()
                .get("id")
                .textValue();
        String url = Reply.toPrintAsUser(
                        print,
                        "POST",
                        documentOf("/print/printers/" + print.printerId() + "/jobs/" + job) + "/createUploadSession",
                        "{\"properties\":{\"documentName\":\"d\",\"contentType\":\"text/plain\",\"size\":10}}")
                .json()
                .get("uploadUrl")
                .textValue();

        advanceAlmost(Duration.ofHours(1));
        assertThat(Reply.to("GET", url, "").status()).isEqualTo(200);
        advanceTheRest();
        assertThat(Reply.to("GET", url, "").status()).isEqualTo(404);
    }

    @Test
    void linksToDocumentsEndByIt() {
        HeldJob held = print.holdJob();
        String document = documentOf("/print/printers/" + held.printerId() + "/jobs/" + held.jobId());
        String url = Reply.toPrint(print, "GET", document + "/$value", "").header("Location");

        advanceAlmost(Duration.ofMinutes(5));
        assertThat(Reply.to("GET", url, "").status()).isEqualTo(200);
        advanceTheRest();
        assertThat(Reply.to("GET", url, "").status()).isEqualTo(404);
    }

    @Test
    void subscriptionsEndByIt() {
        Instant end = clock.now().plus(Duration.ofHours(1));
        Reply created = Reply.toPrint(
                print,
                "POST",
                "/subscriptions",
                "{\"changeType\":\"created\",\"notificationUrl\":\"" + HUB + "\",\"resource\":\"print/taskDefinitions/"
                        + print.taskDefinitionId() + "/tasks\",\"expirationDateTime\":\"" + end + "\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String path = "/subscriptions/" + created.json().get("id").textValue();

        advanceAlmost(Duration.ofHours(1));
        assertThat(Reply.toPrint(print, "GET", path, "").status()).isEqualTo(200);
        advanceTheRest();
        assertThat(Reply.toPrint(print, "GET", path, "").status()).isEqualTo(404);
    }

    private Reply login(String password) {
        IamEmulator iam = emulator.iam();
        return Reply.to(
                "POST",
                iam.endpoint() + "/v3/auth/tokens",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\""
                        + iam.userName()
                        + "\",\"password\":\"" + password + "\",\"domain\":{\"name\":\"" + iam.domainName()
                        + "\"}}}},\"scope\":{\"project\":{\"id\":\"" + ges.projectId() + "\"}}}}");
    }

    @Test
    void locksOfAccountsEndByIt() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("wrong").status()).isEqualTo(401);
        }

        advanceAlmost(Duration.ofMinutes(15));
        assertThat(login(emulator.iam().password()).status()).isEqualTo(401);
        advanceTheRest();
        assertThat(login(emulator.iam().password()).status()).isEqualTo(201);
    }

    @Test
    void loginsNameTimesByIt() {
        clock.advance(Duration.ofDays(1000));

        Reply reply = login(emulator.iam().password());

        String issued = clock.now().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "");
        String expires = clock.now()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("Z", "");
        assertThat(reply.json().at("/token/issued_at").textValue()).startsWith(issued);
        assertThat(reply.json().at("/token/expires_at").textValue()).startsWith(expires);
    }

    @Test
    void limitsFollowIt() {
        print.enforceLimits();
        for (int i = 0; i < 100; i++) {
            print.submitJob("ada@contoso.com");
        }
        String jobs = "/print/shares/" + print.shareId() + "/jobs";

        advanceAlmost(Duration.ofMinutes(10));
        Reply refused = Reply.toPrintAsUser(print, "POST", jobs, "{\"configuration\":{}}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        advanceTheRest();
        assertThat(Reply.toPrintAsUser(print, "POST", jobs, "{\"configuration\":{}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void itGoesOnFromWhereItStood() {
        Instant start = clock.now();
        source.advance(Duration.ofHours(5));
        assertThat(clock.now()).isEqualTo(start);
        assertThat(clock.isFrozen()).isTrue();
        clock.advance(Duration.ofMinutes(1));
        clock.freeze();

        clock.unfreeze();
        clock.unfreeze();
        assertThat(clock.isFrozen()).isFalse();
        assertThat(clock.now()).isEqualTo(start.plusSeconds(60));
        source.advance(Duration.ofSeconds(1));
        assertThat(clock.now()).isEqualTo(start.plusSeconds(61));

        emulator.reset();
        assertThat(clock.now()).isEqualTo(source.now());
        assertThat(clock.isFrozen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1000000000D", "P2912150D", "PT9223372036854775807S"})
    void itIsNotBrokenByAnAdvanceThatIsTooLong(Duration duration) {
        Instant before = clock.now();
        for (boolean isFrozen : new boolean[] {true, false}) {
            assertThatThrownBy(() -> clock.advance(duration))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("duration must not lead to the year 9999 or later, but is " + duration
                            + ", and the clock is at 2026-11-22T12:00:00Z: call reset() to set it back");
            assertThat(clock.now()).isEqualTo(before);
            clock.unfreeze();
        }
    }

    @Test
    void itReachesTheYear9998() {
        clock.advance(Duration.between(clock.now(), Instant.parse("9998-12-31T23:59:59Z")));
        HeldJob held = print.holdJob();

        Reply job = Reply.toPrint(print, "GET", "/print/printers/" + held.printerId() + "/jobs/" + held.jobId(), "");

        assertThat(job.json().get("createdDateTime").textValue()).startsWith("9998-12-31T23:59:59");
        assertThat(login(emulator.iam().password())
                        .json()
                        .at("/token/expires_at")
                        .textValue())
                .startsWith("9999-01-01T23:59:59");
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("duration must not be negative");
    }
}
