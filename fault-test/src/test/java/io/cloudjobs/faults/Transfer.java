package io.cloudjobs.faults;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintUploadSessionResource;
import io.cloudjobs.print.PrinterDocumentResource;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** A transfer at the link of a document. Most links come from the service, some from the caller. */
enum Transfer {
    UPLOAD(false) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            document(print).upload(CONTENT, options -> options.timeout(timeout));
        }
    },
    /** With more parts than it uploads at the same time. */
    UPLOAD_IN_PARALLEL(false) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            document(print).upload(LONG_CONTENT, options -> options.parallel(2).timeout(timeout));
        }
    },
    SUBMIT(false) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            print.share("s")
                    .jobs()
                    .submit(PrintJobConfiguration.builder().build(), CONTENT, options -> options.timeout(timeout));
        }
    },
    DOWNLOAD(false) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            document(print).download(new ByteArrayOutputStream(), options -> options.timeout(timeout));
        }
    },
    RESUME(true) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            session(print, link).upload(CONTENT, options -> options.timeout(timeout));
        }
    },
    STATUS(true) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            session(print.withOptions(options -> options.timeout(timeout)), link)
                    .get();
        }
    },
    DELETE(true) {
        @Override
        void run(PrintJobClient print, String link, Duration timeout) {
            session(print.withOptions(options -> options.timeout(timeout)), link)
                    .delete();
        }
    };

    static final DocumentContent CONTENT = DocumentContent.of("a.pdf", "application/pdf", new byte[100]);
    static final DocumentContent LONG_CONTENT = DocumentContent.of("b.pdf", "application/pdf", new byte[3 * 4_915_200]);

    /** Returns whether the link comes from the caller. */
    final boolean isGivenLink;

    Transfer(boolean isGivenLink) {
        this.isGivenLink = isGivenLink;
    }

    abstract void run(PrintJobClient print, String link, Duration timeout);

    /** Runs the transfer once, with a new client on the connections of the OkHttp client in the settings. */
    void run(ClientSettings settings, String link) {
        run(PrintClients.builder(settings).build(), link, Duration.ofMinutes(10));
    }

    static PrinterDocumentResource document(PrintJobClient print) {
        return print.printer("p").job("j").document("d");
    }

    private static PrintUploadSessionResource session(PrintJobClient print, String link) {
        return document(print).uploadSession(link);
    }
}
