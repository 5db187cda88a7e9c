package io.cloudjobs.samples.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Sends what a browser sends: the headers, the cookie, and a GET after a redirect. */
final class Browser {
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().followRedirects(false).build();

    final String origin;
    String cookie;

    Browser(String origin) {
        this.origin = origin;
    }

    /** A response of a station. */
    record PageResponse(int status, okhttp3.Headers headers, String body) {
        String header(String name) {
            return headers.get(name);
        }

        /** Returns the text of the live region. */
        String results() {
            String start = "<div id=\"results\" role=\"status\">";
            int from = body.indexOf(start) + start.length();
            return body.substring(from, body.indexOf("</div>", from)).strip();
        }
    }

    PageResponse signIn(String badge) {
        return follow(post("/badge", "badge", badge));
    }

    PageResponse press(String path, String taskId) {
        return follow(post(path, "task", taskId));
    }

    PageResponse follow(PageResponse response) {
        return response.status() == 303 ? get(response.header("Location")) : response;
    }

    PageResponse get(String path) {
        return send(new Request.Builder().url(origin + path).build());
    }

    PageResponse post(String path, String... fields) {
        return send(request(path, fields).build());
    }

    Request.Builder request(String path, String... fields) {
        FormBody.Builder form = new FormBody.Builder();
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return new Request.Builder()
                .url(origin + path)
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin")
                .post(form.build());
    }

    PageResponse send(Request request) {
        Request.Builder sent = request.newBuilder();
        if (cookie != null && request.header("Cookie") == null) {
            sent.header("Cookie", cookie);
        }
        try (Response response = HTTP.newCall(sent.build()).execute()) {
            String set = response.header("Set-Cookie");
            if (set != null) {
                cookie = set.substring(0, set.indexOf(';'));
            }
            ResponseBody body = response.body();
            return new PageResponse(response.code(), response.headers(), body.string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
