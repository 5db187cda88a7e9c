package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The program in the README prints the documented line. */
@Isolated("replaces System.out")
class FirstCallTest {
    @Test
    void theJobIsAborted() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FirstCall.main(new String[0]);
        } finally {
            System.setOut(before);
        }

        assertEquals("aborted", printed.toString(StandardCharsets.UTF_8).strip());
    }
}
