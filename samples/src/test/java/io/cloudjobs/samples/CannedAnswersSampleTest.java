package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/** A response with given bytes, without a server: an interceptor returns it before the client sends a request. */
class CannedAnswersSampleTest {
    static OkHttpClient answering(int status, String json) {
        return new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_2)
                        .code(status)
                        .message("")
                        .header("request-id", "8c1f")
                        .body(ResponseBody.create(json, MediaType.get("application/json")))
                        .build())
                .build();
    }

    static PrintJobClient client(OkHttpClient http) {
        return PrintJobClient.builder()
                .httpClient(http)
                .tokenProvider(TokenProvider.of("any"))
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @Test
    void anAnswerThatTheEmulatorDoesNotGive() {
        OkHttpClient http = answering(200, """
                {"id": "5182", "status": {"state": "brandNew"}}
                """);

        try (PrintJobClient print = client(http)) {
            PrintJob job = print.printer("c05f3726").job("5182").get();

            assertEquals("brandNew", job.status().state().value());
            assertEquals(new PrintJobProcessingState("brandNew"), job.status().state());
        }
    }

    @Test
    void aNetworkThatIsDown() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IOException("the cable is out");
                })
                .build();

        try (PrintJobClient print = client(http)) {
            assertThrows(
                    TransportException.class,
                    () -> print.printer("c05f3726").job("5182").get());
        }
    }
}
