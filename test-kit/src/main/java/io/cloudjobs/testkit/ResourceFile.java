package io.cloudjobs.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A file below {@code src/test/resources}. */
public final class ResourceFile {
    private ResourceFile() {}

    /** Returns the bytes of {@code /path/file}. */
    public static byte[] bytes(String path) {
        try (InputStream in = Objects.requireNonNull(ResourceFile.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of {@code /path/file}. */
    public static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }
}
