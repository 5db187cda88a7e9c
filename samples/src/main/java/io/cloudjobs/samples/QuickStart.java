package io.cloudjobs.samples;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.JobNotCancellableException;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.print.PrintDocument;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Logs in, reads a held print job, aborts it, releases another one, and cancels a graph job.
 *
 * <p>Without settings, it calls an emulator that it starts itself. With {@code PRINT_CLIENT_SECRET} or
 * {@code IAM_PASSWORD} in the environment, it calls the real service. {@code docs/quick-start.md} lists the other
 * variables.
 */
public final class QuickStart {
    private final Map<String, String> environment;
    private final PrintStream out;

    QuickStart(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        new QuickStart(System.getenv(), System.out).run();
    }

    void run() {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            printJobs(emulator);
            graphJobs(emulator);
        }
    }

    private void printJobs(CloudJobsEmulator emulator) {
        boolean real = environment.containsKey("PRINT_CLIENT_SECRET");
        HeldJob unwanted = emulator.print().holdJob();
        HeldJob wanted = emulator.print().holdJob();
        String printerId = setting(real, "PRINT_PRINTER_ID", unwanted.printerId());
        String abortJobId = setting(real, "PRINT_ABORT_JOB_ID", unwanted.jobId());
        String releaseJobId = setting(real, "PRINT_RELEASE_JOB_ID", wanted.jobId());
        String definitionId = setting(real, "PRINT_TASK_DEFINITION_ID", wanted.taskDefinitionId());
        String taskId = setting(real, "PRINT_TASK_ID", wanted.taskId());
        GraphCloud cloud = GraphCloud.valueOf(environment.getOrDefault("PRINT_CLOUD", "GLOBAL"));

        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .endpoint(real ? cloud.authority() : emulator.entra().endpoint())
                .scope(cloud.scope())
                .tenantId(setting(real, "PRINT_TENANT_ID", emulator.entra().tenantId()))
                .clientId(setting(real, "PRINT_CLIENT_ID", emulator.entra().clientId()))
                .clientSecret(
                        setting(real, "PRINT_CLIENT_SECRET", emulator.entra().clientSecret()))
                .listener(new Requests())
                .build();
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(real ? cloud.endpoint() : emulator.print().endpoint())
                .tokenProvider(tokens)
                .listener(new Requests())
                .build()) {
            out.println("Universal Print: " + print);

            out.println("\nRead a job with its tasks and documents:");
            PrintJob job = print.printer(printerId).job(abortJobId).get(TASKS, DOCUMENTS);
            out.println("  job " + job.id() + " is " + job.status().state() + ", created " + job.createdDateTime());
            for (PrintTask task : job.tasks()) {
                out.println("  task " + task.id() + " is " + task.status().state());
            }
            for (PrintDocument document : job.documents()) {
                out.println("  document " + document.id() + ", " + document.contentType() + ", " + document.size()
                        + " bytes");
            }

            out.println("\nAbort it:");
            print.printer(printerId).job(abortJobId).abort("recalled by its owner");
            job = print.printer(printerId).job(abortJobId).get();
            out.println("  job " + job.id() + " is " + job.status().state());

            out.println("\nRelease another job by completing the task that holds it:");
            PrintTask task = print.taskDefinition(definitionId)
                    .task(taskId)
                    .update(PrintTaskProcessingState.COMPLETED, "released at the device");
            out.println("  task " + task.id() + " is " + task.status().state() + ": "
                    + task.status().description());
            job = print.printer(printerId).job(releaseJobId).get();
            out.println("  job " + job.id() + " is " + job.status().state());

            out.println("\nRead a job that does not exist:");
            try {
                print.printer(printerId).job("999999999").get();
            } catch (NotFoundException e) {
                out.println("  NotFoundException: " + e.getMessage());
            }

            if (!real) {
                out.println("\nRetry a throttled request:");
                emulator.print().failNext(1, Fault.throttled(Duration.ofSeconds(1)));
                job = print.printer(printerId).job(releaseJobId).get();
                out.println("  job " + job.id() + " is " + job.status().state());
            }
        }
    }

    private void graphJobs(CloudJobsEmulator emulator) {
        boolean real = environment.containsKey("IAM_PASSWORD");
        String graphName = setting(real, "GES_GRAPH_NAME", "movie");
        String jobId = setting(real, "GES_JOB_ID", emulator.ges().submitJob("movie", GesJobKind.ALGORITHM));

        IamTokenProvider.Builder login = IamTokenProvider.builder()
                .domainName(setting(real, "IAM_DOMAIN_NAME", emulator.iam().domainName()))
                .userName(setting(real, "IAM_USER_NAME", emulator.iam().userName()))
                .password(setting(real, "IAM_PASSWORD", emulator.iam().password()))
                .projectName(setting(real, "IAM_PROJECT_NAME", emulator.iam().projectName()))
                .listener(new Requests());
        IamTokenProvider tokens = real
                ? login.region(setting(real, "IAM_REGION", "")).build()
                : login.endpoint(emulator.iam().endpoint()).build();
        out.println("\nLog in to get the id of the project:");
        String projectId = tokens.projectId();
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint(setting(real, "GES_ENDPOINT", emulator.ges().endpoint()))
                .projectId(projectId)
                .tokenProvider(tokens)
                .listener(new Requests())
                .build()) {
            out.println("\nGraph Engine Service: " + ges);

            out.println("\nCancel a job:");
            ges.graph(graphName).job(jobId).cancel();
            out.println("  job " + jobId + ": the service accepted the cancellation");

            out.println("\nCancel it once more:");
            try {
                ges.graph(graphName).job(jobId).cancel();
            } catch (JobNotCancellableException e) {
                out.println("  JobNotCancellableException: " + e.getMessage());
            }
        }
    }

    private String setting(boolean real, String name, String emulated) {
        if (!real) {
            return emulated;
        }
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set: set it in the environment");
        }
        return value;
    }

    /** Prints each request with its id in the logs of the service. */
    private final class Requests implements CallListener {
        @Override
        public void attemptEnded(AttemptEvent event) {
            out.println("  " + event.operation() + ", attempt " + event.attempt() + ": HTTP " + event.statusCode()
                    + " (request id " + event.requestId() + ")"
                    + (event.retriedAfter() == null ? "" : ", retried after " + event.retriedAfter()));
        }
    }
}
