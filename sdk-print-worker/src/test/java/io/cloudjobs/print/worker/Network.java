package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The network between the workers and the emulator. It records each request, counts the requests that changed the job,
 * and does one thing at one point of the way: a point is a request, or the moment when a worker stores its row.
 */
final class Network implements Interceptor {
    /** A mishap at a point. */
    enum Mishap {
        /** The process dies before it sends or stores. */
        DIES_BEFORE(true),
        /** The process dies after the service or the database has done its part. */
        DIES_AFTER(true),
        /** The process dies, and its request arrives much later. */
        DIES_AND_ARRIVES_LATER(false),
        /** There is no connection. */
        NOT_SENT(false),
        /** The service acts, but its response is lost. */
        LOST(false),
        /** The connection breaks, and the request arrives much later. */
        ARRIVES_LATER(false),
        /** The process stops so long that another one does all its work. Then it continues. */
        PAUSES(true);

        final boolean alsoOfStores;

        Mishap(boolean alsoOfStores) {
            this.alsoOfStores = alsoOfStores;
        }
    }

    /** Ends a process: no code of it runs any more. */
    static final class Death extends VirtualMachineError {
        private static final long serialVersionUID = 1L;
    }

    /** A request that was sent. */
    record Sent(String name, Instant at) {}

    private static final Duration LATE = Duration.ofSeconds(90);

    final List<Sent> sent = new ArrayList<>();
    int effects;

    private final ManualTime time;
    private final OkHttpClient plain;
    private final Runnable breakConnection;
    private final HeldTask held;
    private final @Nullable Mishap mishap;
    private final int first;
    private final int last;
    private final Runnable anotherWorker;
    private int points;
    private @Nullable Request late;
    private Instant lateAt = Instant.MAX;
    boolean happened;

    /** The task that the emulator holds. */
    record HeldTask(PrintJobClient watcher, String definitionId, String taskId) {
        boolean isHeld() {
            return watcher.taskDefinition(definitionId)
                    .task(taskId)
                    .get()
                    .status()
                    .state()
                    .equals(PrintTaskProcessingState.PROCESSING);
        }
    }

    /** Lets the mishap happen at the points from {@code first} to {@code last}, counted from 1. */
    Network(
            ManualTime time,
            HeldTask held,
            @Nullable Mishap mishap,
            int first,
            int last,
            Runnable anotherWorker,
            OkHttpClient plain,
            Runnable breakConnection) {
        this.time = time;
        this.held = held;
        this.mishap = mishap;
        this.first = first;
        this.last = last;
        this.anotherWorker = anotherWorker;
        this.plain = plain;
        this.breakConnection = breakConnection;
    }

    /** Returns the mishap of the next point; null for none. */
    private @Nullable Mishap next(boolean isStore) {
        points++;
        if (mishap == null || points < first || points > last || isStore && !mishap.alsoOfStores) {
            return null;
        }
        happened = true;
        return mishap;
    }

    /** Stores a row. */
    boolean store(java.util.function.BooleanSupplier store) {
        Mishap mishap = next(true);
        if (mishap == null) {
            return store.getAsBoolean();
        }
        switch (mishap) {
            case DIES_BEFORE -> throw new Death();
            case DIES_AFTER -> {
                store.getAsBoolean();
                throw new Death();
            }
            default -> anotherWorker.run();
        }
        return store.getAsBoolean();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        deliverLate(false);
        Request request = chain.request();
        Mishap mishap = next(false);
        if (mishap == Mishap.PAUSES) {
            anotherWorker.run();
        } else if (mishap == Mishap.DIES_BEFORE) {
            throw new Death();
        } else if (mishap == Mishap.NOT_SENT) {
            throw new IOException("no connection");
        } else if (mishap == Mishap.DIES_AND_ARRIVES_LATER || mishap == Mishap.ARRIVES_LATER) {
            record(request);
            late = request;
            lateAt = time.now().plus(LATE);
            if (mishap == Mishap.DIES_AND_ARRIVES_LATER) {
                throw new Death();
            }
            breakConnection.run();
            return chain.proceed(request);
        }
        record(request);
        Response response = isRead(request) ? chain.proceed(request) : effect(() -> chain.proceed(request));
        if (mishap == Mishap.DIES_AFTER || mishap == Mishap.LOST) {
            response.close();
            if (mishap == Mishap.DIES_AFTER) {
                throw new Death();
            }
            throw new IOException("the response is lost");
        }
        return response;
    }

    private void record(Request request) {
        sent.add(new Sent(name(request), time.now()));
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET");
    }

    private static String name(Request request) {
        List<String> path = request.url().pathSegments();
        String last = path.get(path.size() - 1);
        String resource = path.contains("tasks") ? "task" : "job";
        return request.method() + " " + (last.equals("redirect") || last.equals("abort") ? last : resource);
    }

    /** Delivers the late request, if its time has come. */
    void deliverLate(boolean now) throws IOException {
        Request request = late;
        if (request != null && (now || !time.now().isBefore(lateAt))) {
            late = null;
            effect(() -> plain.newCall(request).execute()).close();
        }
    }

    private interface Exchange {
        Response run() throws IOException;
    }

    /** Runs an exchange, and counts it if it ended the hold of the job. */
    private Response effect(Exchange exchange) throws IOException {
        boolean before = held.isHeld();
        Response response = exchange.run();
        if (before && !held.isHeld()) {
            effects++;
        }
        return response;
    }
}
