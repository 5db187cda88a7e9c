package io.cloudjobs.core.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.Service.ServiceError;
import io.cloudjobs.core.internal.http.WireInterceptor;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.JsonBounds;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.retry.RetryAfter;
import io.cloudjobs.core.internal.secret.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.Okio;
import okio.Options;
import org.jspecify.annotations.Nullable;

/**
 * Reads responses. It reads each body to its end, within its bound, before it closes it. Otherwise OkHttp would reset
 * the HTTP/2 stream or drop the connection, which would slow down the next call.
 */
final class ResponseReader {
    /** The bound of an error, and of the response to an operation without a result. */
    private static final int MAX_SMALL_BODY = 64 * 1024;

    /** The client parses a longer body while it arrives, so an invalid one fails early. */
    private static final int MAX_COLLECTED = 1024 * 1024;

    /** Every error has a member whose name starts like this. */
    private static final String SIGN_OF_ERROR = "\"err";

    /**
     * The bodies without content, after the removal of whitespace and a byte order mark. A body of more than
     * {@link #MOST_OF_NOTHING} bytes never counts as empty.
     */
    private static final Set<String> NOTHING = Set.of("", "{}");

    private static final int MOST_OF_NOTHING = 16;

    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n\\x{FEFF}]");

    private static final Options BYTE_ORDER_MARK = Options.of(ByteString.encodeUtf8("\uFEFF"));

    private final Service service;
    private final long maxResponseBytes;
    private final JsonFactory parsers;

    ResponseReader(Service service, long maxResponseBytes) {
        this.service = service;
        this.maxResponseBytes = maxResponseBytes;
        this.parsers = Json.parsers(JsonBounds.of(maxResponseBytes));
    }

    /** A 2xx that is not a success. */
    static final class NoSuccess extends Exception {
        private static final long serialVersionUID = 1L;

        /** The problem. */
        final String problem;

        /** The error in the response; null if there is none that the client can read. */
        final transient @Nullable ErrorResponse error;

        NoSuccess(String problem, @Nullable ErrorResponse error) {
            super(problem);
            this.problem = problem;
            this.error = error;
        }
    }

    /**
     * A response, and the context for reading it.
     *
     * @param secrets the secrets to hide if the response contains them
     * @param now the time of its arrival
     */
    record Received(Response response, Secrets secrets, Instant now) {}

    /** Reads the value of a 2xx. An {@link IOException} means that the body is incomplete. */
    <T> T value(Received received, JavaType type) throws IOException, NoSuccess {
        BoundedSource bounded = new BoundedSource(received.response().body().source(), maxResponseBytes);
        BufferedSource source = Okio.buffer(bounded);
        String text = null;
        try {
            source.select(BYTE_ORDER_MARK); // skips it
            if (source.exhausted()) {
                throw new NoSuccess("the response is empty", null);
            }
            T value;
            if (source.request(MAX_COLLECTED + 1)) {
                value = Json.parse(parsers, source.peek().inputStream(), type);
                source.request(Long.MAX_VALUE);
                text = LongText.take(source.getBuffer());
            } else {
                text = source.readUtf8();
                value = Json.parse(parsers, text, type);
            }
            boolean tellsOfError = value instanceof KeepsJson<?> keeper && keeper.tellsOfError();
            if (!tellsOfError && text.contains(SIGN_OF_ERROR)) {
                refuseError(received, text);
            }
            return Json.withText(Json.withHeaders(value, received.response()::header), text);
        } catch (IOException e) {
            if (bounded.failure() != null) {
                throw bounded.failure();
            }
            if (bounded.tooLong()) {
                throw new NoSuccess(
                        "the response is longer than " + maxResponseBytes + " bytes: raise maxResponseBytes(...)",
                        null);
            }
            byte[] start = text == null ? start(source) : start(text);
            if (bounded.failure() != null) {
                throw bounded.failure(); // the body is truncated, so its start may be valid
            }
            refuseError(received, start);
            // Without the cause, because Jackson quotes the content.
            throw new NoSuccess(
                    "the response is invalid: "
                            + (e instanceof JsonProcessingException json ? Json.problem(json) : "not JSON"),
                    null);
        }
    }

    /** Returns whether a response is empty: no body, or an object without members. */
    boolean isEmpty(Received received) throws IOException {
        BufferedSource source = received.response().body().source();
        return !source.request(MOST_OF_NOTHING + 1)
                && saysNothing(source.getBuffer().snapshot().toByteArray());
    }

    private static boolean saysNothing(byte[] body) {
        return body.length == 0
                || body.length <= MOST_OF_NOTHING
                        && NOTHING.contains(WHITE_SPACE
                                .matcher(new String(body, StandardCharsets.UTF_8))
                                .replaceAll(""));
    }

    /** Checks that the 2xx of an operation without a result comes from the service and is not a page of a proxy. */
    void nothing(Received received) throws IOException, NoSuccess {
        BufferedSource source = received.response().body().source();
        boolean isTooLong = source.request(MAX_SMALL_BODY + 1);
        byte[] body = start(source);
        if (saysNothing(body)) {
            return;
        }
        JsonNode answer = Json.readTree(body);
        refuseError(received, body, answer);
        if (isTooLong || answer == null || !(answer.isObject() || answer.isMissingNode())) {
            throw new NoSuccess("the response is not a JSON object", null);
        }
    }

    /** Returns the target of a redirect that the client may follow. */
    HttpUrl location(Received received, Predicate<HttpUrl> mayFollow) throws NoSuccess {
        Response response = received.response();
        start(response.body().source());
        String location = response.header("Location");
        HttpUrl here = response.request().url();
        HttpUrl target = location == null ? null : here.resolve(location);
        if (target == null || target.equals(here)) {
            throw new NoSuccess("the client cannot follow the redirect: no usable Location", null);
        }
        if (!mayFollow.test(target)) {
            throw new NoSuccess(
                    "the client cannot follow the redirect from " + NextLink.origin(here) + " to "
                            + NextLink.origin(target) + ": its Location must be https without a user name; correct the"
                            + " service or your gateway",
                    null);
        }
        return target;
    }

    /** Writes all bytes of a response to the target. */
    void bytes(Received received, ByteTarget target, long maxBytes) throws IOException, NoSuccess {
        Response response = received.response();
        if (response.code() != 200) {
            throw new NoSuccess("HTTP " + response.code() + " does not carry the whole document", null);
        }
        ResponseBody body = response.body();
        if (body.contentLength() > maxBytes) {
            throw new NoSuccess(
                    "the document has " + body.contentLength() + " bytes, more than " + maxBytes
                            + ": raise maxBytes(...)",
                    null);
        }
        if (body.contentLength() < 0 && endsWithItsConnection(response)) {
            throw new NoSuccess(
                    "the response has no Content-Length and may be truncated: check the proxy or gateway", null);
        }
        if (isPacked(response)) {
            // Compressed bytes are not the document.
            throw new NoSuccess(
                    "the response is compressed, although the client requested no compression: check the proxy or gateway",
                    null);
        }
        if (isJson(body)) {
            refuseError(received, start(body.source().peek())); // an error is not the document
        }
        if (isWebPage(body)) {
            throw new NoSuccess("the response is a web page, not the document: check the proxy settings", null);
        }
        BoundedSource bounded = new BoundedSource(body.source(), maxBytes);
        BufferedSource source = Okio.buffer(bounded);
        byte[] buffer = new byte[64 * 1024];
        target.begin();
        try {
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                target.write(buffer, read);
            }
        } catch (IOException e) {
            if (bounded.tooLong()) {
                throw new NoSuccess("the document has more than " + maxBytes + " bytes: raise maxBytes(...)", null);
            }
            throw e;
        }
    }

    /** Returns whether the body is compressed. Some proxies leave an empty header, which names no coding. */
    private static boolean isPacked(Response response) {
        for (String coding : response.headers("Content-Encoding")) {
            if (!coding.isBlank() && !coding.equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isJson(ResponseBody body) {
        MediaType type = body.contentType();
        return type != null && type.subtype().contains("json");
    }

    private static boolean isWebPage(ResponseBody body) {
        MediaType type = body.contentType();
        return type != null && (type.subtype().equals("html") || type.subtype().equals("xhtml+xml"));
    }

    private static boolean endsWithItsConnection(Response response) {
        boolean isHttp1 = response.protocol() == Protocol.HTTP_1_1 || response.protocol() == Protocol.HTTP_1_0;
        return isHttp1 && response.header("Transfer-Encoding") == null;
    }

    /** Reads the error of a refusal. If the body is truncated or not JSON, the error has the status only. */
    ErrorResponse error(Received received) {
        byte[] body = start(received.response().body().source());
        return error(received, body, said(received, Json.readTree(body)));
    }

    /** Returns the id that the service assigned to the request. */
    @Nullable String requestId(Response response) {
        for (String header : service.requestIdHeaders()) {
            String id = response.header(header);
            if (id != null && !id.isBlank()) {
                return id;
            }
        }
        return null;
    }

    private void refuseError(Received received, String text) throws NoSuccess {
        ServiceError said = said(received, Json.readTop(parsers, text));
        if (said != null) {
            throw new NoSuccess("", error(received, start(text), said));
        }
    }

    private void refuseError(Received received, byte[] body) throws NoSuccess {
        refuseError(received, body, Json.readTree(body));
    }

    private void refuseError(Received received, byte[] body, @Nullable JsonNode answer) throws NoSuccess {
        ServiceError said = said(received, answer);
        if (said != null) {
            throw new NoSuccess("", error(received, body, said));
        }
    }

    private @Nullable ServiceError said(Received received, @Nullable JsonNode answer) {
        return answer == null ? null : service.readError(received.response().code(), answer);
    }

    /** Returns the secrets of the request and of the error. */
    private Secrets secrets(Received received, byte[] body) {
        Secrets secrets = received.secrets();
        JsonNode answer = service.secretMembers().isEmpty() ? null : Json.readTree(body);
        if (answer != null) {
            for (String member : service.secretMembers()) {
                secrets = secrets.and(answer.path(member).asText(""));
            }
        }
        return secrets;
    }

    private ErrorResponse error(Received received, byte[] body, @Nullable ServiceError said) {
        Response response = received.response();
        Secrets secrets = secrets(received, body);
        String requestId = said == null || said.requestId() == null ? requestId(response) : said.requestId();
        String text = body.length == 0 ? null : new String(body, StandardCharsets.UTF_8);
        ErrorResponse.Builder error = ErrorResponse.builder(response.code());
        KeptHeaders.of(response.headers(), secrets).values().forEach(error::header);
        return error.code(secrets.hide(said == null ? null : said.code()))
                .message(secrets.hide(said == null ? null : said.message()))
                .requestId(secrets.hide(requestId))
                .retryAfter(retryAfter(response, received.now()))
                .body(secrets.hide(text))
                .build();
    }

    private static @Nullable Duration retryAfter(Response response, Instant now) {
        if (response.header("Retry-After") == null && response.header(WireInterceptor.RETRY_AFTER_OF_503) == null) {
            return null;
        }
        List<String> headers = new ArrayList<>(response.headers("Retry-After"));
        headers.addAll(response.headers(WireInterceptor.RETRY_AFTER_OF_503));
        return RetryAfter.parse(headers, now);
    }

    private static byte[] start(String text) {
        return start(new Buffer().writeUtf8(text, 0, Math.min(text.length(), MAX_SMALL_BODY)));
    }

    /** Returns the start of a body, as far as it arrives. */
    private static byte[] start(BufferedSource source) {
        try {
            source.request(MAX_SMALL_BODY + 1); // one more byte, to read a body of exactly this length to its end
        } catch (IOException e) {
            // The received part is sufficient.
        }
        Buffer buffer = source.getBuffer();
        byte[] start = new byte[(int) Math.min(buffer.size(), MAX_SMALL_BODY)];
        int read = 0;
        while (read < start.length) {
            read += buffer.read(start, read, start.length - read);
        }
        return start;
    }
}
