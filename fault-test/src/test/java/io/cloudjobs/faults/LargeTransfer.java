package io.cloudjobs.faults;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrinterDocumentResource;
import java.io.InputStream;
import java.io.OutputStream;

/** A program with little memory: it downloads and uploads much longer documents, and prints the outcome. */
final class LargeTransfer {
    private LargeTransfer() {}

    /** Takes as arguments the endpoint, the length to upload, and the link to an upload session that returns a bomb. */
    public static void main(String[] args) {
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(args[0])
                .tokenProvider(TokenProvider.of("token"))
                .build()) {
            PrinterDocumentResource document = Transfer.document(print);
            long[] progress = {0};
            print("download", () -> {
                document.download(
                        OutputStream.nullOutputStream(),
                        options -> options.maxBytes(2L << 30).onProgress(bytes -> progress[0] = bytes));
                return progress[0];
            });
            long size = Long.parseLong(args[1]);
            DocumentContent content = DocumentContent.of("a.pdf", "application/pdf", size, () -> zeros(size));
            print("upload", () -> document.upload(content).size());
            print(
                    "upload in parallel",
                    () -> document.upload(content, options -> options.parallel(4))
                            .size());
            print("bomb", () -> document.uploadSession(args[2]).get());
        }
    }

    private interface Work {
        Object run();
    }

    private static void print(String what, Work work) {
        String outcome;
        try {
            outcome = String.valueOf(work.run());
        } catch (SdkException e) {
            outcome = e.getClass().getSimpleName();
        } catch (Throwable e) {
            outcome = e.toString();
        }
        System.out.println(what + ": " + outcome);
    }

    private static InputStream zeros(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int read = (int) Math.min(left, length);
                left -= read;
                return read == 0 && length > 0 ? -1 : read;
            }
        };
    }
}
