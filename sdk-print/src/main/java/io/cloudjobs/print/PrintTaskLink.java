package io.cloudjobs.print;

import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a link to a task: {@link io.cloudjobs.print.notification.PrintNotification#task()}. Like a
 * {@link PrintJobLink}, the client never opens it: use
 * {@code print.taskDefinition(link.definitionId()).task(link.taskId())}.
 *
 * @param definitionId the id of the task definition
 * @param taskId the id of the task, within its definition
 */
public record PrintTaskLink(String definitionId, String taskId) {
    private static final Pattern FORM = ResourceLink.form("taskDefinitions|printTaskDefinitions?", "tasks");

    /**
     * Creates a link from ids.
     *
     * @param definitionId the id of the task definition
     * @param taskId the id of the task
     * @throws IllegalArgumentException if an id is invalid
     */
    public PrintTaskLink {
        ResourcePath.ROOT
                .resolve("/print/taskDefinitions/{definitionId}", definitionId)
                .resolve("/tasks/{taskId}", taskId);
    }

    /**
     * Parses a link: an absolute URL, or a path with or without a leading slash, that ends with
     * {@code print/taskDefinitions/{definitionId}/tasks/{taskId}} or
     * {@code print/taskDefinitions('{definitionId}')/tasks('{taskId}')}, in upper or lower case. The service also
     * writes {@code printTaskDefinition} instead of {@code taskDefinitions}.
     *
     * @param url the link
     * @return the ids, decoded; null if the link is null, does not lead to a task, or contains an invalid id
     */
    public static @Nullable PrintTaskLink parse(@Nullable String url) {
        return ResourceLink.read(url, FORM, PrintTaskLink::new);
    }

    @Override
    public String toString() {
        return Shown.record("PrintTaskLink", "definitionId", definitionId, "taskId", taskId);
    }
}
