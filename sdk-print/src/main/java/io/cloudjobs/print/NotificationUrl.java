package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Checks the URLs of a subscription. No message shows them, because they may contain keys. */
final class NotificationUrl {
    private static final String HUB = "EventHub:";
    private static final String TOPIC = "EventGrid:";

    private NotificationUrl() {}

    /** Returns the URL. Throws an exception with the valid forms if the service would refuse it. */
    static String checked(String name, String url) {
        String valid;
        if (starts(Checks.given(name, url), HUB)) {
            valid = isHub(url)
                    ? null
                    : "EventHub:https://NAMESPACE.servicebus.windows.net/eventhubname/HUB?tenantId=DOMAIN, or"
                            + " EventHub:https://VAULT.vault.azure.net/secrets/SECRET?tenantId=DOMAIN";
        } else if (starts(url, TOPIC)) {
            valid = isTopic(url)
                    ? null
                    : "EventGrid:?azuresubscriptionid=ID&resourcegroup=GROUP&partnertopic=TOPIC&location=REGION";
        } else {
            valid = isWebhook(uri(url))
                    ? null
                    : "an https URL without a user name or fragment, or begin with EventHub: or EventGrid:";
        }
        if (valid != null) {
            throw new IllegalArgumentException(name + " must be " + valid);
        }
        return url;
    }

    /** Returns the part of a URL that may be a key: everything after its host. */
    static String key(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? "" : url.substring(path + 1);
    }

    /** Returns whether two URLs fit together: all events of a subscription go to the same topic of Event Grid. */
    static boolean fit(String url, @Nullable String lifecycleUrl) {
        return lifecycleUrl == null
                || lifecycleUrl.equals(url)
                || !url.startsWith(TOPIC) && !lifecycleUrl.startsWith(TOPIC);
    }

    private static boolean starts(String url, String form) {
        return url.regionMatches(true, 0, form, 0, form.length());
    }

    private static boolean isHub(String url) {
        URI hub = url.startsWith(HUB) ? uri(url.substring(HUB.length())) : null;
        return hub != null
                && "https".equals(hub.getScheme())
                && isComplete(hub)
                && (isBelow("/eventhubname/", hub.getRawPath()) || isBelow("/secrets/", hub.getRawPath()))
                && has(hub, "tenantId");
    }

    private static boolean isBelow(String parent, String path) {
        return path.startsWith(parent) && path.length() > parent.length() && path.indexOf('/', parent.length()) < 0;
    }

    private static boolean isTopic(String url) {
        URI topic = url.startsWith(TOPIC + "?") ? uri("https://host/" + url.substring(TOPIC.length())) : null;
        return topic != null
                && isComplete(topic)
                && has(topic, "azuresubscriptionid")
                && has(topic, "resourcegroup")
                && has(topic, "partnertopic")
                && has(topic, "location");
    }

    private static boolean has(URI uri, String parameter) {
        String query = "&" + uri.getRawQuery() + "&";
        int start = query.indexOf("&" + parameter + "=");
        return start >= 0 && query.charAt(start + parameter.length() + 2) != '&';
    }

    /** Returns whether the URL is valid. Loopback is for an emulator: the service itself cannot reach it. */
    private static boolean isWebhook(@Nullable URI uri) {
        return uri != null
                && isComplete(uri)
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || "http".equalsIgnoreCase(uri.getScheme()) && Loopback.isHost(uri.getHost()));
    }

    private static boolean isComplete(URI uri) {
        return uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
