package io.cloudjobs.graph;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;

/** The requests of one client, each with the status and the request id of its response. */
final class Exchanges implements Interceptor {
    /**
     * A request and its response.
     *
     * @param method the method
     * @param url the decoded URL below the version or the root, without the query
     * @param query the decoded query; empty without one
     * @param body the body as text; empty without one
     * @param status the status of the response
     * @param requestId the header {@code request-id} of the response
     */
    record Exchange(String method, String url, String query, String body, int status, String requestId) {}

    private final List<Exchange> sent = new CopyOnWriteArrayList<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Buffer body = new Buffer();
        RequestBody original = request.body();
        if (original != null) {
            original.writeTo(body);
            // Microsoft's bodies can be read only once.
            RequestBody copy = RequestBody.create(body.snapshot(), original.contentType());
            request = request.newBuilder().method(request.method(), copy).build();
        }
        Response response = chain.proceed(request);
        sent.add(new Exchange(
                request.method(),
                below(request.url()),
                Objects.requireNonNullElse(request.url().query(), ""),
                body.readUtf8(),
                response.code(),
                String.valueOf(response.header("request-id"))));
        return response;
    }

    private static String below(HttpUrl url) {
        String path = "/" + String.join("/", url.pathSegments());
        String version = "/v1.0";
        String rest = path.startsWith(version + "/") ? path.substring(version.length()) : path;
        return rest.startsWith("/print/") ? rest.substring("/print".length()) : rest;
    }

    List<Exchange> sent() {
        return List.copyOf(sent);
    }

    Exchange last() {
        return sent.get(sent.size() - 1);
    }

    void clear() {
        sent.clear();
    }
}
