package io.cloudjobs.emulator.internal;

/** A document in the file of the documents. Its bytes arrive in any order. */
public final class StoredDocument implements Payload {
    private final DocumentFile file;
    private final long start;
    private final long length;
    private final String name;

    public StoredDocument(DocumentFile file, long start, long length, String name) {
        this.file = file;
        this.start = start;
        this.length = length;
        this.name = name;
    }

    public long start() {
        return start;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String name() {
        return name;
    }

    public void write(long from, byte[] bytes) {
        file.write(start + from, bytes);
    }

    @Override
    public void read(long from, byte[] into, int size) {
        file.read(start + from, into, size);
    }
}
