package io.cloudjobs.print.worker;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/** A service with one held job, whose responses the test sets. It records the names of the requests. */
final class HeldJobService extends Dispatcher implements AutoCloseable {
    static final String DEFINITION = "definition";
    static final String TASK = "Task-1";
    static final String PRINTER = "printer";
    static final String JOB = "7";

    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    final List<String> expansions = Collections.synchronizedList(new ArrayList<>());
    volatile String job = "paused";
    volatile String task = "processing";
    volatile @Nullable String redirectedTo;

    /** The tasks in the job, as JSON; null for a job without the member. */
    volatile @Nullable String tasks;

    volatile @Nullable String parentUrl = "https://elsewhere/v1.0/print/printers/" + PRINTER + "/jobs/" + JOB;
    volatile String user = "ada@contoso.com";

    private final Map<String, Runnable> onRequest = new HashMap<>();
    private final Map<String, MockResponse> always = new HashMap<>();
    private final Map<String, Deque<MockResponse>> next = new HashMap<>();
    private final MockWebServer server = new MockWebServer();

    HeldJobService() {
        server.setDispatcher(this);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tasks = tasks("");
    }

    static MockResponse status(int status, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .body("{\"error\":{\"code\":\"" + status + "\",\"message\":\"Refused with " + status + ".\"}}");
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        return response.build();
    }

    static MockResponse lost() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** Returns the member {@code tasks} of a job. */
    String tasks(String before) {
        return "[" + before + "{\"id\":\"" + TASK + "\",\"status\":{\"state\":\"" + task + "\"}}]";
    }

    void task(String state) {
        task = state;
        tasks = tasks("");
    }

    /** Sets the response to all requests of a name. */
    synchronized void always(String request, @Nullable MockResponse response) {
        if (response == null) {
            always.remove(request);
        } else {
            always.put(request, response);
        }
    }

    /** Sets the responses to the next requests of a name. */
    synchronized void next(String request, MockResponse... responses) {
        next.computeIfAbsent(request, key -> new ArrayDeque<>()).addAll(List.of(responses));
    }

    /** Sets what happens when a request of a name arrives. */
    synchronized void onRequest(String request, Runnable action) {
        onRequest.put(request, action);
    }

    /** Returns the names of the requests since the last call. */
    List<String> takeRequests() {
        synchronized (requests) {
            List<String> taken = List.copyOf(requests);
            requests.clear();
            return taken;
        }
    }

    PrintJobClient client() {
        return PrintJobClient.builder()
                .endpoint("http://127.0.0.1:" + server.getPort() + "/v1.0")
                .tokenProvider(() -> "token")
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        List<String> path = request.getUrl().pathSegments();
        String last = path.get(path.size() - 1);
        String resource = path.contains("tasks") ? "task" : path.contains(PRINTER) ? "job" : "new job";
        String name = request.getMethod() + " " + (last.equals("redirect") || last.equals("abort") ? last : resource);
        requests.add(name);
        if (resource.equals("job")) {
            expansions.add(String.valueOf(request.getUrl().queryParameter("$expand")));
        }
        onRequest.getOrDefault(name, () -> {}).run();
        Deque<MockResponse> queue = next.get(name);
        if (queue != null && !queue.isEmpty()) {
            return queue.remove();
        } else if (always.containsKey(name)) {
            return always.get(name);
        }
        switch (name) {
            case "POST redirect" -> {
                job = "completed";
                task("completed");
                redirectedTo = "https://elsewhere/v1.0/print/printers/target/jobs/8";
                return json(200, job("8", "processing", null, null));
            }
            case "POST abort" -> {
                job = "aborted";
                task("aborted");
                return new MockResponse.Builder().code(204).build();
            }
            case "PATCH task" -> {
                job = "processing";
                task("completed");
            }
            default -> {}
        }
        return json(200, resource.equals("task") ? task() : job(JOB, job, tasks, redirectedTo));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private String task() {
        return "{\"id\":\"" + TASK + "\",\"parentUrl\":" + text(parentUrl) + ",\"status\":{\"state\":\"" + task
                + "\"}}";
    }

    private String job(String id, String state, @Nullable String tasks, @Nullable String redirectedTo) {
        return "{\"id\":\"" + id + "\",\"status\":{\"state\":\"" + state + "\"},\"createdBy\":{\"userPrincipalName\":\""
                + user + "\"},\"documents\":[{\"id\":\"d1\",\"displayName\":\"plan.pdf\"}],\"redirectedTo\":"
                + text(redirectedTo) + ",\"tasks\":" + tasks + "}";
    }

    private static String text(@Nullable String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }

    @Override
    public void close() {
        server.close();
    }
}
