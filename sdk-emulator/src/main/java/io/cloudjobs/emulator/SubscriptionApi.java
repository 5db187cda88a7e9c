package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Members;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of change notifications of Microsoft Graph, for the two resources of Universal Print that have them.
 */
final class SubscriptionApi {
    private static final Duration SHORTEST = Duration.ofMinutes(45);
    private static final Duration LONGEST = Duration.ofMinutes(4230);
    private static final int LONGEST_CLIENT_STATE = 128;
    private static final String EXPIRATION = "expirationDateTime";
    private static final Set<String> WRITABLE = Set.of(
            "changeType",
            "clientState",
            EXPIRATION,
            "lifecycleNotificationUrl",
            "notificationQueryOptions",
            "notificationUrl",
            "resource");
    /** The resource of a subscription decides which one it needs. */
    private static final OperationPermissions ANY = OperationPermissions.applications(
            List.of("PrintTaskDefinition.ReadWrite.All", "Printer.Read.All", "Printer.ReadWrite.All"));

    private static final Pattern FETCHABLE = Pattern.compile("\\$filter\\s*=\\s*isFetchable\\s+eq\\s+true");

    private final Time time;
    private final GraphResponses responses;
    private final PrintTenant tenant;
    private final PrintSubscriptions subscriptions;
    private final String appId;
    private final String creatorId = UUID.randomUUID().toString();

    SubscriptionApi(
            Time time,
            GraphRouter router,
            GraphResponses responses,
            PrintTenant tenant,
            PrintSubscriptions subscriptions,
            String appId) {
        this.time = time;
        this.responses = responses;
        this.tenant = tenant;
        this.subscriptions = subscriptions;
        this.appId = appId;

        router.on("GET", "/subscriptions", ANY, this::list);
        router.onUnlocked("POST", "/subscriptions", ANY, this::create); // calls the subscriber
        router.on("GET", "/subscriptions/{subscriptionId}", ANY, this::get);
        router.on("PATCH", "/subscriptions/{subscriptionId}", ANY, this::renew);
        router.on("DELETE", "/subscriptions/{subscriptionId}", ANY, this::delete);
        router.on("POST", "/subscriptions/{subscriptionId}/reauthorize", ANY, this::reauthorize);
    }

    /** Returns the id of an existing subscription, after a check of the permission for its resource. */
    private String id(Request request, Access access) {
        String id = request.path("subscriptionId");
        checkPermission(access, subscriptions.get(id).path("resource").asText());
        return id;
    }

    private static void checkPermission(Access access, String resource) {
        WatchedCollection collection = WatchedCollection.of(resource);
        boolean isJobs = collection != null && collection.isJobs();
        if (!access.hasAnyOf(isJobs ? PrinterApi.READ_AS_APPLICATION : PrintTaskApi.MANAGE)) {
            throw GraphRouter.forbidden();
        }
    }

    private Response list(Request request) {
        return responses.page(request, ODataType.NULL, Set.of("skiptoken"), subscriptions.all());
    }

    private Response get(Request request, Access access) {
        String id = id(request, access);
        ODataQuery.refuse(request.parameters());
        return responses.found(request, subscriptions.get(id));
    }

    private Response create(Request request, Access access) throws IOException {
        ObjectNode body = request.json();
        Members.checkNames(body, WRITABLE);
        String changeType = Members.requiredText(body, "changeType");
        String queryOptions = Members.text(body, "notificationQueryOptions");
        String resource = watched(Members.requiredText(body, "resource"), changeType, queryOptions);
        checkPermission(access, resource);
        String clientState = Members.text(body, "clientState");
        if (clientState != null && clientState.length() > LONGEST_CLIENT_STATE) {
            throw new Refusal(400, "The property 'clientState' has more than " + LONGEST_CLIENT_STATE + " characters.");
        }
        String notificationUrl = reachable(Members.requiredText(body, "notificationUrl"));
        String lifecycleUrl = Members.text(body, "lifecycleNotificationUrl");
        Instant expiration = expiration(body);
        checkTopic(notificationUrl, lifecycleUrl);
        subscriptions.checkNew(changeType, resource);

        subscriptions.validate(notificationUrl, request.id());
        if (lifecycleUrl != null) {
            subscriptions.validate(reachable(lifecycleUrl), request.id());
        }
        var subscription = JsonTrees.object();
        subscription
                .put("id", UUID.randomUUID().toString())
                .put("resource", resource)
                .put("applicationId", appId)
                .put("changeType", changeType)
                .put("clientState", clientState)
                .put("notificationUrl", notificationUrl)
                .put("notificationQueryOptions", queryOptions)
                .put("lifecycleNotificationUrl", lifecycleUrl)
                .put(EXPIRATION, PrintTenant.timestamp(expiration))
                .put("creatorId", creatorId)
                .putNull("includeResourceData")
                .put("latestSupportedTlsVersion", "v1_2")
                .putNull("encryptionCertificate")
                .putNull("encryptionCertificateId");
        subscriptions.add(subscription);
        return responses.created(request, subscription);
    }

    /** Returns the resource of the request without a leading slash. */
    private String watched(String resource, String changeType, @Nullable String queryOptions) {
        WatchedCollection collection = WatchedCollection.of(resource);
        boolean isFetchable =
                queryOptions != null && FETCHABLE.matcher(queryOptions).matches();
        if (collection != null && collection.isJobs() && changeType.equals("updated") && isFetchable) {
            synchronized (tenant) {
                tenant.printer(collection.key());
            }
            return path(resource);
        }
        if (collection != null && !collection.isJobs() && changeType.equals("created") && queryOptions == null) {
            synchronized (tenant) {
                tenant.definition(collection.key());
            }
            return path(resource);
        }
        throw new Refusal(
                400, "The resource '" + resource + "' does not support notifications of '" + changeType + "'.");
    }

    private static String path(String resource) {
        return resource.startsWith("/") ? resource.substring(1) : resource;
    }

    private String reachable(String url) {
        if (!subscriptions.isReachable(url)) {
            throw new Refusal(
                    400,
                    "The emulator cannot call the URL '" + url
                            + "': it calls only this machine, unless notifyAnyHost() of"
                            + " its builder allows others. Use http or https with localhost or 127.0.0.1, or the complete"
                            + " URL of an event hub (EventHub:) or a partner topic (EventGrid:).");
        }
        return url;
    }

    /** A partner topic gets all events of a subscription. */
    private static void checkTopic(String notificationUrl, @Nullable String lifecycleUrl) {
        if (lifecycleUrl != null
                && !lifecycleUrl.equals(notificationUrl)
                && (EventTopics.isTopic(notificationUrl) || EventTopics.isTopic(lifecycleUrl))) {
            throw new Refusal(
                    400, "The lifecycleNotificationUrl of a partner topic must be the same as the notificationUrl.");
        }
    }

    private Instant expiration(ObjectNode body) {
        Instant now = time.now();
        try {
            Instant expiration =
                    OffsetDateTime.parse(Members.requiredText(body, EXPIRATION)).toInstant();
            if (expiration.isAfter(now) && !expiration.isAfter(now.plus(LONGEST))) {
                Instant earliest = now.plus(SHORTEST);
                return expiration.isBefore(earliest) ? earliest : expiration;
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw new Refusal(
                400,
                "Subscription expiration must be in the future, and at most " + LONGEST.toMinutes()
                        + " minutes from now.");
    }

    private Response renew(Request request, Access access) throws IOException {
        String id = id(request, access);
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of(EXPIRATION));
        return responses.found(request, subscriptions.renew(id, expiration(body)));
    }

    private Response reauthorize(Request request, Access access) throws IOException {
        String id = id(request, access);
        Members.checkNames(request.json(), Set.of());
        subscriptions.reauthorize(id);
        return Response.empty(204);
    }

    private Response delete(Request request, Access access) {
        subscriptions.remove(id(request, access));
        return Response.empty(204);
    }
}
