package io.cloudjobs.print;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
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

    /** Returns the value of {@code $expand}; null for none. */
    static @Nullable String query(PrintJobExpand... expand) {
        Set<String> properties = new LinkedHashSet<>();
        for (PrintJobExpand related : expand) {
            properties.add(Objects.requireNonNull(related, "expand").property);
        }
        return properties.isEmpty() ? null : String.join(",", properties);
    }
}
