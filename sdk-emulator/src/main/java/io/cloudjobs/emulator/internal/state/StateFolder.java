package io.cloudjobs.emulator.internal.state;

import io.cloudjobs.emulator.internal.documents.DocumentFile;
import io.cloudjobs.emulator.internal.documents.DocumentWriter;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A state in a directory: the text and a file for each document. A new text replaces the old one when all its documents exist,
 * and the documents of the old one are deleted after that. So a crash leaves the old state or the new one.
 */
public final class StateFolder {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String NEW = ".new";

    private final Map<Payload, String> names;
    private final Path text;
    private final Path documents;
    private final Map<Payload, String> used = new IdentityHashMap<>();

    /**
     * Creates a folder.
     *
     * @param names the names of the documents that folders have. A document keeps its name, so it is written once
     */
    public StateFolder(Path directory, Map<Payload, String> names) {
        this.names = names;
        text = directory.resolve("state.json");
        documents = directory.resolve("documents");
    }

    /** Returns the file name of a document, which the state will name. */
    public String use(Payload payload) {
        String name = names.computeIfAbsent(payload, added -> UUID.randomUUID().toString());
        used.put(payload, name);
        return name;
    }

    /** Replaces the state. */
    public void save(Response.Body state) throws IOException {
        Files.createDirectories(documents);
        for (Map.Entry<Payload, String> document : used.entrySet()) {
            Path file = documents.resolve(document.getValue());
            if (!Files.exists(file) || Files.size(file) != document.getKey().length()) {
                replace(file, document.getKey());
            }
        }
        replace(text, state);
        names.keySet().retainAll(used.keySet());
        Set<String> kept = new HashSet<>(used.values());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(documents)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                boolean isOurs = NAME.matcher(name).matches() || name.endsWith(NEW);
                if (isOurs && !kept.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void replace(Path file, Response.Body content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + NEW);
        try (FileChannel channel = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                OutputStream out = new java.io.BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(next); // on a full disk
            throw e;
        }
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException(
                    file.getParent() + " cannot replace a file in one step: use a directory of a local disk", e);
        }
    }

    public InputStream open() throws IOException {
        return Files.newInputStream(text);
    }

    /** Reads a document. Its name can be no path out of the folder. */
    public Payload read(String name, DocumentFile into) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a document of " + text + " has a file whose name is not a UUID: "
                    + "use the files that the emulator has saved");
        }
        for (Map.Entry<Payload, String> known : used.entrySet()) {
            if (known.getValue().equals(name)) {
                return known.getKey(); // several jobs share it
            }
        }
        var document = new DocumentWriter(into);
        try (InputStream file = Files.newInputStream(documents.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            file.transferTo(document);
        }
        Payload payload = document.payload();
        used.put(payload, name);
        return payload;
    }

    /** Remembers the names of the documents that were read. */
    public void keepNames() {
        names.putAll(used);
    }
}
