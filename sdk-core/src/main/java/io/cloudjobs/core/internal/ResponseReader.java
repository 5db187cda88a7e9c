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
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
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
 * Reads what came back. A body is read to its end before it is closed, within its bound: OkHttp would otherwise reset the
 * HTTP/2 stream, or drop the connection, and the next call would pay for that.
 */
final class ResponseReader {
    /** More than any error, or any answer to an operation without a result, needs. */
    private static final int MAX_SMALL_BODY = 64 * 1024;

    /** What is longer is not collected before it is read: it is refused where something is wrong with it. */
    private static final int MAX_COLLECTED = 1024 * 1024;

    /** Every envelope of an error has a member whose name begins so. */
    private static final String SIGN_OF_ERROR = "\"err";

    /** What a body without a word is, and how long it is at most, with line breaks, blanks, and a byte order mark. */
    private static final Set<String> NOTHING = Set.of("", "{}");

    private static final int MOST_OF_NOTHING = 16;

    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n\\x{FEFF}]");

    private static final Options BYTE_ORDER_MARK = Options.of(ByteString.encodeUtf8("\uFEFF"));

    private static final int SLICE = 8 * 1024;

    private final Service service;
    private final long maxResponseBytes;
    private final JsonFactory parsers;

    ResponseReader(Service service, long maxResponseBytes) {
        this.service = service;
        this.maxResponseBytes = maxResponseBytes;
        this.parsers = Json.parsers(JsonBounds.of(maxResponseBytes));
    }

    /** A 2xx that is no success after all. */
    static final class NoSuccess extends Exception {
        private static final long serialVersionUID = 1L;

        /** What is wrong with it. */
        final String problem;

        /** What the service says in it; null when it says nothing that can be read. */
        final transient @Nullable ErrorResponse error;

        NoSuccess(String problem, @Nullable ErrorResponse error) {
            super(problem);
            this.problem = problem;
            this.error = error;
        }
    }

    /**
     * What came back, and what must be known to read it.
     *
     * @param secrets what must not be seen again, if the answer repeats it
     * @param now when it came
     */
    record Received(Response response, Secrets secrets, Instant now) {}

    /** The value that a 2xx carries. An {@link IOException} means that the body did not arrive whole. */
    <T> T value(Received received, JavaType type) throws IOException, NoSuccess {
        BoundedSource bounded = new BoundedSource(received.response().body().source(), maxResponseBytes);
        BufferedSource source = Okio.buffer(bounded);
        String text = null;
        try {
            source.select(BYTE_ORDER_MARK); // skips it
            if (source.exhausted()) {
                throw new NoSuccess("the answer is empty", null);
            }
            T value;
            if (source.request(MAX_COLLECTED + 1)) {
                value = Json.parse(parsers, source.peek().inputStream(), type);
                source.request(Long.MAX_VALUE);
                text = text(source.getBuffer());
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
                throw new NoSuccess("the answer is longer than " + maxResponseBytes + " bytes", null);
            }
            byte[] start = text == null ? start(source) : start(text);
            if (bounded.failure() != null) {
                throw bounded.failure(); // it was cut, so there is nothing wrong with what came
            }
            refuseError(received, start);
            // Without the cause: Jackson quotes what it could not read.
            throw new NoSuccess(
                    "the answer is not usable: "
                            + (e instanceof JsonProcessingException json ? Json.problem(json) : "not JSON"),
                    null);
        }
    }

    /** Whether a response says nothing: it has no body, or an object without members. */
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

    /** Makes sure that the 2xx of an operation without a result is the service's, and not some page of a proxy. */
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
            throw new NoSuccess("the answer is not a JSON object", null);
        }
    }

    /** Where an answer redirects to, if it may be followed there. */
    HttpUrl location(Received received, Predicate<HttpUrl> mayFollow) throws NoSuccess {
        Response response = received.response();
        start(response.body().source());
        String location = response.header("Location");
        HttpUrl here = response.request().url();
        HttpUrl target = location == null ? null : here.resolve(location);
        if (target == null || target.equals(here)) {
            throw new NoSuccess("the answer leads to no place where it may be followed", null);
        }
        if (!mayFollow.test(target)) {
            throw new NoSuccess(
                    "the answer leads to no place where it may be followed: from " + NextLink.origin(here) + " to "
                            + NextLink.origin(target) + "; a link must be https and without a user name, so let the"
                            + " service or your gateway send such a link",
                    null);
        }
        return target;
    }

    /** Hands on the bytes of an answer, whole. */
    void bytes(Received received, ByteTarget target, long maxBytes) throws IOException, NoSuccess {
        Response response = received.response();
        if (response.code() != 200) {
            throw new NoSuccess("HTTP " + response.code() + " does not carry the whole", null);
        }
        ResponseBody body = response.body();
        if (body.contentLength() > maxBytes) {
            throw new NoSuccess(
                    "it has " + body.contentLength() + " bytes, more than the " + maxBytes + " allowed", null);
        }
        if (body.contentLength() < 0 && endsWithItsConnection(response)) {
            throw new NoSuccess("nothing would tell its end from a lost connection", null);
        }
        if (isPacked(response)) {
            throw new NoSuccess("it is packed, which was not asked for", null); // and so would be another document
        }
        if (isJson(body)) {
            refuseError(received, start(body.source().peek())); // or an error would be kept as the document
        }
        if (isWebPage(body)) {
            throw new NoSuccess(
                    "it is a web page, such as a proxy sends in place of a document: check the proxy settings", null);
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
                throw new NoSuccess("it has more than the " + maxBytes + " bytes allowed", null);
            }
            throw e;
        }
    }

    /** An empty header names no coding: some proxies leave one behind. */
    private static boolean isPacked(Response response) {
        return response.headers("Content-Encoding").stream()
                .anyMatch(coding -> !coding.isBlank() && !coding.equalsIgnoreCase("identity"));
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

    /** What the service says when it says no. A body that is cut, or no JSON, still leaves the status. */
    ErrorResponse error(Received received) {
        byte[] body = start(received.response().body().source());
        return error(received, body, said(received, Json.readTree(body)));
    }

    /** The id that the service gave to the request. */
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

    /** Those of the request, and those that came with the error. */
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

    /** The start of a body, as far as it comes. */
    private static byte[] start(BufferedSource source) {
        try {
            source.request(MAX_SMALL_BODY + 1); // one more, so that a body which fits is read to its end
        } catch (IOException e) {
            // What came until then is what there is.
        }
        Buffer buffer = source.getBuffer();
        byte[] start = new byte[(int) Math.min(buffer.size(), MAX_SMALL_BODY)];
        int read = 0;
        while (read < start.length) {
            read += buffer.read(start, read, start.length - read);
        }
        return start;
    }

    /**
     * Takes all bytes of a buffer as text. What is not UTF-8 becomes U+FFFD. A {@code String} made of bytes needs four times their size
     * for a moment, unless they are ASCII; here the text has its size from the beginning, and the bytes go as they are read.
     */
    static String text(Buffer utf8) throws IOException {
        int length = 0;
        int bits = 0;
        char[] slice = new char[SLICE];
        try (Reader reader = characters(utf8.peek().inputStream())) {
            for (int read = reader.read(slice); read >= 0; read = reader.read(slice)) {
                length += read;
                for (int i = 0; i < read; i++) {
                    bits |= slice[i];
                }
            }
        }
        if (bits < 0x80) {
            return utf8.readUtf8();
        }
        char[] text = new char[length];
        try (Reader reader = characters(utf8.inputStream())) {
            int filled = 0;
            while (filled < length) {
                filled += reader.read(text, filled, Math.min(SLICE, length - filled));
            }
        }
        return new String(text);
    }

    private static Reader characters(InputStream utf8) {
        return new InputStreamReader(utf8, StandardCharsets.UTF_8);
    }
}
