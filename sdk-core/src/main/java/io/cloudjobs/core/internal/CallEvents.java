package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientState;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.OperationStart;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.secret.CoreLog;
import io.cloudjobs.core.internal.secret.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reports one operation to the listeners, and its retries to the log. */
final class CallEvents {
    /** The listeners; after the start of the operation, the listeners that they made for it. */
    private List<CallListener> listeners;

    private final @Nullable DebugLog log;
    private final ApiRequest operation;
    private final Deadline deadline;

    /** The start of the attempt. */
    private Duration begun = Duration.ZERO;

    private Duration duration = Duration.ZERO;
    private String url = "";
    private @Nullable Integer status;
    private @Nullable String requestId;
    private KeptHeaders headers = KeptHeaders.NONE;

    CallEvents(List<CallListener> listeners, @Nullable DebugLog log, ApiRequest operation, Deadline deadline) {
        this.listeners = listeners;
        this.log = log;
        this.operation = operation;
        this.deadline = deadline;
    }

    void operationStarted(ClientState client) {
        if (!listeners.isEmpty()) {
            OperationStart event = new StartedOperation(
                    operation.operation(), operation.method(), operation.path().template(), client);
            List<CallListener> started = new ArrayList<>(listeners);
            listeners = started;
            started.replaceAll(listener -> tell(listener, users -> users.operationStarted(event)));
        }
    }

    /** Returns the request with the headers of the listeners, which the log has, too. */
    Request attemptStarted(int attempt, Request request, Secrets secrets) {
        if (listeners.isEmpty() && log == null) {
            return request;
        }
        url = ShownUrl.of(request.url(), operation);
        StartedAttempt event = new StartedAttempt(attempt, url, request);
        tell(listener -> listener.attemptStarted(event));
        Request sent = event.request();
        if (log != null) {
            log.requestBegins(attempt, sent, url, secrets);
        }
        begun = deadline.elapsed(); // without the time of listeners and of the log
        return sent;
    }

    void attemptBegins() {
        begun = deadline.elapsed();
        status = null;
        requestId = null;
        headers = KeptHeaders.NONE;
    }

    /** Records the headers of a response, and returns the response to read. */
    Response responseBegins(Response response, @Nullable String requestId, Secrets secrets) {
        if (!listeners.isEmpty() || log != null) {
            this.status = response.code();
            this.requestId = secrets.hide(requestId);
            this.headers = KeptHeaders.of(response.headers(), secrets);
        }
        return log == null ? response : log.responseBegins(response);
    }

    /** Records the duration of the attempt, before the decision about a retry. */
    void attemptIsOver() {
        duration = deadline.elapsed().minus(begun);
    }

    /** Reports the attempt, after the decision about a retry. */
    void attemptEnded(int attempt, @Nullable SdkException failure, @Nullable Duration retriedAfter) {
        if (log != null) {
            log.attemptEnded(status, headers, duration, failure, retriedAfter);
        }
        if (!listeners.isEmpty()) {
            AttemptEvent event = new EndedAttempt(
                    operation.operation(),
                    attempt,
                    operation.method(),
                    operation.path().template(),
                    url,
                    status,
                    requestId,
                    headers,
                    duration,
                    failure,
                    retriedAfter);
            tell(listener -> listener.attemptEnded(event));
        }
        if (failure != null && retriedAfter != null) {
            CoreLog.log(System.Logger.Level.DEBUG, "{0}; retried after {1}", failure.getMessage(), retriedAfter);
        }
    }

    void operationEnded(int attempts, @Nullable SdkException failure) {
        if (!listeners.isEmpty()) {
            OperationEvent event = new EndedOperation(
                    operation.operation(),
                    operation.method(),
                    operation.path().template(),
                    attempts,
                    deadline.elapsed(),
                    failure);
            tell(listener -> listener.operationEnded(event));
        }
    }

    /** Calls each listener, even if another one throws. */
    private void tell(Consumer<CallListener> event) {
        for (CallListener listener : listeners) {
            tell(listener, same -> {
                event.accept(same);
                return same;
            });
        }
    }

    /** Returns the result of a listener, or the listener itself if it throws. */
    private static CallListener tell(CallListener listener, UnaryOperator<CallListener> event) {
        try {
            return Objects.requireNonNull(event.apply(listener), "operationStarted returned null");
        } catch (VirtualMachineError e) { // no memory, no stack: a problem of the whole program
            throw e;
        } catch (Throwable e) {
            CoreLog.failed("the call listener failed", e, Secrets.NONE);
            return listener;
        }
    }
}
