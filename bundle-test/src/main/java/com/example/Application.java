package com.example;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application whose clients come from the starter, with a single property. */
@SpringBootApplication
public class Application {
    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setLogStartupInfo(false);
        try (ConfigurableApplicationContext context =
                application.run("--cloudjobs.emulator.enabled=true", "--spring.main.banner-mode=off")) {
            CloudJobsEmulator emulator = context.getBean(CloudJobsEmulator.class);
            HeldJob held = emulator.print().holdJob();
            PrintJob job = context.getBean(PrintJobClient.class)
                    .printer(held.printerId())
                    .job(held.jobId())
                    .get(TASKS, DOCUMENTS);
            if (!job.tasks().get(0).id().equals(held.taskId())) {
                throw new IllegalStateException(job.json());
            }
            String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
            context.getBean(GesJobClient.class).graph("movie").job(jobId).cancel();
        }
        System.out.println("Spring Boot " + SpringBootVersion.getVersion() + ", Java "
                + Runtime.version().feature() + ": ok");
    }
}
