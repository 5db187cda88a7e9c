package io.cloudjobs.samples;

import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;

/** Calls under control: their responses, their debug log, their headers. */
final class CallSamples {
    private CallSamples() {}

    static CallResult<PrintJob> see(PrintJobClient print, String printerId, String jobId) {
        CallResult<PrintJob> result = print.withResponse(
                client -> client.printer(printerId).job(jobId).get());
        PrintJob job = result.value();
        System.out.println(job.status().state() + ", HTTP " + result.statusCode() + ", request " + result.requestId());
        return result;
    }

    static PrintJobClient.Builder debugged(TokenProvider tokens) {
        PrintJobClient.Builder builder =
                PrintJobClient.builder().tokenProvider(tokens).debugLog(System.err::println);
        return builder;
    }

    static void tell(PrintJobClient print, String printerId, String jobId) {
        PrintJobClient ofTicket = print.withOptions(options -> options.header("X-Ticket", "4711"));
        ofTicket.printer(printerId).job(jobId).abort("recalled by its owner");
    }
}
