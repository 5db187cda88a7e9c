package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a request, for {@link PrintEmulator#failNext}, {@link PrintEmulator#failNextTransfer},
 * {@link GesEmulator#failNext}, {@link EntraEmulator#failNext} and {@link IamEmulator#failNext}. A request that fails
 * with a fault changes nothing in the service, unless the fault is {@link #lostResponse()}. Immutable.
 */
public final class Fault {
    private static final int CLOSED = 0;
    private static final int LOST = 1;

    private final int status;
    private final @Nullable Duration retryAfter;

    private Fault(int status, @Nullable Duration retryAfter) {
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter must not be negative, but is " + retryAfter);
        }
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /**
     * Returns a fault that makes the service respond 429 with a {@code Retry-After} header.
     *
     * @param retryAfter the value of the header, which the service sends in seconds, with decimals if necessary
     * @return the fault
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public static Fault throttled(Duration retryAfter) {
        return new Fault(429, retryAfter);
    }

    /**
     * Returns a fault that makes the service respond 503 without a {@code Retry-After} header.
     *
     * @return the fault
     */
    public static Fault unavailable() {
        return new Fault(503, null);
    }

    /**
     * Returns a fault that makes the service respond 503 with a {@code Retry-After} header.
     *
     * @param retryAfter the value of the header, which the service sends in seconds, with decimals if necessary
     * @return the fault
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public static Fault unavailable(Duration retryAfter) {
        return new Fault(503, retryAfter);
    }

    /**
     * Returns a fault without a response: the service reads the whole request, does not process it, and closes the
     * connection. A client cannot distinguish this fault from {@link #lostResponse()}.
     *
     * @return the fault
     */
    public static Fault closedConnection() {
        return new Fault(CLOSED, null);
    }

    /**
     * Returns a fault that loses the response: the service processes the request as usual, then closes the connection.
     * A client cannot distinguish this fault from {@link #closedConnection()}.
     *
     * @return the fault
     */
    public static Fault lostResponse() {
        return new Fault(LOST, null);
    }

    /** Returns whether the client receives no response. */
    boolean closesConnection() {
        return status == CLOSED || losesResponse();
    }

    /** Returns whether the client receives no response although the service processes the request. */
    boolean losesResponse() {
        return status == LOST;
    }

    Refusal refusal() {
        var refusal = new Refusal(
                status, status == 429 ? "Please retry again later." : "The service is temporarily unavailable.");
        return retryAfter == null ? refusal : refusal.with("Retry-After", seconds(retryAfter));
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public String toString() {
        return switch (status) {
            case CLOSED -> "closed connection";
            case LOST -> "lost response";
            default -> status + (retryAfter == null ? "" : ", Retry-After " + seconds(retryAfter));
        };
    }
}
