package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure or a delay of a request, for {@link FaultRule} and the methods {@code failNext} of each
 * service, such as {@link PrintEmulator#failNext}. A request that gets an error status or a closed connection changes nothing
 * in the service. With {@link #lostResponse()}, {@link #delayed} and {@link #slowResponse}, the service processes the request
 * as usual. Immutable.
 */
public final class Fault {
    /** The kinds that are no status. An enum would double the size of this class. */
    private static final int USUAL = 0;

    private static final int CLOSED_CONNECTION = 1;
    private static final int LOST_RESPONSE = 2;

    private final int kind;
    private final @Nullable Duration retryAfter;
    private final Duration delay;
    private final int bytesPerSecond;

    private Fault(int kind, @Nullable Duration retryAfter, Duration delay, int bytesPerSecond) {
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.delay = delay;
        this.bytesPerSecond = bytesPerSecond;
    }

    /**
     * Returns a fault that makes the service respond with an error status, in the error format of the service, without a
     * {@code Retry-After} header.
     *
     * @param status the status, from 400 to 599
     * @return the fault
     * @throws IllegalArgumentException if {@code status} is not in this range
     */
    public static Fault status(int status) {
        return error(status, null);
    }

    /**
     * Returns a fault like {@link #status(int)}, with a {@code Retry-After} header.
     *
     * @param status the status, from 400 to 599
     * @param retryAfter the value of the header, which the service sends in seconds, with decimals if necessary
     * @return the fault
     * @throws IllegalArgumentException if {@code status} is not in this range, or {@code retryAfter} is negative
     */
    public static Fault status(int status, Duration retryAfter) {
        return error(status, notNegative("retryAfter", retryAfter));
    }

    private static Fault error(int status, @Nullable Duration retryAfter) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be between 400 and 599, but is " + status);
        }
        return new Fault(status, retryAfter, Duration.ZERO, 0);
    }

    private static Duration notNegative(String name, Duration duration) {
        if (Objects.requireNonNull(duration, name + " must not be null").isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
        }
        return duration;
    }

    /**
     * Returns a fault that makes the service respond 429 with a {@code Retry-After} header.
     *
     * @param retryAfter the value of the header, which the service sends in seconds, with decimals if necessary
     * @return the fault
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public static Fault throttled(Duration retryAfter) {
        return status(429, retryAfter);
    }

    /**
     * Returns a fault that makes the service respond 503 without a {@code Retry-After} header.
     *
     * @return the fault
     */
    public static Fault unavailable() {
        return status(503);
    }

    /**
     * Returns a fault that makes the service respond 503 with a {@code Retry-After} header.
     *
     * @param retryAfter the value of the header, which the service sends in seconds, with decimals if necessary
     * @return the fault
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public static Fault unavailable(Duration retryAfter) {
        return status(503, retryAfter);
    }

    /**
     * Returns a fault without a response: the service reads the whole request, does not process it, and closes the
     * connection. A client cannot distinguish this fault from {@link #lostResponse()}.
     *
     * @return the fault
     */
    public static Fault closedConnection() {
        return new Fault(CLOSED_CONNECTION, null, Duration.ZERO, 0);
    }

    /**
     * Returns a fault that loses the response: the service processes the request as usual, then closes the connection.
     * A client cannot distinguish this fault from {@link #closedConnection()}.
     *
     * @return the fault
     */
    public static Fault lostResponse() {
        return new Fault(LOST_RESPONSE, null, Duration.ZERO, 0);
    }

    /**
     * Returns a fault that delays the usual response, like {@link #after} without any other fault.
     *
     * @param delay the delay, by the {@link CloudJobsEmulator#clock()}
     * @return the fault
     * @throws IllegalArgumentException if {@code delay} is negative
     */
    public static Fault delayed(Duration delay) {
        return new Fault(USUAL, null, notNegative("delay", delay), 0);
    }

    /**
     * Returns a fault that sends the body of the usual response slowly. The headers arrive at once.
     *
     * @param bytesPerSecond the speed, at least 1, by the {@link CloudJobsEmulator#clock()}
     * @return the fault
     * @throws IllegalArgumentException if {@code bytesPerSecond} is less than 1
     */
    public static Fault slowResponse(int bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytesPerSecond must be at least 1, but is " + bytesPerSecond);
        }
        return new Fault(USUAL, null, Duration.ZERO, bytesPerSecond);
    }

    /**
     * Returns this fault after a delay. The delay begins when the request arrives. The service processes the request
     * immediately, and responds or closes the connection after the delay. So a client that gives up too early does not know
     * whether the service has acted. The delay follows the {@link CloudJobsEmulator#clock()}: advancing this clock ends it, and a frozen clock makes it endless.
     * {@link CloudJobsEmulator#reset()} ends it too. Replaces an earlier delay.
     *
     * @param delay the delay, zero or longer
     * @return the changed fault
     * @throws IllegalArgumentException if {@code delay} is negative
     */
    public Fault after(Duration delay) {
        return new Fault(kind, retryAfter, notNegative("delay", delay), bytesPerSecond);
    }

    Duration delay() {
        return delay;
    }

    /** Returns the speed of the response, or 0 if it is not limited. */
    int bytesPerSecond() {
        return bytesPerSecond;
    }

    /** Returns whether the client receives no response. */
    boolean closesConnection() {
        return kind == CLOSED_CONNECTION || kind == LOST_RESPONSE;
    }

    /** Throws a {@link Refusal} unless the service processes the request. */
    void check() {
        if (kind != USUAL && kind != LOST_RESPONSE) {
            throw refusal();
        }
    }

    Refusal refusal() {
        var refusal = new Refusal(
                kind,
                switch (kind) {
                    case 429 -> "Please retry again later.";
                    case 503 -> "The service is temporarily unavailable.";
                    default -> "The emulator injects this error.";
                });
        return retryAfter == null ? refusal : refusal.with("Retry-After", seconds(retryAfter));
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns a text for the log, for example {@code 503, Retry-After 10, after 2.5 s}. */
    @Override
    public String toString() {
        String text = switch (kind) {
            case CLOSED_CONNECTION -> "closed connection";
            case LOST_RESPONSE -> "lost response";
            case USUAL -> bytesPerSecond > 0 ? "response at " + bytesPerSecond + " B/s" : "response";
            default -> kind + (retryAfter == null ? "" : ", Retry-After " + seconds(retryAfter));
        };
        return delay.isZero() ? text : text + ", after " + seconds(delay) + " s";
    }
}
