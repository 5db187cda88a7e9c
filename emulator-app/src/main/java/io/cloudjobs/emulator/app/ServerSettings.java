package io.cloudjobs.emulator.app;

import java.util.Map;

/**
 * Settings of the JDK's HTTP server, for the whole program. The JDK reads them when it loads its server. A library must
 * not change them, so only the program does. A value on the command line of the JVM wins.
 */
final class ServerSettings {
    private static final Map<String, String> SETTINGS = Map.of(
            // Without it, JDK 17 sends small responses after 40 ms.
            "sun.net.httpserver.nodelay", "true",
            // Seconds until a request must have arrived and its response begun. A slow client holds a thread until
            // then.
            "sun.net.httpserver.maxReqTime", "900",
            // The JDK keeps 200 idle connections. 200 clients that use several services have more.
            "sun.net.httpserver.maxIdleConnections", "2000",
            // Open connections of one service. Below the number of files that an operating system grants.
            "jdk.httpserver.maxConnections", "4000");

    private ServerSettings() {}

    static void apply() {
        SETTINGS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
