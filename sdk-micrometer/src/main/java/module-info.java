/**
 * Traces and metrics of the calls of the CloudJobs clients, with Micrometer.
 */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Micrometer's modules are automatic
module io.cloudjobs.micrometer {
    requires transitive io.cloudjobs.core;
    requires transitive micrometer.observation;
    requires transitive micrometer.core;
    requires micrometer.commons;
    requires static io.cloudjobs.print.worker; // not transitive: an application without a worker has no such module
    requires static transitive org.jspecify;

    exports io.cloudjobs.micrometer;
}
