package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.Eventually;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private CloudJobsEmulator emulator;
    private PrintEmulator print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private EmulatedRequest last() {
        List<EmulatedRequest> log = emulator.requestLog();
        return log.get(log.size() - 1);
    }

    @Test
    void anEntryHasTheWholeExchange() {
        HeldJob held = print.holdJob();
        String path = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        emulator.addFault(EmulatedService.PRINT, FaultRule.of(Fault.slowResponse(1_000_000)));
        Reply reply = Reply.to(
                "PATCH",
                print.endpoint() + path + "?x=1",
                "{\"configuration\": {\"copies\": 2}}",
                "Authorization",
                "Bearer " + print.token(),
                "X-Own",
                "own");

        EmulatedRequest entry = last();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(entry.number()).isEqualTo(1);
        assertThat(entry.service()).isEqualTo(EmulatedService.PRINT);
        assertThat(entry.method()).isEqualTo("PATCH");
        assertThat(entry.target()).isEqualTo("/v1.0" + path + "?x=1");
        assertThat(entry.operation()).isEqualTo("PATCH /v1.0/print/printers/{printerId}/jobs/{jobId}");
        assertThat(entry.requestHeaders())
                .containsEntry("Authorization", List.of("Bearer " + print.token()))
                .containsEntry("X-own", List.of("own"));
        assertThat(entry.requestBody()).isEqualTo("{\"configuration\": {\"copies\": 2}}");
        assertThat(entry.requestBytes()).isEqualTo(32);
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.responseHeaders()).containsEntry("Request-id", List.of(reply.header("request-id")));
        assertThat(entry.responseBody()).isEqualTo(reply.text());
        assertThat(entry.responseBytes()).isEqualTo(reply.text().length());
        assertThat(entry.fault()).isEqualTo("response at 1000000 B/s");
        assertThat(entry).hasToString("1 PRINT PATCH /v1.0/print/printers/{printerId}/jobs/{jobId} 200");
    }

    @Test
    void onlyTheTextOfAnEntryHasNoSecrets() {
        String form = "grant_type=client_credentials&scope=a%2F.default&client_id="
                + emulator.entra().clientId() + "&client_secret="
                + URLEncoder.encode(emulator.entra().clientSecret(), StandardCharsets.UTF_8);
        Reply token = Reply.to(
                "POST",
                emulator.entra().endpoint() + "/" + emulator.entra().tenantId() + "/oauth2/v2.0/token?secret=x",
                form,
                "Content-Type",
                FORM);

        assertThat(token.status()).isEqualTo(200);
        assertThat(last().requestBody()).isEqualTo(form);
        assertThat(last().responseBody()).isEqualTo(token.text()).contains(print.token());
        assertThat(last()).hasToString("1 ENTRA POST /{tenantId}/oauth2/v2.0/token 200");
    }

    @Test
    void aRefusedRequestHasItsBody() {
        Reply.to("POST", print.endpoint() + "/subscriptions", "{\"a\":1}");

        assertThat(last().status()).isEqualTo(401);
        assertThat(last().requestBody()).isEqualTo("{\"a\":1}");
        assertThat(last().requestBytes()).isEqualTo(7);
    }

    @Test
    void documentsAreNotKept() throws Exception {
        HeldJob held = print.holdJob();
        String job = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        String id = Reply.toPrint(print, "GET", job + "?$expand=documents", "")
                .json()
                .at("/documents/0/id")
                .textValue();
        Reply redirect = Reply.toPrint(print, "GET", job + "/documents/" + id + "/$value", "");
        String location = redirect.header("Location");
        assertThat(last().responseHeaders().get("Location")).containsExactly(location);

        assertThat(Reply.to("GET", location, "").text()).startsWith("%PDF");
        Eventually.await(() -> last().service() == EmulatedService.DOCUMENTS);
        assertThat(location).endsWith(last().target());
        assertThat(last().responseBody()).isNull();
        Eventually.await(() -> last().responseBytes() == 276_604);
        assertThat(last().responseBytes()).isEqualTo(276_604);
        assertThat(last().responseHeaders()).containsEntry("Content-type", List.of("application/pdf"));
    }

    @Test
    void aTypeHasNoCase() {
        Reply.to("POST", emulator.entra().endpoint() + "/", "a=b", "Content-Type", "Application/X-WWW-Form-URLEncoded");
        assertThat(last().requestBody()).isEqualTo("a=b");

        Reply.to("POST", emulator.entra().endpoint() + "/", "a=b", "Content-Type", "text/plain");
        assertThat(last().requestBody()).isNull();
    }

    @Test
    void aLongBodyIsCut() {
        String body = "{\"a\":1,\"b\":\"" + "x".repeat(100_000) + "\"}";
        Reply.toPrint(print, "POST", "/subscriptions", body);

        assertThat(last().requestBody()).isEqualTo(body.substring(0, 16 * 1024) + "…");
        assertThat(last().requestBytes()).isEqualTo(100_014);
    }

    @Test
    void theLogIsBoundedInNumberAndSize() {
        for (int i = 0; i < 1010; i++) {
            Reply.to("GET", emulator.ges().endpoint() + "/", "");
        }
        List<EmulatedRequest> last = emulator.requestLog();
        assertThat(last).hasSize(1000);
        // Not exactly 1010: a client may send a request again on a new connection.
        assertThat(last.get(999).number()).isBetween(1010L, 1100L);
        assertThat(last.get(0).number()).isEqualTo(last.get(999).number() - 999);

        emulator.clearRequestLog();
        assertThat(emulator.requestLog()).isEmpty();
        String body = "{\"a\":\"" + "x".repeat(15_000) + "\"}";
        for (int i = 0; i < 300; i++) {
            Reply.to("POST", emulator.ges().endpoint() + "/", body);
        }
        assertThat(emulator.requestLog().get(emulator.requestLog().size() - 1).number())
                .isGreaterThanOrEqualTo(last.get(999).number() + 300);
        assertThat(emulator.requestLog()).hasSizeBetween(200, 4_200_000 / 15_000);
    }

    @Test
    void listenersGetEachRequestInOrderAndHurtNobody() {
        List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        emulator.onRequest(request -> {
            throw new IllegalStateException("thrown");
        });
        emulator.onRequest(request -> {
            numbers.add(request.number());
            throw new IllegalStateException("thrown");
        });

        for (int i = 0; i < 20; i++) {
            Reply.to("GET", emulator.ges().endpoint() + "/", "");
        }

        Eventually.await(() -> numbers.size() == 20);
        assertThat(numbers).isSorted().hasSize(20).startsWith(1L).endsWith(20L);
        assertThat(emulator.requestLog()).hasSize(20);
    }
}
