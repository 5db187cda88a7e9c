package io.cloudjobs.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the worker for held print jobs.
 *
 * @param enabled Whether to start a worker, if there is a PrintTaskHandler bean.
 * @param taskDefinition The id of the task definition whose jobs the worker decides about.
 * @param dataSource The name of the DataSource bean. The default is the only or the primary one. If there is none, the worker
 *     keeps its entries in memory, for one machine only.
 * @param tableName The name of the table, with a schema if necessary.
 * @param concurrency The number of jobs that this machine works on at the same time.
 * @param maxAttempts The maximum number of attempts to get a decision for a job and to carry it out.
 * @param pollInterval How often one of the workers reads the list of tasks.
 * @param takeOverAfter How long a worker may not be heard of before others take over its jobs. All workers must have the same
 *     value.
 * @param settleTime How long a request whose response was lost may still be on its way.
 * @param shutdownTimeout How long the end of the application waits for the steps in progress.
 * @param notificationUrl The URL that receives notifications. The worker then keeps a subscription alive.
 * @param clientState The secret that notifications must contain. Required for a notification URL.
 */
@ConfigurationProperties("cloudjobs.print.worker")
record PrintWorkerProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String taskDefinition,
        @Nullable String dataSource,
        @Nullable String tableName,
        @Nullable Integer concurrency,
        @Nullable Integer maxAttempts,
        @Nullable Duration pollInterval,
        @Nullable Duration takeOverAfter,
        @Nullable Duration settleTime,
        @Nullable Duration shutdownTimeout,
        @Nullable String notificationUrl,
        @Nullable String clientState) {

    /** Does not show the client state. */
    @Override
    public String toString() {
        return "PrintWorkerProperties[taskDefinition=" + taskDefinition + "]";
    }
}
