package io.cloudjobs.faults;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Looks for the canary wherever a secret could come out: exceptions with all that hangs on them, texts, log records. */
final class Canary {
    private Canary() {}

    static void check(String text) {
        if (text.contains(FaultCase.CANARY)) {
            throw new AssertionError("a secret is shown");
        }
    }

    /** The stack trace has the message and toString of the exception, its causes and all that is suppressed. */
    static void check(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        check(trace.toString());
        check(failure.getMessage());
    }

    /** Listens to every logger at the loudest level while it is open. */
    static final class Log extends Handler implements AutoCloseable {
        private final Logger root = Logger.getLogger("");
        private final Logger ours = Logger.getLogger("io.cloudjobs");
        private final Logger okHttp = Logger.getLogger("okhttp3");
        private final Handler[] others = root.getHandlers();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private volatile boolean leaked;
        private final SimpleFormatter formatter = new SimpleFormatter();

        Log() {
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
            leaked |= text.contains(FaultCase.CANARY);
        }

        /** What our own loggers said. */
        Queue<String> lines() {
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
