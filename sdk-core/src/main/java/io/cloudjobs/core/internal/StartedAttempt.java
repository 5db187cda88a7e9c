package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.core.internal.secret.Text;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.Request;

/** The start of an attempt, and its request with the headers that listeners add. */
final class StartedAttempt implements AttemptStart {
    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");

    /** The headers of the client, of HTTP itself, and of conditional requests. */
    private static final Pattern OWN =
            Pattern.compile("(accept|content|proxy|if)-.*|accept|authorization|x-auth-token|cookie|host|user-agent"
                    + "|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|range|prefer");

    private final int attempt;
    private Request request;

    StartedAttempt(int attempt, Request request) {
        this.attempt = attempt;
        this.request = request;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void header(String name, String value) {
        String lower = Objects.requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches() || OWN.matcher(lower).matches()) {
            throw new IllegalArgumentException(
                    "the header " + Shown.of(name) + " cannot be added: its name is invalid, or the client sets it");
        }
        if (!Text.isPrintableAscii(Objects.requireNonNull(value, "value"))) {
            throw new IllegalArgumentException("the value of the header " + name + " must be printable ASCII");
        }
        if (request.header(name) != null) {
            throw new IllegalArgumentException("the request already has the header " + name);
        }
        request = request.newBuilder().header(name, value).build();
    }

    Request request() {
        return request;
    }

    @Override
    public String toString() {
        return Shown.record("AttemptStart", "attempt", attempt);
    }
}
