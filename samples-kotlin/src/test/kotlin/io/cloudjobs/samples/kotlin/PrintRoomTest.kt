package io.cloudjobs.samples.kotlin

import io.cloudjobs.emulator.CloudJobsEmulator
import io.cloudjobs.emulator.Fault
import io.cloudjobs.print.PrintJobProcessingState
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test

class PrintRoomTest {
    private val emulator = CloudJobsEmulator.start()
    private val printer = emulator.print()
    private val log = mutableListOf<String>()
    private val room = PrintRoom(printer.endpoint(), printer.printerId(), log, printer::token)

    @AfterEach
    fun close() {
        room.close()
        emulator.close()
    }

    @Test
    fun aJobHasAnOwner() {
        val job = room.find(printer.holdJob().jobId())

        assertThat(job).isNotNull()
        assertThat(room.owner(job!!)).isNotEqualTo("somebody")
        assertThat(log).containsExactly("printJob.get: 200")
    }

    @Test
    fun aMissingJobIsNull() {
        assertThat(room.find("999999999")).isNull()
        assertThat(log).hasSize(2)
        assertThat(log[0]).isEqualTo("printJob.get: 404")
        assertThat(log[1]).contains("request id ")
    }

    @Test
    fun theViewDoesNotRetry() {
        printer.failNext(1, Fault.status(503))

        assertThat(runCatching { room.find("1") }.exceptionOrNull()).hasMessageContaining("HTTP 503")
        assertThat(printer.requests()).isEqualTo(1)
    }

    @Test
    fun allPagesOfJobsAreRead() {
        printer.pageSize(1)
        val held = listOf(printer.holdJob().jobId(), printer.holdJob().jobId())
        printer.submitJob("other")

        assertThat(room.pausedJobs()).containsExactlyInAnyOrderElementsOf(held)
    }

    @Test
    fun aHeldJobHasATask() {
        val held = printer.holdJob()

        assertThat(room.tasks(held.jobId())).containsExactly(held.taskId())
    }

    @Test
    fun anAbortedJobEnds() {
        assertThat(room.abort(printer.holdJob().jobId())).isEqualTo(PrintJobProcessingState.ABORTED)
    }
}
