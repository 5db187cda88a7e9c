package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("compares the threads of the JVM")
class EmulatorExtensionTest {
    private static final ExtensionContext NONE = null;

    /** Sends the first request of the test, and leaves state that the next test must not find. */
    private static void use(EmulatorExtension emulator) {
        assertThat(status(emulator)).isEqualTo(401);
        assertThat(emulator.print().requests()).isEqualTo(1);
        emulator.print().failNext(3, Fault.closedConnection());
    }

    private static int status(EmulatorExtension emulator) {
        return Reply.to("GET", emulator.print().endpoint() + "/me", "").status();
    }

    @Nested
    class InAStaticField {
        @RegisterExtension
        static final EmulatorExtension emulator = new EmulatorExtension();

        private static final String ENDPOINT = emulator.print().endpoint();

        private final HeldJob held = emulator.print().holdJob();

        @RepeatedTest(2)
        void eachTestFindsTheSamePortsAndNothingOfTheTestBefore() {
            use(emulator);
            assertThat(emulator.print().endpoint()).isEqualTo(ENDPOINT);
            assertThat(held.jobId()).isEqualTo("1");
        }

        @Nested
        class WithAClassInside {
            @RepeatedTest(2)
            void itGoesOn() {
                use(emulator);
                assertThat(emulator.print().endpoint()).isEqualTo(ENDPOINT);
            }
        }
    }

    @Nested
    class InAField {
        private static final Set<String> ENDPOINTS = new HashSet<>();

        @RegisterExtension
        final EmulatorExtension emulator = new EmulatorExtension();

        @RepeatedTest(2)
        void eachTestHasItsOwn() {
            use(emulator);
            ENDPOINTS.forEach(EmulatorExtensionTest::assertStopped);
            ENDPOINTS.add(emulator.print().endpoint());
        }
    }

    @Test
    void itRunsToTheEndOfTheOuterClass() {
        var emulator = new EmulatorExtension();
        emulator.beforeAll(NONE);
        emulator.beforeAll(NONE);
        emulator.afterEach(NONE);
        emulator.afterAll(NONE);
        assertThat(status(emulator)).isEqualTo(401);

        emulator.afterAll(NONE);

        assertStopped(emulator.print().endpoint());
    }

    @Test
    void whatIsNotUsedIsNotStarted() {
        var emulator = new EmulatorExtension();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        emulator.beforeAll(NONE);
        emulator.afterEach(NONE);
        emulator.afterAll(NONE);

        // Threads of other tests may end in the meantime.
        assertThat(before).containsAll(Thread.getAllStackTraces().keySet());
    }

    private static void assertStopped(String endpoint) {
        assertThatThrownBy(() -> new RawConnection(endpoint)).isInstanceOf(IOException.class);
    }
}
