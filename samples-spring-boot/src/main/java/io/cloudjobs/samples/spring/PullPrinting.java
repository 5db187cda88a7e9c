package io.cloudjobs.samples.spring;

import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.HeldPrintJob;
import io.cloudjobs.print.worker.PrintTaskHandler;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.stereotype.Component;

/** Holds each job until its owner is at the printer, for a day at most. */
@Component
class PullPrinting implements PrintTaskHandler {
    private static final Duration LONGEST = Duration.ofDays(1);

    @Override
    public Decision decide(HeldPrintJob held) {
        OffsetDateTime created = held.job().createdDateTime();
        return created != null && created.plus(LONGEST).isBefore(OffsetDateTime.now())
                ? Decision.abort("not collected within a day")
                : Decision.hold(LONGEST);
    }
}
