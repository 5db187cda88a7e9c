package io.cloudjobs.testkit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Captures the records of loggers at all levels until it is closed, and of the root logger at its own level. Their
 * records do not reach the console. Test classes run at the same time: a listener captures the records of all of them,
 * and the last one to close restores the logger.
 */
public final class LogListener extends Handler implements AutoCloseable {
    private static final Map<Logger, Integer> OPEN = new HashMap<>();

    private final Consumer<LogRecord> heard;
    private final List<Logger> loggers;

    /** Starts capturing. */
    public LogListener(Consumer<LogRecord> heard, String... loggers) {
        this.heard = heard;
        this.loggers = Arrays.stream(loggers).map(Logger::getLogger).toList();
        synchronized (OPEN) {
            for (Logger logger : this.loggers) {
                OPEN.merge(logger, 1, Integer::sum);
                if (logger.getParent() != null) {
                    logger.setLevel(Level.ALL);
                }
                logger.setUseParentHandlers(false);
                logger.addHandler(this);
            }
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
        synchronized (OPEN) {
            for (Logger logger : loggers) {
                logger.removeHandler(this);
                if (OPEN.merge(logger, -1, Integer::sum) == 0) {
                    logger.setUseParentHandlers(true);
                    if (logger.getParent() != null) {
                        logger.setLevel(null);
                    }
                }
            }
        }
    }
}
