/** A module of a user with metrics and without the worker, which {@code sdk-micrometer} only needs for the worker's events. */
module com.example.metrics {
    requires io.cloudjobs.emulator;
    requires io.cloudjobs.micrometer;
    requires io.cloudjobs.print;
}
