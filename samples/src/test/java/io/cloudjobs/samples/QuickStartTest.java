package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuickStartTest {
    /** The output, with ids, ports and times masked, because they differ from run to run. */
    private static final String ACCOUNT = """
            Universal Print: PrintJobClient[http://127.0.0.1:PORT/v1.0/]

            Read a job with its tasks and documents:
              entra.token, attempt 1: HTTP 200 (request id UUID)
              printJob.get, attempt 1: HTTP 200 (request id UUID)
              job 1 is paused, created TIME
              task UUID is processing
              document UUID, application/pdf, 276604 bytes

            Abort it:
              printJob.abort, attempt 1: HTTP 204 (request id UUID)
              printJob.get, attempt 1: HTTP 200 (request id UUID)
              job 1 is aborted

            Release another job by completing the task that holds it:
              printTask.update, attempt 1: HTTP 200 (request id UUID)
              task UUID is completed: Task execution is completed.
              printJob.get, attempt 1: HTTP 200 (request id UUID)
              job 2 is completed

            Read a job that does not exist:
              printJob.get, attempt 1: HTTP 404 (request id UUID)
              NotFoundException: printJob.get of /print/printers/UUID/jobs/999999999 failed: HTTP 404 Not Found, UnknownError: The print job id '999999999' \
            does not match any job of the printer. (request id UUID, attempt 1)

            Retry a throttled request:
              printJob.get, attempt 1: HTTP 429 (request id UUID), retried after PT1S
              printJob.get, attempt 2: HTTP 200 (request id UUID)
              job 2 is completed

            Log in to get the id of the project:
              iam.token, attempt 1: HTTP 201 (request id UUID)

            Graph Engine Service: GesJobClient[http://127.0.0.1:PORT/]

            Cancel a job:
              job.cancel, attempt 1: HTTP 200 (request id UUID)
              job UUID: the service accepted the cancellation

            Cancel it once more:
              job.cancel, attempt 1: HTTP 400 (request id UUID)
              JobNotCancellableException: job.cancel of /ges/v1.0/PROJECT/graphs/movie/jobs/UUID failed: HTTP 400 Bad Request, GES.8303: \
            can not find job to cancel, jobId is UUID (request id UUID, attempt 1); the job does not exist, has ended, or cannot be \
            cancelled: read it with get()
            """;

    @Test
    void theQuickStartTellsItsStory() {
        assertThat(run(Map.of())).isEqualTo(ACCOUNT);
    }

    @Test
    void againstARealServiceEachMissingSettingIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Map.of("PRINT_CLIENT_SECRET", "s")))
                .withMessage("PRINT_PRINTER_ID is not set: set it in the environment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Map.of("IAM_PASSWORD", "p")))
                .withMessage("GES_GRAPH_NAME is not set: set it in the environment");
    }

    private static String run(Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new QuickStart(environment, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\d*", "UUID")
                .replaceAll("[0-9a-f]{32}", "PROJECT")
                .replaceAll("127.0.0.1:\\d+", "127.0.0.1:PORT")
                .replaceAll("\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z", "TIME");
    }
}
