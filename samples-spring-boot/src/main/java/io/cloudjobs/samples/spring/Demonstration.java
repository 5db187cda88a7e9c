package io.cloudjobs.samples.spring;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Creates jobs in the emulator, then releases, recalls and cancels them. */
@Component
@ConditionalOnProperty("cloudjobs.emulator.enabled")
class Demonstration implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);

    private final CloudJobsEmulator emulator;
    private final ReleaseStation station;
    private final GraphJobs graphs;
    private final PrintJobClient print;

    Demonstration(CloudJobsEmulator emulator, ReleaseStation station, GraphJobs graphs, PrintJobClient print) {
        this.emulator = emulator;
        this.station = station;
        this.graphs = graphs;
        this.print = print;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        HeldJob wanted = emulator.print().holdJob();
        HeldJob unwanted = emulator.print().holdJob();
        String graphJobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);

        station.release(wanted.printerId(), wanted.jobId());
        station.recall(unwanted.printerId(), unwanted.jobId());
        LOG.info("released: {}", end(wanted));
        LOG.info("recalled: {}", end(unwanted));
        LOG.info("graph job cancelled: {}", graphs.cancel("movie", graphJobId));
    }

    private PrintJobProcessingState end(HeldJob job) {
        return print.printer(job.printerId()).job(job.jobId()).await().status().state();
    }
}
