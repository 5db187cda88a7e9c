package io.cloudjobs.ges;

import io.cloudjobs.ges.GesErrorCode.Action;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code error-codes.tsv}. The first use reads the table. */
record PublishedErrorCode(String value, Action action, String meaning) {
    private static final class Table {
        static final Map<String, PublishedErrorCode> ROWS = read();
    }

    /** Returns the row of a code, or null if the code is not published. */
    static @Nullable PublishedErrorCode of(String value) {
        return Table.ROWS.get(value);
    }

    private static Map<String, PublishedErrorCode> read() {
        InputStream table = Objects.requireNonNull(
                PublishedErrorCode.class.getResourceAsStream("error-codes.tsv"),
                "error-codes.tsv is missing: keep the resources of sdk-ges when you repackage its jar");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(PublishedErrorCode::row)
                    .collect(Collectors.toMap(PublishedErrorCode::value, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublishedErrorCode row(String line) {
        String[] cells = line.split("\t");
        return new PublishedErrorCode(cells[0], Action.valueOf(cells[1]), cells[2]);
    }
}
