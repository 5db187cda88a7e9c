package io.cloudjobs.samples.spring;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Makes the client when it is first needed: of a final class Spring can make no proxy, as {@code @Lazy} would need it. */
@Service
class ReleaseLater {
    private final ObjectProvider<PrintJobClient> print;

    ReleaseLater(ObjectProvider<PrintJobClient> print) {
        this.print = print;
    }

    PrintJob read(String printerId, String jobId) {
        return print.getObject().printer(printerId).job(jobId).get();
    }
}
