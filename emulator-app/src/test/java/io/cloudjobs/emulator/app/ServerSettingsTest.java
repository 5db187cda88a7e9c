package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets properties of the JVM")
class ServerSettingsTest {
    private static final List<String> NAMES = List.of(
            "sun.net.httpserver.nodelay",
            "sun.net.httpserver.maxReqTime",
            "sun.net.httpserver.maxIdleConnections",
            "jdk.httpserver.maxConnections");

    @Test
    void aValueOfTheUserWins() {
        try {
            System.setProperty(NAMES.get(1), "60");
            ServerSettings.apply();
            assertThat(NAMES).extracting(System::getProperty).containsExactly("true", "60", "2000", "4000");
        } finally {
            NAMES.forEach(System::clearProperty);
        }
    }
}
