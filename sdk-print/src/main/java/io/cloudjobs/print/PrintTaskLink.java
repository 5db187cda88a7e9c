package io.cloudjobs.print;

import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids in a link to a task: {@link io.cloudjobs.print.notification.PrintNotification#task()}. The client never calls
 * the link, as for a {@link PrintJobLink}: {@code print.taskDefinition(link.definitionId()).task(link.taskId())}.
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
     * Reads a link. It is an absolute URL, or a path with or without a slash before it, that ends with
     * {@code print/taskDefinitions/{definitionId}/tasks/{taskId}} or
     * {@code print/taskDefinitions('{definitionId}')/tasks('{taskId}')}, in any case. The service also writes
     * {@code printTaskDefinition} for {@code taskDefinitions}.
     *
     * @param url the link
     * @return the ids, decoded; null if the link is null, does not lead to a task, or holds an invalid id
     */
    public static @Nullable PrintTaskLink parse(@Nullable String url) {
        return ResourceLink.read(url, FORM, PrintTaskLink::new);
    }

    @Override
    public String toString() {
        return Shown.record("PrintTaskLink", "definitionId", definitionId, "taskId", taskId);
    }
}
