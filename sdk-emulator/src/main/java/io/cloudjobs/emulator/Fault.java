package io.cloudjobs.emulator;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a request: see {@link PrintEmulator#failNext}, {@link GesEmulator#failNext},
 * {@link EntraEmulator#failNext} and {@link IamEmulator#failNext}. A request that meets a fault changes nothing in the
 * service, whatever it asked for. Immutable.
 */
public final class Fault {
    private static final int CLOSED = 0;

    private final int status;
    private final @Nullable Duration retryAfter;

    private Fault(int status, @Nullable Duration retryAfter) {
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter is negative: " + retryAfter);
        }
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /**
     * The answer is 429 with a {@code Retry-After} header.
     *
     * @param retryAfter how long the service asks to wait; written in seconds, with decimals when it is not whole
     * @return the fault
     * @throws IllegalArgumentException when {@code retryAfter} is negative
     */
    public static Fault throttled(Duration retryAfter) {
        return new Fault(429, retryAfter);
    }

    /**
     * The answer is 503 without a {@code Retry-After} header.
     *
     * @return the fault
     */
    public static Fault unavailable() {
        return new Fault(503, null);
    }

    /**
     * The answer is 503 with a {@code Retry-After} header.
     *
     * @param retryAfter how long the service asks to wait; written in seconds, with decimals when it is not whole
     * @return the fault
     * @throws IllegalArgumentException when {@code retryAfter} is negative
     */
    public static Fault unavailable(Duration retryAfter) {
        return new Fault(503, retryAfter);
    }

    /**
     * There is no answer: the whole request is read, then the connection is closed. The client cannot know whether the
     * service did what was asked.
     *
     * @return the fault
     */
    public static Fault closedConnection() {
        return new Fault(CLOSED, null);
    }

    boolean closesConnection() {
        return status == CLOSED;
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
        return closesConnection()
                ? "closed connection"
                : status + (retryAfter == null ? "" : ", Retry-After " + seconds(retryAfter));
    }
}
