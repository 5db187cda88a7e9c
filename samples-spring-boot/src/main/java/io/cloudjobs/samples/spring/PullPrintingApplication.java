package io.cloudjobs.samples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs on an emulator, and ends. To call the real services, change {@code application.properties}. */
@SpringBootApplication
public class PullPrintingApplication {
    public static void main(String[] args) {
        ConfigurableApplicationContext application = SpringApplication.run(PullPrintingApplication.class, args);
        if (application.containsBean("demonstration")) {
            application.close(); // the threads of the worker would keep it alive
        }
    }
}
