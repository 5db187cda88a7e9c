package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.JsonBounds;
import io.cloudjobs.core.internal.json.KeepsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

record JobListRecord(
        List<ListedJobRecord> jobs,
        @JsonAlias({"totalCount", "job_count"}) @Nullable Long jobCount) implements KeepsJson<JobListRecord> {
    JobListRecord {
        jobs = Json.required("jobs", jobs == null && jobCount != null && jobCount == 0 ? List.of() : jobs);
    }

    /** Sets the JSON of each row to its own part of the text. */
    @Override
    public JobListRecord withJson(String json) {
        List<ListedJobRecord> rows = new ArrayList<>(jobs);
        try (JsonParser parser = Json.parsers(JsonBounds.of(Integer.MAX_VALUE)).createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                boolean isList = parser.nextToken() == JsonToken.START_ARRAY && name.equals("jobs");
                for (int i = 0; isList && parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    int start = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    if (i < rows.size()) { // an earlier list of the same name may be longer
                        int end = (int) parser.currentLocation().getCharOffset();
                        rows.set(i, Json.withText(jobs.get(i), json.substring(start, end)));
                    }
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not expected: the client has already parsed this text
        }
        return new JobListRecord(rows, jobCount);
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
