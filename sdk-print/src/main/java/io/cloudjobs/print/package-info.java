/**
 * Print jobs of Microsoft Universal Print, as Microsoft Graph offers them. Start at
 * {@link io.cloudjobs.print.PrintJobClient}.
 *
 * <p>{@code *Resource} has the operations of a resource. A model is an interface; the package-private {@code *Record} beside it
 * is its JSON. Credentials are in {@link io.cloudjobs.print.auth}, notifications in {@link io.cloudjobs.print.notification}.
 *
 * <p>To read the source, begin with {@code PrinterJobResource}: every operation builds one request, and
 * {@code GraphService} says what all requests share. Documents are transferred by {@code PrintDocumentUpload} and
 * {@code PrintDocumentDownload}, submitted by {@code PrintJobSubmit}. {@code Confirmation} handles lost responses.
 */
@NullMarked
package io.cloudjobs.print;

import org.jspecify.annotations.NullMarked;
