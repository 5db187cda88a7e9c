package io.cloudjobs.print.notification;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.secret.Text;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

record PrintNotificationRecord(
        @Nullable String subscriptionId,
        @Nullable OffsetDateTime subscriptionExpirationDateTime,
        @Nullable String clientState,
        @Nullable ChangeType changeType,
        @Nullable String resource,
        @Nullable String tenantId,
        @Nullable LifecycleEventType lifecycleEvent,
        @Nullable ResourceData resourceData,
        @Nullable String validationCode)
        implements PrintNotification {
    static final String VALIDATION_EVENT = "Microsoft.EventGrid.SubscriptionValidationEvent";

    private static final String REAUTHORIZATION_EVENT = "microsoft.graph.subscriptionReauthorizationRequired";
    private static final String VALIDATION = "Validation:";
    private static final int MAX_SHOWN = 200;

    /** Has no {@code @odata.type}, because even the examples in the documentation have a wrong one. */
    record ResourceData(@Nullable String id, @Nullable String parentUrl) {}

    /** Returns the notification, completed with the members of the event that contains it. */
    PrintNotificationRecord of(@Nullable String type, @Nullable String source, @Nullable String subject) {
        return new PrintNotificationRecord(
                subscriptionId,
                subscriptionExpirationDateTime,
                clientState,
                VALIDATION_EVENT.equals(type) ? new ChangeType(VALIDATION_EVENT) : changeType,
                resource != null && !resource.isBlank()
                        ? resource
                        : isLink(source) ? source : isLink(subject) ? subject : null,
                tenantId,
                lifecycleEvent == null && REAUTHORIZATION_EVENT.equalsIgnoreCase(type)
                        ? LifecycleEventType.REAUTHORIZATION_REQUIRED
                        : lifecycleEvent,
                resourceData,
                validationCode);
    }

    private static boolean isLink(@Nullable String path) {
        return PrintTaskLink.parse(path) != null || PrintJobLink.parse(path) != null;
    }

    /** Returns whether the notification has one of the two marks of a validation. No subscription has such an id. */
    static boolean isValidation(@Nullable String subscriptionId, @Nullable ChangeType changeType) {
        String change = changeType == null ? "" : changeType.value();
        return "NA".equalsIgnoreCase(subscriptionId)
                || change.equals(VALIDATION_EVENT)
                || change.regionMatches(true, 0, VALIDATION, 0, VALIDATION.length());
    }

    @Override
    public @Nullable String resourceDataId() {
        return resourceData == null ? null : resourceData.id();
    }

    @Override
    public @Nullable String parentUrl() {
        return resourceData == null ? null : resourceData.parentUrl();
    }

    @Override
    public @Nullable PrintTaskLink task() {
        return isValidation() ? null : PrintTaskLink.parse(resource);
    }

    @Override
    public @Nullable PrintJobLink job() {
        if (isValidation()) {
            return null;
        }
        PrintJobLink fetchable = PrintJobLink.parse(resource);
        return fetchable == null ? PrintJobLink.parse(parentUrl()) : fetchable;
    }

    @Override
    public boolean hasClientState(String expected) {
        if (Checks.given("expected", expected).isEmpty()) {
            throw new IllegalArgumentException("expected must not be empty: pass the client state");
        }
        return clientState != null && !isValidation() && MessageDigest.isEqual(utf8(clientState), utf8(expected));
    }

    /** Returns one line for a log, without the client state. */
    @Override
    public String toString() {
        return "PrintNotification[subscriptionId=" + shown(subscriptionId)
                + (lifecycleEvent == null ? "" : ", lifecycleEvent=" + shown(lifecycleEvent.value()))
                + (changeType == null ? "" : ", changeType=" + shown(changeType.value()))
                + (resource == null ? "" : ", resource=" + shown(resource)) + "]";
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null ? null : Shown.of(Text.cut(text, MAX_SHOWN));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
