package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserAgentTest {
    private static final String OURS =
            "sdk-print/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)? java/" + Runtime.version().feature();

    @Test
    void itNamesOurModuleAndWhatItRunsOnWithTheirVersions() {
        assertThat(UserAgent.of(null, "sdk-print")).matches(OURS);
    }

    @Test
    void theApplicationStandsFirst() {
        assertThat(UserAgent.of("badge-release/2.1", "sdk-print")).matches("badge-release/2\\.1 " + OURS);
    }
}
