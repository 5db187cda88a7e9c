package io.cloudjobs.emulator;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A program that uploads a document of some million bytes, the last part first, redirects its job to another printer,
 * and compares both downloads and {@link PrintEmulator#document} with the upload. Run it in a JVM that has less memory than the document.
 */
final class LargeDocument {
    private static final int PART = 1_000_000;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LargeDocument() {}

    public static void main(String[] arguments) throws Exception {
        long size = Long.parseLong(arguments[0]);
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            PrintEmulator print = emulator.print();
            HeldJob held = print.holdJob();
            print.addPrinter("device", "share of device");
            String job = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
            String document = job + "/documents/" + held.documentId();
            String url = Reply.toPrint(print, "POST", document + "/createUploadSession", """
                    {"properties":{"documentName":"a","contentType":"a/b","size":%d}}""".formatted(size))
                    .json()
                    .get("uploadUrl")
                    .textValue();
            for (long part = (size - 1) / PART; part >= 0; part--) {
                put(url, part, size);
            }
            Reply.toPrint(print, "POST", job + "/redirect", "{\"destinationPrinterId\":\"device\"}");
            String copy = "/print/printers/device/jobs/1";
            String id = Reply.toPrint(print, "GET", copy + "?$expand=documents", "")
                    .json()
                    .at("/documents/0/id")
                    .textValue();
            long expected = checksum(size);
            System.out.print(expected == download(print, document) ? "same" : "different");
            System.out.print(expected == download(print, copy + "/documents/" + id) ? " same" : " different");
            var checksum = new CRC32();
            print.document("device", "1", new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
            System.out.print(expected == checksum.getValue() ? " same" : " different");
        }
    }

    private static byte[] part(long part, long size) {
        byte[] bytes = new byte[(int) Math.min(PART, size - part * PART)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (part + i * 31);
        }
        return bytes;
    }

    private static void put(String url, long part, long size) throws Exception {
        byte[] bytes = part(part, size);
        long first = part * PART;
        var request = HttpRequest.newBuilder(URI.create(url))
                .PUT(BodyPublishers.ofByteArray(bytes))
                .header("Content-Range", "bytes " + first + "-" + (first + bytes.length - 1) + "/" + size)
                .build();
        int status = CLIENT.send(request, BodyHandlers.discarding()).statusCode();
        if (status != (part == 0 ? 201 : 202)) {
            throw new IllegalStateException("part " + part + ": " + status);
        }
    }

    private static long checksum(long size) {
        var checksum = new CRC32();
        for (long part = 0; part * PART < size; part++) {
            checksum.update(part(part, size));
        }
        return checksum.getValue();
    }

    private static long download(PrintEmulator print, String document) throws Exception {
        String link = Reply.toPrint(print, "GET", document + "/$value", "").header("Location");
        var checksum = new CRC32();
        var request = HttpRequest.newBuilder(URI.create(link)).build();
        try (InputStream in = CLIENT.send(request, BodyHandlers.ofInputStream()).body()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return checksum.getValue();
    }
}
