package io.cloudjobs.core.internal;

import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A secret, a certificate or a password. Each login reads it again, because it may have changed. It is a class, because
 * a record would show the value.
 */
public final class Credential<T> {
    private final String name;
    private final Supplier<? extends @Nullable T> source;
    private final Consumer<? super T> check;

    private Credential(String name, Supplier<? extends @Nullable T> source, Consumer<? super T> check) {
        this.name = name;
        this.source = source;
        this.check = check;
    }

    /** Creates a credential that never changes, and checks it. */
    public static <T> Credential<T> fixed(String name, T value, Consumer<? super T> check) {
        check.accept(Checks.given(name, value));
        return new Credential<>(name, () -> value, unchanged -> {});
    }

    /** Creates a credential from a user's supplier. Each login checks it. */
    public static <T> Credential<T> from(
            String name, Supplier<? extends @Nullable T> source, Consumer<? super T> check) {
        return new Credential<>(name, Objects.requireNonNull(source, name), check);
    }

    /**
     * Returns the current value. A failure of the supplier is a {@link TokenException}, because the client sends no
     * request.
     */
    public T now(String operation) {
        T value = ask(operation);
        if (value == null) {
            throw failure(operation, " returned null", null);
        }
        try {
            check.accept(value);
        } catch (IllegalArgumentException e) { // our own check, which shows no value
            throw failure(operation, " returned an unusable value: " + e.getMessage(), null);
        }
        return value;
    }

    private @Nullable T ask(String operation) {
        try {
            return source.get();
        } catch (VirtualMachineError e) { // no memory, no stack: our exception would not help
            throw e;
        } catch (Throwable e) { // of any kind: Kotlin declares no exceptions, and a class may be missing
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedCallException(operation, null, 0, false, "the thread was interrupted", e);
            }
            // Our own messages show no secret; other messages may.
            String problem = e instanceof SdkException
                    ? " failed: " + e.getMessage()
                    : " failed with " + e.getClass().getSimpleName();
            throw failure(operation, problem, e);
        }
    }

    private TokenException failure(String operation, String problem, @Nullable Throwable cause) {
        return new TokenException(operation, null, 0, false, "the supplier of " + name + problem, cause);
    }
}
