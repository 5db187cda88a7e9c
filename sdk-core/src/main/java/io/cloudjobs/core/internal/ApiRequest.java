package io.cloudjobs.core.internal;

import io.cloudjobs.core.internal.http.Content;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.retry.Operation;
import io.cloudjobs.core.internal.secret.Secrets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What an operation is: its name, method, path, query and body, and what may be done with it. Immutable. */
public final class ApiRequest implements Operation {
    /** What is longer in the path of a link is hardly a word such as {@code uploadSessions}. */
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
    private boolean mayRedirect;
    private boolean isIdempotent;
    private boolean isDoneWhenGone;
    private boolean returnsResource;
    private Secrets secrets = Secrets.NONE;
    private @Nullable String needs;
    private @Nullable String hint;
    private ErrorMeaning errorMeaning = ErrorMeaning.USUAL;

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

    private ApiRequest(ApiRequest origin) {
        this.operation = origin.operation;
        this.method = origin.method;
        this.path = origin.path;
        this.query = origin.query;
        this.link = origin.link;
        this.headers = origin.headers;
        this.content = origin.content;
        this.usualTimeout = origin.usualTimeout;
        this.isTransfer = origin.isTransfer;
        this.mayRedirect = origin.mayRedirect;
        this.isIdempotent = origin.isIdempotent;
        this.isDoneWhenGone = origin.isDoneWhenGone;
        this.returnsResource = origin.returnsResource;
        this.secrets = origin.secrets;
        this.needs = origin.needs;
        this.hint = origin.hint;
        this.errorMeaning = origin.errorMeaning;
    }

    /** With a parameter of the query, unless its value is null. */
    public ApiRequest query(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        String parameter = name + "=" + PercentEncoding.queryValue(value);
        ApiRequest copy = new ApiRequest(this);
        copy.query = query == null ? parameter : query + "&" + parameter;
        return copy;
    }

    /** At a link that a service gave, which takes the place of path and query. */
    ApiRequest at(HttpUrl link) {
        ApiRequest copy = new ApiRequest(this);
        copy.link = link;
        return copy;
    }

    /**
     * At a link to another place that holds a key of its own, which must be seen nowhere. It takes no permission of the service:
     * if that place forbids it, none would help.
     */
    public ApiRequest atKeyedLink(HttpUrl link) {
        ApiRequest copy = at(link);
        copy.needs = null;
        copy.secrets = secrets(link, secrets);
        return copy;
    }

    /** These secrets and whatever may be a key in the link, as they are sent and as they are understood: a service may show either. */
    private static Secrets secrets(HttpUrl link, Secrets others) {
        Secrets secrets = others;
        String query = link.encodedQuery();
        String[] sent = query == null ? new String[0] : query.split("&", -1);
        for (int i = 0; i < sent.length; i++) {
            String value = link.queryParameterValue(i);
            secrets = secrets.and(sent[i].substring(sent[i].indexOf('=') + 1)).and(value == null ? "" : value);
        }
        for (int i = 0; i < link.pathSize(); i++) {
            if (link.pathSegments().get(i).length() > LONGEST_WORD) {
                secrets = secrets.and(link.encodedPathSegments().get(i))
                        .and(link.pathSegments().get(i));
            }
        }
        return secrets;
    }

    /** With a header besides those of its service. */
    public ApiRequest header(String name, String value) {
        ApiRequest copy = new ApiRequest(this);
        copy.headers = new LinkedHashMap<>(headers);
        copy.headers.put(name, value);
        return copy;
    }

    /** With a JSON body, unless it is null. */
    public ApiRequest body(@Nullable Object json) {
        ApiRequest copy = new ApiRequest(this);
        copy.content = json == null ? null : Content.json(json);
        return copy;
    }

    /** With the body of an HTML form. */
    public ApiRequest form(Map<String, String> fields) {
        ApiRequest copy = new ApiRequest(this);
        copy.content = Content.form(fields);
        return copy;
    }

    /** With bytes as its body. */
    public ApiRequest body(byte[] bytes) {
        ApiRequest copy = new ApiRequest(this);
        copy.content = Content.octets(bytes);
        return copy;
    }

    /** Says that it usually takes longer than others: so long it has, and each of its attempts, unless the user says otherwise. */
    public ApiRequest lasting(Duration usualTimeout) {
        ApiRequest copy = new ApiRequest(this);
        copy.usualTimeout = usualTimeout;
        return copy;
    }

    /** Says that it moves so many bytes that an attempt has all the time of the operation, as long as they keep moving. */
    public ApiRequest transfer() {
        ApiRequest copy = new ApiRequest(this);
        copy.isTransfer = true;
        return copy;
    }

    /** Says that the answer may be a redirect, which is not followed but read. */
    ApiRequest redirectable() {
        ApiRequest copy = new ApiRequest(this);
        copy.mayRedirect = true;
        return copy;
    }

    /** Says that doing it twice is as good as doing it once. */
    public ApiRequest idempotent() {
        ApiRequest copy = new ApiRequest(this);
        copy.isIdempotent = true;
        return copy;
    }

    /** Says of a deletion that a 404 is its success, if an earlier attempt may have been the one that deleted. */
    public ApiRequest doneWhenGone() {
        ApiRequest copy = new ApiRequest(this);
        copy.isDoneWhenGone = true;
        return copy;
    }

    /** Says that the answer is the resource itself: one with another id than its path is the answer to another request. */
    public ApiRequest returningResource() {
        ApiRequest copy = new ApiRequest(this);
        copy.returnsResource = true;
        return copy;
    }

    /** Names something in the body that must be seen nowhere else, whatever the service answers. */
    public ApiRequest hiding(String secret) {
        ApiRequest copy = new ApiRequest(this);
        copy.secrets = secrets.and(secret);
        return copy;
    }

    /** Says what the operation needs, for those to whom it is forbidden: {@code an application's token with X}. */
    public ApiRequest needs(String permission) {
        ApiRequest copy = new ApiRequest(this);
        copy.needs = permission;
        return copy;
    }

    /** Says what errors of the service mean to this operation. */
    public ApiRequest meaningOfErrors(ErrorMeaning errorMeaning) {
        ApiRequest copy = new ApiRequest(this);
        copy.errorMeaning = errorMeaning;
        return copy;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public String resource() {
        return path.resource();
    }

    public @Nullable String needs() {
        return needs;
    }

    /** The same with what the reader of a refusal should do. */
    ApiRequest hinting(@Nullable String hint) {
        ApiRequest copy = new ApiRequest(this);
        copy.hint = hint;
        return copy;
    }

    @Nullable String hint() {
        return hint;
    }

    public ErrorMeaning errorMeaning() {
        return errorMeaning;
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

    /** Whether an answer with this status is the one to look for. */
    boolean expects(int status) {
        return status / 100 == 2 || mayRedirect && status / 100 == 3;
    }

    @Nullable Content content() {
        return content;
    }

    @Override
    public boolean isIdempotent() {
        return isIdempotent;
    }

    boolean isDoneWhenGone() {
        return isDoneWhenGone;
    }

    /** Whether this is what the operation asked for, as far as that can be told. */
    boolean isAnsweredBy(Object value) {
        String id = path.id();
        return !returnsResource || id == null || !(value instanceof HasId answer) || id.equalsIgnoreCase(answer.id());
    }

    Secrets secrets() {
        return secrets;
    }

    /** Without the query and the body, where secrets may be. */
    @Override
    public String toString() {
        return operation + ": " + method + " " + path;
    }
}
