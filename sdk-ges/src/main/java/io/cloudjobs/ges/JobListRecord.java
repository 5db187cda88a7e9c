package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

record JobListRecord(
        List<ListedJobRecord> jobs,
        @JsonAlias({"totalCount", "job_count"}) @Nullable Long jobCount) implements KeepsJson<JobListRecord> {
    JobListRecord {
        jobs = Json.required("jobs", jobs == null && jobCount != null && jobCount == 0 ? List.of() : jobs);
    }

    @Override
    public JobListRecord withJson(String json) {
        return new JobListRecord(Json.withTexts(jobs, json, "jobs"), jobCount);
    }

    /**
     * Returns the page. A full page is never the last one: in a documented example, the count may be the number of rows
     * on the page.
     */
    OffsetPages.Part<ListedJobRecord> part(long offset, int limit) {
        List<ListedJobRecord> rows = Json.list(jobs);
        int size = jobs.size(); // includes rows that are not jobs, because the service counts rows
        boolean isFull = size == limit;
        boolean isCountedOn = size > 0 && jobCount != null && offset + size < jobCount;
        return new OffsetPages.Part<>(
                rows,
                size,
                !isFull && !isCountedOn,
                rows.isEmpty() ? "" : rows.get(0).jobId(),
                true);
    }
}
