package io.cloudjobs.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The {@code User-Agent}: the application, if it has set its name, then our module and Java. It does not name OkHttp,
 * because the compiler copies its version constant, and another version may run.
 */
final class UserAgent {
    private static final String VERSION = version();

    private UserAgent() {}

    static String of(@Nullable String application, String product) {
        String ours = product + "/" + VERSION + " java/" + Runtime.version().feature();
        return application == null ? ours : application + " " + ours;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = UserAgent.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
