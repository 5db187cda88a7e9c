package io.cloudjobs.core;

import io.cloudjobs.core.internal.KeptHeaders;
import io.cloudjobs.core.internal.secret.Text;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The error response of a service, in the same format for all services. Immutable. */
public final class ErrorResponse implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int status;

    /** The service's own code. */
    private final @Nullable String code;

    /** The service's own message. */
    private final @Nullable String message;

    /** The id of the request. */
    private final @Nullable String requestId;

    /** The wait that the service requests. */
    private final @Nullable Duration retryAfter;

    /** The start of the body. */
    private final @Nullable String body;

    /** The headers by their names in lower case. */
    private final HashMap<String, String> headers; // not declared as a Map, because Map is not Serializable

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
     * Returns a builder for an error response, for tests.
     *
     * @param status the HTTP status
     * @return the builder
     */
    public static Builder builder(int status) {
        return new Builder(status);
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status, for example 403
     */
    public int status() {
        return status;
    }

    /**
     * Returns the service's own code, trimmed, for example {@code GES.8303} or {@code itemNotFound}. Ignore the case
     * when you compare it. Branch on the code, never on the message.
     *
     * @return the code, or null if the response has none
     */
    public @Nullable String code() {
        return code;
    }

    /**
     * Returns the service's own message, for people to read.
     *
     * @return the message, or null if the response has none
     */
    public @Nullable String message() {
        return message;
    }

    /**
     * Returns the id of this request at the service. Include it in a support request.
     *
     * @return the request id, or null if the response has none
     */
    public @Nullable String requestId() {
        return requestId;
    }

    /**
     * Returns the wait that the service requests before the next request.
     *
     * @return the wait, or null if the response has none that the client can read
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /**
     * Returns the start of the received body in any format, at most 8 KiB.
     *
     * @return the body, or null if there was none
     */
    public @Nullable String body() {
        return body;
    }

    /**
     * Returns a header of the response. The client keeps no header whose name suggests a secret, such as
     * {@code Set-Cookie}, {@code Location}, or any name with {@code token} or {@code key}. It keeps up to 8 KiB of the
     * other headers. Headers of the request are not available.
     *
     * @param name the name, in any case, for example {@code WWW-Authenticate}
     * @return the value, or the values of several headers of this name joined by commas; null if there was none or the
     * client does not keep it
     */
    public @Nullable String header(String name) {
        return headers.get(KeptHeaders.name(name));
    }

    /** Compares everything but the headers, because their dates always differ. */
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

    /**
     * Returns one line without the body, for example
     * {@code HTTP 403 Forbidden, UnknownError: No such scope. (request id 8c1f)}.
     */
    @Override
    public String toString() {
        return line(null, null);
    }

    /** Returns the line with a note on the attempts and a hint for the reader. */
    String line(@Nullable String attempts, @Nullable String hint) {
        return Text.describe(status, code, message, requestId, attempts, hint);
    }

    /** Builds an {@link ErrorResponse}. */
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
         * Sets the service's own message.
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
         * Sets the wait that the service requests.
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
         * @param body the body, or null for none; truncated to 8 KiB
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
         * Builds the error response.
         *
         * @return the error response
         */
        public ErrorResponse build() {
            return new ErrorResponse(this);
        }
    }
}
