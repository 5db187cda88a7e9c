package io.cloudjobs.print;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Related resources to include in the response with a job, or with each job of a list. */
public enum PrintJobExpand {
    /** The tasks that hold the job, or have held it. */
    TASKS("tasks"),
    /** The documents of the job. */
    DOCUMENTS("documents");

    private final String property;

    PrintJobExpand(String property) {
        this.property = property;
    }

    /** The value of {@code $expand}; null for none. */
    static @Nullable String query(PrintJobExpand... expand) {
        return expand.length == 0
                ? null
                : Arrays.stream(expand)
                        .distinct()
                        .map(e -> Objects.requireNonNull(e, "expand").property)
                        .collect(Collectors.joining(","));
    }
}
