package io.cloudjobs.consumer;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesResult;
import io.cloudjobs.ges.JobNotCancellableException;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs with the built jars, on the module path or, in {@code bundle-test}, on the class path. Any exception fails the
 * build.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        boolean modules = Main.class.getModule().isNamed();
        if (modules) {
            modulesAreNamed();
            theJarsAreFewAndSmall();
        } else {
            theManifestsSayTheVersion();
        }
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            printJobsAreReadAndWritten(emulator);
            graphJobsAreCancelled(emulator);
        }
        System.out.println((modules ? "module path, Java " : "class path, Java ")
                + Runtime.version().feature() + ": ok");
    }

    /**
     * Checks that the jars are named modules. A jar on the class path is in the unnamed module, so its exports would
     * prove nothing.
     */
    private static void modulesAreNamed() {
        for (String name : List.of("core", "print", "ges", "emulator")) {
            Module module =
                    ModuleLayer.boot().findModule("io.cloudjobs." + name).orElseThrow();
            check(!module.getDescriptor().isAutomatic(), module + " has no module-info");
            module.getDescriptor()
                    .exports()
                    .forEach(export -> check(
                            export.isQualified() == export.source().contains(".internal"),
                            export + " is exported to the wrong modules"));
        }
    }

    /** Checks the versions in the manifests. Java reads them only for packages on the class path. */
    private static void theManifestsSayTheVersion() {
        Stream.of(TokenProvider.class, PrintJobClient.class, GesJobClient.class, CloudJobsEmulator.class)
                .map(Class::getPackage)
                .forEach(ours -> check(
                        ours.getImplementationTitle() != null && ours.getImplementationVersion() != null,
                        ours + " has no version in its manifest"));
    }

    /**
     * Checks the size of both clients with all dependencies, our share with one client, and the emulator, which is for
     * tests. This program is not a jar.
     */
    private static void theJarsAreFewAndSmall() {
        String path = System.getProperty("jdk.module.path");
        if (path == null) {
            return; // a jlink image has no jars
        }
        List<File> all = Arrays.stream(path.split(File.pathSeparator))
                .map(File::new)
                .flatMap(Main::files)
                .filter(file -> file.getName().endsWith(".jar"))
                .toList();
        checkSize(length(all, "sdk-emulator"), 268_000, "sdk-emulator");
        List<File> jars = all.stream()
                .filter(jar -> !jar.getName().startsWith("sdk-emulator"))
                .toList();
        List<File> ours =
                jars.stream().filter(jar -> jar.getName().startsWith("sdk-")).toList();
        check(ours.size() == 3 && jars.size() <= 12, jars.size() + " jars: " + jars);
        long core = length(ours, "sdk-core");
        checkSize(core + length(ours, "sdk-print"), 530_000, "sdk-core with sdk-print");
        checkSize(core + length(ours, "sdk-ges"), 415_000, "sdk-core with sdk-ges");
    }

    private static void checkSize(long bytes, long limit, String jars) {
        check(bytes < limit, jars + " has " + bytes + " bytes, and at least " + limit + " are too many");
    }

    /** Returns the files of a folder on the module path, or the entry itself. */
    private static Stream<File> files(File entry) {
        File[] files = entry.listFiles();
        return files == null ? Stream.of(entry) : Arrays.stream(files);
    }

    private static long length(List<File> jars, String artifactId) {
        return jars.stream()
                .filter(jar -> jar.getName().startsWith(artifactId))
                .mapToLong(File::length)
                .sum();
    }

    /** Checks that Jackson reads records that are visible only in their own module, and lists of them. */
    private static void printJobsAreReadAndWritten(CloudJobsEmulator emulator) {
        HeldJob held = emulator.print().holdJob();
        TokenProvider tokens = ClientCredentialsTokenProvider.builder()
                .endpoint(emulator.entra().endpoint())
                .tenantId(emulator.entra().tenantId())
                .clientId(emulator.entra().clientId())
                .clientSecret(emulator.entra().clientSecret())
                .build();
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(tokens)
                .build()) {
            PrintJob job = print.printer(held.printerId()).job(held.jobId()).get(TASKS, DOCUMENTS);
            check(job.tasks().get(0).id().equals(held.taskId()), "task of " + job);
            check(job.documents().get(0).id().equals(held.documentId()), "document of " + job);
            check(
                    print.taskDefinition(held.taskDefinitionId())
                            .tasks()
                            .list()
                            .iterator()
                            .next()
                            .id()
                            .equals(held.taskId()),
                    "list of tasks");
            check(PrintJob.fromJson(job.json()).equals(job), "json of " + job);
            print.taskDefinition(held.taskDefinitionId())
                    .task(held.taskId())
                    .update(PrintTaskProcessingState.COMPLETED, "released");
        }
    }

    private static void graphJobsAreCancelled(CloudJobsEmulator emulator) {
        String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
        IamTokenProvider iam = IamTokenProvider.builder()
                .endpoint(emulator.iam().endpoint())
                .domainName(emulator.iam().domainName())
                .userName(emulator.iam().userName())
                .password(emulator.iam().password())
                .projectName(emulator.iam().projectName())
                .build();
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint(emulator.ges().endpoint())
                .projectId(iam.projectId())
                .tokenProvider(iam)
                .build()) {
            GesResult result = GesResult.fromJson("{\"data\":{\"vertices\":[{\"id\":\"Sarah\"}]}}");
            check(result.vertices().get(0).id().equals("Sarah"), "vertices of " + result);
            check(ges.graph("movie").jobs().list().iterator().next().jobId().equals(jobId), "list of jobs");
            ges.graph("movie").job(jobId).cancel();
            try {
                ges.graph("movie").job(jobId).cancel();
                throw new IllegalStateException("cancelled twice");
            } catch (JobNotCancellableException e) {
                check("GES.8303".equals(e.error().code()), e.getMessage());
            }
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
