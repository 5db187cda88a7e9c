package io.cloudjobs.emulator.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine. */
final class Chromium {
    private Chromium() {}

    /** Starts Chromium without a window. Without Chromium, the tests of the calling class are skipped. */
    static ChromeDriver start() {
        Optional<Path> browser = find(List.of("chromium", "chromium-browser", "google-chrome"));
        Optional<Path> driver = find(List.of("chromedriver"));
        Assumptions.assumeTrue(
                browser.isPresent() && driver.isPresent(),
                "no browser: to run these tests, install Chromium and its driver (Debian: chromium, chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.addArguments(
                "--headless=new", "--disable-dev-shm-usage", "--window-size=1280,900", "--force-device-scale-factor=1");
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox"); // Chromium refuses to start as root with it
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .build();
        try {
            return new ChromeDriver(service, options);
        } catch (SessionNotCreatedException e) {
            service.stop();
            return Assumptions.abort("no browser: Chromium does not start: " + e.getRawMessage());
        }
    }

    private static Optional<Path> find(List<String> names) {
        StringTokenizer folders =
                new StringTokenizer(Optional.ofNullable(System.getenv("PATH")).orElse(""), File.pathSeparator);
        while (folders.hasMoreTokens()) {
            Path folder = Path.of(folders.nextToken());
            for (String name : names) {
                if (Files.isExecutable(folder.resolve(name))) {
                    return Optional.of(folder.resolve(name));
                }
            }
        }
        return Optional.empty();
    }
}
