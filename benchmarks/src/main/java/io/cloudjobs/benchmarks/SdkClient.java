package io.cloudjobs.benchmarks;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.benchmarks.Exchange.Paths;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskProcessingState;
import java.time.Duration;

/**
 * The calls in the way that a user of this library writes them. Everything is active: deadlines, retries, budget,
 * checks.
 */
final class SdkClient implements Client {
    private final PrintJobClient print;
    private final GesJobClient ges;

    SdkClient(String endpoint) {
        // Only the wait before a retry after a 429 is zero, because otherwise it would be measured.
        RetryPolicy policy = RetryPolicy.standard().withThrottledBaseDelay(Duration.ZERO);
        print = PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(TokenProvider.of(TOKEN))
                .userAgent("benchmark")
                .retryPolicy(policy)
                .build();
        ges = GesJobClient.builder()
                .endpoint(endpoint)
                .projectId(Paths.PROJECT_ID)
                .tokenProvider(TokenProvider.of(TOKEN))
                .userAgent("benchmark")
                .build();
    }

    @Override
    public Object call(Exchange exchange) {
        return switch (exchange) {
            case GET -> print.printer(Paths.PRINTER_ID).job("5182").get();
            case GET_TASKS -> print.printer(Paths.PRINTER_ID).job("5182").get(TASKS);
            case GET_DOCUMENTS -> print.printer(Paths.PRINTER_ID).job("5182").get(DOCUMENTS);
            case ABORT -> {
                print.printer(Paths.PRINTER_ID).job("5182").abort("recalled by its owner");
                yield "";
            }
            case UPDATE_TASK ->
                print.taskDefinition(Paths.DEFINITION_ID)
                        .task(Paths.TASK_ID)
                        .update(PrintTaskProcessingState.COMPLETED, "released at the device");
            case CANCEL -> {
                ges.graph("movie").job(Paths.GRAPH_JOB_ID).cancel();
                yield "";
            }
            case THROTTLED ->
                print.printer("throttled-" + Client.thread()).job("5182").get();
            case NOT_FOUND -> {
                try {
                    yield print.share(Paths.SHARE_ID).job("5182").get();
                } catch (NotFoundException e) {
                    yield e;
                }
            }
            case GET_1_KB -> print.printer("1kB").job("5182").get(DOCUMENTS);
            case GET_100_KB -> print.printer("100kB").job("5182").get(DOCUMENTS);
            case GET_10_MB -> print.printer("10MB").job("5182").get(DOCUMENTS);
        };
    }

    @Override
    public void close() {
        print.close();
        ges.close();
    }
}
