package io.cloudjobs.spring;

import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;

/** Tells Boot that a bean named {@code migration} prepares the database, as Boot's own detectors do for Flyway. */
final class MigrationDetector implements DatabaseInitializerDetector {
    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
        return beans.containsBean("migration") ? Set.of("migration") : Set.of();
    }
}
