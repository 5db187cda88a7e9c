package io.cloudjobs.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Looks for the canary wherever a secret could come out: exceptions with all that hangs on them, texts, log records. */
public final class Canary {
    /** Stands for every secret; whoever shows it has lost. */
    public static final String SECRET = "canary-7f3d0c1e-that-must-never-be-seen";

    private Canary() {}

    /** Fails if a text shows it. */
    public static void check(String text) {
        if (text.contains(SECRET)) {
            throw new AssertionError("a secret is shown");
        }
    }

    /** Fails if a failure shows it. */
    public static void check(Throwable failure) {
        check(FailureText.of(failure));
        check(String.valueOf(failure.getMessage()));
    }

    /** Listens to every logger at the loudest level while it is open. */
    public static final class Log extends Handler implements AutoCloseable {
        private final Logger root = Logger.getLogger("");
        private final Logger ours = Logger.getLogger("io.cloudjobs");
        private final Logger okHttp = Logger.getLogger("okhttp3");
        private final Handler[] others = root.getHandlers();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private volatile boolean leaked;
        private final SimpleFormatter formatter = new SimpleFormatter();

        /** Listens until it is closed, which fails if it was logged. */
        public Log() {
            // The console would drown in what this listens to.
            for (Handler other : others) {
                root.removeHandler(other);
            }
            setLevel(Level.ALL);
            root.addHandler(this);
            ours.setLevel(Level.ALL);
            okHttp.setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            String text = formatter.format(line);
            if (line.getLoggerName() != null && line.getLoggerName().startsWith("io.cloudjobs")) {
                lines.add(text);
            }
            leaked |= text.contains(SECRET);
        }

        /** What our own loggers said. */
        public Queue<String> lines() {
            return lines;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
            ours.setLevel(null);
            okHttp.setLevel(null);
            for (Handler other : others) {
                root.addHandler(other);
            }
            if (leaked) {
                throw new AssertionError("a secret is logged");
            }
        }
    }
}
