package io.cloudjobs.emulator;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a request: see {@link PrintEmulator#failNext}, {@link PrintEmulator#failNextTransfer},
 * {@link GesEmulator#failNext}, {@link EntraEmulator#failNext} and {@link IamEmulator#failNext}. A request that meets a fault changes nothing in the
 * service, whatever it asked for, unless only its answer is lost: {@link #lostAnswer()}. Immutable.
 */
public final class Fault {
    private static final int CLOSED = 0;
    private static final int LOST = 1;

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
     * There is no answer: the whole request is read, then the connection is closed. The service has not done what was
     * asked; the client cannot know, as it looks the same as {@link #lostAnswer()}.
     *
     * @return the fault
     */
    public static Fault closedConnection() {
        return new Fault(CLOSED, null);
    }

    /**
     * The answer is lost: the request is processed as without a fault, then the connection is closed. What was asked is
     * done, unless it was to be refused; the client cannot know, as it looks the same as {@link #closedConnection()}.
     *
     * @return the fault
     */
    public static Fault lostAnswer() {
        return new Fault(LOST, null);
    }

    /** Whether there is no answer. */
    boolean closesConnection() {
        return status == CLOSED || losesAnswer();
    }

    /** Whether there is no answer although the request is processed. */
    boolean losesAnswer() {
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
            case LOST -> "lost answer";
            default -> status + (retryAfter == null ? "" : ", Retry-After " + seconds(retryAfter));
        };
    }
}
