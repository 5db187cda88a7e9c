package io.cloudjobs.print;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A service that accepts any submit, and records when and how many at once. */
final class PrinterSite extends Dispatcher {
    /** A created job. */
    record Created(String target, long nanos, int copies) {}

    private static final Pattern CREATE = Pattern.compile("/print/((?:shares|printers)/[^/]+)/jobs");
    private static final Pattern END = Pattern.compile("/print/.*/jobs/([^/]+)/(start|cancel)");
    private static final Pattern SHARE = Pattern.compile("/print/shares/([^/?]+)\\?.*expand=printer.*");
    private static final Pattern COPIES = Pattern.compile("\"copies\":(\\d+)");

    final List<Created> created = new ArrayList<>();
    final Map<String, Integer> mostAtOnce = new HashMap<>();
    private final Map<String, Integer> atOnce = new HashMap<>();
    private final Map<String, String> open = new HashMap<>();
    private final MockWebServer server;
    private final Time time;

    /** Returns the response instead of the correct one, or null. */
    volatile Function<RecordedRequest, MockResponse> fault = request -> null;

    /** Runs before each response. */
    volatile Consumer<RecordedRequest> before = request -> {};

    private int requests;

    PrinterSite(MockWebServer server, Time time) {
        this.server = server;
        this.time = time;
        server.setDispatcher(this);
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        before.accept(request);
        MockResponse instead = fault.apply(request);
        return answer(request, instead);
    }

    private synchronized MockResponse answer(RecordedRequest request, @Nullable MockResponse instead) {
        requests++;
        if (instead != null) {
            return instead;
        }
        String target = request.getTarget();
        if (target.startsWith("/upload")) {
            return response(201, "{\"id\":\"d\",\"size\":10}");
        }
        Matcher create = CREATE.matcher(target);
        if (create.matches()) {
            String where = create.group(1);
            Matcher copies = COPIES.matcher(request.getBody().utf8());
            created.add(new Created(where, time.nanos(), copies.find() ? Integer.parseInt(copies.group(1)) : 0));
            atOnce.merge(where, 1, Integer::sum);
            open.put(String.valueOf(created.size()), where);
            mostAtOnce.merge(where, atOnce.get(where), Math::max);
            return response(
                    201,
                    "{\"id\":\"" + created.size()
                            + "\",\"status\":{\"state\":\"paused\"},\"documents\":[{\"id\":\"d\"}]}");
        }
        if (target.endsWith("/createUploadSession")) {
            return response(
                    200,
                    "{\"uploadUrl\":\"" + server.url("/upload")
                            + "\",\"expirationDateTime\":\"2030-11-22T13:00:00Z\",\"nextExpectedRanges\":[\"0-9\"]}");
        }
        Matcher end = END.matcher(target);
        if (end.matches()) {
            String where = open.remove(end.group(1));
            if (where != null) {
                atOnce.merge(where, -1, Integer::sum);
            }
            return end.group(2).equals("start") ? response(200, "{\"state\":\"processing\"}") : response(204, "");
        }
        Matcher share = SHARE.matcher(target);
        if (share.matches()) {
            return response(200, "{\"id\":\"" + share.group(1) + "\",\"printer\":{\"id\":\"p\"}}");
        }
        return response(204, "");
    }

    static MockResponse response(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    /** Returns the most jobs in any window of this length, of those targets that begin with the text. */
    synchronized int mostIn(Duration window, String target) {
        long[] times = created.stream()
                .filter(job -> job.target.startsWith(target))
                .mapToLong(Created::nanos)
                .sorted()
                .toArray();
        int most = 0;
        for (int first = 0, last = 0; last < times.length; last++) {
            while (times[last] - times[first] >= window.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
