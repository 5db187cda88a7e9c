package io.cloudjobs.print;

import static io.cloudjobs.print.PrintDocumentUpload.PART;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.ByteString;

/**
 * The documented host of uploads. It assembles a document, returns the missing ranges, accepts no byte twice, and ends
 * the session when it has all bytes. A test sets the fault of each request.
 */
final class UploadHost extends Dispatcher {
    static final String SESSION = "/uploadSessions/5400be13?tempauthtoken=eyJ0eXAi.secret-of-the-session";

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private final MockWebServer server;
    private final byte[] document;
    private final BitSet there = new BitSet();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private boolean hasEnded;

    /** The response instead of the correct one. */
    interface Answer {
        MockResponse to(RecordedRequest request, UploadHost host) throws InterruptedException;
    }

    UploadHost(MockWebServer server, int size) {
        this.server = server;
        this.document = new byte[size];
        server.setDispatcher(this);
    }

    String url() {
        return server.url(SESSION).toString();
    }

    /** The responses to the next requests. After them, all responses are correct. */
    UploadHost next(List<Answer> answers) {
        script.addAll(answers);
        return this;
    }

    UploadHost next(Answer... answers) {
        return next(List.of(answers));
    }

    /** The requests, one a line: {@code PUT 0-9/10}, {@code GET}. A mistake in a request follows it. */
    List<String> requests() {
        return requests;
    }

    /** Returns the assembled document, which must be complete. */
    synchronized byte[] document() {
        if (there.cardinality() != document.length) {
            throw new AssertionError("still expected: " + expected());
        }
        return document;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        requests.add(line(request));
        Answer next = script.poll();
        return next == null ? right(request) : next.to(request, this);
    }

    private static String line(RecordedRequest request) {
        StringBuilder line = new StringBuilder(request.getMethod());
        String range = request.getHeaders().get("Content-Range");
        if (range != null) {
            line.append(' ').append(range.replaceFirst("^bytes ", ""));
        }
        if (!request.getTarget().equals(SESSION)) {
            line.append(" at ").append(request.getTarget());
        }
        if (request.getHeaders().get("Authorization") != null) {
            line.append(" with a token");
        }
        String length = request.getHeaders().get("Content-Length");
        if (!Objects.equals(length, range == null ? null : Long.toString(request.getBodySize()))) {
            line.append(" of the length ").append(length);
        }
        return line.toString();
    }

    private synchronized MockResponse right(RecordedRequest request) {
        if (hasEnded) {
            return status(404);
        }
        return switch (request.getMethod()) {
            case "PUT" -> put(request);
            case "GET" -> json(200, session(expected()));
            default -> {
                hasEnded = true;
                yield new MockResponse.Builder().code(204).build();
            }
        };
    }

    private MockResponse put(RecordedRequest request) {
        Matcher range = CONTENT_RANGE.matcher(
                Objects.requireNonNull(request.getHeaders().get("Content-Range")));
        if (!range.matches()) {
            return status(400);
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        ByteString bytes = Objects.requireNonNull(request.getBody());
        if (last - first + 1 != bytes.size() || Integer.parseInt(range.group(3)) != document.length) {
            return status(400);
        }
        int next = there.nextSetBit(first);
        if (next >= 0 && next <= last) {
            return json(416, "{\"error\":{\"code\":\"invalidRange\",\"message\":\"The range was received already.\"}}");
        }
        store(first, bytes, bytes.size());
        if (there.cardinality() < document.length) {
            return json(202, session(expected()));
        }
        hasEnded = true;
        return json(
                201,
                Fixture.text("uploadsession-put-complete.json").replace("4533322", Integer.toString(document.length)));
    }

    private void store(int first, ByteString bytes, int length) {
        bytes.asByteBuffer().get(document, first, length);
        there.set(first, first + length);
    }

    private List<String> expected() {
        List<String> ranges = new ArrayList<>();
        for (int first = there.nextClearBit(0); first < document.length; ) {
            int end = there.nextSetBit(first);
            ranges.add(first + "-" + ((end < 0 ? document.length : end) - 1));
            first = end < 0 ? document.length : there.nextClearBit(end);
        }
        return ranges;
    }

    private static String session(List<String> expected) {
        String ranges = expected.stream().map(range -> "\"" + range + "\"").collect(Collectors.joining(","));
        return "{\"expirationDateTime\":\"2026-11-22T13:00:00Z\",\"nextExpectedRanges\":[" + ranges + "]}";
    }

    static MockResponse json(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static MockResponse status(int status) {
        return json(status, "{\"error\":{\"code\":\"generalException\",\"message\":\"No.\"}}");
    }

    private static MockResponse closed() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** The correct response. */
    static Answer right() {
        return (request, host) -> host.right(request);
    }

    /** The part is stored, but the response is lost. */
    static Answer lost() {
        return (request, host) -> {
            host.right(request);
            return closed();
        };
    }

    /** The connection is lost after this number of bytes of the part, which are stored. */
    static Answer cutAfter(int bytes) {
        return (request, host) -> {
            synchronized (host) {
                long first = Long.parseLong(
                        Objects.requireNonNull(request.getHeaders().get("Content-Range"))
                                .replaceFirst("bytes (\\d+)-.*", "$1"));
                host.store((int) first, Objects.requireNonNull(request.getBody()), bytes);
            }
            return closed();
        };
    }

    /** The request has no effect. */
    static Answer refused(int status) {
        return (request, host) -> status(status);
    }

    /** This response to any request, without an effect. */
    static Answer said(int status, String body) {
        return (request, host) -> json(status, body);
    }

    /** A response with these missing ranges. */
    static Answer missing(String... ranges) {
        return said(200, session(List.of(ranges)));
    }

    /** The session no longer exists. */
    static Answer gone() {
        return (request, host) -> {
            synchronized (host) {
                host.hasEnded = true;
            }
            return status(404);
        };
    }

    /** The correct response, after an action. */
    static Answer after(Runnable first) {
        return (request, host) -> {
            first.run();
            return host.right(request);
        };
    }

    /** The line of the request for the nth part, from 0, of a document of this size. */
    static String put(int n, int size) {
        long first = (long) n * PART;
        return "PUT " + first + "-" + (Math.min(first + PART, size) - 1) + "/" + size;
    }
}
