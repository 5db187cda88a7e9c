package io.cloudjobs.samples.spring;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
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

    Demonstration(CloudJobsEmulator emulator, ReleaseStation station, GraphJobs graphs) {
        this.emulator = emulator;
        this.station = station;
        this.graphs = graphs;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        HeldJob wanted = emulator.print().holdJob();
        HeldJob unwanted = emulator.print().holdJob();
        String graphJobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);

        LOG.info(
                "released: {}",
                station.release(wanted.printerId(), wanted.jobId(), wanted.taskDefinitionId(), wanted.taskId())
                        .status()
                        .state());
        LOG.info(
                "recalled: {}",
                station.recall(unwanted.printerId(), unwanted.jobId()).status().state());
        LOG.info("graph job cancelled: {}", graphs.cancel("movie", graphJobId));
    }
}
