package io.cloudjobs.core.internal.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/**
 * The limits for one JSON text. A large valid response has many values and long strings, so their limits follow {@code
 * maxResponseBytes}. The limits for depth, numbers and names are fixed, far above any response of the services.
 *
 * <p>The messages are our own, because Jackson's name methods that our users cannot call.
 */
public final class JsonBounds extends StreamReadConstraints {
    private static final long serialVersionUID = 1L;

    /** The default maximum length of a response. */
    public static final long DEFAULT_MAX_RESPONSE_BYTES = 32L * 1024 * 1024;

    /**
     * One token is one value, one name or one bracket. With 16 bytes per token, any body of up to an eighth of the
     * limit is accepted.
     */
    private static final int BYTES_PER_TOKEN = 16;

    /**
     * A token takes up to 80 bytes of memory. In addition there are the text of the response and, temporarily, two
     * copies of it.
     */
    private static final int HEAP_PER_TOKEN = 192;

    private static final long LEAST_TOKENS = 500_000;

    private static final int LEAST_TEXT = 4 * 1024 * 1024;
    private static final int TEXTS_PER_RESPONSE = 8;
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_NAME_LENGTH = 50_000;
    private static final long NO_BOUND = -1; // ResponseReader limits the length

    /** The limits for a user's own text. There is no builder to raise them. */
    static final JsonBounds DEFAULT = of(DEFAULT_MAX_RESPONSE_BYTES).withoutAdvice();

    private final String moreTokens;
    private final String longerText;

    private JsonBounds(long tokens, int text, String moreTokens, String longerText) {
        super(MAX_DEPTH, NO_BOUND, MAX_NUMBER_LENGTH, text, MAX_NAME_LENGTH, tokens);
        this.moreTokens = moreTokens;
        this.longerText = longerText;
    }

    private JsonBounds withoutAdvice() {
        return new JsonBounds(_maxTokenCount, _maxStringLen, "", "");
    }

    public static JsonBounds of(long maxResponseBytes) {
        return of(maxResponseBytes, Runtime.getRuntime().maxMemory());
    }

    static JsonBounds of(long maxResponseBytes, long heap) {
        long ofHeap = Math.max(LEAST_TOKENS, heap / HEAP_PER_TOKEN);
        long ofResponse = Math.max(LEAST_TOKENS, maxResponseBytes / BYTES_PER_TOKEN);
        long text = Math.max(LEAST_TEXT, maxResponseBytes / TEXTS_PER_RESPONSE);
        return new JsonBounds(
                Math.min(ofHeap, ofResponse),
                (int) Math.min(Integer.MAX_VALUE, text),
                ofResponse <= ofHeap
                        ? "; raise maxResponseBytes(...), which allows one per " + BYTES_PER_TOKEN + " bytes"
                        : "; raise the heap (-Xmx), which allows one per " + HEAP_PER_TOKEN + " bytes",
                "; raise maxResponseBytes(...), which allows one character per " + TEXTS_PER_RESPONSE + " bytes");
    }

    @Override
    public void validateTokenCount(long count) throws StreamConstraintsException {
        if (count > _maxTokenCount) {
            throw exceeded("the response has more than " + _maxTokenCount + " JSON tokens" + moreTokens);
        }
    }

    @Override
    public void validateStringLength(int length) throws StreamConstraintsException {
        if (length > _maxStringLen) {
            throw exceeded("a string is longer than " + _maxStringLen + " characters" + longerText);
        }
    }

    @Override
    public void validateNestingDepth(int depth) throws StreamConstraintsException {
        if (depth > MAX_DEPTH) {
            throw exceeded("the JSON is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    @Override
    public void validateIntegerLength(int length) throws StreamConstraintsException {
        checkNumber(length);
    }

    @Override
    public void validateFPLength(int length) throws StreamConstraintsException {
        checkNumber(length);
    }

    @Override
    public void validateNameLength(int length) throws StreamConstraintsException {
        if (length > MAX_NAME_LENGTH) {
            throw exceeded("a member name is longer than " + MAX_NAME_LENGTH + " characters");
        }
    }

    private static void checkNumber(int length) throws StreamConstraintsException {
        if (length > MAX_NUMBER_LENGTH) {
            throw exceeded("a number is longer than " + MAX_NUMBER_LENGTH + " characters");
        }
    }

    private static StreamConstraintsException exceeded(String bound) {
        return new StreamConstraintsException(bound);
    }
}
