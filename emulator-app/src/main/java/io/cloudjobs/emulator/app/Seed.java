package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A file with a state to start from, in YAML or JSON. It becomes the text that {@link CloudJobsEmulator#load} reads, where the
 * files of documents are their bytes.
 */
final class Seed {
    private static final String DOCUMENT = ".print.printers.jobs.document";
    private static final String DEMONSTRATION = "demonstration.yaml";

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory YAML =
            YAMLFactory.builder().loaderOptions(yamlOptions()).build();

    private final JsonParser in;
    private final JsonGenerator out;
    private final @Nullable Path folder;

    /** A seed is as large as its author wants, and cannot grow, because it has no aliases. */
    private static LoaderOptions yamlOptions() {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    private Seed(JsonParser in, JsonGenerator out, @Nullable Path folder) {
        this.in = in;
        this.out = out;
        this.folder = folder;
    }

    /**
     * Adds what a file names to the emulator. A document can name a file in the folder of the seed or below.
     *
     * @throws IllegalArgumentException if the file cannot be read, or has a wrong member. Nothing changes then
     */
    static void load(CloudJobsEmulator emulator, Path file) {
        boolean isJson =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("cannot load the seed " + file + ": it is a directory");
        }
        try (InputStream text = Files.newInputStream(file)) {
            Path folder = Objects.requireNonNull(file.toRealPath().getParent());
            load(emulator, isJson ? JSON : YAML, text, folder);
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalArgumentException("cannot load the seed " + file + ": " + Reason.of(e), e);
        }
    }

    /** Adds the tenant that shows what the emulator can do. */
    static void loadDemonstration(CloudJobsEmulator emulator) {
        try (InputStream text = Objects.requireNonNull(Seed.class.getResourceAsStream(DEMONSTRATION), DEMONSTRATION)) {
            load(emulator, YAML, text, null);
        } catch (IOException e) {
            throw new IllegalStateException("cannot load " + DEMONSTRATION + ": " + e.getMessage(), e);
        }
    }

    private static void load(CloudJobsEmulator emulator, JsonFactory format, InputStream text, @Nullable Path folder)
            throws IOException {
        Path whole = Files.createTempFile("cloudjobs-seed-", ".json");
        try {
            try (JsonParser in = format.createParser(text);
                    JsonGenerator out = JSON.createGenerator(new BufferedOutputStream(Files.newOutputStream(whole)))) {
                new Seed(in, out, folder).copy();
            }
            try (InputStream state = Files.newInputStream(whole)) {
                emulator.load(state);
            }
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private void copy() throws IOException {
        if (in.nextToken() == null) {
            out.writeStartObject(); // an empty file
            out.writeEndObject();
            return;
        }
        value("");
        if (in.nextToken() != null) {
            throw new IllegalArgumentException("there is more than one document: use one");
        }
    }

    private void value(String path) throws IOException {
        refuseAlias();
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_ARRAY) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                value(path);
            }
            out.writeEndArray();
        } else if (token == JsonToken.START_OBJECT) {
            out.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                refuseAlias();
                String name = in.currentName();
                JsonToken next = in.nextToken();
                if (path.equals(DOCUMENT) && name.equals("file") && next == JsonToken.VALUE_STRING && folder != null) {
                    out.writeFieldName("content");
                    file(folder, in.getText());
                } else if (path.equals(DOCUMENT) && name.equals("content") && next == JsonToken.VALUE_STRING) {
                    out.writeFieldName(name);
                    content();
                } else {
                    out.writeFieldName(name);
                    value(path + "." + name);
                }
            }
            out.writeEndObject();
        } else {
            out.copyCurrentEventExact(in);
        }
    }

    /** Anchors let a small file stand for an endless one, and an alias would be read as a text. */
    private void refuseAlias() throws IOException {
        if (in instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw new IllegalArgumentException(
                    "line " + in.currentTokenLocation().getLineNr()
                            + " has an anchor or an alias, which a seed cannot have: write the value out");
        }
    }

    /** Copies the bytes of a document through a file, because they can be larger than the memory. */
    private void content() throws IOException {
        Path file = Files.createTempFile("cloudjobs-seed-", ".document");
        try {
            try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file))) {
                in.readBinaryValue(bytes);
            }
            copy(file);
        } finally {
            Files.delete(file);
        }
    }

    private void file(Path base, String name) throws IOException {
        Path file;
        try {
            file = base.resolve(name).toRealPath();
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the file \"" + name + "\" of a document cannot be read: name a file in " + base, e);
        }
        if (!file.startsWith(base) || !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "the file \"" + name + "\" of a document is not a file in " + base + ": copy it there");
        }
        if (Files.size(file) > 1L << 30) {
            throw new IllegalArgumentException(
                    "the file \"" + name + "\" of a document is larger than 1 GiB: use a smaller one");
        }
        copy(file);
    }

    private void copy(Path document) throws IOException {
        try (InputStream bytes = Files.newInputStream(document)) {
            out.writeBinary(Base64Variants.getDefaultVariant(), bytes, (int) Files.size(document));
        }
    }
}
