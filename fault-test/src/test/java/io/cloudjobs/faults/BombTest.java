package io.cloudjobs.faults;

import static io.cloudjobs.faults.BombServer.Bomb.BLANKS;
import static io.cloudjobs.faults.BombServer.Bomb.DETAILS;
import static io.cloudjobs.faults.BombServer.Bomb.DOCUMENTS;
import static io.cloudjobs.faults.BombServer.Bomb.ERROR;
import static io.cloudjobs.faults.BombServer.Bomb.ERRORS;
import static io.cloudjobs.faults.BombServer.Bomb.MEMBERS;
import static io.cloudjobs.faults.BombServer.Bomb.RANGES;
import static io.cloudjobs.faults.BombServer.Bomb.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.faults.BombServer.Bomb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A response that decompresses to 1 GiB costs a program with 64 MB of memory one failed call, and nothing else. */
@Timeout(300) // takes 15 s, and much longer on a busy machine
class BombTest {
    private final List<String> arguments = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private BombServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new BombServer();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aBombIsOneOfOurExceptionsInAProgramWithLittleMemory() throws IOException {
        for (Bomb bomb : Bomb.values()) {
            add(Operation.GET, bomb, 200, "InvalidResponseException");
        }
        for (Bomb bomb : List.of(BLANKS, STRING, MEMBERS, ERROR, ERRORS)) {
            add(Operation.ABORT, bomb, 200, "InvalidResponseException");
            add(Operation.CANCEL, bomb, 200, "InvalidResponseException");
            add(Operation.GET, bomb, 400, "ApiException 400");
            add(Operation.ABORT, bomb, 503, "ApiException 503");
            add(Operation.CANCEL, bomb, 429, "RateLimitException 429");
        }

        assertThat(SmallProgram.run("-Xmx64m", BombReader.class, arguments)).containsExactlyElementsOf(expected);
    }

    @Test
    void asMuchAsTheBoundsAllowFitsIntoMoreMemory() throws IOException {
        for (Bomb bomb :
                List.of(DOCUMENTS, DETAILS, RANGES)) { // many small objects, within one token per 192 bytes of heap
            add(Operation.GET, bomb, 200, "InvalidResponseException");
        }

        assertThat(SmallProgram.run("-Xmx192m", BombReader.class, arguments)).containsExactlyElementsOf(expected);
    }

    private void add(Operation operation, Bomb bomb, int status, String outcome) {
        String url = server.url(bomb, status);
        arguments.addAll(List.of(operation.name(), url));
        expected.add(operation + " " + url + ": " + outcome);
    }
}
