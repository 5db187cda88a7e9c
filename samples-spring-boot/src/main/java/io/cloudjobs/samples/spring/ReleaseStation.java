package io.cloudjobs.samples.spring;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskProcessingState;
import org.springframework.stereotype.Service;

/** Prints or drops a held job when its owner is at the printer. */
@Service
class ReleaseStation {
    private final PrintJobClient print;

    ReleaseStation(PrintJobClient print) {
        this.print = print;
    }

    PrintJob release(String printerId, String jobId, String taskDefinitionId, String taskId) {
        print.taskDefinition(taskDefinitionId)
                .task(taskId)
                .update(PrintTaskProcessingState.COMPLETED, "released at the device");
        return print.printer(printerId).job(jobId).get();
    }

    PrintJob recall(String printerId, String jobId) {
        print.printer(printerId).job(jobId).abort("recalled by its owner");
        return print.printer(printerId).job(jobId).get();
    }
}
