package io.cloudjobs.core.internal;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a builder collects and a client is made of; a copy with other options makes a view of that client. */
public final class ClientSettings implements ClientOptions, Cloneable {
    static final Function<OkHttpClient, Call.Factory> SAME_CLIENT = client -> client;
    private static final String OPENING_QUOTES = "\"'`\u201C\u2018";
    private static final String CLOSING_QUOTES = "\"'`\u201D\u2019";
    static final CallListener NO_LISTENER = new CallListener() {};
    static final long DEFAULT_MAX_RESPONSE_BYTES = 32L * 1024 * 1024;

    public @Nullable String endpoint;
    public List<String> furtherEndpoints = List.of();
    public @Nullable String advertisedEndpoint;
    public @Nullable TokenProvider tokenProvider;
    public @Nullable OkHttpClient httpClient;
    public Function<OkHttpClient, Call.Factory> callFactory = SAME_CLIENT;
    public RetryPolicy retryPolicy = RetryPolicy.standard();
    public Duration timeout = Duration.ofSeconds(60);
    /** Whether the user has set it; an operation that usually lasts longer keeps its own time otherwise. */
    public boolean isTimeoutSet;

    /** The time of a composite call and all of its calls, which may be less than each of them has otherwise; it runs since then. */
    private @Nullable Duration limit;

    private long limitedSince;

    public Duration attemptTimeout = Duration.ofSeconds(30);
    public @Nullable String userAgent;
    public CallListener listener = NO_LISTENER;
    public boolean allowInsecureHttp;
    public long maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES;
    public Time time = Time.SYSTEM;
    public RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    @Override
    public ClientSettings timeout(Duration timeout) {
        this.timeout = positive("timeout", timeout);
        this.isTimeoutSet = true;
        return this;
    }

    @Override
    public ClientSettings retryPolicy(RetryPolicy retryPolicy) {
        this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
        return this;
    }

    @Override
    public ClientSettings listener(CallListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** This time, or what is left of the limit if that is shorter. */
    Duration shorter(Duration own) {
        Duration left = limit == null ? own : limit.minusNanos(time.nanos() - limitedSince);
        return left.compareTo(own) < 0 ? left : own;
    }

    /** A copy whose limit runs from now on. */
    ClientSettings limitedTo(Duration limit) {
        ClientSettings copy = copy();
        copy.limit = shorter(limit);
        copy.limitedSince = time.nanos();
        return copy;
    }

    /** For a limit of time. */
    public static Duration positive(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be more than zero, but is " + value);
        }
        return value;
    }

    /**
     * For an id, a name or a secret that comes from a file or a variable, where a line break, a blank, a quote or a placeholder is easily
     * caught and never seen. The message does not show the value.
     */
    public static String clean(String name, String value) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        withoutLineBreak(name, value);
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        if (isBlank(first) || isBlank(last)) {
            throw new IllegalArgumentException(name + " must not begin or end with a blank: remove it");
        }
        int quote = OPENING_QUOTES.indexOf(first);
        if (value.length() > 1 && quote >= 0 && last == CLOSING_QUOTES.charAt(quote)) {
            throw new IllegalArgumentException(name + " must not stand in quotes: remove them");
        }
        int placeholder = value.indexOf("${");
        if (placeholder >= 0 && value.indexOf('}', placeholder) > 0) {
            throw unresolved(name);
        }
        return withoutInvisible(name, value);
    }

    /** For a password, which may begin or end with a blank or a quote, but has only what can be typed. */
    public static String typed(String name, String value) {
        if (Objects.requireNonNull(value, name).isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        withoutLineBreak(name, value);
        if (value.startsWith("${") && value.indexOf('}') == value.length() - 1) {
            throw unresolved(name);
        }
        return withoutInvisible(name, value);
    }

    private static void withoutLineBreak(String name, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(name
                    + " must not contain a line break: remove it; text that is read from a file often ends with one");
        }
    }

    private static String withoutInvisible(String name, String value) {
        boolean isVisible = value.codePoints()
                .map(Character::getType)
                .noneMatch(type -> type == Character.FORMAT || type == Character.CONTROL);
        if (!isVisible) {
            throw new IllegalArgumentException(
                    name + " must not contain an invisible character: type it again in place of copying it");
        }
        return value;
    }

    private static IllegalArgumentException unresolved(String name) {
        return new IllegalArgumentException(
                name + " has a placeholder that nothing has resolved: set what stands between ${ and }");
    }

    private static boolean isBlank(char c) {
        boolean isByteOrderMark = c == '\uFEFF';
        return isByteOrderMark || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }

    /** For what a client cannot be made without. */
    public static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }

    /** A copy, so that changing one does not change the other. */
    public ClientSettings copy() {
        try {
            return (ClientSettings) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
