package io.cloudjobs.samples.spring;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskWorker;
import org.springframework.stereotype.Service;

/** Prints or drops a held job when its owner is at the printer. */
@Service
class ReleaseStation {
    private final PrintTaskWorker worker;

    ReleaseStation(PrintTaskWorker worker) {
        this.worker = worker;
    }

    boolean release(String printerId, String jobId) {
        return worker.decide(new PrintJobLink(printerId, jobId), Decision.release());
    }

    boolean recall(String printerId, String jobId) {
        return worker.decide(new PrintJobLink(printerId, jobId), Decision.abort("recalled by its owner"));
    }
}
