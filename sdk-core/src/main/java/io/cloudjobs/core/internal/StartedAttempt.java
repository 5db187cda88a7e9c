package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Map;
import okhttp3.Request;

/** The start of an attempt, and its request with the headers that listeners add. */
final class StartedAttempt implements AttemptStart {
    private final int attempt;
    private final String url;
    private final Request request;
    private Map<String, String> added = Map.of();

    StartedAttempt(int attempt, String url, Request request) {
        this.attempt = attempt;
        this.url = url;
        this.request = request;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void header(String name, String value) {
        Map<String, String> all = UserHeaders.with(added, name, value);
        if (request.header(name) != null) {
            throw new IllegalArgumentException("header " + name + " cannot be added: the request already has it");
        }
        added = all;
    }

    Request request() {
        Request.Builder all = request.newBuilder();
        added.forEach(all::header);
        return all.build();
    }

    @Override
    public String toString() {
        return Shown.record("AttemptStart", "attempt", attempt, "url", url);
    }
}
