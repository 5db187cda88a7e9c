package io.cloudjobs.samples.station;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;

import io.cloudjobs.emulator.PrintEmulator;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrinterJobResource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Two printers, three users with badges, and held jobs, in an emulator. */
record Demonstration(String definitionId, String lobby, String floor2, Map<String, String> badges) {
    static final String ADA = "ada@contoso.com";
    static final String GRACE = "grace@contoso.com";
    static final String ALAN = "alan@contoso.com";

    /** Creates all of it, before a worker starts. */
    static Demonstration create(PrintEmulator emulator, PrintJobClient print) {
        Demonstration created = withoutJobs(emulator, print);
        Submitter submitter = created.submitter(emulator, print);
        submitter.submit(emulator.shareId(), ADA, "budget 2027.xlsx");
        submitter.submit("floor-2-share", ADA, "travel plan.pdf");
        submitter.submit("floor-2-share", ADA, "<img src=x onerror=alert(1)>.pdf");
        submitter.submit(emulator.shareId(), GRACE, "compiler notes.docx");
        submitter.submit("floor-2-share", GRACE, "slides.pptx");
        return created;
    }

    static Demonstration withoutJobs(PrintEmulator emulator, PrintJobClient print) {
        emulator.addPrinter("floor-2", "floor-2-share");
        String definitionId = print.taskDefinitions().create("release station").id();
        try (PrintJobClient administrator = PrintJobClient.builder()
                .endpoint(emulator.endpoint())
                .tokenProvider(emulator::userToken)
                .build()) {
            administrator.printer(emulator.printerId()).taskTriggers().create(definitionId);
            administrator.printer("floor-2").taskTriggers().create(definitionId);
        }
        Map<String, String> badges = new TreeMap<>(Map.of("1001", ADA, "1002", GRACE, "1003", ALAN));
        return new Demonstration(definitionId, emulator.printerId(), "floor-2", badges);
    }

    Submitter submitter(PrintEmulator emulator, PrintJobClient print) {
        return new Submitter(emulator, print);
    }

    /** Submits jobs of any user with documents of any name. */
    record Submitter(PrintEmulator emulator, PrintJobClient print) {
        /** Returns the id of the job. */
        String submit(String shareId, String user, String documentName) {
            String jobId = emulator.submitJob(shareId, user);
            String printerId = shareId.equals(emulator.shareId()) ? emulator.printerId() : "floor-2";
            PrinterJobResource job = print.printer(printerId).job(jobId);
            String documentId = job.get(DOCUMENTS).documents().get(0).id();
            byte[] bytes = documentName.getBytes(StandardCharsets.UTF_8);
            // An application names a document by uploading another one while it holds the job.
            job.document(documentId).upload(DocumentContent.of(documentName, "application/pdf", bytes));
            return jobId;
        }
    }
}
