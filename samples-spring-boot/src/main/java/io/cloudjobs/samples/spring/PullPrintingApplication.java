package io.cloudjobs.samples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts with {@code application.properties} alone: there the services are emulated, and the real ones can be named. */
@SpringBootApplication
public class PullPrintingApplication {
    public static void main(String[] args) {
        SpringApplication.run(PullPrintingApplication.class, args);
    }
}
