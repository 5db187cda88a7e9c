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

/** An operation: its name, method, path, query and body, and the rules for its retries and errors. Immutable. */
public final class ApiRequest implements Operation {
    private final String operation;
    private final String method;
    private final ResourcePath path;
    private @Nullable String query;
    private @Nullable HttpUrl link;
    private boolean isKeyed;
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
     * Creates an operation without query and body, which is not idempotent.
     *
     * @param operation the name, for messages: {@code printJob.abort}
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
        this.isKeyed = origin.isKeyed;
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

    /** Returns a copy with a query parameter, or this if the value is null. */
    public ApiRequest query(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        String parameter = name + "=" + PercentEncoding.queryValue(value);
        ApiRequest copy = new ApiRequest(this);
        copy.query = query == null ? parameter : query + "&" + parameter;
        return copy;
    }

    /** Returns a copy that goes to a link of the service instead of its path and query. */
    ApiRequest at(HttpUrl link) {
        ApiRequest copy = new ApiRequest(this);
        copy.link = link;
        return copy;
    }

    /**
     * Returns a copy that goes to a link with its own key, which no message or log may show. The copy names no
     * permission, because no permission would help if that host forbids the request.
     */
    public ApiRequest atKeyedLink(HttpUrl link) {
        ApiRequest copy = at(link);
        copy.isKeyed = true;
        copy.needs = null;
        copy.secrets = KeyedLink.secrets(link, secrets);
        return copy;
    }

    /** Returns a copy with a further header. */
    public ApiRequest header(String name, String value) {
        ApiRequest copy = new ApiRequest(this);
        copy.headers = new LinkedHashMap<>(headers);
        copy.headers.put(name, value);
        return copy;
    }

    /** Returns a copy with the headers of the user, whose values no message or log may show. */
    ApiRequest with(Map<String, String> users) {
        ApiRequest all = this;
        for (Map.Entry<String, String> header : users.entrySet()) {
            String value = header.getValue().strip();
            all = all.header(header.getKey(), value).hiding(value);
            // A credential has a scheme or a name before it, and a gateway may quote it without.
            String[] words = value.split("[ \\t,;=]+");
            all = words.length == 0 ? all : all.hiding(words[words.length - 1]);
        }
        return all;
    }

    /** Returns a copy with a JSON body, or without a body if it is null. */
    public ApiRequest body(@Nullable Object json) {
        ApiRequest copy = new ApiRequest(this);
        copy.content = json == null ? null : Content.json(json);
        return copy;
    }

    /** Returns a copy with the body of an HTML form. */
    public ApiRequest form(Map<String, String> fields) {
        ApiRequest copy = new ApiRequest(this);
        copy.content = Content.form(fields);
        return copy;
    }

    /** Returns a copy with these bytes as its body. */
    public ApiRequest body(byte[] bytes) {
        ApiRequest copy = new ApiRequest(this);
        copy.content = Content.octets(bytes);
        return copy;
    }

    /** Returns a copy with a longer default timeout, for the call and for each attempt. */
    public ApiRequest lasting(Duration usualTimeout) {
        ApiRequest copy = new ApiRequest(this);
        copy.usualTimeout = usualTimeout;
        return copy;
    }

    /** Returns a copy whose attempts may use the whole timeout of the operation, as long as bytes keep moving. */
    public ApiRequest transfer() {
        ApiRequest copy = new ApiRequest(this);
        copy.isTransfer = true;
        return copy;
    }

    /** Returns a copy whose response may be a redirect, which the client reads instead of following it. */
    ApiRequest redirectable() {
        ApiRequest copy = new ApiRequest(this);
        copy.mayRedirect = true;
        return copy;
    }

    /** Returns an idempotent copy: performing it twice has the same effect as performing it once. */
    public ApiRequest idempotent() {
        ApiRequest copy = new ApiRequest(this);
        copy.isIdempotent = true;
        return copy;
    }

    /** Returns a copy of a deletion for which a 404 is a success if an earlier attempt may have deleted the object. */
    public ApiRequest doneWhenGone() {
        ApiRequest copy = new ApiRequest(this);
        copy.isDoneWhenGone = true;
        return copy;
    }

    /**
     * Returns a copy whose response is the resource itself. A response whose id differs from the id in the path belongs
     * to another request.
     */
    public ApiRequest returningResource() {
        ApiRequest copy = new ApiRequest(this);
        copy.returnsResource = true;
        return copy;
    }

    /** Returns a copy with a secret of its body, which no message or log may show. */
    public ApiRequest hiding(String secret) {
        ApiRequest copy = new ApiRequest(this);
        copy.secrets = secrets.and(secret);
        return copy;
    }

    /** Returns a copy with the required permission, for the message of a 403: {@code an application token with X}. */
    public ApiRequest needs(String permission) {
        ApiRequest copy = new ApiRequest(this);
        copy.needs = permission;
        return copy;
    }

    /** Returns a copy with its own meaning of errors. */
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

    /** Returns a copy with advice for the message of a refusal. */
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

    /** Returns the query with encoded values. */
    @Nullable String query() {
        return query;
    }

    /** Returns the link that replaces path and query; null if there is none. */
    @Nullable HttpUrl link() {
        return link;
    }

    /** Returns whether the link carries its own key. */
    boolean isKeyed() {
        return isKeyed;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** Returns the default timeout of this operation; null for the default of the client. */
    @Nullable Duration usualTimeout() {
        return usualTimeout;
    }

    boolean isTransfer() {
        return isTransfer;
    }

    /** Returns whether this status is a success of the operation. */
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

    /** Returns whether the value is the requested resource. Returns true if the client cannot check it. */
    boolean isAnsweredBy(Object value) {
        String id = path.id();
        return !returnsResource || id == null || !(value instanceof HasId answer) || id.equalsIgnoreCase(answer.id());
    }

    Secrets secrets() {
        return secrets;
    }

    /** Omits the query and the body, which may hold secrets. */
    @Override
    public String toString() {
        return operation + ": " + method + " " + path;
    }
}
