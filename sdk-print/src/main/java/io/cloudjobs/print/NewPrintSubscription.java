package io.cloudjobs.print;

import io.cloudjobs.core.internal.ResourcePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A subscription as it is asked for. What the service would not take is refused here, without quoting it. */
record NewSubscription(
        ChangeType changeType,
        String resource,
        @Nullable String notificationQueryOptions,
        String notificationUrl,
        @Nullable String lifecycleNotificationUrl,
        OffsetDateTime expirationDateTime,
        String clientState) {
    private static final String FETCHABLE = "$filter = isFetchable eq true";
    private static final int MAX_CLIENT_STATE = 128;
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    NewSubscription {
        check("notificationUrl", notificationUrl);
        if (lifecycleNotificationUrl != null) {
            check("lifecycleNotificationUrl", lifecycleNotificationUrl);
        }
        if (clientState.isBlank() || clientState.length() > MAX_CLIENT_STATE) {
            throw new IllegalArgumentException(
                    "clientState must be of 1 to " + MAX_CLIENT_STATE + " characters, and not blank");
        }
    }

    static NewSubscription forTasks(
            String definitionId,
            String url,
            String clientState,
            OffsetDateTime expiration,
            @Nullable String lifecycleUrl) {
        String resource = list("/print/taskDefinitions/{definitionId}/tasks", definitionId);
        return new NewSubscription(ChangeType.CREATED, resource, null, url, lifecycleUrl, expiration, clientState);
    }

    static NewSubscription forFetchableJobs(
            String printerId,
            String url,
            String clientState,
            OffsetDateTime expiration,
            @Nullable String lifecycleUrl) {
        String resource = list("/print/printers/{printerId}/jobs", printerId);
        return new NewSubscription(ChangeType.UPDATED, resource, FETCHABLE, url, lifecycleUrl, expiration, clientState);
    }

    /** The path of a list, as it stands in a subscription: without the slash before it. */
    private static String list(String words, String id) {
        return ResourcePath.ROOT.resolve(words, id).encoded().substring(1);
    }

    private static void check(String name, String url) {
        if (!isFit(url)) {
            throw new IllegalArgumentException(name + " must be a URL such as https://host/path");
        }
    }

    /** Loopback is for an emulator: the service itself cannot get there. */
    private static boolean isFit(String url) {
        try {
            URI uri = new URI(url);
            String host = uri.getHost();
            return host != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme())
                                    && LOOPBACK.matcher(host).matches());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Without the secret, and without the URLs, which may have keys. */
    @Override
    public String toString() {
        return "NewSubscription[" + changeType + " " + resource + "]";
    }
}
