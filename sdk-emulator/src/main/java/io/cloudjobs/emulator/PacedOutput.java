package io.cloudjobs.emulator;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/** Sends a limited number of bytes per second, in ten portions per second, by the clock of the emulator. */
final class PacedOutput extends FilterOutputStream {
    private final int bytesPerSecond;
    private final EmulatorClock clock;
    private final Instant start;
    private final long resets;
    private long sent;

    PacedOutput(OutputStream out, int bytesPerSecond, EmulatorClock clock, long resets) {
        super(out);
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        this.resets = resets;
        start = clock.now();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int portion = Math.max(1, bytesPerSecond / 10);
        for (int done = 0; done < length; ) {
            await();
            int next = Math.min(portion, length - done);
            out.write(bytes, offset + done, next);
            out.flush();
            done += next;
            sent += next;
        }
    }

    private void await() throws IOException {
        long nanos = sent % bytesPerSecond * 1_000_000_000L / bytesPerSecond;
        try {
            clock.await(start, Duration.ofSeconds(sent / bytesPerSecond, nanos), resets);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the emulator is closed");
        }
    }
}
