/**
 * Traces and metrics with Micrometer: {@link io.cloudjobs.micrometer.CloudJobsObservations} for the calls of clients,
 * and {@link io.cloudjobs.micrometer.PrintTaskMeters} for a worker.
 */
@NullMarked
package io.cloudjobs.micrometer;

import org.jspecify.annotations.NullMarked;
