package io.cloudjobs.worker;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The settings of a worker, which are system properties of its JVM. */
enum WorkerSetting {
    DATABASE,
    ENDPOINT,
    ADVERTISED_ENDPOINT,
    TOKEN,
    DEFINITION,
    /** Empty for a worker that only polls. */
    NOTIFICATION_URL,
    /** Where jobs are redirected to. Empty for a handler that releases every job. */
    DESTINATION,
    POLL_INTERVAL,
    TAKE_OVER_AFTER,
    SETTLE_TIME,
    /** How far the clock of the machine is ahead. */
    CLOCK_AHEAD;

    /** Returns the settings of a worker that only polls, and releases each job. */
    static Map<WorkerSetting, String> of(Office office, Database database, ServiceFront front) {
        Map<WorkerSetting, String> settings = new EnumMap<>(WorkerSetting.class);
        settings.put(DATABASE, database.url());
        settings.put(ENDPOINT, front.endpoint());
        settings.put(ADVERTISED_ENDPOINT, office.emulator().print().endpoint());
        settings.put(TOKEN, office.emulator().print().token());
        settings.put(DEFINITION, office.definitionId());
        settings.put(POLL_INTERVAL, "PT1M");
        settings.put(TAKE_OVER_AFTER, "PT1M");
        settings.put(SETTLE_TIME, "PT2M");
        settings.put(CLOCK_AHEAD, "PT0S");
        return settings;
    }

    String option(String value) {
        return "-D" + name() + "=" + value;
    }

    String text() {
        return System.getProperty(name(), "");
    }

    Duration duration() {
        return Duration.parse(text());
    }
}
