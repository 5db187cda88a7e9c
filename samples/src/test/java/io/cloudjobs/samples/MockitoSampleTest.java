package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrinterJobResource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients and resources are final. Mockito 5 mocks them without configuration. */
class MockitoSampleTest {
    private final PrintJobClient print = mock(PrintJobClient.class, RETURNS_DEEP_STUBS);
    private final PrinterJobResource job = print.printer("c05f3726").job("5182");

    @Test
    void aJobIsRead() {
        when(job.get()).thenReturn(PrintJob.fromJson("""
                {"id": "5182", "status": {"state": "paused"}}
                """));

        assertEquals("5182", print.printer("c05f3726").job("5182").get().id());
    }

    @Test
    void aJobThatIsGoneCannotBeAborted() {
        ErrorResponse error = ErrorResponse.builder(404).code("itemNotFound").build();
        doThrow(new NotFoundException("printJob.abort", "/print/printers/c05f/jobs/5182", 1, false, error))
                .when(job)
                .abort("recalled by its owner");

        assertFalse(ErrorSamples.abort(print, "c05f3726", "5182"));
        verify(job).abort("recalled by its owner");
    }

    @Test
    void throttlingIsPassedOn() {
        ErrorResponse error =
                ErrorResponse.builder(429).retryAfter(Duration.ofSeconds(7)).build();
        doThrow(new RateLimitException("printJob.abort", "/print/printers/c05f/jobs/5182", 3, false, error))
                .when(job)
                .abort("recalled by its owner");

        assertThrows(RateLimitException.class, () -> ErrorSamples.abort(print, "c05f3726", "5182"));
    }
}
