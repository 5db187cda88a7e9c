package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.notification.ChangeType;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

record PrintSubscriptionRecord(
        String id,
        @Nullable String resource,
        @Nullable ChangeType changeType,
        @Nullable String notificationQueryOptions,
        @Nullable String notificationUrl,
        @Nullable String lifecycleNotificationUrl,
        @Nullable OffsetDateTime expirationDateTime,
        @Nullable String applicationId,
        @Nullable String creatorId,
        @JsonIgnore @Nullable String json)
        implements PrintSubscription, KeepsJson<PrintSubscriptionRecord>, HasId {
    PrintSubscriptionRecord {
        Json.required("id", id);
    }

    @Override
    public PrintSubscriptionRecord withJson(String json) {
        return new PrintSubscriptionRecord(
                id,
                resource,
                changeType,
                notificationQueryOptions,
                notificationUrl,
                lifecycleNotificationUrl,
                expirationDateTime,
                applicationId,
                creatorId,
                json);
    }

    /**
     * Returns a text for logs, without the received text, which has the client state, and without the URLs, which may
     * contain keys.
     */
    @Override
    public String toString() {
        return Shown.record(
                "PrintSubscription", "id", id, "resource", resource, "expirationDateTime", expirationDateTime);
    }
}
