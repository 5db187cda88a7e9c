package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A response with endless data outside its content costs a program with little memory one request, and nothing else.
 */
@Timeout(300)
class EndlessAnswerTest {
    @Test
    void aFloodIsOneOfOurExceptionsInAProgramWithLittleMemory() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Flood flood : Flood.http1()) {
            expected.add(flood + ": " + outcome(flood));
        }
        expected.add(Flood.http1()[5] + " TLS: endless, 1 requests");
        for (Flood flood : Flood.http2()) {
            expected.add(flood + " TLS: " + outcome(flood));
        }

        assertThat(SmallProgram.run("-Xmx128m", FloodReader.class, List.of())).containsExactlyElementsOf(expected);
    }

    private static String outcome(Flood flood) {
        return switch (flood.status()) {
            case 400 -> "ApiException 400, 1 requests";
            case 503 -> "ApiException 503, 3 requests";
            default -> "endless, 1 requests";
        };
    }
}
