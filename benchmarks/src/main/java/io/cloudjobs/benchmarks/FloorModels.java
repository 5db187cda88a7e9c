package io.cloudjobs.benchmarks;

import java.time.OffsetDateTime;
import java.util.List;

/** The responses as plain records, with the same members as in this library. */
final class FloorModels {
    private FloorModels() {}

    record Job(
            String id,
            OffsetDateTime createdDateTime,
            Identity createdBy,
            Configuration configuration,
            JobStatus status,
            boolean isFetchable,
            String redirectedFrom,
            String redirectedTo,
            OffsetDateTime acknowledgedDateTime,
            Integer errorCode,
            List<Document> documents,
            List<Task> tasks) {}

    record Identity(String id, String displayName, String userPrincipalName, String ipAddress) {}

    record Configuration(
            Boolean collate,
            String colorMode,
            Integer copies,
            Integer dpi,
            String duplexMode,
            String feedOrientation,
            List<String> finishings,
            Boolean fitPdfToPage,
            String inputBin,
            String outputBin,
            Margin margin,
            String mediaSize,
            String mediaType,
            String multipageLayout,
            String orientation,
            List<PageRange> pageRanges,
            Integer pagesPerSheet,
            String quality,
            String scaling) {}

    record Margin(Integer top, Integer bottom, Integer left, Integer right) {}

    record PageRange(long start, long end) {}

    record JobStatus(String state, List<String> details, String description, boolean isAcquiredByPrinter) {}

    record Document(
            String id,
            String displayName,
            String contentType,
            Long size,
            OffsetDateTime uploadedDateTime,
            OffsetDateTime downloadedDateTime) {}

    record Task(String id, String parentUrl, TaskStatus status) {}

    record TaskStatus(String state, String description) {}

    record ErrorBody(Error error) {}

    record Error(String code, String message) {}

    /** GES also sends errors with status 200. */
    record GraphAnswer(String errorCode, String errorMessage) {}

    record Reason(String reason) {}

    record TaskUpdate(TaskStatus status) {}
}
