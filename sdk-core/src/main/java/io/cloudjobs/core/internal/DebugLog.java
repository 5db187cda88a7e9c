package io.cloudjobs.core.internal;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.http.Content;
import io.cloudjobs.core.internal.json.ShownJson;
import io.cloudjobs.core.internal.secret.CoreLog;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.secret.Suspects;
import io.cloudjobs.core.internal.secret.Text;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Writes the requests and responses of one operation for debugging, each as one line. A line is made of what is known to
 * be harmless: some headers, and the JSON of the service without members whose names suggest a secret. Of any other
 * body only its length is shown, for example of a document or a token request.
 */
final class DebugLog {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.http");

    /** The headers of our requests without a secret. The values of all others are hidden. */
    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "accept-encoding",
            "client-request-id",
            "content-range",
            "content-type",
            "metadata",
            "prefer",
            "user-agent",
            "x-language");

    /** The maximum length of a line, in bytes. */
    private static final int MAX_SHOWN = Text.MAX_BODY;

    /** The kept part of a body. It is longer, so that a secret at the end of the shown part is recognized. */
    private static final int MAX_KEPT = 2 * MAX_SHOWN;

    private final ApiRequest operation;
    private final @Nullable Consumer<? super String> users;
    private final boolean hasBodies;

    /** Whether the bodies are the JSON of the service. Documents, tokens and other hosts have their own formats. */
    private final boolean isReadable;

    private String start = "";
    private Secrets secrets = Secrets.NONE;
    private @Nullable Body received;

    private DebugLog(ApiRequest operation, Service service, @Nullable Consumer<? super String> users) {
        this.operation = operation;
        this.users = users;
        this.hasBodies = users != null || isOn(LOG, Level.TRACE);
        this.isReadable = service instanceof ProtectedService && !operation.isTransfer();
    }

    /** Returns the log of an operation; null if it is off. */
    static @Nullable DebugLog of(ApiRequest operation, Service service, @Nullable Consumer<? super String> users) {
        return users == null && !isOn(LOG, Level.DEBUG) ? null : new DebugLog(operation, service, users);
    }

    /** Returns whether a logger has a level. A logger that throws is off. */
    static boolean isOn(System.Logger logger, Level level) {
        try {
            return logger.isLoggable(level);
        } catch (VirtualMachineError e) { // see perform
            throw e;
        } catch (Throwable e) {
            CoreLog.failed("the debug log failed", e, Secrets.NONE);
            return false;
        }
    }

    void requestBegins(int attempt, Request request, String url, Secrets secrets) {
        this.start = operation.operation() + ", attempt " + attempt + ": ";
        this.secrets = secrets;
        this.received = null;
        write(Level.DEBUG, "--> " + start + request.method() + " " + url + " " + headers(request.headers()));
        Content content = operation.content();
        if (hasBodies && content != null) {
            byte[] bytes = content.bytes();
            String kept = new String(bytes, 0, Math.min(bytes.length, MAX_KEPT), StandardCharsets.UTF_8);
            write(
                    Level.TRACE,
                    "--> " + start + body(kept, bytes.length, content.type().toString()));
        }
    }

    /** Returns the same response, whose body the log reads along. */
    Response responseBegins(Response response) {
        if (!hasBodies) {
            return response;
        }
        ResponseBody body = response.body();
        Body along = new Body(body, isReadable);
        received = along;
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(along), body.contentType(), body.contentLength()))
                .build();
    }

    /**
     * Writes the end of an attempt.
     *
     * @param status the status; null if no response arrived
     */
    void attemptEnded(
            @Nullable Integer status,
            KeptHeaders headers,
            Duration duration,
            @Nullable SdkException failure,
            @Nullable Duration retriedAfter) {
        StringBuilder line = new StringBuilder("<-- ").append(start);
        line.append(status == null ? "no response" : Text.describe(status, null, null, null, null, null));
        line.append(" after ").append(duration);
        if (status != null) {
            line.append(' ').append(headers(headers.values()));
        }
        if (failure != null) {
            line.append(": ").append(clean(String.valueOf(failure.getMessage())));
        }
        if (retriedAfter != null) {
            line.append("; retried after ").append(retriedAfter);
        }
        write(Level.DEBUG, line.toString());
        Body body = received;
        if (body != null && body.length > 0) {
            write(Level.TRACE, "<-- " + start + body(body.kept.readUtf8(), body.length, body.type));
        }
    }

    private String headers(Headers headers) {
        StringJoiner shown = new StringJoiner("; ", "[", "]");
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            shown.add(name + ": " + (HARMLESS.contains(KeptHeaders.name(name)) ? headers.value(i) : Secrets.MARK));
        }
        return shown.toString();
    }

    private String headers(Map<String, String> headers) {
        StringJoiner shown = new StringJoiner("; ", "[", "]");
        // A challenge may have claims, which are for the token endpoint only.
        new TreeMap<>(headers)
                .forEach((name, value) ->
                        shown.add(name + ": " + (KeptHeaders.isChallenge(name) ? Secrets.MARK : clean(value))));
        return shown.toString();
    }

    private String body(String kept, long length, String type) {
        String json = isReadable ? ShownJson.of(kept, Suspects::isSecret, this::clean) : null;
        return json == null ? length + " bytes of " + type : json;
    }

    /** Returns a text without the secrets of the request and without what may be secrets of others. */
    private String clean(String text) {
        String hidden = secrets.hide(text);
        return Suspects.hide(hidden == null ? "" : hidden);
    }

    private void write(Level level, String text) {
        String line = Text.cut(Shown.visible(text), MAX_SHOWN);
        perform(() -> LOG.log(level, line));
        if (users != null) {
            perform(() -> users.accept(line));
        }
    }

    private void perform(Runnable log) {
        try {
            log.run();
        } catch (VirtualMachineError e) { // no memory, no stack: a problem of the whole program
            throw e;
        } catch (Throwable e) { // of any kind: the call must not fail because of its log
            CoreLog.failed("the debug log failed", e, secrets);
        }
    }

    /** A body that keeps its beginning while it is read. It reads nothing by itself. */
    private static final class Body extends ForwardingSource {
        final Buffer kept = new Buffer();
        final String type;
        private final int bound;
        long length;

        Body(ResponseBody body, boolean isReadable) {
            super(body.source());
            this.type = String.valueOf(body.contentType());
            this.bound = isReadable ? MAX_KEPT : 0;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            if (read > 0) {
                length += read;
                sink.copyTo(kept, sink.size() - read, Math.min(read, bound - kept.size()));
            }
            return read;
        }
    }
}
