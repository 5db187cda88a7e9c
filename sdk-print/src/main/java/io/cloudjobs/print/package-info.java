/**
 * A client for print jobs of Microsoft Universal Print in Microsoft Graph. Start at
 * {@link io.cloudjobs.print.PrintJobClient}.
 *
 * <p>Types {@code *Resource} have the operations. Models are interfaces; a package-private {@code *Record} for each
 * reads and writes its JSON. Credentials are in {@link io.cloudjobs.print.auth}, notifications in
 * {@link io.cloudjobs.print.notification}, printers, shares and capabilities in {@link io.cloudjobs.print.printer}, and
 * models of reports in {@link io.cloudjobs.print.report}.
 *
 * <p>To read the source, begin with {@code PrinterJobResource}: every operation builds one request, and
 * {@code GraphService} adds the conventions of all requests. {@code PrintDocumentUpload} and
 * {@code PrintDocumentDownload} transfer documents, {@code PrintJobSubmit} submits jobs, and {@code Confirmation}
 * handles lost responses.
 */
@NullMarked
package io.cloudjobs.print;

import org.jspecify.annotations.NullMarked;
