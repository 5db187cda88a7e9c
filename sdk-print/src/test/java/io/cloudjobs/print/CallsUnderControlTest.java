package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallResult;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Headers and responses of a call that sends requests to two hosts. */
@Timeout(60)
class CallsUnderControlTest {
    private static final byte[] BYTES = Bytes.of(10);
    private static final DocumentContent CONTENT = DocumentContent.of("TestFile.pdf", "application/pdf", BYTES);

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    @Test
    void theHostOfTheUploadGetsNoHeaderAndItsUrlShowsNoKey() throws Exception {
        UploadHost host = new UploadHost(transfers, BYTES.length);
        PrintJobClient print = new GraphServer(api)
                .answer(201, Fixture.text("printjob-create.json"))
                .session(host.url())
                .answer(200, Fixture.text("printjob-start.json"))
                .client()
                .withOptions(options -> options.header("x-ticket", "4711"));

        CallResult<PrintJob> result =
                print.withResponse(client -> client.share("s").jobs().submit(CONTENT));

        assertThat(result.value().id()).isEqualTo("1825");
        assertThat(result.statusCode()).isEqualTo(200);
        String job = api.url("/v1.0/print/shares/s/jobs").toString();
        assertThat(result.attempts())
                .extracting(AttemptEvent::url)
                .containsExactly(
                        job,
                        job + "/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73/createUploadSession",
                        transfers.url("/REDACTED").toString(),
                        job + "/1825/start");
        assertThat(result.attempts().toString()).doesNotContain("secret-of-the-session", "5400be13");
        for (int i = 0; i < 3; i++) {
            assertThat(api.takeRequest().getHeaders().values("x-ticket")).containsExactly("4711");
        }
        RecordedRequest upload = transfers.takeRequest();
        assertThat(upload.getHeaders().get("x-ticket")).isNull();
        assertThat(transfers.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aQueryOfTheClientIsInTheUrl() {
        PrintJobClient print = new GraphServer(api)
                .answer(200, Fixture.text("printjob-create.json"))
                .client();

        CallResult<PrintJob> result =
                print.withResponse(client -> client.printer("p").job("1825").get(PrintJobExpand.DOCUMENTS));

        assertThat(result.attempts().get(0).url())
                .isEqualTo(api.url("/v1.0/print/printers/p/jobs/1825?$expand=documents")
                        .toString());
        assertThat(result.attempts()).hasSize(1);
    }
}
