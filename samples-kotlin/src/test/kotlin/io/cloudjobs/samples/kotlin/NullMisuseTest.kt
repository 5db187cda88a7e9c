package io.cloudjobs.samples.kotlin

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Kotlin's compiler reads the annotations of the jars: values that may be null need a check, and null is no argument. */
class NullMisuseTest {
    @Test
    fun misuseOfNullDoesNotCompile(@TempDir folder: Path) {
        val correct =
            """
            import io.cloudjobs.core.*
            import io.cloudjobs.ges.*
            import io.cloudjobs.print.*
            fun owner(job: PrintJob): String = job.createdBy()?.displayName() ?: "somebody"
            fun job(print: PrintJobClient, id: String): PrintJob = print.printer("p").job(id).get()
            fun tokens() = TokenProvider { "token" }
            """
        val wrong =
            listOf(
                "fun a(job: PrintJob): String = job.createdBy().displayName()",
                "fun b(job: PrintJob): String = job.createdBy()?.displayName()",
                "fun c(job: PrintJob) = job.tasks().size",
                "fun d(print: PrintJobClient) = print.printer(null)",
                "fun e() = TokenProvider { null }",
                "fun f(print: PrintJobClient) = print.withOptions { it.timeout(null) }",
                "fun g(job: GesJob, limit: Double): Boolean = job.progress() > limit",
                "fun h(e: ApiException): String = e.error().requestId()",
                "fun i(jobs: PagedIterable<PrintJob?>, all: PagedIterable<PrintJob>) { var x = all; x = jobs }",
            )
        val file = folder.resolve("Misuse.kt")
        Files.writeString(file, correct.trimIndent() + "\n" + wrong.joinToString("\n") + "\n")

        val messages = ByteArrayOutputStream()
        val exit = compile(file, folder, messages)

        val first = correct.trimIndent().lines().size + 1
        val errors = Regex("Misuse.kt:(\\d+):\\d+: error: ").findAll(messages.toString()).map { it.groupValues[1].toInt() }
        assertThat(exit).describedAs(messages.toString()).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(errors.distinct().toList())
            .describedAs(messages.toString())
            .isEqualTo((first until first + wrong.size).toList())
    }

    private fun compile(file: Path, folder: Path, messages: ByteArrayOutputStream): ExitCode =
        K2JVMCompiler().exec(
            PrintStream(messages, true),
            file.toString(),
            "-d", folder.resolve("classes").toString(),
            "-classpath", System.getProperty("java.class.path"),
            "-no-stdlib",
            "-Xjspecify-annotations=strict",
        )
}
