package io.cloudjobs.ges;

import io.cloudjobs.core.internal.TableFile;
import io.cloudjobs.ges.GesErrorCode.Action;
import java.io.InputStream;
import java.util.Map;
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
        InputStream file = PublishedErrorCode.class.getResourceAsStream("error-codes.tsv");
        return TableFile.rows(file, "error-codes.tsv", "sdk-ges").stream()
                .map(PublishedErrorCode::row)
                .collect(Collectors.toMap(PublishedErrorCode::value, Function.identity()));
    }

    private static PublishedErrorCode row(String line) {
        String[] cells = line.split("\t");
        return new PublishedErrorCode(cells[0], Action.valueOf(cells[1]), cells[2]);
    }
}
