package io.cloudjobs.print.worker;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Shows what a builder has, so that a test can compare all of it. */
public final class BuilderSettings {
    private BuilderSettings() {}

    /** Maps the name of each property to its value. */
    public static Map<String, String> of(PrintTaskWorker.Builder builder) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("task-definition", Objects.requireNonNull(builder.taskDefinition));
        settings.put("table-name", builder.tableName);
        settings.put("concurrency", builder.concurrency);
        settings.put("max-attempts", builder.maxAttempts);
        settings.put("poll-interval", builder.pollInterval);
        settings.put("take-over-after", builder.takeOverAfter);
        settings.put("settle-time", builder.settleTime);
        settings.put("shutdown-timeout", builder.shutdownTimeout);
        settings.put("notification-url", String.valueOf(builder.notificationUrl));
        settings.put("client-state", String.valueOf(builder.clientState));
        Map<String, String> texts = new TreeMap<>();
        settings.forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }
}
