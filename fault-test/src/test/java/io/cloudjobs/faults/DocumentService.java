package io.cloudjobs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** The service in front of the host that stores documents. It works, and returns the links that it is told. */
final class DocumentService implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private volatile String link = "";

    DocumentService() {
        this(server -> server);
    }

    DocumentService(UnaryOperator<MockWebServer> kind) {
        server.setServerSocketFactory(new PromptSockets());
        kind.apply(server).setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request.getMethod() + " " + request.getTarget().replaceFirst("\\?.*", ""));
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MockResponse answer(String request) {
        MockResponse.Builder answer = new MockResponse.Builder();
        if (request.endsWith("/$value")) {
            answer.code(302).setHeader("Location", link);
        } else if (request.endsWith("/createUploadSession")) {
            answer.body("{\"uploadUrl\":\"" + link.replace("\\", "\\\\") + "\"}");
        } else if (request.endsWith("/cancel")) {
            answer.code(204);
        } else if (request.endsWith("/start")) {
            answer.body("{\"state\":\"processing\"}");
        } else if (request.equals("GET /print/shares/s")) {
            answer.body("{\"id\":\"s\",\"printer\":{\"id\":\"p\"}}");
        } else if (request.matches("POST .*/jobs|GET .*/jobs/j")) {
            answer.body("{\"id\":\"j\",\"status\":{\"state\":\"paused\",\"details\":[\"uploadPending\"]},"
                    + "\"documents\":[{\"id\":\"d\"}]}");
        } else {
            answer.code(404);
        }
        return answer.build();
    }

    /** Sets the link for uploads and downloads. */
    void leadsTo(String link) {
        this.link = link;
    }

    String url() {
        return (server.url("/").isHttps() ? "https" : "http") + "://127.0.0.1:" + server.getPort();
    }

    RecordedRequest takeRequest() throws InterruptedException {
        return server.takeRequest();
    }

    int requestCount() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }
}
