package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.changes;
import static io.cloudjobs.graph.SameCall.reads;

import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.models.PrintDocument;
import com.microsoft.graph.models.PrintDocumentUploadProperties;
import com.microsoft.graph.models.PrintJob;
import com.microsoft.graph.models.PrintJobConfiguration;
import com.microsoft.graph.models.PrintJobStatus;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.print.printers.item.jobs.item.documents.item.PrintDocumentItemRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.item.documents.item.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.print.shares.item.jobs.JobsRequestBuilder;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintUploadSessionResource;
import io.cloudjobs.print.PrinterDocumentResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** The calls on documents and upload sessions. */
final class DocumentCalls {
    private static final int PART = 320 * 1024;

    /** Three parts of Microsoft's client. It never sends a last part of one byte. */
    static final byte[] BYTES = new byte[2 * PART + 1000];

    private static final String SESSION = "...document(d).uploadSession(url)";

    private DocumentCalls() {}

    static List<SameCall> all() {
        return List.of(
                reads(
                        "printer(p).job(j).document(d).download(...)",
                        "",
                        tenant -> {
                            try (InputStream content =
                                    theirs(tenant, tenant.held).content().get()) {
                                return content.readAllBytes();
                            }
                        },
                        tenant -> {
                            ByteArrayOutputStream content = new ByteArrayOutputStream();
                            ours(tenant, tenant.held).download(content);
                            return content.toByteArray();
                        }),
                changes(
                        "printer(p).job(j).document(d).upload(...)",
                        "session",
                        Tenant::holdJob,
                        DocumentCalls::createUploadSession,
                        (tenant, job) -> ours(tenant, job).createUploadSession(content())),
                changes(
                        "printer(p).job(j).document(d).upload(...)",
                        "",
                        Tenant::holdJob,
                        (tenant, job) -> upload(tenant, createUploadSession(tenant, job)),
                        (tenant, job) -> ours(tenant, job).upload(content())),
                changes(
                        "share(s).job(j).document(d).upload(...)",
                        "",
                        Tenant::createdJob,
                        (tenant, job) -> upload(tenant, createUploadSessionOnShare(tenant, job)),
                        (tenant, job) -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .job(job.id())
                                .document(job.documentId())
                                .upload(content())),
                changes(
                        "share(s).jobs().submit(...)",
                        "",
                        Tenant::nothing,
                        DocumentCalls::submit,
                        (tenant, nothing) -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .jobs()
                                .submit(content())
                                .status()),
                changes(
                        SESSION + ".upload(...)",
                        "",
                        tenant -> session(tenant.uploadUrl(tenant.holdJob())),
                        DocumentCalls::upload,
                        (tenant, session) -> ours(tenant, session).upload(content())),
                changes(
                        SESSION + ".get()",
                        "",
                        tenant -> session(tenant.uploadUrl(tenant.holdJob())),
                        (tenant, session) -> {
                            task(tenant, session).updateSessionStatus();
                            // It changes the session of the task, whose URL is not in the response.
                            session.setUploadUrl(null);
                            return session;
                        },
                        (tenant, session) -> ours(tenant, session).get()),
                changes(
                        SESSION + ".delete()",
                        "",
                        tenant -> session(tenant.uploadUrl(tenant.holdJob())),
                        (tenant, session) -> {
                            task(tenant, session).deleteSession();
                            return null;
                        },
                        (tenant, session) -> {
                            ours(tenant, session).delete();
                            return null;
                        }));
    }

    private static PrintDocumentItemRequestBuilder theirs(Tenant tenant, HeldJob job) {
        return tenant.theirs
                .print()
                .printers()
                .byPrinterId(job.printerId())
                .jobs()
                .byPrintJobId(job.jobId())
                .documents()
                .byPrintDocumentId(job.documentId());
    }

    private static PrinterDocumentResource ours(Tenant tenant, HeldJob job) {
        return tenant.ours.printer(job.printerId()).job(job.jobId()).document(job.documentId());
    }

    private static PrintUploadSessionResource ours(Tenant tenant, UploadSession session) {
        return ours(tenant, tenant.held).uploadSession(session.getUploadUrl());
    }

    private static DocumentContent content() {
        return DocumentContent.of("a.pdf", "application/pdf", BYTES);
    }

    private static UploadSession createUploadSession(Tenant tenant, HeldJob job) {
        CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
        body.setProperties(properties());
        return theirs(tenant, job).createUploadSession().post(body);
    }

    private static UploadSession createUploadSessionOnShare(Tenant tenant, Tenant.CreatedJob job) {
        var body = new com.microsoft.graph.print.shares.item.jobs.item.documents.item.createuploadsession
                .CreateUploadSessionPostRequestBody();
        body.setProperties(properties());
        return tenant.theirsOfUser
                .print()
                .shares()
                .byPrinterShareId(tenant.print.shareId())
                .jobs()
                .byPrintJobId(job.id())
                .documents()
                .byPrintDocumentId(job.documentId())
                .createUploadSession()
                .post(body);
    }

    private static PrintJobStatus submit(Tenant tenant, String nothing) throws Exception {
        JobsRequestBuilder jobs = tenant.theirsOfUser
                .print()
                .shares()
                .byPrinterShareId(tenant.print.shareId())
                .jobs();
        PrintJob empty = new PrintJob();
        empty.setConfiguration(new PrintJobConfiguration());
        PrintJob job = jobs.post(empty);
        String documentId = job.getDocuments().get(0).getId();
        upload(tenant, createUploadSessionOnShare(tenant, new Tenant.CreatedJob(job.getId(), documentId)));
        return jobs.byPrintJobId(job.getId()).start().post();
    }

    private static PrintDocumentUploadProperties properties() {
        PrintDocumentUploadProperties properties = new PrintDocumentUploadProperties();
        properties.setDocumentName("a.pdf");
        properties.setContentType("application/pdf");
        properties.setSize((long) BYTES.length);
        return properties;
    }

    private static UploadSession session(String uploadUrl) {
        UploadSession session = new UploadSession();
        session.setUploadUrl(uploadUrl);
        session.setNextExpectedRanges(List.of("0-" + (BYTES.length - 1)));
        session.setExpirationDateTime(OffsetDateTime.now().plusHours(1));
        return session;
    }

    private static LargeFileUploadTask<PrintDocument> task(Tenant tenant, UploadSession session) throws Exception {
        return new LargeFileUploadTask<>(
                tenant.anonymous(),
                session,
                new ByteArrayInputStream(BYTES),
                BYTES.length,
                PART,
                PrintDocument::createFromDiscriminatorValue);
    }

    static PrintDocument upload(Tenant tenant, UploadSession session) throws Exception {
        PrintDocument document = task(tenant, session).upload().itemResponse;
        // The service calls the name differently here, so it is not a member for Microsoft's client.
        document.setDisplayName((String) document.getAdditionalData().get("documentName"));
        document.setAdditionalData(Map.of());
        return document;
    }
}
