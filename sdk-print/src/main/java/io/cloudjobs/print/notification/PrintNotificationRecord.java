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
        @Nullable ResourceData resourceData)
        implements PrintNotification {
    private static final int MAX_SHOWN = 200;

    /** Has no {@code @odata.type}, because even the examples in the documentation have a wrong one. */
    record ResourceData(@Nullable String id, @Nullable String parentUrl) {}

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
        return PrintTaskLink.parse(resource);
    }

    @Override
    public @Nullable PrintJobLink job() {
        PrintJobLink parent = PrintJobLink.parse(parentUrl());
        return parent == null ? PrintJobLink.parse(resource) : parent;
    }

    @Override
    public boolean hasClientState(String expected) {
        if (Checks.given("expected", expected).isEmpty()) {
            throw new IllegalArgumentException("expected must not be empty: pass the client state");
        }
        return clientState != null && MessageDigest.isEqual(utf8(clientState), utf8(expected));
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
