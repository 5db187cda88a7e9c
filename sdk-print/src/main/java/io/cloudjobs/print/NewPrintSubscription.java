package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.Loopback;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.notification.ChangeType;
import java.net.URI;
import java.net.URISyntaxException;
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

    private final Body body;
    private final String permission;

    /** The JSON of a subscription. {@code toString()} shows neither the secret nor the URLs, which may contain keys. */
    private record Body(
            ChangeType changeType,
            String resource,
            @Nullable String notificationQueryOptions,
            String notificationUrl,
            @Nullable String lifecycleNotificationUrl,
            OffsetDateTime expirationDateTime,
            String clientState) {
        @Override
        public String toString() {
            return "NewPrintSubscription[" + changeType + " " + resource + "]";
        }
    }

    private NewPrintSubscription(Builder builder) {
        OffsetDateTime end = Checks.required("expirationDateTime", builder.expirationDateTime);
        this.body = new Body(
                builder.changeType,
                builder.resource,
                builder.notificationQueryOptions,
                Checks.required("notificationUrl", builder.notificationUrl),
                builder.lifecycleNotificationUrl,
                end,
                Checks.required("clientState", builder.clientState));
        this.permission = builder.permission;
    }

    /**
     * Returns a builder of a subscription to the tasks of a definition. The service sends a notification when it
     * creates a task, that is, when it holds a job for this application. {@link Builder#notificationUrl},
     * {@link Builder#expirationDateTime} and {@link Builder#clientState} are required.
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
                expiration(body.expirationDateTime, now),
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

    String clientState() {
        return body.clientState;
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
        private @Nullable String clientState;

        private Builder(
                ChangeType changeType, String resource, @Nullable String notificationQueryOptions, String permission) {
            this.changeType = changeType;
            this.resource = resource;
            this.notificationQueryOptions = notificationQueryOptions;
            this.permission = permission;
        }

        /**
         * Sets the URL that receives the notifications. Required.
         *
         * @param notificationUrl an {@code https} URL, or {@code http} on loopback, for tests with an emulator
         * @return this
         * @throws IllegalArgumentException if the URL is invalid, uses another scheme, or has a user name or a fragment
         */
        public Builder notificationUrl(String notificationUrl) {
            this.notificationUrl = checked("notificationUrl", notificationUrl);
            return this;
        }

        /**
         * Sets the URL that receives events of the subscription itself, see
         * {@link io.cloudjobs.print.notification.LifecycleEventType}. The default is none.
         *
         * @param lifecycleNotificationUrl as for {@link #notificationUrl}; it may be the same URL
         * @return this
         * @throws IllegalArgumentException if the URL is invalid, uses another scheme, or has a user name or a fragment
         */
        public Builder lifecycleNotificationUrl(String lifecycleNotificationUrl) {
            this.lifecycleNotificationUrl = checked("lifecycleNotificationUrl", lifecycleNotificationUrl);
            return this;
        }

        /**
         * Sets the time at which the subscription ends, unless you {@linkplain PrintSubscriptionResource#renew renew}
         * it before then. Required.
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
         * @throws IllegalStateException if a required setting is missing
         */
        public NewPrintSubscription build() {
            return new NewPrintSubscription(this);
        }

        private static String checked(String name, String url) {
            if (!isFit(Checks.given(name, url))) {
                throw new IllegalArgumentException(name + " must be an https URL without a user name or fragment");
            }
            return url;
        }

        /** Returns whether the URL is valid. Loopback is for an emulator: the service itself cannot reach it. */
        private static boolean isFit(String url) {
            try {
                URI uri = new URI(url);
                String host = uri.getHost();
                return host != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null
                        && ("https".equalsIgnoreCase(uri.getScheme())
                                || "http".equalsIgnoreCase(uri.getScheme()) && Loopback.isHost(host));
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }
}
