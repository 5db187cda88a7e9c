package io.cloudjobs.samples.spring;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Creates the client on first use. {@code @Lazy} fails here, because the client is final and Spring cannot make a proxy. */
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
