package io.cloudjobs.samples;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintPacing;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;

/** Options of a client. */
final class OptionSamples {
    private OptionSamples() {}

    static PrintJobClient.Builder patient(TokenProvider tokens) {
        PrintJobClient.Builder builder = PrintJobClient.builder()
                .tokenProvider(tokens)
                .timeout(Duration.ofMinutes(2))
                .retryPolicy(RetryPolicy.standard().withMaxAttempts(5));
        return builder;
    }

    static PrintJob quickly(PrintJobClient print, String printerId, String jobId) {
        PrintJobClient quick = print.withOptions(
                options -> options.timeout(Duration.ofSeconds(5)).retryPolicy(RetryPolicy.none()));
        PrintJob job = quick.printer(printerId).job(jobId).get();
        return job;
    }

    static OkHttpClient behindProxy(String host, int port, String user, String password) {
        OkHttpClient http = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port)))
                .proxyAuthenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic(user, password))
                        .build())
                .build();
        return http;
    }

    static PrintJobClient.Builder behindGateway(TokenProvider tokens) {
        PrintJobClient.Builder builder = PrintJobClient.builder()
                .tokenProvider(tokens)
                .endpoint("https://gateway.example/graph")
                .advertisedEndpoint("https://graph.microsoft.com/v1.0");
        return builder;
    }

    static PrintJobClient.Builder paced(TokenProvider tokens) {
        PrintJobClient.Builder builder =
                PrintJobClient.builder().tokenProvider(tokens).pacing(PrintPacing.published());
        return builder;
    }

    /** For a program on two machines, which submit as the same user. */
    static PrintPacing ofTwoMachines() {
        PrintPacing half = PrintPacing.published().dividedBy(2);
        return half;
    }

    static CallListener log() {
        CallListener log = new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                System.out.println(event); // escaped, unlike requestId() alone
            }
        };
        return log;
    }
}
