package io.cloudjobs.print.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.Promises;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST to a notification URL, or a row of a body that is a list.
 *
 * @param value the notifications, if Microsoft Graph or Event Hubs sent the body
 * @param type the type of an event in the CloudEvents schema
 * @param eventType the type of an event in Event Grid's own schema
 * @param source the path of the resource, in some events
 * @param subject the path of the resource, in some events
 * @param data the only notification of an event
 * @param dataBase64 the same in base64
 */
record PrintNotifications(
        @JsonDeserialize(contentAs = PrintNotificationRecord.class) @Nullable List<PrintNotification> value,

        @Nullable String type,
        @Nullable String eventType,
        @Nullable String source,
        @Nullable String subject,
        @Nullable PrintNotificationRecord data,
        @JsonProperty("data_base64") @Nullable String dataBase64)
        implements Promises {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print");

    PrintNotifications {
        data = data == null ? decoded(dataBase64) : data;
    }

    private static @Nullable PrintNotificationRecord decoded(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            String json = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            return Json.read(json, PrintNotifications.class, Json.type(PrintNotificationRecord.class));
        } catch (IllegalArgumentException e) {
            return null; // like data of a wrong type
        }
    }

    @Override
    public void check() {
        Json.required("value", data == null ? value : data);
    }

    static List<PrintNotification> parse(String json) {
        List<@Nullable PrintNotification> all = new ArrayList<>();
        for (PrintNotifications body : bodies(json)) {
            if (body != null && body.value != null) {
                all.addAll(body.value);
            } else {
                all.add(body == null ? null : body.event());
            }
        }
        List<PrintNotification> readable = Json.list(all);
        int dropped = all.size() - readable.size();
        if (dropped > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Dropped " + dropped + " of " + all.size()
                            + " notifications of one body as unreadable. List the tasks to find the held jobs");
        }
        return readable;
    }

    /** Returns the response to a validation event of Event Grid; null if the body is not one. */
    static @Nullable String validationResponse(String json) {
        if (!Objects.requireNonNull(json, "json").contains(PrintNotificationRecord.VALIDATION_EVENT)) {
            return null; // before the body is read a second time
        }
        try {
            for (PrintNotifications body : bodies(json)) {
                PrintNotificationRecord event = body == null ? null : body.event();
                String code = event == null || !event.isValidation() ? null : event.validationCode();
                if (code != null && !code.isBlank()) {
                    return new String(Json.write(Map.of("validationResponse", code)), StandardCharsets.UTF_8);
                }
            }
        } catch (IllegalArgumentException e) {
            return null; // parse reports it
        }
        return null;
    }

    private static List<@Nullable PrintNotifications> bodies(String json) {
        String text = Objects.requireNonNull(json, "json").startsWith("\uFEFF") ? json.substring(1) : json;
        if (!text.stripLeading().startsWith("[")) {
            return List.of(Json.read(text, PrintNotifications.class, PrintNotifications.class));
        }
        List<@Nullable PrintNotifications> rows =
                Json.read(text, PrintNotifications.class, Json.type(List.class, PrintNotifications.class));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("PrintNotifications: empty list");
        }
        return rows;
    }

    private @Nullable PrintNotificationRecord event() {
        return data == null ? null : data.of(type == null ? eventType : type, source, subject);
    }
}
