package io.cloudjobs.print.notification;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST to a notification URL.
 *
 * @param value the notifications, if Microsoft Graph sent the body
 * @param data the only notification, if Event Grid sent the body
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
