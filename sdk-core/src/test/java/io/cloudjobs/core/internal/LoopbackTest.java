package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.0.0.0", "127.255.255.255", "::1", "[::1]"})
    void thisMachineIsLoopback(String host) {
        assertThat(Loopback.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost.",
                "localhost.example",
                "127.0.0.1.example",
                "127.0.0",
                "127.0.0.256",
                "128.0.0.1",
                "0.0.0.0",
                "::",
                "::2",
                "[::1",
                "::1]",
                "169.254.169.254"
            })
    void anotherHostIsNot(String host) {
        assertThat(Loopback.isHost(host)).isFalse();
    }
}
