package io.cloudjobs.print.notification;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST to a notification URL.
 *
 * @param value the notifications, when they come from Graph
 * @param data the only one, when it comes from Event Grid
 */
record PrintNotifications(
        @JsonDeserialize(contentAs = PrintNotificationRecord.class) @Nullable List<PrintNotification> value,

        @Nullable PrintNotificationRecord data) {
    PrintNotifications {
        if (data == null) {
            Json.required("value", value);
        }
    }

    List<PrintNotification> all() {
        return value == null && data != null ? List.of(data) : Json.list(value);
    }
}
