package io.cloudjobs.print;

import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a link to a job: {@link PrintTask#job()}, {@link PrintJob#redirectedToJob()} and
 * {@link PrintJob#redirectedFromJob()}. The client never opens the link and ignores its host, because the link may come
 * from an untrusted source: {@code print.printer(link.printerId()).job(link.jobId())} uses the endpoint of the client.
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
     * Parses a link: an absolute URL, or a path with or without a leading slash, that ends with
     * {@code print/printers/{printerId}/jobs/{jobId}} or {@code print/printers('{printerId}')/jobs('{jobId}')}, in
     * upper or lower case.
     *
     * @param url the link
     * @return the ids, decoded; null if the link is null, does not lead to a job of a printer, or contains an invalid
     *     id
     */
    public static @Nullable PrintJobLink parse(@Nullable String url) {
        return ResourceLink.read(url, FORM, PrintJobLink::new);
    }

    @Override
    public String toString() {
        return Shown.record("PrintJobLink", "printerId", printerId, "jobId", jobId);
    }
}
