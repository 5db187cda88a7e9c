/**
 * A worker for held print jobs, for applications on one machine or many: {@link io.cloudjobs.print.worker.PrintTaskWorker}
 * finds the jobs that a task definition holds, asks a {@link io.cloudjobs.print.worker.PrintTaskHandler} for a
 * {@link io.cloudjobs.print.worker.Decision}, and carries it out once.
 */
@NullMarked
package io.cloudjobs.print.worker;

import org.jspecify.annotations.NullMarked;
