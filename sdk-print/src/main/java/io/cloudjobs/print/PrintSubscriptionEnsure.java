package io.cloudjobs.print;

import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.EnsuredPrintSubscription.Action;
import io.cloudjobs.print.notification.ChangeType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Creates, adopts, renews or replaces a subscription, so that the application has one. */
final class PrintSubscriptionEnsure {
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(45);
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);

    private final ApiClient api;
    private final ResourcePath path;
    private final NewPrintSubscription wanted;
    private final NewPrintSubscription.Body settings;

    PrintSubscriptionEnsure(ApiClient api, ResourcePath path, NewPrintSubscription wanted) {
        this.api = api;
        this.path = path;
        this.wanted = wanted;
        this.settings = wanted.settings();
        if (settings.expirationDateTime() != null) {
            throw new IllegalArgumentException(
                    "ensure needs a subscription with lifetime(...), not expirationDateTime(...)");
        }
    }

    private record Ensured(Action action, PrintSubscription subscription, OffsetDateTime callAgainAt)
            implements EnsuredPrintSubscription {
        @Override
        public String toString() {
            return Shown.record(
                    "EnsuredPrintSubscription",
                    "action",
                    action,
                    "subscription",
                    subscription.id(),
                    "callAgainAt",
                    callAgainAt);
        }
    }

    EnsuredPrintSubscription run() {
        PrintSubscription found = find();
        if (found == null) {
            return create(Action.CREATED);
        }
        try {
            if (!wanted.isReplacing() || difference(found) == null) {
                return keep(found, Action.UNCHANGED, null);
            }
            resource(found).delete();
        } catch (NotFoundException gone) {
            // It has ended, or another program has deleted it.
        }
        return create(Action.RECREATED);
    }

    private EnsuredPrintSubscription create(Action action) {
        try {
            return done(action, new PrintSubscriptionsResource(api, path).create(wanted));
        } catch (SdkException failure) {
            PrintSubscription found = failure instanceof ConflictException || failure.mayHaveReachedService()
                    ? Confirmation.read(failure, this::find)
                    : null;
            if (found == null) {
                throw failure;
            }
            return keep(found, Action.ADOPTED, failure);
        }
    }

    /** Renews the subscription if it ends soon. Throws an exception if it has other settings. */
    private EnsuredPrintSubscription keep(PrintSubscription found, Action action, @Nullable SdkException creation) {
        String difference = difference(found);
        if (difference != null) {
            throw new PrintSubscriptionConflictException(path.encoded(), found.id(), difference, creation);
        }
        return now().isBefore(renewal(found))
                ? done(action, found)
                : done(Action.RENEWED, resource(found).renew(wanted.end(now())));
    }

    private PrintSubscriptionResource resource(PrintSubscription found) {
        return new PrintSubscriptionResource(api, path.resolve("/{subscriptionId}", found.id()));
    }

    /**
     * Returns the subscription to the same resource and change type: if there are several, one with the same URLs that
     * ends last.
     */
    private @Nullable PrintSubscription find() {
        PrintSubscription found = null;
        for (PrintSubscription other : new PrintSubscriptionsResource(api, path).list()) {
            if (watchesTheSame(other) && (found == null || isBetter(other, found))) {
                found = other;
            }
        }
        return found;
    }

    private boolean isBetter(PrintSubscription other, PrintSubscription found) {
        boolean fits = difference(other) == null;
        return fits != (difference(found) == null) ? fits : end(other).isAfter(end(found));
    }

    private boolean watchesTheSame(PrintSubscription other) {
        ChangeType change = other.changeType();
        String list = list(settings.resource());
        return change != null
                && change.value().equalsIgnoreCase(settings.changeType().value())
                && list != null
                && list.equalsIgnoreCase(list(other.resource()));
    }

    /** Returns the kind of a list and its id, because the service writes the path in several ways. */
    private static @Nullable String list(@Nullable String resource) {
        if (resource == null) {
            return null;
        }
        String item = resource + (resource.endsWith("/") ? "x" : "/x");
        PrintTaskLink task = PrintTaskLink.parse(item);
        PrintJobLink job = PrintJobLink.parse(item);
        return task != null ? "tasks of " + task.definitionId() : job != null ? "jobs of " + job.printerId() : null;
    }

    /** Returns the setting that differs; null if there is none. A setting that the response omits counts as equal. */
    private @Nullable String difference(PrintSubscription other) {
        String filter = other.notificationQueryOptions();
        if (filter != null && !condition(filter).equals(condition(settings.notificationQueryOptions()))) {
            return "notificationQueryOptions";
        }
        String url = other.notificationUrl();
        if (url != null && !isSame(settings.notificationUrl(), url)) {
            return "notificationUrl";
        }
        String lifecycleUrl = settings.lifecycleNotificationUrl();
        return lifecycleUrl == null || isSame(lifecycleUrl, other.lifecycleNotificationUrl())
                ? null
                : "lifecycleNotificationUrl"; // an existing subscription cannot get one
    }

    private static String condition(@Nullable String options) {
        return options == null ? "" : options.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** Returns whether two URLs are the same, for example with and without the default port. */
    private static boolean isSame(String url, @Nullable String other) {
        HttpUrl parsed = HttpUrl.parse(url);
        return url.equals(other) || other != null && parsed != null && parsed.equals(HttpUrl.parse(other));
    }

    private EnsuredPrintSubscription done(Action action, PrintSubscription subscription) {
        Instant first = now().plus(SHORTEST_PAUSE);
        Instant last = now().plus(life().dividedBy(3).multipliedBy(2));
        Instant renewal = renewal(subscription);
        Instant next = renewal.isBefore(first) ? first : renewal.isAfter(last) ? last : renewal;
        return new Ensured(action, subscription, next.atOffset(ZoneOffset.UTC));
    }

    private Duration life() {
        return wanted.lifetime().compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : wanted.lifetime();
    }

    /** Returns the time at which a third of the lifetime is left. */
    private Instant renewal(PrintSubscription subscription) {
        return end(subscription).minus(life().dividedBy(3));
    }

    /** Returns the end. If it is unknown, returns the current time, so the client renews the subscription. */
    private Instant end(PrintSubscription subscription) {
        OffsetDateTime end = subscription.expirationDateTime();
        return end == null ? now() : end.toInstant();
    }

    private Instant now() {
        return api.time().now();
    }
}
