package io.cloudjobs.emulator.internal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The document of jobs that a test creates: a PDF file with one empty page. */
public final class BlankPage implements Payload {
    public static final String NAME = "report.pdf";
    public static final String CONTENT_TYPE = "application/pdf";

    /** The size of the document in the documented examples. */
    private static final int LENGTH = 276_604;

    private static final String HEAD = """
            %PDF-1.4
            1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
            2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
            3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>> endobj
            xref
            0 4
            0000000000 65535 f\s
            0000000009 00000 n\s
            0000000054 00000 n\s
            0000000105 00000 n\s
            trailer <</Size 4/Root 1 0 R>>
            """;
    private static final String TAIL = """
            startxref
            184
            %%EOF
            """;

    public static final Payload PAYLOAD = new BlankPage();

    private final byte[] bytes = bytes();

    private BlankPage() {}

    /** Adds PDF comments up to the required length. */
    private static byte[] bytes() {
        String comments = ("%" + "-".repeat(98) + "\n").repeat(LENGTH / 100);
        int missing = LENGTH - HEAD.length() - TAIL.length();
        String text = HEAD + comments.substring(0, missing - 1) + "\n" + TAIL;
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String name() {
        return new UUID(0, 0).toString();
    }

    @Override
    public long length() {
        return LENGTH;
    }

    @Override
    public void read(long from, byte[] into, int size) {
        System.arraycopy(bytes, (int) from, into, 0, size);
    }
}
