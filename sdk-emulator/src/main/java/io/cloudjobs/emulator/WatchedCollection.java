package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.Router;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A collection that a subscription can watch: the jobs of a printer, or the tasks of a definition. */
record WatchedCollection(boolean isJobs, String key) {
    private static final String KEY = "(/[^/]+|\\([^/]+)/";
    private static final Pattern PATH =
            Pattern.compile("/?print/(?:(printers)" + KEY + "jobs|taskDefinitions" + KEY + "tasks)");

    /** Reads a path. Clients encode different characters, and can write the key in parentheses. */
    static @Nullable WatchedCollection of(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        boolean isJobs = matcher.group(1) != null;
        String key = Router.key(matcher.group(isJobs ? 2 : 3));
        return key == null ? null : new WatchedCollection(isJobs, key);
    }
}
