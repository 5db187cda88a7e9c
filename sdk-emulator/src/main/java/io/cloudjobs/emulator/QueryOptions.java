package io.cloudjobs.emulator;

import java.util.List;

/** The query options that the documentation excludes from a list. */
final class QueryOptions {
    static final List<String> NOT_FOR_JOBS = List.of("$count", "$search");
    /** Excluded from the lists of tasks, definitions and triggers. */
    static final List<String> NOT_FOR_TASKS = List.of("$count", "$format", "$search", "$select", "$skip", "$top");

    private QueryOptions() {}

    static void refuse(Request request, List<String> unsupported) {
        for (String option : unsupported) {
            if (!request.query(option).isEmpty()) {
                throw new Refusal(400, "The query option '" + option + "' is not supported.");
            }
        }
    }
}
