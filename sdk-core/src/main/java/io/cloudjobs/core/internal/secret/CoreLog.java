package io.cloudjobs.core.internal.secret;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The log of the clients. If the logger of a user throws, for example because a disk is full, the call continues. */
public final class CoreLog {
    private static final Logger LOG = System.getLogger("io.cloudjobs.core");

    private CoreLog() {}

    /** Logs a text with values for {@code {0}} and so on. */
    public static void log(Level level, String text, @Nullable Object... values) {
        try {
            LOG.log(level, text, values);
        } catch (VirtualMachineError e) { // no memory, no stack: a problem of the whole program
            throw e;
        } catch (Throwable e) { // there is no other place to tell it
        }
    }

    /** Logs what the code of a user threw. */
    public static void failed(String problem, Throwable thrown, Secrets secrets) {
        try {
            LOG.log(Level.DEBUG, problem, ShownCause.of(thrown, secrets));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) { // see log
        }
    }
}
