package io.cloudjobs.core.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What an operation is: its name, method, path, query and body, and what may be done with it. Immutable. */
public final class ApiRequest implements Cloneable {
    /** What is shorter guards nothing, and would be taken out of messages where it is only a number or a word. */
    private static final int SHORTEST_KEY = 8;

    /** What is longer in a path is hardly a word such as {@code uploadSessions}. */
    private static final int LONGEST_WORD = 15;

    private final String operation;
    private final String method;
    private final ResourcePath path;
    private @Nullable String query;
    private @Nullable HttpUrl link;
    private Map<String, String> headers = Map.of();
    private @Nullable Content content;
    private @Nullable Duration usualTimeout;
    private boolean isTransfer;
    private boolean mayBeRepeated;
    private boolean isDoneWhenGone;
    private Secrets secrets = Secrets.NONE;
    private @Nullable String needs;

    /**
     * An operation without query and body that must not be repeated when its outcome is unknown.
     *
     * @param operation the name, for people: {@code printJob.abort}
     */
    public ApiRequest(String operation, String method, ResourcePath path) {
        this.operation = operation;
        this.method = method;
        this.path = path;
    }

    /** With a parameter of the query, unless its value is null. */
    public ApiRequest query(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        String parameter = name + "=" + PercentEncoding.queryValue(value);
        return with(copy -> copy.query = query == null ? parameter : query + "&" + parameter);
    }

    /** At a link that a service gave, which takes the place of path and query. */
    ApiRequest at(HttpUrl link) {
        return with(copy -> copy.link = link);
    }

    /** At a link to another place that holds a key of its own, which must be seen nowhere. */
    public ApiRequest atKeyedLink(HttpUrl link) {
        ApiRequest request = at(link);
        String query = link.encodedQuery();
        String[] sent = query == null ? new String[0] : query.split("&", -1);
        for (int i = 0; i < sent.length; i++) {
            // Whoever repeats it may show it as it was sent, or as it was understood.
            request = request.hidingKey(sent[i].substring(sent[i].indexOf('=') + 1))
                    .hidingKey(link.queryParameterValue(i));
        }
        for (int i = 0; i < link.pathSize(); i++) {
            if (link.pathSegments().get(i).length() > LONGEST_WORD) {
                request = request.hiding(link.encodedPathSegments().get(i))
                        .hiding(link.pathSegments().get(i));
            }
        }
        return request;
    }

    private ApiRequest hidingKey(@Nullable String text) {
        return text == null || text.length() < SHORTEST_KEY ? this : hiding(text);
    }

    /** With a header besides those of its service. */
    public ApiRequest header(String name, String value) {
        return with(copy -> {
            copy.headers = new LinkedHashMap<>(headers);
            copy.headers.put(name, value);
        });
    }

    /** With a JSON body, unless it is null. */
    public ApiRequest body(@Nullable Object json) {
        return with(copy -> copy.content = json == null ? null : Content.json(json));
    }

    /** With the body of an HTML form. */
    public ApiRequest form(Map<String, String> fields) {
        return with(copy -> copy.content = Content.form(fields));
    }

    /** With bytes as its body. */
    public ApiRequest body(byte[] bytes) {
        return with(copy -> copy.content = new Content("application/octet-stream", bytes));
    }

    /** Says that it usually takes longer than others: so long it has, and each of its attempts, unless the user says otherwise. */
    public ApiRequest lasting(Duration usualTimeout) {
        return with(copy -> copy.usualTimeout = usualTimeout);
    }

    /** Says that it moves so many bytes that an attempt has all the time of the operation, as long as they keep moving. */
    public ApiRequest transfer() {
        return with(copy -> copy.isTransfer = true);
    }

    /** Says that doing it twice is as good as doing it once. */
    public ApiRequest repeatable() {
        return with(copy -> copy.mayBeRepeated = true);
    }

    /** Says of a deletion that a 404 is its success, if an earlier attempt may have been the one that deleted. */
    public ApiRequest doneWhenGone() {
        return with(copy -> copy.isDoneWhenGone = true);
    }

    /** Names something in the body that must be seen nowhere else, whatever the service answers. */
    public ApiRequest hiding(String secret) {
        return with(copy -> copy.secrets = secrets.and(secret));
    }

    /** Says what the operation needs, for those to whom it is forbidden: {@code an application's token with X}. */
    public ApiRequest needs(String permission) {
        return with(copy -> copy.needs = permission);
    }

    public String operation() {
        return operation;
    }

    public @Nullable String needs() {
        return needs;
    }

    String method() {
        return method;
    }

    ResourcePath path() {
        return path;
    }

    /** With its values encoded. */
    @Nullable String query() {
        return query;
    }

    /** Where it goes if not to path and query below the endpoint. */
    @Nullable HttpUrl link() {
        return link;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** How long it may take if the user has not said how long; null for as long as the others. */
    @Nullable Duration usualTimeout() {
        return usualTimeout;
    }

    boolean isTransfer() {
        return isTransfer;
    }

    @Nullable Content content() {
        return content;
    }

    boolean mayBeRepeated() {
        return mayBeRepeated;
    }

    boolean isDoneWhenGone() {
        return isDoneWhenGone;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Without the query and the body, where secrets may be. */
    @Override
    public String toString() {
        return operation + ": " + method + " " + path;
    }

    private ApiRequest with(Consumer<ApiRequest> change) {
        try {
            ApiRequest copy = (ApiRequest) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
