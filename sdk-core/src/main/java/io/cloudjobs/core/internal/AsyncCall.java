package io.cloudjobs.core.internal;

import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.ClientOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call on a thread of an executor. If its future ends in another way than by the call, that cancels the call. */
public final class AsyncCall<C, T extends @Nullable Object> implements Runnable {
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final Cancellation cancellation = Cancellation.create();
    private final C client;
    private final Function<? super C, ? extends T> call;

    /** Whether the call has ended. Its result may still use the client, for example a list that reads its pages later. */
    private volatile boolean hasEnded;

    private AsyncCall(
            Function<Consumer<? super ClientOptions>, ? extends C> view, Function<? super C, ? extends T> call) {
        this.client = view.apply(options -> options.cancellation(cancellation));
        this.call = call;
        var unused = future.whenComplete((result, failure) -> {
            if (!hasEnded) {
                cancellation.cancel();
            }
        });
    }

    /**
     * Starts a call.
     *
     * @param view the function that returns a view of the client with other options
     */
    public static <C, T extends @Nullable Object> CompletableFuture<T> start(
            Executor executor,
            Function<Consumer<? super ClientOptions>, ? extends C> view,
            Function<? super C, ? extends T> call) {
        Objects.requireNonNull(executor, "executor");
        AsyncCall<C, T> started = new AsyncCall<>(view, Objects.requireNonNull(call, "call"));
        executor.execute(started);
        return started.future;
    }

    @Override
    public void run() {
        if (future.isDone()) {
            return;
        }
        T result;
        try {
            result = call.apply(client);
        } catch (Throwable e) { // of any kind, as CompletableFuture.supplyAsync does
            hasEnded = true;
            future.completeExceptionally(e);
            return;
        }
        hasEnded = true;
        future.complete(result);
    }
}
