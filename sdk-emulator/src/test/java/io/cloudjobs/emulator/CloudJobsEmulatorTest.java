package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.JavaProgram;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CloudJobsEmulatorTest {
    private static List<String> endpoints(CloudJobsEmulator emulator) {
        return List.of(
                emulator.print().endpoint(),
                emulator.ges().endpoint(),
                emulator.entra().endpoint(),
                emulator.iam().endpoint());
    }

    @Test
    void eachEmulatorHasPortsTokensAndStateOfItsOwn() {
        try (var one = CloudJobsEmulator.start();
                var two = CloudJobsEmulator.start()) {
            assertThat(one.print().endpoint()).matches("http://127\\.0\\.0\\.1:\\d+/v1\\.0");
            assertThat(one.ges().endpoint()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(one.entra().endpoint()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(one.iam().endpoint()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(endpoints(one)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(endpoints(two));

            HeldJob held = one.print().holdJob();
            String url = two.print().endpoint() + "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
            String withOne = "Bearer " + one.print().token();
            String withTwo = "Bearer " + two.print().token();
            Reply another = Reply.to("GET", url, "", "Authorization", withOne);
            Reply empty = Reply.to("GET", url, "", "Authorization", withTwo);

            assertThat(another.status()).isEqualTo(401);
            assertThat(empty.status()).isEqualTo(404);
            assertThat(one.print().requests()).isZero();
            assertThat(two.print().requests()).isEqualTo(2);
        }
    }

    @Test
    void closeCutsConnectionsFreesThePortsAndCanBeCalledTwice() throws Exception {
        var emulator = CloudJobsEmulator.start();
        try (var connection = new RawConnection(emulator.print().endpoint())) {
            connection.send("GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connection.readUntil("\r\n0\r\n\r\n");

            emulator.close();
            emulator.close();

            assertThat(connection.read()).isEqualTo(-1);
        }
        for (String endpoint : endpoints(emulator)) {
            assertThatThrownBy(() -> new RawConnection(endpoint)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSmallResponseOnAKeptConnectionIsNotHeldBack() throws Exception {
        try (var emulator = CloudJobsEmulator.start();
                var connection = new RawConnection(emulator.print().endpoint())) {
            int rounds = 1;
            while (!isPrompt(connection) && rounds < 20) {
                rounds++; // a busy machine can delay responses for a while
            }
            assertThat(rounds).isLessThan(20);
            Eventually.await(
                    () -> System.getProperty("sun.net.httpserver.nodelay") == null); // other tests start emulators too
            assertThat(System.getProperty("sun.net.httpserver.nodelay")).isNull();
        }
    }

    /** Whether a quarter of the responses arrives immediately. Most responses with separate headers and body take 40 ms. */
    private static boolean isPrompt(RawConnection connection) throws IOException {
        int prompt = 0;
        for (int i = 0; i < 80; i++) {
            long start = System.nanoTime();
            connection.send("GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connection.readUntil("\r\n0\r\n\r\n");
            prompt += System.nanoTime() - start < 35_000_000 ? 1 : 0;
        }
        return prompt > 20;
    }

    @Test
    void aProgramEndsWithTheEmulatorLeftOpen() throws Exception {
        Process program = JavaProgram.of(LeftOpen.class, List.of(), List.of())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(program.getInputStream().readAllBytes())).isEqualTo("401");
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    /** Uses an emulator and leaves it open. */
    static final class LeftOpen {
        public static void main(String[] args) throws Exception {
            var emulator = CloudJobsEmulator.start();
            try (var connection = new RawConnection(emulator.print().endpoint())) {
                connection.send("GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\n\r\n");
                System.out.print(connection.readUntil("\r\n").substring(9, 12));
            }
        }
    }
}
