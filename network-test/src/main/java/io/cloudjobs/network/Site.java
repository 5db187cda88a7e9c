package io.cloudjobs.network;

import java.nio.file.Path;

/**
 * Where the servers run.
 *
 * @param directory for their files
 */
record Site(Path directory, Tls tls) {
    /** Servers refuse to run as root, or drop it, unless told otherwise. */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
