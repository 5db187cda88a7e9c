package io.cloudjobs.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.Socket;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** The state of a request according to its events. The fault tests check the rest with real servers. */
class AttemptTest {
    private static final IOException REFUSED = new IOException("stream was reset: REFUSED_STREAM");

    private final Attempt once = new Attempt(false, false);
    private final Wire wire = new Wire(new Http2(new Socket()));

    @Test
    void aRefusalThatAFailedWriteHidesIsSeen() throws IOException {
        once.isHeard();
        once.goesOut(wire);
        IOException failure = new IOException("the body ended early");
        failure.addSuppressed(REFUSED);

        once.failed(failure);

        assertThat(once.seen().isRefused()).isTrue();
        assertThat(once.isSent()).isFalse();
    }

    /** An interceptor has resent the request: the first response says nothing about the second request. */
    @Test
    void aRefusalAfterAnAnsweredRequestIsOne() throws IOException {
        Attempt again = new Attempt(true, false);
        again.isHeard();
        again.goesOut(wire);
        again.answerBegins();
        again.answered(429, false);
        again.goesOut(wire);

        again.failed(REFUSED);

        assertThat(again.seen().isRefused()).isTrue();
        assertThat(again.isSent()).isFalse();
    }

    @Test
    void aRefusalDoesNotTakeBackAnEarlierRequest() throws IOException {
        Attempt again = new Attempt(true, false);
        again.isHeard();
        again.goesOut(wire);
        again.failed(new IOException("reset"));
        again.goesOut(wire);

        again.failed(REFUSED);

        assertThat(again.isSent()).isTrue();
    }

    @Test
    void aBodyThatIsCopiedBeforeOkHttpLooksForAConnectionWasNotSent() throws IOException {
        once.body(null).writeTo(new Buffer());
        assertThat(once.isSent()).isTrue();

        once.looksForConnection();

        assertThat(once.isSent()).isFalse();
        once.body(null).writeTo(new Buffer());
        assertThat(once.isSent()).isTrue();
    }

    @Test
    void afterItsEndNothingGoesOut() {
        once.end();

        assertThatIOException()
                .isThrownBy(() -> once.goesOut(wire))
                .withMessage("the request was not sent: the call has already ended");
        assertThat(once.isSent()).isFalse();
    }
}
