package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A call of the user with its requests, which may run on several threads. */
record ObservedCall<T extends @Nullable Object>(T value, List<AttemptEvent> attempts) implements CallResult<T> {
    /** Collects the requests of a call. */
    static final class Attempts implements CallListener {
        private final Queue<AttemptEvent> ended = new ConcurrentLinkedQueue<>();

        @Override
        public void attemptEnded(AttemptEvent event) {
            ended.add(event);
        }

        List<AttemptEvent> untilNow() {
            return List.copyOf(ended);
        }
    }

    /** Omits the value, which may be a secret. */
    @Override
    public String toString() {
        return Shown.record(
                "CallResult", "attempts", attempts.size(), "statusCode", statusCode(), "requestId", requestId());
    }
}
