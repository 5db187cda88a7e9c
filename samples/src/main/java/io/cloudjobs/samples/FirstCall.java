package io.cloudjobs.samples;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJobClient;

class FirstCall {
    public static void main(String[] args) {
        try (var emulator = CloudJobsEmulator.start();
                var print = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(emulator.print()::token)
                        .build()) {
            var held = emulator.print().holdJob();
            var job = print.printer(held.printerId()).job(held.jobId());
            job.abort("recalled by its owner");
            System.out.println(job.get().status().state());
        }
    }
}
