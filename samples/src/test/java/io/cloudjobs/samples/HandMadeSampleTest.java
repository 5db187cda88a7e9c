package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobProcessingState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A test of your own code without any service. */
class HandMadeSampleTest {
    @Test
    void aJobIsMadeFromJson() {
        PrintJob job = PrintJob.fromJson("""
                {"id": "5182", "status": {"state": "paused"}}
                """);

        assertEquals(PrintJobProcessingState.PAUSED, job.status().state());
    }

    @Test
    void anExceptionIsMadeByHand() {
        ErrorResponse error =
                ErrorResponse.builder(429).retryAfter(Duration.ofSeconds(7)).build();
        SdkException failure =
                new RateLimitException("printJob.abort", "/print/printers/c05f/jobs/5182", 3, false, error);

        assertEquals("Please try again in 7 seconds.", ErrorSamples.advice(failure));
    }
}
