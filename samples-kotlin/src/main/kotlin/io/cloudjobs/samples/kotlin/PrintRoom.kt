package io.cloudjobs.samples.kotlin

import io.cloudjobs.core.AttemptEvent
import io.cloudjobs.core.CallListener
import io.cloudjobs.core.NotFoundException
import io.cloudjobs.core.RetryPolicy
import io.cloudjobs.core.TokenProvider
import io.cloudjobs.print.PrintJob
import io.cloudjobs.print.PrintJobClient
import io.cloudjobs.print.PrintJobExpand
import io.cloudjobs.print.PrintJobProcessingState
import java.time.Duration

/** The jobs of one printer. Kotlin knows from the annotations of the SDK which values may be null. */
class PrintRoom(
    endpoint: String,
    private val printerId: String,
    private val log: MutableList<String>,
    tokens: TokenProvider,
) : AutoCloseable {
    private val requests =
        object : CallListener {
            override fun attemptEnded(event: AttemptEvent) {
                log += "${event.operation()}: ${event.statusCode() ?: "no response"}"
            }
        }

    private val print: PrintJobClient =
        PrintJobClient.builder()
            .endpoint(endpoint)
            .tokenProvider(tokens)
            .listener(requests)
            .build()

    /** A view of the same client for calls that somebody waits for. */
    private val quick = print.withOptions { it.timeout(Duration.ofSeconds(5)).retryPolicy(RetryPolicy.none()) }

    /** Returns null if there is no such job. */
    fun find(jobId: String): PrintJob? =
        try {
            quick.printer(printerId).job(jobId).get()
        } catch (e: NotFoundException) {
            log += "${e.error().code()}, request id ${e.error().requestId() ?: "unknown"}"
            null
        }

    /** The service may omit the user, and the name of the user. */
    fun owner(job: PrintJob): String = job.createdBy()?.displayName() ?: "somebody"

    /** The list loads its pages while the program reads it. */
    fun pausedJobs(): List<String> =
        print.printer(printerId).jobs().list()
            .filter { it.status().state() == PrintJobProcessingState.PAUSED }
            .map { it.id() }

    /** Tasks are null unless the call requests them. */
    fun tasks(jobId: String): List<String> =
        print.printer(printerId).job(jobId).get(PrintJobExpand.TASKS).tasks().orEmpty().map { it.id() }

    /** Returns the state at the end. */
    fun abort(jobId: String): PrintJobProcessingState {
        val job = print.printer(printerId).job(jobId)
        job.abort("recalled by its owner")
        return job.await { it.timeout(Duration.ofMinutes(1)) }.status().state()
    }

    override fun close() = print.close()
}
