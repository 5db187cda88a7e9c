package io.cloudjobs.samples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs on an emulator. To call the real services, change {@code application.properties}. */
@SpringBootApplication
public class PullPrintingApplication {
    public static void main(String[] args) {
        SpringApplication.run(PullPrintingApplication.class, args);
    }
}
