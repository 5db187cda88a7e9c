/**
 * Provides the CloudJobs clients as beans of a Spring Boot application.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Spring's modules are automatic
module io.cloudjobs.spring {
    requires transitive io.cloudjobs.core;
    requires static io.cloudjobs.print;
    requires static io.cloudjobs.ges;
    requires static io.cloudjobs.emulator;
    requires static io.cloudjobs.print.worker; // not transitive: an application without a worker has no such module
    requires static io.cloudjobs.micrometer;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static java.sql;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires static transitive org.jspecify;

    exports io.cloudjobs.spring;

    opens io.cloudjobs.spring to
            spring.beans,
            spring.boot,
            spring.context,
            spring.core;
}
