package io.cloudjobs.core;

import io.cloudjobs.core.internal.KeptHeaders;
import io.cloudjobs.core.internal.secret.Text;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a service said when it said no, whatever envelope it used. Immutable. */
public final class ErrorResponse implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;

    /** The service's own code. */
    private final @Nullable String code;

    /** The service's own words. */
    private final @Nullable String message;

    /** The id of the request. */
    private final @Nullable String requestId;

    /** The wait that the service asks for. */
    private final @Nullable Duration retryAfter;

    /** The start of the body. */
    private final @Nullable String body;

    /** The headers by their names in lower case. */
    private final HashMap<String, String> headers; // by its class, which is serializable

    private ErrorResponse(Builder builder) {
        this.status = builder.status;
        this.code = builder.code;
        this.message = builder.message;
        this.requestId = builder.requestId;
        this.retryAfter = builder.retryAfter;
        this.body = builder.body;
        this.headers = new HashMap<>(builder.headers);
    }

    /**
     * Starts an error response, for tests.
     *
     * @param status the HTTP status
     * @return a builder
     */
    public static Builder builder(int status) {
        return new Builder(status);
    }

    /**
     * The HTTP status.
     *
     * @return the status, for example 403
     */
    public int status() {
        return status;
    }

    /**
     * The service's own code, trimmed, for example {@code GES.8303} or {@code itemNotFound}. Compare it without regard
     * to case; this, not the message, is what a program may branch on.
     *
     * @return the code, or null when the answer has none
     */
    public @Nullable String code() {
        return code;
    }

    /**
     * The service's own words, for people.
     *
     * @return the message, or null when the answer has none
     */
    public @Nullable String message() {
        return message;
    }

    /**
     * The id under which the service knows this request: its support will ask for it.
     *
     * @return the request id, or null when the answer has none
     */
    public @Nullable String requestId() {
        return requestId;
    }

    /**
     * How long the service asks to wait before the next request.
     *
     * @return the wait, or null when the answer names none that can be read
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /**
     * The start of the received body, whatever it is: at most 8 KiB.
     *
     * @return the body, or null when there was none
     */
    public @Nullable String body() {
        return body;
    }

    /**
     * A header of the response. Not kept are headers whose names say that they may carry a secret, such as {@code Set-Cookie},
     * {@code Location}, and whatever has {@code token} or {@code key} in its name; of the others the first 8 KiB are. No header of
     * the request is here.
     *
     * @param name the name, in any case, for example {@code WWW-Authenticate}
     * @return the value, those of several headers of this name joined by commas; null when there was none, or it is not kept
     */
    public @Nullable String header(String name) {
        return headers.get(KeptHeaders.name(name));
    }

    /** Whether the service said the same. Headers do not count, because their dates always differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ErrorResponse that
                && status == that.status
                && Objects.equals(code, that.code)
                && Objects.equals(message, that.message)
                && Objects.equals(requestId, that.requestId)
                && Objects.equals(retryAfter, that.retryAfter)
                && Objects.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, code, message, requestId, retryAfter, body);
    }

    /** One line without the body, for example {@code HTTP 403 Forbidden, UnknownError: No such scope. (request id 8c1f)}. */
    @Override
    public String toString() {
        return line(null, null);
    }

    /** The same with the number of the attempt, and with what its reader should know or do. */
    String line(@Nullable Integer attempt, @Nullable String hint) {
        return Text.describe(status, code, message, requestId, attempt, hint);
    }

    /** Makes an {@link ErrorResponse}. */
    public static final class Builder {
        private final int status;
        private @Nullable String code;
        private @Nullable String message;
        private @Nullable String requestId;
        private @Nullable Duration retryAfter;
        private @Nullable String body;
        private final HashMap<String, String> headers = new HashMap<>();

        private Builder(int status) {
            this.status = status;
        }

        /**
         * Sets the service's own code.
         *
         * @param code the code, or null for none
         * @return this
         */
        public Builder code(@Nullable String code) {
            this.code = code;
            return this;
        }

        /**
         * Sets the service's own words.
         *
         * @param message the message, or null for none
         * @return this
         */
        public Builder message(@Nullable String message) {
            this.message = message;
            return this;
        }

        /**
         * Sets the id of the request.
         *
         * @param requestId the id, or null for none
         * @return this
         */
        public Builder requestId(@Nullable String requestId) {
            this.requestId = requestId;
            return this;
        }

        /**
         * Sets how long the service asks to wait.
         *
         * @param retryAfter the wait, or null for none
         * @return this
         */
        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /**
         * Sets the received body.
         *
         * @param body the body, or null for none; cut at 8 KiB
         * @return this
         */
        public Builder body(@Nullable String body) {
            this.body = body == null ? null : Text.cut(body, Text.MAX_BODY);
            return this;
        }

        /**
         * Sets a header.
         *
         * @param name the name, in any case
         * @param value the value
         * @return this
         */
        public Builder header(String name, String value) {
            headers.put(KeptHeaders.name(name), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Makes the error response.
         *
         * @return the error response
         */
        public ErrorResponse build() {
            return new ErrorResponse(this);
        }
    }
}
