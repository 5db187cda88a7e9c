package io.cloudjobs.emulator.internal.documents;

/** A document in the file of the documents. Its bytes arrive in any order. */
public record StoredDocument(DocumentFile file, long start, long length, String name) implements Payload {
    public void write(long from, byte[] bytes) {
        file.write(start + from, bytes);
    }

    @Override
    public void read(long from, byte[] into, int size) {
        file.read(start + from, into, size);
    }
}
