package io.cloudjobs.network;

import java.nio.file.Path;

/**
 * The environment of the servers.
 *
 * @param directory the directory for their files
 */
record Site(Path directory, Tls tls) {
    /**
     * Returns whether this program runs as root. Then servers refuse to start, or change their user, unless configured
     * otherwise.
     */
    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
