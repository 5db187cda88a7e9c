package io.cloudjobs.samples.spring;

import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.JobNotCancellableException;
import org.springframework.stereotype.Service;

/** Cancels graph jobs that take too long. */
@Service
class GraphJobs {
    private final GesJobClient ges;

    GraphJobs(GesJobClient ges) {
        this.ges = ges;
    }

    boolean cancel(String graphName, String jobId) {
        try {
            ges.graph(graphName).job(jobId).cancel();
            return true;
        } catch (JobNotCancellableException e) {
            return false; // it has ended
        }
    }
}
