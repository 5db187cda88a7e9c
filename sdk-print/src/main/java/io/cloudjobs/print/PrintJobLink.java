package io.cloudjobs.print;

import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a link to a job: {@link PrintTask#job()}, {@link PrintJob#redirectedToJob()} and
 * {@link PrintJob#redirectedFromJob()}. The client never calls the link and ignores its host, which anyone may have
 * written: {@code print.printer(link.printerId()).job(link.jobId())} goes to the endpoint of the client.
 *
 * @param printerId the id of the printer
 * @param jobId the id of the job, which is unique on its printer only
 */
public record PrintJobLink(String printerId, String jobId) {
    private static final Pattern FORM = ResourceLink.form("printers", "jobs");

    /**
     * Creates a link from ids.
     *
     * @param printerId the id of the printer
     * @param jobId the id of the job
     * @throws IllegalArgumentException if an id is invalid
     */
    public PrintJobLink {
        ResourcePath.ROOT.resolve("/print/printers/{printerId}", printerId).resolve("/jobs/{jobId}", jobId);
    }

    /**
     * Reads a link. It is an absolute URL, or a path with or without a slash before it, that ends with
     * {@code print/printers/{printerId}/jobs/{jobId}} or {@code print/printers('{printerId}')/jobs('{jobId}')}, in any case.
     *
     * @param url the link
     * @return the ids, decoded; null if the link is null, does not lead to a job of a printer, or holds an invalid id
     */
    public static @Nullable PrintJobLink parse(@Nullable String url) {
        return ResourceLink.read(url, FORM, PrintJobLink::new);
    }

    @Override
    public String toString() {
        return Shown.record("PrintJobLink", "printerId", printerId, "jobId", jobId);
    }
}
