package io.cloudjobs.core.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table that stands beside the classes of a module. Lines that begin with {@code #} are comments. */
public final class TableFile {
    private TableFile() {}

    /** Returns the rows, and closes the file. The module opens it, because only the module can. */
    public static List<String> rows(@Nullable InputStream file, String name, String module) {
        Objects.requireNonNull(
                file, name + " is missing: keep the resources of " + module + " when you repackage its jar");
        List<String> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
