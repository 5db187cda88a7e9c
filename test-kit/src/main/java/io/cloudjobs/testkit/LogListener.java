package io.cloudjobs.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to loggers at all levels until it is closed. Their lines do not reach the console. */
public final class LogListener extends Handler implements AutoCloseable {
    private final Consumer<LogRecord> heard;
    private final List<Logger> loggers;

    /** Starts to listen. */
    public LogListener(Consumer<LogRecord> heard, String... loggers) {
        this.heard = heard;
        this.loggers = Arrays.stream(loggers).map(Logger::getLogger).toList();
        for (Logger logger : this.loggers) {
            logger.setLevel(Level.ALL);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }
    }

    @Override
    public void publish(LogRecord line) {
        heard.accept(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        for (Logger logger : loggers) {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }
}
