package io.cloudjobs.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Who we say we are: the application, if it has given its name, then our module and Java. OkHttp is not named, because its
 * version constant is that of our compiler and not of what runs.
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
