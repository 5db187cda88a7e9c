package io.cloudjobs.print;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
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

    /**
     * Reads a job. If the service refuses two expansions in one request with status 400, or a response lacks one, the
     * client requests the missing ones one by one. The job is from the response with the tasks.
     */
    static PrintJob read(ApiClient api, ApiRequest request, PrintJobExpand... expand) {
        String properties = query(expand);
        if (properties == null || properties.indexOf(',') < 0) {
            return read(api, request, properties);
        }
        PrintJobRecord both = null;
        try {
            both = read(api, request, properties);
        } catch (ApiException refusal) {
            if (refusal.statusCode() != 400) {
                throw refusal;
            }
        }
        PrintJobRecord tasks = both == null || both.tasks() == null ? read(api, request, TASKS.property) : both;
        PrintJobRecord documents =
                both == null || both.documents() == null ? read(api, request, DOCUMENTS.property) : both;
        return tasks.withDocuments(documents.documents());
    }

    private static PrintJobRecord read(ApiClient api, ApiRequest request, @Nullable String properties) {
        return api.send(request.query("$expand", properties), PrintJobRecord.class);
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
