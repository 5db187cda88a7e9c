package io.cloudjobs.faults;

import static io.cloudjobs.testkit.RawServer.Then.FIN;
import static io.cloudjobs.testkit.RawServer.Then.RST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.RawServer.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A response that is truncated at every byte. */
@Timeout(60)
class CutTest {
    private static final String REFUSAL = "{\"error\":{\"code\":\"UnknownError\",\"message\":\"No such scope.\"}}";
    private static final String HEAD = "HTTP/1.1 403 Forbidden\r\nContent-Length: " + REFUSAL.length() + "\r\n\r\n";

    @ParameterizedTest
    @EnumSource
    void aSuccessThatIsCutIsNoSuccess(Operation operation) throws IOException {
        String answer = operation.answer();
        for (int end = 0; end < answer.length(); end++) {
            String expected = operation == Operation.ABORT ? "1 of 1" : "3 of 3";
            assertThat(outcome(operation, answer.substring(0, end)))
                    .as("%s bytes", end)
                    .isEqualTo(expected + ": TransportException, unclear");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalThatIsCutIsARefusalAsSoonAsItsHeadIsWhole(Operation operation) throws IOException {
        String answer = HEAD + REFUSAL;
        for (int end = HEAD.length(); end <= answer.length(); end++) {
            assertThat(outcome(operation, answer.substring(0, end)))
                    .as("%s bytes", end)
                    .isEqualTo("1 of 1: ForbiddenException 403, clear");
        }
    }

    /** The progress of the client before the reset is a race. In any case the service has received nothing. */
    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsResetAtOnceDeliversNothing(Operation operation) throws IOException {
        assertThat(outcome(operation, Answer.onConnection(RST))).matches("0 of [1-3]: TransportException, (un)?clear");
    }

    private static String outcome(Operation operation, String answer) throws IOException {
        return outcome(operation, Answer.of(answer, FIN));
    }

    private static String outcome(Operation operation, Answer answer) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> answer, "http")) {
            FaultCase fault = new FaultCase(server);
            server.fails(operation);
            String outcome = fault.outcome(operation, server);
            fault.assertNothingInUse();
            fault.close();
            return outcome;
        }
    }
}
