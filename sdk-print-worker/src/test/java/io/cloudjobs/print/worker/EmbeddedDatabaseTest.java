package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {
    /** Starts a worker without a database, and lets the JVM end after it is closed. */
    public static final class Program {
        public static void main(String[] arguments) throws Exception {
            try (TestService service = new TestService()) {
                PrintTaskWorker worker = PrintTaskWorker.builder(service.print)
                        .taskDefinition(service.definitionId)
                        .handler(held -> Decision.release())
                        .start();
                service.awaitReleases(1);
                service.awaitEnd(worker);
                worker.close();
                System.out.print("released " + service.releases());
            } catch (IllegalStateException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    private static String run(boolean withH2) throws IOException, InterruptedException {
        ProcessBuilder program = JavaProgram.of(Program.class, List.of(), List.of());
        List<String> paths =
                new ArrayList<>(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        paths.removeIf(path -> !withH2 && new File(path).getName().startsWith("h2-"));
        program.command().set(program.command().indexOf("-cp") + 1, String.join(File.pathSeparator, paths));
        Process process = program.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    @Test
    void aWorkerWithoutADataSourceUsesH2AndLeavesTheJvmFree() throws Exception {
        assertThat(run(true)).isEqualTo("released 1");
    }

    @Test
    void withoutH2OneSentenceSaysWhatToAdd() throws Exception {
        assertThat(run(false))
                .isEqualTo(
                        "a worker without a DataSource needs H2: add com.h2database:h2, or call builder(print, dataSource)");
    }
}
