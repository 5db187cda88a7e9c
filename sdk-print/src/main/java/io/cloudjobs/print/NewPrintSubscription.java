package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.notification.ChangeType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to create, with its resource, notification URLs and expiration. Immutable. {@code toString()} shows
 * neither the secret nor the URLs.
 *
 * @see PrintSubscriptionsResource#create
 * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from
 *     cloud printing APIs</a>
 */
public final class NewPrintSubscription {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(4_230);

    /** The default lifetime: less than the longest one, because the clock of the service may be behind. */
    private static final Duration USUAL_LIFE = Duration.ofHours(70);

    private final Body body;
    private final String permission;
    private final Duration lifetime;
    private final boolean isReplacing;

    /** The JSON of a subscription. {@code toString()} shows neither the secret nor the URLs, which may contain keys. */
    record Body(
            ChangeType changeType,
            String resource,
            @Nullable String notificationQueryOptions,
            String notificationUrl,
            @Nullable String lifecycleNotificationUrl,
            @Nullable OffsetDateTime expirationDateTime,
            String clientState) {
        @Override
        public String toString() {
            return "NewPrintSubscription[" + changeType + " " + resource + "]";
        }
    }

    private NewPrintSubscription(Builder builder) {
        if (builder.expirationDateTime != null && builder.lifetime != null) {
            throw new IllegalStateException("expirationDateTime and lifetime must not both be set: remove one");
        }
        this.body = new Body(
                builder.changeType,
                builder.resource,
                builder.notificationQueryOptions,
                Checks.required("notificationUrl", builder.notificationUrl),
                builder.lifecycleNotificationUrl,
                builder.expirationDateTime,
                Checks.required("clientState", builder.clientState));
        if (!NotificationUrl.fit(body.notificationUrl, body.lifecycleNotificationUrl)) {
            throw new IllegalStateException(
                    "lifecycleNotificationUrl must be the same as notificationUrl if one of them begins with EventGrid:");
        }
        this.permission = builder.permission;
        this.lifetime = builder.lifetime == null ? USUAL_LIFE : builder.lifetime;
        this.isReplacing = builder.isReplacing;
    }

    /**
     * Returns a builder of a subscription to the tasks of a definition. The service sends a notification when it
     * creates a task, that is, when it holds a job for this application. {@link Builder#notificationUrl} and
     * {@link Builder#clientState} are required.
     *
     * @param definitionId the id of the task definition
     * @return a builder
     * @throws IllegalArgumentException if the id is invalid
     */
    public static Builder forTasks(String definitionId) {
        String resource = list("/print/taskDefinitions/{definitionId}/tasks", definitionId);
        return new Builder(ChangeType.CREATED, resource, null, "PrintTaskDefinition.ReadWrite.All");
    }

    /**
     * Returns a builder of a subscription to the jobs of a printer. The service sends a notification when the printer
     * can fetch a job, that is, when {@link PrintJob#isFetchable()} becomes true. Each printer needs its own
     * subscription. The required settings are the same as {@linkplain #forTasks for tasks}.
     *
     * @param printerId the id of the printer
     * @return a builder
     * @throws IllegalArgumentException if the id is invalid
     */
    public static Builder forFetchableJobs(String printerId) {
        String resource = list("/print/printers/{printerId}/jobs", printerId);
        return new Builder(ChangeType.UPDATED, resource, "$filter = isFetchable eq true", "Printer.Read.All");
    }

    /** Returns the path of a list without the leading slash, as subscriptions require. */
    private static String list(String words, String id) {
        return ResourcePath.ROOT.resolve(words, id).encoded().substring(1);
    }

    /** Returns the body to send. Throws an exception if the service would refuse the expiration now. */
    Object body(Instant now) {
        return new Body(
                body.changeType,
                body.resource,
                body.notificationQueryOptions,
                body.notificationUrl,
                body.lifecycleNotificationUrl,
                expiration(body.expirationDateTime == null ? end(now) : body.expirationDateTime, now),
                body.clientState);
    }

    /** Returns the expiration to send. Throws an exception if the service would refuse it now. */
    static OffsetDateTime expiration(OffsetDateTime expirationDateTime, Instant now) {
        Instant end = expirationDateTime.toInstant().truncatedTo(ChronoUnit.SECONDS);
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_LIFE))) {
            throw new IllegalArgumentException("expirationDateTime must be within the next " + LONGEST_LIFE.toMinutes()
                    + " minutes, but is " + expirationDateTime);
        }
        return end.atOffset(ZoneOffset.UTC);
    }

    /** Returns the end of a subscription whose life begins now. */
    OffsetDateTime end(Instant now) {
        return now.plus(lifetime).atOffset(ZoneOffset.UTC);
    }

    /** Returns the settings; their expiration is null if the subscription has a lifetime. */
    Body settings() {
        return body;
    }

    Duration lifetime() {
        return lifetime;
    }

    boolean isReplacing() {
        return isReplacing;
    }

    String permission() {
        return permission;
    }

    /** Returns the change and the resource. */
    @Override
    public String toString() {
        return body.toString();
    }

    /** Builds a {@link NewPrintSubscription}. */
    public static final class Builder {
        private static final int MAX_CLIENT_STATE = 128;

        private final ChangeType changeType;
        private final String resource;
        private final @Nullable String notificationQueryOptions;
        private final String permission;
        private @Nullable String notificationUrl;
        private @Nullable String lifecycleNotificationUrl;
        private @Nullable OffsetDateTime expirationDateTime;
        private @Nullable Duration lifetime;
        private @Nullable String clientState;
        private boolean isReplacing;

        private Builder(
                ChangeType changeType, String resource, @Nullable String notificationQueryOptions, String permission) {
            this.changeType = changeType;
            this.resource = resource;
            this.notificationQueryOptions = notificationQueryOptions;
            this.permission = permission;
        }

        /**
         * Sets the URL that receives the notifications. Required. One of:
         *
         * <ul>
         *   <li>An {@code https} URL of a webhook, or {@code http} on loopback, for tests with an emulator.
         *   <li>An event hub, to which the service Microsoft Graph Change Tracking has the role Azure Event Hubs Data
         *       Sender: {@code EventHub:https://NAMESPACE.servicebus.windows.net/eventhubname/HUB?tenantId=DOMAIN}.
         *   <li>A secret of a key vault with the connection string of an event hub:
         *       {@code EventHub:https://VAULT.vault.azure.net/secrets/SECRET?tenantId=DOMAIN}.
         *   <li>A partner topic of Event Grid, which an administrator then authorizes and activates:
         *       {@code EventGrid:?azuresubscriptionid=ID&resourcegroup=GROUP&partnertopic=TOPIC&location=REGION}.
         * </ul>
         *
         * <p>{@code DOMAIN} is the domain of the tenant of the Azure subscription, for example {@code contoso.com}. The
         * service does not validate an event hub. It sends a message for each new subscription, which programs ignore.
         *
         * @param notificationUrl the URL
         * @return this
         * @throws IllegalArgumentException if the URL has none of these forms, or has a user name or a fragment
         */
        public Builder notificationUrl(String notificationUrl) {
            this.notificationUrl = NotificationUrl.checked("notificationUrl", notificationUrl);
            return this;
        }

        /**
         * Sets the URL that receives events of the subscription itself, see
         * {@link io.cloudjobs.print.notification.LifecycleEventType}. The default is none. It cannot be added to a
         * subscription later.
         *
         * @param lifecycleNotificationUrl as for {@link #notificationUrl}; it may be the same URL, and must be the same
         *     if one of them is a partner topic
         * @return this
         * @throws IllegalArgumentException as for {@link #notificationUrl}
         */
        public Builder lifecycleNotificationUrl(String lifecycleNotificationUrl) {
            this.lifecycleNotificationUrl =
                    NotificationUrl.checked("lifecycleNotificationUrl", lifecycleNotificationUrl);
            return this;
        }

        /**
         * Sets the time at which the subscription ends, unless you {@linkplain PrintSubscriptionResource#renew renew}
         * it before then. The default is a {@link #lifetime}.
         *
         * @param expirationDateTime at most 4,230 minutes, a little less than 3 days, after the call that creates the
         *     subscription; fractions of a second are dropped
         * @return this
         */
        public Builder expirationDateTime(OffsetDateTime expirationDateTime) {
            this.expirationDateTime = Objects.requireNonNull(expirationDateTime, "expirationDateTime");
            return this;
        }

        /**
         * Sets the time from each creation or renewal to the end of the subscription, instead of
         * {@link #expirationDateTime}. {@link PrintSubscriptionsResource#ensure} needs it. The default is 70 hours: 30
         * minutes less than the maximum, in case your clock and the clock of the service differ.
         *
         * @param lifetime at most 4,230 minutes, a little less than 3 days; the service raises a value below 45 minutes
         *     to 45 minutes
         * @return this
         * @throws IllegalArgumentException if the lifetime is not positive, or too long
         */
        public Builder lifetime(Duration lifetime) {
            if (Checks.positive("lifetime", lifetime).compareTo(LONGEST_LIFE) > 0) {
                throw new IllegalArgumentException(
                        "lifetime must not exceed " + LONGEST_LIFE.toMinutes() + " minutes, but is " + lifetime);
            }
            this.lifetime = lifetime;
            return this;
        }

        /**
         * Makes {@link PrintSubscriptionsResource#ensure} delete a subscription of this application to the same
         * resource and change type that has other URLs or another filter, and create this one. By default,
         * {@code ensure} throws a {@link PrintSubscriptionConflictException}. Use this setting only if all programs of
         * this application have the same URLs: otherwise they delete each other's subscriptions. It does not change
         * {@link PrintSubscriptionsResource#create}.
         *
         * @return this
         */
        public Builder replaceOther() {
            this.isReplacing = true;
            return this;
        }

        /**
         * Sets the secret that each notification contains. It proves that the service sent the notification: see
         * {@link io.cloudjobs.print.notification.PrintNotification#hasClientState}. Required.
         *
         * @param clientState 1 to 128 characters, hard to guess
         * @return this
         * @throws IllegalArgumentException if the secret is blank or longer than 128 characters
         */
        public Builder clientState(String clientState) {
            if (Checks.given("clientState", clientState).isBlank() || clientState.length() > MAX_CLIENT_STATE) {
                throw new IllegalArgumentException(
                        "clientState must not be blank or longer than " + MAX_CLIENT_STATE + " characters");
            }
            this.clientState = clientState;
            return this;
        }

        /**
         * Builds the subscription. Sends no request.
         *
         * @return the subscription to create
         * @throws IllegalStateException if a required setting is missing, or settings contradict each other
         */
        public NewPrintSubscription build() {
            return new NewPrintSubscription(this);
        }
    }
}
